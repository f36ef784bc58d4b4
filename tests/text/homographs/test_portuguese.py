"""Portuguese words with an open or a closed vowel, judged by a table that a speaker can read and extend.

`pt.tsv` has sentences, a word of each, and how that is spelled so that its vowel is open or closed.
"""

import re
import time
from pathlib import Path

import pytest

from vozes.text.homographs.portuguese import respell

_ROWS = [row.split("\t") for row in Path(__file__).with_name("pt.tsv").read_text("utf-8").splitlines()[1:]]
_MANY_WORDS = 20_000


def _readings(sentence: str) -> dict[str, str | None]:
    words = re.findall(r"\w+(?:-\w+)*|[^\w\s]", sentence)
    return {word.lower(): said for word, said in zip(words, respell(words), strict=True)}


@pytest.mark.parametrize(("sentence", "word", "reading"), _ROWS, ids=[row[0] for row in _ROWS])
def test_the_words_around_tell_the_vowel(sentence: str, word: str, reading: str) -> None:
    said = _readings(sentence)[word]
    assert said is not None
    assert said.lower() == reading


def test_the_table_has_both_readings_of_forty_words() -> None:
    readings: dict[str, set[str]] = {}
    for _, word, reading in _ROWS:
        readings.setdefault(word, set()).add(reading)
    assert sum(len(found) > 1 for found in readings.values()) >= 40


def test_capitals_stay() -> None:
    assert respell(["O", "JOGO", "e", "o", "Governo"]) == [None, "JÔGO", None, None, "Govêrno"]


def test_other_words_stay() -> None:
    assert respell(["O", "carro", "não", "anda", "."]) == [None] * 5


def test_a_mark_parts_clauses() -> None:
    assert respell(["Eu", ",", "gosto", "?"])[2] is None


def test_the_time_grows_as_the_text_does() -> None:
    words = ["eu", "jogo", "o", "jogo"] * (_MANY_WORDS // 4)
    started = time.process_time()
    respell(words)
    assert time.process_time() - started < 2
