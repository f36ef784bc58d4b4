"""Pauses and edges where segments of an answer meet."""

import numpy as np
import pytest

from vozes.engines.styletts2.concatenation import faded, heard_span
from vozes.types import Samples

RATE = 24_000


def hum(before: float, sound: float, after: float) -> Samples:
    """Seconds of a tone between silences that are not quite silent."""
    lengths = [round(seconds * RATE) for seconds in (before, sound, after)]
    noise = np.random.default_rng(0).normal(0, 1e-4, sum(lengths)).astype(np.float32)
    noise[lengths[0] : lengths[0] + lengths[1]] += np.sin(np.arange(lengths[1]) * 0.1, dtype=np.float32) / 2
    return noise


def silences(samples: Samples, *, follows: bool, begins: bool, ends: bool) -> tuple[float, float]:
    """Seconds that stay of a second's silence before and of one after a tone of two seconds."""
    start, end = heard_span(samples, RATE, follows=follows, begins=begins, ends=ends)
    return 1 - start / RATE, end / RATE - 3


def test_a_sentence_alone_is_left_as_it_was_made() -> None:
    samples = hum(1, 2, 1)
    assert heard_span(samples, RATE, follows=False, begins=True, ends=True) == (0, len(samples))


def test_a_later_sentence_begins_soon_and_ends_as_it_was_made() -> None:
    before, after = silences(hum(1, 2, 1), follows=True, begins=True, ends=True)
    assert before == pytest.approx(0.15, abs=0.011)
    assert after == 1


def test_inside_a_sentence_hardly_any_silence_stays() -> None:
    before, after = silences(hum(1, 2, 1), follows=True, begins=False, ends=False)
    assert before == pytest.approx(0.08, abs=0.011)
    assert after == pytest.approx(0.08, abs=0.011)


def test_what_has_less_silence_keeps_all_of_it() -> None:
    samples = hum(0.05, 2, 0.05)
    assert heard_span(samples, RATE, follows=True, begins=False, ends=False) == (0, len(samples))


def test_a_quiet_beginning_of_a_word_is_no_silence() -> None:
    samples = hum(1, 2, 1)
    consonant = slice(round(0.9 * RATE), RATE)
    samples[consonant] = 0.01 * np.sin(np.arange(round(0.1 * RATE)), dtype=np.float32)
    start, _ = heard_span(samples, RATE, follows=True, begins=False, ends=True)
    assert start / RATE < 0.83


@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), np.zeros(100, np.float32), np.zeros(RATE, np.float32)])
def test_what_has_no_sound_stays_whole(samples: Samples) -> None:
    assert heard_span(samples, RATE, follows=True, begins=False, ends=False) == (0, len(samples))


def test_edges_rise_from_nothing_and_fall_to_it() -> None:
    samples = np.ones(RATE, np.float32)
    result = faded(samples, RATE)
    assert result[0] == result[-1] == 0
    assert np.abs(np.diff(result)).max() < 0.02
    assert (result[96:-96] == 1).all()
    assert samples[0] == 1


@pytest.mark.parametrize("length", [0, 1, 2, 3, 150])
def test_even_the_shortest_sound_can_fade(length: int) -> None:
    assert len(faded(np.ones(length, np.float32), RATE)) == length
