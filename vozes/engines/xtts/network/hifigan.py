"""HiFi-GAN (Kong et al. 2020, arXiv:2010.05646) as XTTS v2 has it: frames and a speaker's embedding become a wave.

Attributes are named as the published parameters; signals are (time, channels). A piece of a wave is computed with
exactly the surroundings that it depends on, at each rate of the network.
"""

import logging
import math
from functools import cached_property
from itertools import chain
from typing import cast

import torch
from torch import Tensor, nn

from vozes.runtime.activations import Activation
from vozes.runtime.convolutions import Convolution, Upsampling, arrange

log = logging.getLogger(__name__)

_INITIAL_CHANNELS = 512
_UPSAMPLE_RATES = (8, 8, 2, 2)
_RESBLOCK_KERNELS = (3, 7, 11)
_RESBLOCK_DILATIONS = (1, 3, 5)
_EDGE_KERNEL = 7
"""The kernel of the first and last convolution."""
_LEAKY = Activation(slope=0.1)
_LAST_LEAKY = Activation(slope=0.01)
"""torch's default, which the published network has before its last convolution."""

Span = tuple[int, int]
"""First and last + 1, of a signal's places in time."""


class HifiGan(nn.Module):
    """Published under `hifigan_decoder.waveform_decoder`."""

    def __init__(self, input_width: int, speaker_width: int, speaker_in_each_layer: bool = True):
        super().__init__()
        channels = [_INITIAL_CHANNELS >> stage for stage in range(len(_UPSAMPLE_RATES) + 1)]
        ups = list(map(Upsampling, channels, channels[1:], _UPSAMPLE_RATES))
        blocks = [[ResBlock(width, kernel) for kernel in _RESBLOCK_KERNELS] for width in channels[1:]]
        conds = [Convolution(speaker_width, width, 1) for width in channels[1:] if speaker_in_each_layer]
        self.conv_pre = Convolution(input_width, channels[0], _EDGE_KERNEL)
        self.cond_layer = Convolution(speaker_width, channels[0], 1)
        self.ups = nn.ModuleList(ups)
        self.conds = nn.ModuleList(conds)
        self.resblocks = nn.ModuleList(chain(*blocks))
        self.conv_post = Convolution(channels[-1], 1, _EDGE_KERNEL, bias=False)
        self.input_width = input_width
        self._stages = list(zip(ups, blocks, strict=True))
        self._projections = [self.cond_layer, *conds]
        self._holds_half = False

    samples_per_frame = math.prod(_UPSAMPLE_RATES)

    def fill(self, tensors: dict[str, Tensor], device: torch.device, dtype: torch.dtype) -> None:
        """Takes copies of the parameters in the layers' type; the last layer, a trifle, stays precise for the samples.

        A view would keep all that was mapped with it in memory. Where the kernels multiply bfloat16, signals are held
        in float16; should one be too large for it, that is logged, and from then on they are held in float32.
        """
        placed = {name: tensor.to(device, copy=tensor.ndim == 1) for name, tensor in tensors.items()}
        self.load_state_dict(placed, assign=True)
        for layer in (*self.ups[1:], self.conv_post):  # after the sum of a stage's blocks, whose mean is wanted
            layer.weight.data = layer.weight / len(_RESBLOCK_KERNELS)
        arrange(self, dtype, precise=self.conv_post)
        self._holds_half = dtype == torch.bfloat16 and self.conv_pre.takes_half

    @property
    def dtype(self) -> torch.dtype:
        """The type of the frames and of what a voice adds."""
        return self.conv_pre.weight.dtype

    @property
    def is_native(self) -> bool:
        return self.conv_pre.is_native

    @cached_property
    def receptive_field(self) -> tuple[int, int]:
        """Frames before and after a frame on which its samples depend."""
        first, last = self._spans(0, self.samples_per_frame)[0]
        return -first, last - 1

    def conditioning(self, speaker: Tensor) -> list[Tensor]:
        """Returns what a voice adds, for `forward`: the biases of the first convolution and of each upsampling.

        `speaker` is its embedding (1, speaker_width, 1).
        """
        layers = [self.conv_pre, *(up for up, _ in self._stages)]
        biases = [cast(Tensor, layer.bias) for layer in layers]  # (channels,) each
        for step, projection in enumerate(self._projections):
            biases[step] = biases[step] + projection(speaker[:, :, 0])[0]
        return biases

    def forward(self, frames: Tensor, conditioning: list[Tensor], keep: Span) -> Tensor:
        """Returns the samples (time,), from -1 to 1, of those `frames` (frames, input_width) that lie within `keep`.

        Beyond the first and last of the frames there is silence, so of a longer utterance they must reach as far
        beyond `keep` as the receptive field.
        """
        if self._holds_half:
            wave = self._generate(frames.half(), conditioning, keep)
            if wave.isfinite().all():  # what was infinite once does not become finite again
                return wave.tanh()
            log.warning("Signals of this model do not fit into float16: they are held in float32 from now on.")
            self._holds_half = False
        return self._generate(frames, conditioning, keep).tanh()

    def _generate(self, frames: Tensor, conditioning: list[Tensor], keep: Span) -> Tensor:
        """Returns the samples (time,), not yet within -1 and 1; signals are held in the frames' type."""
        first, last = (place * self.samples_per_frame for place in keep)
        x = self.conv_pre(frames, bias=conditioning[0])
        origin = 0  # of x, in its own rate
        spans = self._spans(first, last)[1:]
        for (up, blocks), bias, span in zip(self._stages, conditioning[1:], spans, strict=True):
            start, end = self._within(span, origin, len(x))
            x, origin = x[start - origin : end - origin], start
            x = up(x, _LEAKY, bias=bias)
            origin *= up.rate
            x = _sum(blocks, x)
        wave: Tensor = self.conv_post.in_own_type(x, _LAST_LEAKY)
        return wave.flatten()[first - origin : last - origin]

    def _within(self, span: Span, origin: int, length: int) -> Span:
        """Returns the part of a span that lies within a signal of that length, which begins at `origin`.

        Where the signal ends before the span does, torch gets as much more at the beginning, so that few lengths occur:
        oneDNN takes tens of milliseconds to prepare for each.
        """
        first, last = span
        end = min(last, origin + length)
        return max(origin, first if self.is_native else end - (last - first)), end

    def _spans(self, first: int, last: int) -> list[Span]:
        """Returns what the samples [first, last) depend on: of the frames, then of what goes into each upsampling."""
        first, last = first - self.conv_post.reach, last + self.conv_post.reach
        spans = []
        for up, blocks in reversed(self._stages):
            reach = max(block.reach for block in blocks)
            first, last = up.inputs(first - reach, last + reach)
            spans.append((first, last))
        spans.append((first - self.conv_pre.reach, last + self.conv_pre.reach))
        return spans[::-1]


class ResBlock(nn.Module):
    """Pairs of convolutions, the first of each dilated, with what went into a pair added to what it gives."""

    def __init__(self, channels: int, kernel: int):
        super().__init__()
        self._pairs = [
            (Convolution(channels, channels, kernel, dilation), Convolution(channels, channels, kernel))
            for dilation in _RESBLOCK_DILATIONS
        ]
        self.convs1 = nn.ModuleList(first for first, _ in self._pairs)
        self.convs2 = nn.ModuleList(second for _, second in self._pairs)
        self.reach: int = sum(first.reach + second.reach for first, second in self._pairs)

    def forward(self, x: Tensor, total: Tensor | None = None) -> Tensor:
        """(time, channels), as x, which stays as it is; it is added to a `total`."""
        inner: Tensor | None = None
        sum_: Tensor | None = None
        for first, second in self._pairs[:-1]:
            inner = first(x, _LEAKY, out=inner)
            x = sum_ = second(inner, _LEAKY, add=x, out=sum_)
        first, second = self._pairs[-1]
        result: Tensor = second(first(x, _LEAKY, out=inner), _LEAKY, add=x, total=total, out=sum_)
        return result


def _sum(blocks: list[ResBlock], x: Tensor) -> Tensor:
    """Adds up a stage's residual blocks, which see the same signal by kernels of different lengths."""
    total: Tensor | None = None
    for block in blocks:
        total = block(x, total)
    return cast(Tensor, total)
