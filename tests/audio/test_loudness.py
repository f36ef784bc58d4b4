import math

import numpy as np
import pytest

from tests.audio.recordings import RATE, padded, robot
from tests.audio.sounds import tone
from vozes.audio.loudness import loudness
from vozes.types import Samples

SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""ITU-R BS.1770-4, annex 1, tables 1 and 2: for 48 kHz."""


def _gain(pitch: float) -> float:
    """In dB, of both filters of the recommendation."""
    z = np.exp(-2j * np.pi * pitch / 48000 * np.arange(3))
    filters = [np.dot(zeros, z) / np.dot(poles, z) for zeros, poles in (SHELF, HIGH_PASS)]
    return 20 * math.log10(abs(np.prod(filters)))


@pytest.mark.parametrize("rate", [8000, 11025, 16000, 22050, 24000, 44100, 48000])
def test_a_tone_at_full_scale_is_the_known_loudness_at_any_rate(rate: int) -> None:
    assert loudness(tone(3, rate, 997, 1.0), rate) == pytest.approx(-3.01, abs=0.05)


@pytest.mark.parametrize("pitch", [25, 40, 100, 500, 997, 2000, 4000, 10000])
def test_every_pitch_weighs_what_the_recommendation_says(pitch: int) -> None:
    expected = -0.691 - 3.0103 + _gain(pitch)
    assert loudness(tone(5, 48000, pitch, 1.0), 48000) == pytest.approx(expected, abs=0.02)


def test_quiet_parts_do_not_count() -> None:
    """EBU Tech 3341, case 3: both parts at -36 are under the relative gate."""

    def part(seconds: float, decibels: float) -> Samples:
        return tone(seconds, 48000, 1000, 10 ** ((decibels + 3.01) / 20))

    programme = np.concatenate([part(10, -36), part(60, -23), part(10, -36)])
    assert loudness(programme, 48000) == pytest.approx(-23, abs=0.1)


def test_silence_around_speech_changes_nothing() -> None:
    assert loudness(padded(robot(), 5, 5), RATE) == pytest.approx(loudness(robot(), RATE), abs=0.3)


def test_a_change_of_level_is_the_same_change_of_loudness() -> None:
    louder = loudness(robot(), RATE)
    assert loudness(robot() * np.float32(0.1), RATE) == pytest.approx(louder - 20, abs=0.01)


@pytest.mark.parametrize("samples", [np.zeros(48000, np.float32), tone(0.3, 48000), np.zeros(0, np.float32)])
def test_silence_and_what_is_shorter_than_a_block_have_none(samples: Samples) -> None:
    assert loudness(samples, 48000) == -math.inf
