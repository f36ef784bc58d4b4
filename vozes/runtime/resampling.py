"""Another sample rate by windowed-sinc interpolation, sample for sample as torchaudio's `resample` computes it.

Cloned voices depend on it: a better resampler would make another voice of the same recording. The kernels are
therefore evaluated in float32 in the same order of operations. Only the taps inside the window are, so that rates
without a common divisor cost no more than others. Source: J. O. Smith, "Digital Audio Resampling", with a Hann window.
"""

import math

import torch
from torch import Tensor

from vozes.types import Samples

_ZERO_CROSSINGS = 6
"""Zero crossings of the sinc that the filter keeps on each side."""
_ROLLOFF = 0.99
"""The frequency at which the filter cuts off, as a fraction of half the lower rate."""
_BLOCK = 1 << 15
"""Samples computed at once, which bounds the memory."""


def resample_beginning(samples: Samples, seconds: int, source: int, target: int) -> Tensor:
    """Returns the first seconds of samples (time,) at `source` Hz as (1, time) at `target` Hz."""
    beginning = torch.tensor(samples[: (seconds + 1) * source])  # a second more for the filter's reach
    return resample(beginning[None], source, target)[:, : seconds * target]


def resample(samples: Tensor, source: int, target: int) -> Tensor:
    """Returns samples (..., time), float32, at `source` Hz as (..., ceil(time * target / source)) at `target` Hz."""
    if source == target:
        return samples
    divisor = math.gcd(source, target)
    step, phases = source // divisor, target // divisor
    offsets, kernels, padding = _kernels(step, phases)  # (phases,), (phases, taps)
    time = samples.shape[-1]
    # Rounded to float32 first, as the original does: beyond 16 million samples it may be one off.
    length = int(torch.tensor(phases * time / step).ceil())
    padded = torch.nn.functional.pad(samples.reshape(-1, time), (padding, padding + step))
    windows = padded.unfold(-1, kernels.shape[1], 1)  # (rows, positions, taps)
    output = samples.new_empty(len(padded), time // step + 1, phases)
    blocks = max(1, _BLOCK // phases)
    for first in range(0, output.shape[1], blocks):
        starts = torch.arange(first, min(first + blocks, output.shape[1])) * step
        positions = starts[:, None] + offsets  # (block, phases)
        output[:, first : first + blocks] = (windows[:, positions] * kernels).sum(-1)
    return output.flatten(1)[:, :length].reshape(*samples.shape[:-1], -1)


def _kernels(step: int, phases: int) -> tuple[Tensor, Tensor, int]:
    """For each output sample within a period of `phases`, from `step` input samples: its filter.

    Gives where each filter starts in the padded input (phases,), the taps (phases, taps) and the padding.
    """
    cutoff = min(step, phases) * _ROLLOFF
    padding = math.ceil(_ZERO_CROSSINGS * step / cutoff)
    phase = torch.arange(phases)[:, None]
    first = phase * step // phases  # (phases, 1): the input sample at or before the output sample, less the padding
    tap = first + torch.arange(2 * padding + 1)  # (phases, taps), positions in the padded input
    time = -phase.float() / phases + (tap - padding).float() / step
    time = (time * cutoff).clamp(-_ZERO_CROSSINGS, _ZERO_CROSSINGS)  # in zero crossings
    window = torch.cos(time * math.pi / _ZERO_CROSSINGS / 2) ** 2
    angle = time * math.pi
    sinc = torch.where(angle == 0, 1.0, angle.sin() / angle)
    return first[:, 0], sinc * (window * (cutoff / step)), padding
