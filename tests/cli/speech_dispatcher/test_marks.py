"""Marks are told where the first word behind them begins, among the sound that is heard before and after."""

from itertools import groupby

import numpy as np
import pytest

from vozes.cli.speech_dispatcher.marks import MarkedSpeech
from vozes.types import AudioChunk, WordTiming

RATE = 1000
TEXT = "<speak><mark name='a'/>One <mark name=\"b &amp; c\"/>two<mark name='end'/></speak>"
ONE = WordTiming(TEXT.index("One"), TEXT.index("One") + 3, 0.1, 0.3)
TWO = WordTiming(TEXT.index("two"), TEXT.index("two") + 3, 0.3, 0.6)


def chunk(milliseconds: int, *words: WordTiming) -> AudioChunk:
    return AudioChunk(np.zeros(milliseconds, np.float32), RATE, words=words)


def heard(speech: MarkedSpeech, *chunks: AudioChunk) -> list[object]:
    """The names of marks, and between them how many milliseconds of sound there are."""
    pieces = [piece for each in chunks for piece in speech.push(each)] + list(speech.finish())
    told: list[object] = []
    for is_mark, group in groupby(pieces, lambda piece: isinstance(piece, str)):
        run = list(group)
        told += run if is_mark else [sum(map(len, run))]
    return told


@pytest.mark.parametrize(
    "chunks",
    [[chunk(700, ONE, TWO)], [chunk(200), chunk(200, ONE), chunk(300, TWO)], [chunk(400), chunk(300, ONE, TWO)]],
)
def test_a_mark_comes_as_the_word_behind_it_begins_however_sound_and_words_come(chunks: list[AudioChunk]) -> None:
    assert heard(MarkedSpeech(TEXT, has_words=True), *chunks) == [100, "a", 200, "b & c", 400, "end"]


def test_sound_is_not_kept_back_once_no_mark_is_left() -> None:
    speech = MarkedSpeech("<speak>One two</speak>", has_words=True)
    (piece,) = speech.push(chunk(200))
    assert len(piece) == 200


def test_an_engine_that_knows_no_words_is_heard_at_once_and_its_marks_come_at_the_end() -> None:
    speech = MarkedSpeech(TEXT, has_words=False)
    assert len(list(speech.push(chunk(200)))) == 1
    assert heard(speech, chunk(100)) == [100, "a", "b & c", "end"]
