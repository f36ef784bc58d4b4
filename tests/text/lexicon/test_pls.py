"""Lexicons of the W3C's PLS: what is read of them, what is written, and what cannot be made to hurt."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.lexicon.test_entries import ENTRIES
from vozes.errors import ErrorCode, VozesError
from vozes.text.lexicon.entries import MOST_ENTRIES, LexiconEntry, entries_from
from vozes.text.lexicon.pls import read_pls, write_pls

NAMESPACE = 'xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"'


def document(lexemes: str, attributes: str = 'xml:lang="pt-BR" alphabet="ipa"') -> bytes:
    return f'<?xml version="1.0"?><lexicon version="1.0" {NAMESPACE} {attributes}>{lexemes}</lexicon>'.encode()


def lexeme(*parts: str) -> str:
    return f"<lexeme>{''.join(parts)}</lexeme>"


def refused(content: bytes, language: str | None = None) -> str:
    with pytest.raises(VozesError) as caught:
        read_pls(content, language)
    assert (caught.value.code, caught.value.param) == (ErrorCode.INVALID_FIELD, "lexicon")
    return caught.value.message


def test_a_phoneme_is_ipa_and_an_alias_a_respelling() -> None:
    read = read_pls(
        document(
            lexeme("<grapheme>Nexus</grapheme>", "<phoneme>ˈnɛksʊs</phoneme>")
            + lexeme("<grapheme>W3C</grapheme>", "<alias>dáblio três cê</alias>")
        )
    )

    assert read.entries == (
        LexiconEntry("Nexus", "pt-br", None, "ˈnɛksʊs"),
        LexiconEntry("W3C", "pt-br", "dáblio três cê"),
    )
    assert read.warnings == ()


def test_each_grapheme_of_a_lexeme_is_an_entry() -> None:
    read = read_pls(document(lexeme("<grapheme>Nexus</grapheme><grapheme>Nexo</grapheme>", "<alias>nécsus</alias>")))

    assert [(entry.word, entry.respelling) for entry in read.entries] == [("Nexo", "nécsus"), ("Nexus", "nécsus")]


@pytest.mark.parametrize(
    ("readings", "taken"),
    [
        ("<alias>a</alias><phoneme>e</phoneme>", ("a", None)),
        ('<alias>a</alias><phoneme prefer="true">e</phoneme>', (None, "e")),
        ('<phoneme alphabet="x-sampa">E</phoneme><alias>a</alias>', ("a", None)),
        ('<phoneme alphabet="IPA">e</phoneme>', (None, "e")),
        ("<example>x</example><alias>a<!-- b --></alias>", ("a", None)),
    ],
)
def test_of_several_readings_the_preferred_counts_else_the_first(
    readings: str, taken: tuple[str | None, str | None]
) -> None:
    (entry,) = read_pls(document(lexeme("<grapheme>x</grapheme>", readings))).entries

    assert (entry.respelling, entry.ipa) == taken


@pytest.mark.parametrize(
    ("readings", "named"),
    [
        ('<phoneme alphabet="x-sampa">"nEksUs</phoneme>', "'Nexus' is left out: its pronunciation is in the alphabet"),
        ("<phoneme>NEXUS</phoneme>", "The word 'Nexus': 'N' (U+004E) is no sign of IPA"),
        ("", "'Nexus' is left out: it has neither"),
    ],
)
def test_what_cannot_be_read_is_left_out_with_a_warning(readings: str, named: str) -> None:
    good = lexeme("<grapheme>a</grapheme><alias>b</alias>")
    read = read_pls(document(lexeme("<grapheme>Nexus</grapheme>", readings) + good))

    assert [entry.word for entry in read.entries] == ["a"]
    (warning,) = read.warnings
    assert named in warning


@pytest.mark.parametrize(
    ("attributes", "given", "language"),
    [
        ('xml:lang="pt-BR"', None, "pt-br"),
        ('xml:lang="und"', None, ""),
        ('xml:lang=""', None, ""),
        ('xml:lang="pt-BR"', "pt", "pt"),
        ("", "", ""),
    ],
)
def test_the_language_is_the_documents_unless_another_is_given(
    attributes: str, given: str | None, language: str
) -> None:
    content = document(lexeme("<grapheme>a</grapheme><alias>b</alias>"), attributes)

    assert [entry.language for entry in read_pls(content, given).entries] == [language]


def test_a_document_without_the_namespace_is_read_too_and_in_utf_16() -> None:
    text = '<lexicon xml:lang="pt"><lexeme><grapheme>é</grapheme><alias>b</alias></lexeme></lexicon>'

    assert read_pls(text.encode()).entries == read_pls(text.encode("utf-16")).entries == (LexiconEntry("é", "pt", "b"),)


BOMB = '<!DOCTYPE lexicon [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (f"{BOMB}]><lexicon xml:lang='pt'>&i;</lexicon>", "entities"),
        ('<!DOCTYPE lexicon [<!ENTITY a SYSTEM "file:///etc/passwd">]><lexicon>&a;</lexicon>', "entities"),
        ('<!DOCTYPE lexicon [<!ENTITY % a SYSTEM "http://127.0.0.1/a">%a;]><lexicon/>', "entities"),
        ('<!DOCTYPE lexicon SYSTEM "http://127.0.0.1/a"><lexicon xml:lang="pt">&a;</lexicon>', "no XML"),
        ("", "no XML"),
        ("<lexicon", "no XML"),
        ('<?xml version="1.0" encoding="utf-7"?><lexicon/>', "no XML"),
        ('<?xml version="1.0" encoding="nope"?><lexicon/>', "no XML"),
        ("<a>" * 500_000, "no XML"),
        ("<speak/>", "'speak'"),
        ("<lexicon/>", "no xml:lang"),
        ('<lexicon xml:lang="?"/>', "no language tag"),
    ],
)
def test_what_is_no_lexicon_or_made_to_hurt_is_refused_at_once(content: str, named: str) -> None:
    started = time.process_time()

    assert named in refused(content.encode())
    assert time.process_time() - started < 2


def test_a_very_deep_document_is_read_at_once() -> None:
    deep = "<a>" * 100_000 + "Nexus" + "</a>" * 100_000
    started = time.process_time()

    (entry,) = read_pls(document(lexeme(f"<grapheme>{deep}</grapheme>", "<alias>b</alias>"))).entries

    assert entry.word == "Nexus"
    assert time.process_time() - started < 2


def test_more_than_the_longest_lexicon_is_refused() -> None:
    lexemes = lexeme("<grapheme>a</grapheme><alias>b</alias>") * (MOST_ENTRIES + 1)

    assert "10,001 entries" in refused(document(lexemes))
    graphemes = "<grapheme>a</grapheme>" * (MOST_ENTRIES + 5)
    assert "10,005 entries" in refused(document(lexeme(graphemes, "<alias>b</alias>")))


def test_what_is_written_is_pls_that_others_can_read() -> None:
    written = write_pls([LexiconEntry("R&D", "pt-br", "<erre>"), LexiconEntry("US", "pt-br", None, "a", True)])

    text = written.decode()
    assert 'xml:lang="pt-br"' in text
    assert NAMESPACE in text
    assert 'alphabet="ipa"' in text
    assert "<grapheme>R&amp;D</grapheme><alias>&lt;erre&gt;</alias>" in text
    assert "<phoneme>a</phoneme>" in text


def test_entries_of_several_languages_are_written_only_where_one_is_named() -> None:
    with pytest.raises(VozesError) as caught:
        write_pls([LexiconEntry("a", "pt", "b"), LexiconEntry("a", "", "b")])

    assert (caught.value.code, caught.value.param) == (ErrorCode.INVALID_FIELD, "language")


@given(listed=ENTRIES, language=st.sampled_from(["", "pt"]))
def test_what_is_written_is_read_again_as_it_was(listed: list[dict[str, object]], language: str) -> None:
    try:
        entries = entries_from([entry | {"language": language} for entry in listed])
    except VozesError:
        return

    read = read_pls(write_pls(entries, language))

    assert read.entries == entries
    assert read.warnings == ()
