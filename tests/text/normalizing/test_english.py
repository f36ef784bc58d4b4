"""English: what is settled by its own rules beside the tables, and where Britain differs."""

import pytest

from tests.costs import grows_evenly
from tests.text.normalizing.cases import FOLDER, cases, said
from vozes.text.normalizing.languages import find_language
from vozes.text.normalizing.normalizer import Normalizer, applied
from vozes.text.normalizing.rules import SPELLED

_READINGS = [
    pytest.param(tag, case.written, id=f"{tag}: {case.written}")
    for tag in ("en", "en-gb")
    for case in cases(FOLDER / "tables" / f"{tag}.tsv")
]


@pytest.mark.parametrize(("tag", "written"), _READINGS)
def test_what_is_said_reads_the_same_again(tag: str, written: str) -> None:
    reading = said(written, tag)
    assert said(reading, tag) == reading


@pytest.mark.parametrize(
    ("written", "american", "british"),
    [
        ("350 m", "three hundred fifty meters", "three hundred and fifty metres"),
        ("3/4/2024", "March fourth twenty twenty four", "the third of April twenty twenty four"),
        ("March 4", "March fourth", "March the fourth"),
        ("2009", "two thousand nine", "two thousand and nine"),
        ("£2.50", "two pounds fifty pence", "two pounds fifty pence"),
        ("2-0", "two to zero", "two nil"),
    ],
)
def test_britain_reads_otherwise_where_it_does(written: str, american: str, british: str) -> None:
    assert (said(written, "en"), said(written, "en-gb")) == (american, british)


@pytest.mark.parametrize("text", ["It's Bob's; they don't, y'all.", "rock 'n' roll", "the boss's car", "I am a man."])
def test_contractions_and_small_words_stay_as_they_are(text: str) -> None:
    language = find_language("en")
    assert language is not None
    assert applied(text, Normalizer(language).edits(text)) == text


@pytest.mark.parametrize(
    ("text", "letters"), [("FBI", 3), ("NASA", 0), ("PCs", 2), ("U.S.", 2), ("Plan A", 1), ("STOP it", 0)]
)
def test_letters_are_spelled_where_no_word_is_read(text: str, letters: int) -> None:
    language = find_language("en")
    assert language is not None
    assert applied(text, Normalizer(language).edits(text)).count(SPELLED) == letters


@pytest.mark.parametrize("shape", ["Charles I was. ", "5'10\" ", "12/25 Main St ", "Jan 5, ", "A.", "$5-", "1:2-"])
def test_long_texts_cost_no_more_a_character_than_short_ones(shape: str) -> None:
    language = find_language("en")
    assert language is not None
    normalizer = Normalizer(language)

    def write_out(characters: int) -> None:
        list(normalizer.edits((shape * characters)[:characters]))

    assert grows_evenly(write_out, 2_000)
