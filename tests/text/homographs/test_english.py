"""English words that are written alike are told apart by the words around them.

`en.tsv` is a table of sentences, a word of each, and how that word sounds there.
"""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from tests.costs import grows_evenly
from vozes.text.homographs.english import readings

_TABLE = Path(__file__).parent / "en.tsv"
_CASES = [tuple(line.split("\t")) for line in _TABLE.read_text("utf-8").splitlines()[1:]]
_LEAST_RIGHT, _MOST_WRONG = 97, 1
"""Percent of the table."""


def _reading(sentence: str, word: str) -> str | None:
    words = re.findall(r"[\w'’]+|[^\w\s]", sentence)
    return readings(words)[words.index(word)]


def test_nearly_all_of_the_table_is_read_right_and_next_to_nothing_wrong() -> None:
    said = [(_reading(sentence, word), reading) for sentence, word, reading in _CASES]
    right = sum(said == reading for said, reading in said)
    wrong = sum(said is not None and said != reading for said, reading in said)
    assert 100 * right >= _LEAST_RIGHT * len(_CASES)
    assert 100 * wrong <= _MOST_WRONG * len(_CASES)


def test_the_table_has_sixty_words_with_more_than_one_reading() -> None:
    known = defaultdict(set)
    for _, word, reading in _CASES:
        known[word.lower()].add(reading)
    assert sum(len(found) > 1 for found in known.values()) >= 60


@pytest.mark.parametrize(
    ("sentence", "word", "reading"),
    [
        ("I will read it.", "read", "ɹˈiːd"),
        ("I have read it.", "read", "ɹˈɛd"),
        ("A new record.", "record", "ɹˈɛkɚd"),
        ("They record it.", "record", "ɹᵻkˈɔː͡ɹd"),
        ("He records it.", "records", "ɹᵻkˈɔː͡ɹdz"),
        ("His records were lost.", "records", "ɹˈɛkɚdz"),
        ("Made of lead.", "lead", "lˈɛd"),
    ],
)
def test_small_words_beside_it_tell_what_a_word_is(sentence: str, word: str, reading: str) -> None:
    assert _reading(sentence, word) == reading


def test_a_mark_parts_a_word_from_the_one_before_it() -> None:
    assert readings(["If", "I", "can", ",", "present", "the", "award"])[4] == "pɹɪzˈɛnt"


def test_other_words_have_no_reading() -> None:
    assert readings(["The", "cat", "sleeps", "."]) == [None] * 4


def test_a_word_is_left_alone_where_nothing_beside_it_tells_what_it_is() -> None:
    assert readings(["bass"]) == [None]


def test_no_words_have_no_readings() -> None:
    assert readings([]) == []


def test_long_sentences_cost_no_more_a_word_than_short_ones() -> None:
    words = "they record the live music and read a minute detail close to the lead".split()

    assert grows_evenly(lambda times: readings(words * times), 200)
