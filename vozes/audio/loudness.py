"""Measures how loud a recording sounds, after ITU-R BS.1770-4, and sets the loudness that all cloned voices get.

The integrated loudness of one channel is its mean over the blocks of 400 ms that pass both gates, after K-weighting, so
that pauses do not count. The filters are the recommendation's, whose coefficients are given for 48 kHz, designed anew
for each rate (as in libebur128).
"""

import math

import numpy as np
import numpy.typing as npt

from vozes.audio.level import peak
from vozes.types import Samples

_TARGET_LUFS = -23.0
"""The target of EBU R 128; ordinary speech has its peaks 15 to 20 dB higher, so few recordings meet the limit below."""
_PEAK_DBFS = -1.0
_FFT = 1 << 16
_MEMORY_SECONDS = 0.1
"""The time in which the slower filter's response to an impulse falls by over 200 dB."""
_STEPS = 4
"""Steps of 100 ms in each block; a block starts at every step."""
_ABSOLUTE_GATE = -70.0  # LUFS
_RELATIVE_GATE = -10.0  # LU


def loudness(samples: Samples, rate: int) -> float:
    """Returns the integrated loudness in LUFS of samples (time,) at `rate` Hz.

    It is minus infinity where nothing passes the absolute gate, or where there are less than 400 ms.
    """
    steps = _mean_squares(samples, rate)
    if len(steps) < _STEPS:
        return -math.inf
    blocks = np.convolve(steps, np.full(_STEPS, 1 / _STEPS), "valid")
    audible = blocks[blocks > 10 ** ((_ABSOLUTE_GATE + 0.691) / 10)]
    if not len(audible):
        return -math.inf
    gated = audible[audible > audible.mean() * 10 ** (_RELATIVE_GATE / 10)]
    return -0.691 + 10 * math.log10(gated.mean())


def gain(samples: Samples, rate: int) -> float:
    """Returns the factor that gives samples (time,) the loudness of all voices, at a peak of -1 dBFS at most."""
    return min(10 ** ((_TARGET_LUFS - loudness(samples, rate)) / 20), 10 ** (_PEAK_DBFS / 20) / peak(samples))


def _mean_squares(samples: Samples, rate: int) -> npt.NDArray[np.float64]:
    """Returns the mean square of each whole step after K-weighting, (step,). It filters by overlap-save."""
    response = _k_weighting(rate)
    before, step = round(_MEMORY_SECONDS * rate), round(rate / 10)
    hop = (_FFT - before) // step * step
    means = []
    for start in range(0, len(samples) - step + 1, hop):
        window = np.zeros(_FFT)
        piece = samples[max(0, start - before) : start + hop]
        window[before - min(start, before) :][: len(piece)] = piece
        filtered = np.fft.irfft(np.fft.rfft(window) * response)[before:]
        count = min(hop, len(samples) - start) // step
        means.append(np.mean(filtered[: count * step].reshape(count, step) ** 2, axis=1))
    return np.concatenate(means) if means else np.zeros(0)


def _k_weighting(rate: int) -> npt.NDArray[np.complex128]:
    """Returns the response of both filters at the frequencies of the FFT."""
    delay = np.exp(-2j * np.pi * np.arange(_FFT // 2 + 1) / _FFT)
    powers = np.stack([np.ones_like(delay), delay, delay**2])
    k, q, gain = math.tan(math.pi * 1681.974450955533 / rate), 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    middle = gain**0.4996667741545416
    zeros = [gain + middle * k / q + k * k, 2 * (k * k - gain), gain - middle * k / q + k * k]
    poles = [1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k]
    shelf = (zeros @ powers) / (poles @ powers)
    k, q = math.tan(math.pi * 38.13547087602444 / rate), 0.5003270373238773
    poles = [1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k]
    high_pass = poles[0] * ([1, -2, 1] @ powers) / (poles @ powers)
    response: npt.NDArray[np.complex128] = shelf * high_pass
    return response
