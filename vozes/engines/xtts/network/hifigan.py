"""HiFi-GAN (Kong et al. 2020, arXiv:2010.05646) as XTTS v2 has it: frames and a speaker's embedding become a wave.

Attributes are named as the published parameters. A piece of a wave is computed with exactly the surroundings that it
depends on, at each rate of the network. Signals are (1, channels, 1, time) with channels last in memory: oneDNN takes
two-dimensional convolutions so without rearranging them.
"""

import math
from functools import cached_property
from itertools import chain
from typing import cast

import torch.nn.functional as F
from torch import Tensor, nn

_INITIAL_CHANNELS = 512
_UPSAMPLE_RATES = (8, 8, 2, 2)
_UPSAMPLE_KERNELS = (16, 16, 4, 4)
_RESBLOCK_KERNELS = (3, 7, 11)
_RESBLOCK_DILATIONS = (1, 3, 5)
_EDGE_KERNEL = 7
"""Of the first and last convolution."""
SLOPE = 0.1
LAST_SLOPE = 0.01
"""torch's default, which the published network has before its last convolution."""

Span = tuple[int, int]
"""First and last + 1, of a signal's places in time."""


class HifiGan(nn.Module):
    """Published under `hifigan_decoder.waveform_decoder`. For inference only: it works in place."""

    def __init__(self, input_width: int, speaker_width: int, speaker_in_each_layer: bool = True):
        super().__init__()
        channels = [_INITIAL_CHANNELS >> stage for stage in range(len(_UPSAMPLE_RATES) + 1)]
        ups = list(map(Upsampling, channels, channels[1:], _UPSAMPLE_KERNELS, _UPSAMPLE_RATES))
        blocks = [[ResBlock(width, kernel) for kernel in _RESBLOCK_KERNELS] for width in channels[1:]]
        conds = [nn.Conv1d(speaker_width, width, 1) for width in channels[1:] if speaker_in_each_layer]
        self.conv_pre = Convolution(input_width, channels[0], _EDGE_KERNEL)
        self.cond_layer = nn.Conv1d(speaker_width, channels[0], 1)
        self.ups = nn.ModuleList(ups)
        self.conds = nn.ModuleList(conds)
        self.resblocks = nn.ModuleList(chain(*blocks))
        self.conv_post = Convolution(channels[-1], 1, _EDGE_KERNEL, bias=False)
        self.input_width = input_width
        self.stages = list(zip(ups, blocks, strict=True))
        self._projections = [self.cond_layer, *conds]

    samples_per_frame = math.prod(_UPSAMPLE_RATES)

    @cached_property
    def receptive_field(self) -> tuple[int, int]:
        """Frames before and after a frame on which its samples depend."""
        first, last = self.spans(0, self.samples_per_frame)[0]
        return -first, last - 1

    def conditioning(self, speaker: Tensor) -> list[Tensor]:
        """What a voice adds, for `forward`: the biases of the first convolution and of each upsampling.

        `speaker` is its embedding (1, speaker_width, 1).
        """
        layers = [self.conv_pre, *(up for up, _ in self.stages)]
        biases = [cast(Tensor, layer.bias) for layer in layers]  # (channels,) each
        for step, projection in enumerate(self._projections):
            biases[step] = biases[step] + projection(speaker).flatten()
        return biases

    def forward(self, frames: Tensor, conditioning: list[Tensor], keep: Span) -> Tensor:
        """The samples (time,), from -1 to 1, of those `frames` (frames, input_width) that lie within `keep`.

        Beyond the first and last of the frames there is silence, so of a longer utterance they must reach as far
        beyond `keep` as the receptive field.
        """
        first, last = (place * self.samples_per_frame for place in keep)
        x = self.conv_pre(frames.T[None, :, None], conditioning[0])  # (1, channels, 1, time)
        origin = 0  # of x, in its own rate
        spans = self.spans(first, last)[1:]
        for (up, blocks), bias, span in zip(self.stages, conditioning[1:], spans, strict=True):
            x, origin = _crop(x, origin, span)
            x = up.lengthen(F.leaky_relu_(x, SLOPE), bias)
            origin *= up.rate
            x = _fuse(blocks, x)
        x = F.leaky_relu_(x, LAST_SLOPE).to(self.conv_post.weight.dtype)
        wave: Tensor = self.conv_post(x).tanh_().flatten()
        return wave[first - origin : last - origin]

    def spans(self, first: int, last: int) -> list[Span]:
        """What the samples [first, last) depend on: of the frames, then of what goes into each upsampling."""
        first, last = first - self.conv_post.reach, last + self.conv_post.reach
        spans = []
        for up, blocks in reversed(self.stages):
            reach = max(block.reach for block in blocks)
            first, last = up.inputs(first - reach, last + reach)
            spans.append((first, last))
        spans.append((first - self.conv_pre.reach, last + self.conv_pre.reach))
        return spans[::-1]


class Convolution(nn.Conv1d):
    """Keeps the length."""

    def __init__(self, inputs: int, outputs: int, kernel: int, dilation: int = 1, bias: bool = True):
        super().__init__(inputs, outputs, kernel, dilation=dilation, bias=bias)
        self.reach = (kernel - 1) // 2 * dilation
        """Places before and after one on which it depends."""

    def forward(self, x: Tensor, bias: Tensor | None = None) -> Tensor:
        """(1, inputs, 1, time) → (1, outputs, 1, time); with a bias (outputs,) in place of its own."""
        bias = self.bias if bias is None else bias
        return F.conv2d(x, self.weight[:, :, None], bias, padding=(0, self.reach), dilation=(1, *self.dilation))


class Upsampling(nn.ConvTranspose1d):
    """Makes the signal `rate` times as long."""

    def __init__(self, inputs: int, outputs: int, kernel: int, rate: int):
        super().__init__(inputs, outputs, kernel, rate)
        self.rate = rate
        self._kernel = kernel
        self.cut = (kernel - rate) // 2

    def lengthen(self, x: Tensor, bias: Tensor) -> Tensor:
        """(1, inputs, 1, time) → (1, outputs, 1, rate * time); the bias (outputs,) is in place of its own."""
        return F.conv_transpose2d(x, self.weight[:, :, None], bias, stride=(1, self.rate), padding=(0, self.cut))

    def inputs(self, first: int, last: int) -> Span:
        """What the places [first, last) of its output depend on."""
        return -((self._kernel - 1 - first - self.cut) // self.rate), (last - 1 + self.cut) // self.rate + 1


class ResBlock(nn.Module):
    """Pairs of convolutions, the first of each dilated, with what went into a pair added to what it gives."""

    def __init__(self, channels: int, kernel: int):
        super().__init__()
        self.pairs = [
            (Convolution(channels, channels, kernel, dilation), Convolution(channels, channels, kernel))
            for dilation in _RESBLOCK_DILATIONS
        ]
        self.convs1 = nn.ModuleList(first for first, _ in self.pairs)
        self.convs2 = nn.ModuleList(second for _, second in self.pairs)
        self.reach: int = sum(first.reach + second.reach for first, second in self.pairs)

    def forward(self, x: Tensor, activated: Tensor) -> Tensor:
        """x (1, channels, 1, time), as it is and after the activation, which all blocks of a stage share."""
        for first, second in self.pairs:
            inner = F.leaky_relu_(first(activated), SLOPE)
            x = second(inner).add_(x)
            activated = F.leaky_relu(x, SLOPE)
        return x


def _fuse(blocks: list[ResBlock], x: Tensor) -> Tensor:
    """The mean of a stage's residual blocks, which see the same signal by kernels of different lengths."""
    activated = F.leaky_relu(x, SLOPE)
    first, *others = blocks
    total: Tensor = first(x, activated)
    for block in others:
        total.add_(block(x, activated))
    return total.div_(len(blocks))


def _crop(x: Tensor, origin: int, span: Span) -> tuple[Tensor, int]:
    """The part of x, which begins at `origin`, within a span, and where it begins.

    Where x ends before the span does, as much more is kept at its beginning: all lengths that occur are then few, and
    oneDNN takes tens of milliseconds to prepare for each.
    """
    first, last = span
    end = min(last, origin + x.shape[-1])
    start = max(origin, end - (last - first))
    return x[..., start - origin : end - origin], start
