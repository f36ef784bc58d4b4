"""What may stand in an entry, and how entries replace one another."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vozes.errors import ErrorCode, VozesError
from vozes.text.lexicon.entries import (
    MOST_ENTRIES,
    LexiconEntry,
    entries_from,
    from_json,
    merged,
    to_json,
)

NVIDIA = LexiconEntry("Nvidia", "pt-br", "en-vídia")


def refusal(value: object) -> VozesError:
    with pytest.raises(VozesError) as caught:
        entries_from(value)
    assert (caught.value.code, caught.value.param) == (ErrorCode.INVALID_FIELD, "lexicon")
    return caught.value


def test_an_entry_is_a_word_with_a_respelling_or_ipa() -> None:
    listed = [
        {"word": "Nvidia", "language": "pt_BR", "respelling": "en-vídia"},
        {"word": "NEXUS", "ipa": "/ˈnɛksʊs/", "case_sensitive": True},
    ]

    assert entries_from(listed) == (LexiconEntry("NEXUS", "", None, "ˈnɛksʊs", True), NVIDIA)


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ("Nvidia", "lexicon must be a list"),
        ({"Nvidia": "en-vídia"}, "lexicon must be a list"),
        (["Nvidia"], "lexicon.0"),
        ([{"respelling": "a"}], "lexicon.0.word is missing"),
        ([{"word": 1, "respelling": "a"}], "lexicon.0.word must be a text"),
        ([{"word": "a", "respelling": "b", "case_sensitive": "yes"}], "lexicon.0.case_sensitive must be true or false"),
        ([{"wrod": "a", "word": "a", "respelling": "b"}], "'wrod' in lexicon.0 (did you mean word?)"),
        ([{"word": "a"}], "either a respelling or IPA"),
        ([{"word": "a", "respelling": "b", "ipa": "a"}], "either a respelling or IPA"),
        ([{"word": " \u200b", "respelling": "b"}], "A word is empty"),
        ([{"word": "a" * 101, "respelling": "b"}], "101 characters"),
        ([{"word": "a" * 1_000_000, "respelling": "b"}], "1000000 characters"),
        ([{"word": "a\x00", "respelling": "b"}], "U+0000"),
        ([{"word": "a\ud800", "respelling": "b"}], "U+D800"),
        ([{"word": "a\uffff", "respelling": "b"}], "U+FFFF"),
        ([{"word": "a", "respelling": "b" * 301}], "The word 'a': The respelling has 301 characters"),
        ([{"word": "a", "respelling": "!?"}], "nothing to say"),
        ([{"word": "a", "ipa": "A"}], "The word 'a': 'A' (U+0041) is no sign of IPA"),
        ([{"word": "a", "respelling": "b", "language": "?"}], "'?' is no language tag"),
        ([{"word": "a", "respelling": "b"}] * (MOST_ENTRIES + 1), "10,001 entries"),
    ],
)
def test_what_is_no_entry_is_refused_with_its_place_or_word(value: object, named: str) -> None:
    assert named in refusal(value).message


def test_words_are_written_as_a_text_is_once_it_is_read() -> None:
    (entry,) = entries_from([{"word": " oﬁcial \n Sa\u0303o\u200b ", "respelling": "Ａ  b"}])

    assert (entry.word, entry.respelling) == ("oficial São", "A b")


def test_what_is_added_replaces_the_same_word_of_the_same_language() -> None:
    other = LexiconEntry("NVIDIA", "pt-br", "ene-vídia")
    english = LexiconEntry("Nvidia", "en", "en-vidia")
    exact = LexiconEntry("Nvidia", "pt-br", "exact", case_sensitive=True)

    assert merged([NVIDIA], [other]) == (other,)
    assert merged([NVIDIA], [english]) == (english, NVIDIA)
    assert set(merged([NVIDIA], [exact])) == {NVIDIA, exact}
    assert len(merged([exact], [LexiconEntry("NVIDIA", "pt-br", "b", case_sensitive=True)])) == 2


ENTRIES = st.lists(
    st.fixed_dictionaries(
        {"word": st.text(max_size=12)},
        optional={
            "language": st.sampled_from(["", "pt", "pt-BR", "zh"]),
            "respelling": st.text(max_size=12),
            "ipa": st.sampled_from(["a", "ˈnɛks", "ã"]),
            "case_sensitive": st.booleans(),
        },
    ),
    max_size=4,
)


@given(listed=ENTRIES)
def test_what_is_taken_is_the_same_when_it_is_written_and_read_again(listed: list[dict[str, Any]]) -> None:
    try:
        entries = entries_from(listed)
    except VozesError:
        return

    assert from_json(to_json(entries)) == entries


def test_each_entry_has_a_line_of_its_own_to_be_edited_by_hand() -> None:
    lines = to_json([NVIDIA, LexiconEntry("b", "", None, "b", True)]).decode().splitlines()

    assert '{"word": "Nvidia", "language": "pt-br", "respelling": "en-vídia"},' in lines
    assert '{"word": "b", "ipa": "b", "case_sensitive": true}' in lines


@pytest.mark.parametrize("document", [b"", b"{", b"[]", b'{"entries": {}}', b'{"entries": [], "a": 1}', b"[" * 100_000])
def test_what_is_no_lexicon_in_json_is_refused(document: bytes) -> None:
    with pytest.raises(VozesError):
        from_json(document)


def test_ten_thousand_entries_are_read_within_a_second() -> None:
    listed = [{"word": f"palavra {number}", "respelling": f"leitura {number}"} for number in range(MOST_ENTRIES)]

    started = time.process_time()
    entries_from(listed)

    assert time.process_time() - started < 1
