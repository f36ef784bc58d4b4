"""Measures how loud sound is from one moment to the next and whether it can be speech, and fades its edges.

It knows samples alone. `loudness` measures how loud a recording sounds as a whole, `activity` where somebody speaks.
"""

import numpy as np
import numpy.typing as npt

from vozes.types import Samples

FRAME_SECONDS = 0.01
AUDIBLE = 0.01
"""The part of the loud level that is audible: 40 dB below it the last fricative of a sentence can still be heard."""
_LOUD_FRAMES = 5
"""The number of frames that are longer than a click."""

_SPEECH_SECONDS = 0.02
_SPEECH_DBFS = -50.0
_VOICED_CROSSINGS = 3000
"""Zero crossings a second. Vowels have a few hundred to two thousand, noise has half the sample rate."""
_VOICED_SECONDS = 0.1

Levels = npt.NDArray[np.float64]


def levels(samples: Samples, rate: int) -> Levels:
    """Returns the RMS of each 10 ms of samples (time,) at `rate` Hz: (frame,). Silence fills up the last frame."""
    length = round(rate * FRAME_SECONDS)
    squares = np.square(samples, dtype=np.float64)
    squares = np.pad(squares, (0, -len(squares) % length))
    found: Levels = np.sqrt(squares.reshape(-1, length).mean(axis=1))
    return found


def loud_level(levels: Levels) -> float:
    """Returns the level of the loudest frames, clicks aside, in comparison to which others are silent; 0 for none."""
    return float(np.sort(levels)[-min(_LOUD_FRAMES, len(levels))]) if len(levels) else 0.0


def peak(samples: Samples) -> float:
    """Returns the largest distance from zero of samples (time,), at least one."""
    return max(float(samples.max()), -float(samples.min()))


def fade(samples: Samples, ramp: Samples, *, start: bool = True) -> None:
    """Makes the end of samples (time,) fall by a ramp (time,) that rises from 0 to 1, and their start rise by it."""
    if start:
        samples[: len(ramp)] *= ramp
    samples[len(samples) - len(ramp) :] *= ramp[::-1]


def is_speech_like(samples: Samples, rate: int) -> bool:
    """Returns whether samples (time,) at `rate` Hz hold at least a tenth of a second that is audible and voiced.

    False for silence, an offset, clicks, white noise, and samples with NaN or infinity.
    """
    length = max(1, round(rate * _SPEECH_SECONDS))
    frames = samples[: len(samples) // length * length].reshape(-1, length)  # (frame, time)
    if not len(frames) or not np.isfinite(samples).all():
        return False
    frames = frames - frames.mean(axis=1, keepdims=True)
    power = np.mean(np.square(frames, dtype=np.float64), axis=1)
    crossings = np.mean(np.diff(frames > 0, axis=1), axis=1) * rate
    voiced = (power > 10 ** (_SPEECH_DBFS / 10)) & (crossings < _VOICED_CROSSINGS)
    return bool(voiced.sum() * _SPEECH_SECONDS >= _VOICED_SECONDS)
