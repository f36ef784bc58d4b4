"""What is said of a text, whole or in pieces, with every word where it came from."""

from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.text.normalizing.cases import FOLDER, cases, languages
from vozes.text.characters import clean
from vozes.text.characters.ignorable import is_ignorable
from vozes.text.reading.pinning import IPA
from vozes.text.reading.reader import Reader
from vozes.text.reading.words import Reading, read
from vozes.types import Pronunciation, ReadingOptions

TEXT = "Custa R$ 5,00. A Sra. Lima paga 2%.\n- leite\n- pão\nO IBGE sabe; o Dr. João não. " * 40

LANGUAGES = "pt-br pt-pt en en-gb es fr de it pl tr ru nl cs ar zh hu ko ja hi sv".split()


def words(reading: Reading, text: str) -> list[tuple[str, str]]:
    return [
        (word.spoken, text[word.text_start : word.text_end])
        for sentence in reading.sentences
        for word in sentence.words
    ]


def test_each_word_tells_what_it_came_from() -> None:
    text = "Custa R$ 5 aqui."
    assert words(read(text, "pt-br"), text) == [
        ("Custa", "Custa"),
        ("cinco", "R$ 5"),
        ("reais", "R$ 5"),
        ("aqui", "aqui"),
    ]


def test_letters_that_are_spelled_stand_apart() -> None:
    assert read("O IBGE diz.", "pt-br").spoken == "O i b g e diz."
    assert read("L'ADN et l’UE.", "fr").spoken == "L'a d n et l’u e."


def test_lines_and_items_are_sentences() -> None:
    text = "Compras\n- leite\n- pão\nDepois casa"
    sentences = read(text, "pt-br").sentences
    assert [sentence.spoken for sentence in sentences] == ["Compras.", "leite.", "pão.", "Depois casa"]


def test_switched_off_the_characters_alone_are_read() -> None:
    off = ReadingOptions(normalize=False)
    assert read("o\ufb01cial: 5 e 2%", "pt-br", off).spoken == "oficial: 5 e 2%"
    assert read("R$ 5 & 3 €, ($)", "pt-br", off).spoken == "R$ 5 & 3 €, $"
    assert read("A Sra. Lima tem 5.", "pt-br", ReadingOptions(off=("abbreviation",))).spoken == "A Sra. Lima tem cinco."


def test_what_has_no_name_is_told() -> None:
    reading = read("um \u2e3a \U0001fbf0 \u27d0 dois", "pt-br")
    assert any("\u27d0" in warning for warning in reading.warnings)


def test_an_accent_alone_is_an_apostrophe_between_letters_and_else_told() -> None:
    assert read("Copo d´água", "pt-br").spoken == "Copo d'água"
    reading = read("um ´ dois", "pt-br")
    assert (reading.spoken, reading.warnings) == ("um dois", ("Left out, since it has no name in pt-br: ´",))


@pytest.mark.parametrize(
    ("text", "sign", "spoken"),
    [
        ("2*3", "*", "dois vezes três"),
        ("eu@x", "@", "eu vezes x"),
        ("a * b", "*", "a vezes b"),
        ("2*", "*", "dois vezes"),
    ],
)
def test_a_sign_of_the_users_own_is_a_word(text: str, sign: str, spoken: str) -> None:
    start = text.index(sign)
    assert read(text, "pt-br", pronunciations=[Pronunciation(start, start + 1, "vezes")]).spoken == spoken


def test_a_word_of_the_users_own_is_said_as_they_say() -> None:
    text = "O Vozes custa 5."
    pinned = [Pronunciation(2, 7, "Vózis"), Pronunciation(14, 15, "cinquinho")]
    assert words(read(text, "pt-br", pronunciations=pinned), text) == [
        ("O", "O"),
        ("Vózis", "Vozes"),
        ("custa", "custa"),
        ("cinquinho", "5"),
    ]


def test_sounds_reach_only_engines_that_are_told_sounds() -> None:
    pinned = [Pronunciation(2, 7, ipa="ˈvɔzis")]
    told, reading = (
        next(Reader("pt-br", pronunciations=pinned, knows_ipa=knows).read("O Vozes fala.")).text.text
        for knows in (True, False)
    )
    assert IPA.sub(r"\g<word><\g<sounds>>", told) == "O Vozes<ˈvɔzis> fala."
    assert reading == "O Vozes fala."


@pytest.mark.parametrize("size", [1, 7, 100, 5000])
def test_a_text_in_pieces_is_read_as_the_whole(size: int) -> None:
    reader = Reader("pt-br")
    blocks = [block for start in range(0, len(TEXT), size) for block in reader.push(TEXT[start : start + size])]
    blocks += reader.finish()
    whole = list(Reader("pt-br").read(TEXT))
    assert " ".join(" ".join(block.text.text for block in blocks).split()) == " ".join(
        " ".join(block.text.text for block in whole).split()
    )
    starts = [start for block in blocks for start in block.text.starts]
    assert all(before <= after for before, after in pairwise(starts))


def test_a_piece_is_released_long_before_the_end() -> None:
    reader = Reader("pt-br")
    assert list(reader.push("A primeira frase termina. A segunda"))


@settings(max_examples=300)
@given(st.text(st.characters(codec="utf-8"), max_size=120), st.sampled_from(LANGUAGES))
def test_any_text_is_read_with_spans_in_order(text: str, language: str) -> None:
    reading = read(text, language)
    spans = [(word.text_start, word.text_end) for sentence in reading.sentences for word in sentence.words]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(before <= after for before, after in pairwise(spans))


_AWKWARD = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("0123456789٣५.,:;/-+%$€£@#°ºª½²()[]'\" \n\tIVXabcÁçñ")),
    max_size=60,
)


@settings(max_examples=300)
@given(_AWKWARD, st.sampled_from(LANGUAGES[:-1]))
def test_no_digit_is_left_to_an_engine(text: str, language: str) -> None:
    assert not any(map(str.isdecimal, read(text, language).spoken))


@settings(max_examples=300)
@given(_AWKWARD, st.sampled_from(LANGUAGES))
def test_every_letter_and_digit_is_spoken_or_told(text: str, language: str) -> None:
    reading = read(text, language)
    spoken = {
        place
        for sentence in reading.sentences
        for word in sentence.words
        for place in range(word.text_start, word.text_end)
    }
    told = " ".join(reading.warnings)
    assume("terminal sequence" not in told)  # it is told without its letters
    silent = [sign for place, sign in enumerate(text) if sign.isalnum() and place not in spoken]
    assert [sign for sign in silent if sign not in told and not is_ignorable(sign)] == []


@st.composite
def _typed(draw: st.DrawFn) -> tuple[str, str]:
    """What people type, in a language: some of our own cases after one another."""
    language = draw(st.sampled_from(list(languages())))
    written = st.sampled_from([case.written for case in cases(FOLDER / "tables" / f"{language}.tsv")])
    joint = draw(st.sampled_from([" ", "\n", ". ", ", "]))
    return joint.join(draw(st.lists(written, min_size=1, max_size=3))), language


@settings(max_examples=300)
@given(_typed())
def test_what_was_said_is_read_again_as_it_stands(typed: tuple[str, str]) -> None:
    text, language = typed
    said = read(text, language).spoken
    assert read(said, language).spoken.lower() == said.lower()


@settings(max_examples=300)
@given(_AWKWARD, st.sampled_from(LANGUAGES))
def test_switched_off_no_letter_changes(text: str, language: str) -> None:
    said = "".join(block.text.text for block in Reader(language, ReadingOptions(normalize=False)).read(text))
    assert [each for each in said if each.isalnum()] == [each for each in clean(text).text.text if each.isalnum()]
