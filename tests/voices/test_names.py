"""What a voice may be called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vozes.errors import ErrorCode, VozesError
from vozes.voices.names import check_name, is_id, is_made_id, name_key, new_id, plain


@pytest.mark.parametrize(
    "name", ["Ana", "João da Silva", "Ζωή", "美咲", "عمر", "O'Brien", "a/b\\c", "../..", "con", "👩‍🚀", "A" * 80, "नेहा"]
)
def test_a_name_is_any_unicode_and_stays_as_it_is(name: str) -> None:
    assert check_name(f" \t{name}\n") == name


def test_a_name_is_composed() -> None:
    assert check_name("Joa\u0303o") == "João"


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("", "is empty"),
        (" \n\t", "is empty"),
        ("\u200b\u200d", "is empty"),
        ("\u3164", "is empty"),
        ("A" * 81, "has 81 characters"),
        ("a\x00b", "U+0000"),
        ("a\nb", "U+000A"),
        ("a\x9fb", "U+009F"),
        ("a\u2028b", "U+2028"),
        ("a\u202eb", "U+202E"),
        ("a\u2066b", "U+2066"),
        ("a\ud800b", "U+D800"),
    ],
)
def test_what_is_no_name_is_refused_with_the_reason(name: str, fault: str) -> None:
    with pytest.raises(VozesError) as error:
        check_name(name)
    assert (error.value.code, error.value.param) == (ErrorCode.INVALID_FIELD, "name")
    assert fault in error.value.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana", "ANA"),
        ("João", "JOA\u0303O"),
        ("Straße", "STRASSE"),
        ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
        ("Ana Maria", "ana\u00a0 maria"),
        ("Ana", "Ａｎａ"),
        ("Ana", "An\u200ba"),
        ("ﬁm", "fim"),
    ],
)
def test_names_that_look_the_same_are_the_same(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_an_accent_makes_another_name_but_a_search_finds_both() -> None:
    assert name_key("Joao") != name_key("João")
    assert plain("JOÃO") == plain("joao")


@given(st.text())
def test_a_name_that_is_kept_can_be_seen_and_checked_again(text: str) -> None:
    try:
        name = check_name(text)
    except VozesError:
        return
    assert 1 <= len(name) <= 80
    assert check_name(name) == name
    assert name_key(name)


@pytest.mark.parametrize("text", ["voice_0123456789abcdef", "ana", "0", "a-b_c", "a" * 64, "console", "com10"])
def test_folders_that_can_be_voices(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", ".", "..", "../x", "a/b", "a\\b", "/etc", "C:", ".new-1", "-a", "_a", "A", "é", "a b", "a\n", "a\x00"),
        *("a" * 65, "con", "nul", "com1", "lpt9", "trash", "import", "export", "ana.1"),
    ],
)
def test_no_other_text_becomes_a_path(text: str) -> None:
    assert not is_id(text)


def test_made_ids_are_ids_and_never_the_same() -> None:
    made = {new_id() for _ in range(100)}
    assert len(made) == 100
    assert all(is_id(each) and is_made_id(each) for each in made)
    assert not is_made_id("ana")
