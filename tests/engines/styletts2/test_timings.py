"""When symbols and words are heard, from durations alone."""

import numpy as np
import pytest
import torch

from vozes.engines.styletts2.network.prosody import frame_tokens
from vozes.engines.styletts2.symbols import EncodedWord
from vozes.engines.styletts2.timings import SAMPLES_OF_FRAME, symbol_spans, without_silence, word_timings
from vozes.types import WordTiming

FRAMES = [3, 1, 2]


def test_each_symbol_lasts_as_long_as_its_frames() -> None:
    assert symbol_spans(FRAMES, late=False) == [(0, 1800), (1800, 2400), (2400, 3600)]


@pytest.mark.parametrize("late", [False, True])
def test_every_frame_belongs_to_the_symbol_that_it_is_made_for(late: bool) -> None:
    spans = symbol_spans(FRAMES, late=late)
    tokens = frame_tokens(torch.tensor(FRAMES), late).tolist()
    expected = [number for number, (start, end) in enumerate(spans) for _ in range(start, end, SAMPLES_OF_FRAME)]
    assert tokens == expected


def test_spans_touch_and_end_with_the_speech() -> None:
    spans = symbol_spans([1] * 5, late=True)
    assert [end for _, end in spans[:-1]] == [start for start, _ in spans[1:]]
    assert spans[-1] == (3000, 3000)  # where everything is a frame late, a last symbol of one frame is not heard


WORDS = (EncodedWord(0, 5, 0, 2), EncodedWord(7, 12, 2, 3))


def test_a_word_lasts_from_its_first_symbol_to_its_last() -> None:
    first, second = word_timings(WORDS, symbol_spans(FRAMES, late=False), (0, 3600), 0, 24_000)
    assert (first.text_start, first.text_end, first.start, first.end) == (0, 5, 0.0, 0.1)
    assert (second.text_start, second.text_end, second.start, second.end) == (7, 12, 0.1, 0.15)


def test_times_are_those_of_the_whole_answer_without_what_is_cut_off() -> None:
    first, second = word_timings(WORDS, symbol_spans(FRAMES, late=False), (1200, 3000), 24_000, 24_000)
    assert (first.start, first.end) == (1.0, 1.05)  # it began before the cut
    assert (second.start, second.end) == (1.05, 1.075)  # and this one would end after the other


def test_words_share_the_space_between_them_and_no_pause() -> None:
    """Of 50 ms; a comma with a space are two symbols."""
    spaced = (EncodedWord(0, 2, 0, 1), EncodedWord(3, 5, 2, 3), EncodedWord(7, 9, 5, 6))
    first, second, third = word_timings(spaced, symbol_spans([1, 2, 1, 1, 1, 1], late=False), (0, 4200), 0, 24_000)
    assert first.end == second.start == 0.05
    assert (second.end, third.start) == (0.1, 0.15)


def test_a_lead_moves_all_times_but_not_out_of_the_answer() -> None:
    first, second = word_timings(WORDS, symbol_spans(FRAMES, late=False), (0, 3600), 24_000, 24_000, lead=600)
    assert (first.start, first.end) == (1.0, 1.075)
    assert (second.start, second.end) == (1.075, 1.125)


def test_a_word_before_a_pause_ends_with_its_last_sound() -> None:
    samples = np.zeros(24_000, np.float32)
    samples[2400:4800] = samples[12_000:14_400] = 0.5
    words = (WordTiming(0, 1, 5.1, 5.4), WordTiming(2, 3, 5.5, 5.55), WordTiming(4, 5, 5.55, 6.0))
    ends = [word.end for word in without_silence(words, samples, 5 * 24_000, 24_000)]
    assert ends == pytest.approx([5.2, 5.55, 5.6])
