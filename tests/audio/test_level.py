import numpy as np
import pytest

from tests.audio.sounds import tone
from vozes.audio.level import fade, is_speech_like, levels, loud_level
from vozes.types import Samples


def test_the_level_of_a_full_sine_is_three_decibels_below_full_scale() -> None:
    assert levels(tone(1.0, 24000, level=1.0), 24000) == pytest.approx(np.full(100, 0.5**0.5), abs=0.01)


def test_silence_fills_up_the_last_frame() -> None:
    assert levels(np.ones(12, np.float32), 800) == pytest.approx([1.0, 0.5**0.5])


@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), np.zeros(100, np.float32)])
def test_silence_has_no_level(samples: Samples) -> None:
    assert loud_level(levels(samples, 800)) == 0.0


def test_a_click_is_not_loud() -> None:
    assert loud_level(levels(_click(), 24000)) == 0.0


def test_both_edges_fade_or_only_the_end() -> None:
    ramp = np.array([0, 0.5], np.float32)
    both, end = np.ones(6, np.float32), np.ones(6, np.float32)
    fade(both, ramp)
    fade(end, ramp, start=False)
    assert both.tolist() == [0, 0.5, 1, 1, 0.5, 0]
    assert end.tolist() == [1, 1, 1, 1, 0.5, 0]


def test_a_voice_among_pauses_is_speech_like() -> None:
    sound = np.concatenate([np.zeros(24000, np.float32), _vowel(0.2, 24000), np.zeros(24000, np.float32)])
    assert is_speech_like(sound, 24000)


def _click() -> Samples:
    sound = np.zeros(24000, np.float32)
    sound[12000:12010] = 1.0
    return sound


_noise = np.random.default_rng(1).normal(0, 0.2, 24000).astype(np.float32)


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(0, np.float32),
        np.zeros(24000, np.float32),
        np.full(24000, 0.3, np.float32),
        tone(1.0, 24000, level=0.001),
        tone(0.05, 24000),
        _noise,
        _click(),
        np.full(24000, np.nan, np.float32),
    ],
    ids=["nothing", "silence", "offset", "too quiet", "too short", "noise", "click", "not numbers"],
)
def test_what_nobody_could_have_said_is_not_speech_like(sound: Samples) -> None:
    assert not is_speech_like(sound, 24000)


def test_one_broken_sample_spoils_speech() -> None:
    sound = _vowel(1.0, 24000)
    sound[500] = np.inf
    assert not is_speech_like(sound, 24000)


def _vowel(seconds: float, rate: int) -> Samples:
    """The harmonics of 120 Hz around an A's formants."""
    harmonics = [tone(seconds, rate, 120 * n, 0.1 / (1 + abs(n * 120 - 800) / 200)) for n in range(1, 25)]
    vowel: Samples = np.sum(harmonics, axis=0, dtype=np.float32)
    return vowel
