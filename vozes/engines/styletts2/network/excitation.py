"""What a vocoder is excited by: a pitch and its harmonics as sines where speech is voiced, and noise.

The source of neural source-filter models (Wang et al. 2019, arXiv:1904.12088). It runs in float32, its sines in the
published order to the last bit: phases grow so large that rounding moves an utterance's last sines.

The published code adds noise of its own to each harmonic, and then sums them up by weights. A weighted sum of
independent normal numbers is one normal number, so one is drawn for each sample.
"""

import math
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from vozes.engines.styletts2.config import SAMPLE_RATE

Draw = Callable[[tuple[int, ...]], Tensor]
"""Random numbers of a shape, float32, on the device in use."""

_HARMONICS = 9
"""Sines of which the source is made, the fundamental included."""
_AMPLITUDE = 0.1
_VOICED_NOISE = 0.003
_LOWEST_PITCH = 10.0
"""Hz; below that a frame is unvoiced."""


class Excitation(nn.Module):
    """Published under `decoder.generator.m_source`."""

    def __init__(self, hop: int):
        """`hop`: samples for each value of the pitch."""
        super().__init__()
        self.l_linear = nn.Linear(_HARMONICS, 1)
        self._hop = hop

    def forward(self, pitch: Tensor, normal: Draw) -> Tensor:
        """A pitch (values,) in Hz → samples (values * hop,), from -1 to 1.

        `normal` draws the noise, of the shape (samples,).
        """
        weights = self.l_linear.weight[0]  # (harmonics,)
        voiced = (pitch > _LOWEST_PITCH).float()  # (values,)
        level = (voiced * _VOICED_NOISE + (1 - voiced) * _AMPLITUDE / 3) * weights.norm()
        noise = normal((len(pitch) * self._hop,)).view(-1, self._hop) * level[:, None]
        tone = ((weights * _AMPLITUDE) @ self._sines(pitch)[0]).view(-1, self._hop)
        return torch.addcmul(noise, tone, voiced[:, None]).add_(self.l_linear.bias).tanh_().flatten()

    def _sines(self, pitch: Tensor) -> Tensor:
        """(1, harmonics, samples).

        The published code adds random phases to the first sample of what it then samples at the middle of each value,
        where they are lost: all harmonics start at phase 0.
        """
        multiples = torch.arange(1, _HARMONICS + 1, device=pitch.device)
        cycles = pitch[:, None] * multiples / SAMPLE_RATE % 1  # (values, harmonics), for one sample
        phases = cycles.cumsum(0) * 2 * math.pi
        return F.interpolate(phases.T[None] * self._hop, scale_factor=self._hop, mode="linear").sin_()
