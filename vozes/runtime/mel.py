"""Mel spectrograms as torchaudio's `MelSpectrogram` computes them, to float32 rounding.

The scale is HTK's, frames are centred with reflected edges, and what is summed is the power. Networks were trained on
exactly these numbers, so nothing here is open to taste. It knows no logarithm and no normalisation of values: each
network has its own.
"""

import math
from typing import Literal

import torch
from torch import Tensor


def hertz_to_mel(frequency: float) -> float:
    """Returns a frequency in Hz on HTK's mel scale."""
    return 2595.0 * math.log10(1.0 + frequency / 700.0)


def mel_filters(sample_rate: int, bins: int, n_mels: int, f_max: float, *, slaney_area: bool = False) -> Tensor:
    """Returns triangles over `bins` frequencies from 0 to half the sample rate, in Hz: (bins, n_mels).

    Their peaks are 1; with `slaney_area`, each has the area that Slaney's Auditory Toolbox gives it: 1 over Hz.
    """
    frequencies = torch.linspace(0, sample_rate // 2, bins)
    mels = torch.linspace(0.0, hertz_to_mel(f_max), n_mels + 2)
    corners = 700.0 * (10.0 ** (mels / 2595.0) - 1.0)  # (n_mels + 2,), Hz
    widths = corners.diff()
    distances = corners - frequencies[:, None]  # (bins, n_mels + 2)
    rising, falling = -distances[:, :-2] / widths[:-1], distances[:, 2:] / widths[1:]
    filters = torch.minimum(rising, falling).clamp_min(0.0)
    return filters * (2.0 / (corners[2:] - corners[:-2])) if slaney_area else filters


class MelSpectrogram:
    """Computes the power in `n_mels` bands up to `f_max` Hz (None: half the rate), every `hop_length` samples."""

    def __init__(
        self,
        *,
        sample_rate: int,
        n_fft: int,
        win_length: int,
        hop_length: int,
        n_mels: int,
        f_max: float | None = None,
        window: Literal["hann", "hamming"] = "hann",
        slaney_area: bool = False,
    ):
        highest = float(sample_rate // 2) if f_max is None else f_max
        self._filters = mel_filters(
            sample_rate, n_fft // 2 + 1, n_mels, highest, slaney_area=slaney_area
        )  # (n_fft // 2 + 1, n_mels)
        self._window = {"hann": torch.hann_window, "hamming": torch.hamming_window}[window](win_length)
        self._n_fft = n_fft
        self._hop_length = hop_length

    def __call__(self, samples: Tensor) -> Tensor:
        """Returns (batch, n_mels, 1 + time // hop_length) of samples (batch, time); `time` is above `n_fft` / 2."""
        sizes = self._n_fft, self._hop_length, len(self._window)
        spectrum = torch.stft(samples, *sizes, self._window, return_complex=True)  # (batch, n_fft // 2 + 1, frames)
        power = spectrum.abs().square()
        return (power.transpose(-1, -2) @ self._filters).transpose(-1, -2)
