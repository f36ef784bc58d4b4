"""Each character has its time, in the text as it was sent and in what is said of it."""

from itertools import pairwise
from typing import cast

import pytest

from vozes.service.registry import RegisteredEngine
from vozes.service.speech.alignment import Alignment, SpokenText, TimedCharacters, spoken_text
from vozes.service.speech.parts import SpokenPart
from vozes.text.mapped import MappedText
from vozes.types import SpeechRequest, WordTiming


def said(text: str, source: MappedText | None = None) -> SpokenText:
    return spoken_text([SpokenPart(cast(RegisteredEngine, None), SpeechRequest(text, "en-us", "a"), source)])


def aligned(text: str, words: list[WordTiming], seconds: float) -> tuple[TimedCharacters, TimedCharacters]:
    alignment = Alignment(text, said(text))
    alignment.add(words)
    alignment.finish(seconds)
    return alignment.taken()


def time_of(characters: TimedCharacters, word: str) -> tuple[float, float]:
    place = "".join(characters.characters).index(word)
    return characters.starts[place], characters.ends[place + len(word) - 1]


def test_the_characters_of_a_word_share_its_time_and_those_between_lie_between() -> None:
    original, _ = aligned("Hi, you!", [WordTiming(0, 2, 0.1, 0.5), WordTiming(4, 7, 0.7, 1.0)], 1.2)
    assert original.characters == list("Hi, you!")
    assert original.starts == pytest.approx([0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0])
    assert original.ends == pytest.approx([0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2])


def test_a_number_s_words_have_its_time_in_what_is_said() -> None:
    words = [WordTiming(0, 2, 0.0, 0.2), WordTiming(3, 6, 0.3, 1.3), WordTiming(7, 12, 1.4, 2.0)]
    original, normalized = aligned("It $25 today.", words, 2.1)
    assert "".join(normalized.characters) == "It twenty five dollars today."
    assert time_of(normalized, "twenty five dollars") == time_of(original, "$25") == pytest.approx((0.3, 1.3))
    assert time_of(normalized, "today") == time_of(original, "today") == pytest.approx((1.4, 2.0))


def test_words_that_one_number_is_heard_as_are_one() -> None:
    words = [WordTiming(0, 2, 0.0, 0.4), WordTiming(0, 2, 0.4, 0.9), WordTiming(3, 6, 1.0, 1.4)]
    original, normalized = aligned("25 now", words, 1.5)
    assert time_of(original, "25") == time_of(normalized, "twenty five") == pytest.approx((0.0, 0.9))


def test_times_finer_than_what_is_said_are_joined() -> None:
    words = [WordTiming(0, 1, 0.0, 0.2), WordTiming(2, 3, 0.3, 0.6), WordTiming(4, 7, 0.7, 0.9)]
    _, normalized = aligned("3/4 cup", words, 1.0)
    assert time_of(normalized, "three quarters") == pytest.approx((0.0, 0.6))


def test_nothing_is_timed_where_no_word_is() -> None:
    original, normalized = aligned("Hello there", [], 1.0)
    assert original.characters == normalized.characters == []


def test_a_part_s_places_are_those_of_the_user_s_text() -> None:
    source = MappedText.of("<b>Hello</b>").slice(3, 8)
    (word,) = said("Hello", source).words
    assert (word.text_start, word.text_end, word.start, word.end) == (3, 8, 0, 5)


def test_word_by_word_it_comes_to_the_same_as_at_once() -> None:
    text = "Dr. Smith paid $25.50 at 5 p.m.; then he left."
    spans = [(0, 3), (4, 9), (10, 14), (15, 21), (22, 24), (25, 31), (33, 37), (38, 40), (41, 45)]
    words = [WordTiming(*span, number * 0.5, number * 0.5 + 0.4) for number, span in enumerate(spans)]
    alignment = Alignment(text, said(text))
    pieces: list[tuple[TimedCharacters, TimedCharacters]] = []
    for known in range(len(words) + 1):
        alignment.add(words[:known])
        pieces.append(alignment.taken())
    alignment.finish(5.0)
    pieces.append(alignment.taken())
    whole = aligned(text, words, 5.0)
    for track in (0, 1):
        made = TimedCharacters()
        for piece in pieces:
            made.characters += piece[track].characters
            made.starts += piece[track].starts
            made.ends += piece[track].ends
        assert made == whole[track]
        assert all(before <= after for before, after in pairwise(made.starts))
        assert all(end == start for end, start in zip(made.ends, made.starts[1:], strict=False))


def test_only_so_many_characters_are_taken_at_a_time() -> None:
    alignment = Alignment("Hello", said("Hello"))
    alignment.add([WordTiming(0, 5, 0.0, 0.5)])
    alignment.finish(0.5)
    assert ["".join(alignment.taken(2)[0].characters) for _ in range(4)] == ["He", "ll", "o", ""]
