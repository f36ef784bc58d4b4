"""The vocoder's network on the CPU's native kernels: what `HifiGan` computes, about twice as fast.

Activations, residual sums and the mean of a stage's blocks go into the convolutions, so each signal is written once.
Signals are (time, channels). Which places are computed is `HifiGan`'s to say.
"""

import torch
from torch import Tensor

from vozes.engines.xtts.network.hifigan import LAST_SLOPE, SLOPE, Convolution, HifiGan, ResBlock, Span, Upsampling
from vozes.runtime.native.convolution import NativeConvolution, upsampling

_Pair = tuple[NativeConvolution, NativeConvolution]


class NativeHifiGan:
    def __init__(self, network: HifiGan):
        """Takes the convolutions' weights of a network, float32 on the CPU, which then has none."""
        self._geometry = network
        blocks = [len(stage_blocks) for _, stage_blocks in network.stages]
        self._first = NativeConvolution(network.conv_pre.weight, network.conv_pre.bias)
        self._stages = [
            (upsampling(up.weight / parts, None, up.rate, up.cut), [_pairs(block) for block in stage_blocks])
            for (up, stage_blocks), parts in zip(network.stages, [1, *blocks], strict=False)
        ]
        self._last = NativeConvolution(network.conv_post.weight / blocks[-1])
        self.samples_per_frame = network.samples_per_frame
        self.input_width = network.input_width
        self.receptive_field = network.receptive_field
        for layer in network.modules():
            if isinstance(layer, (Convolution, Upsampling)):
                layer.weight.data = torch.empty(0)
        for parameter in network.parameters():
            parameter.data = parameter.data.clone()  # a view would keep all that was mapped with it in memory

    def conditioning(self, speaker: Tensor) -> list[Tensor]:
        """As HifiGan's; for an upsampling, the bias of all its phases."""
        first, *others = self._geometry.conditioning(speaker)
        return [first, *(bias.repeat(up.rate) for bias, (up, _) in zip(others, self._geometry.stages, strict=True))]

    def forward(self, frames: Tensor, conditioning: list[Tensor], keep: Span) -> Tensor:
        """As HifiGan's."""
        first, last = (place * self.samples_per_frame for place in keep)
        x = self._first(frames.contiguous(), bias=conditioning[0])
        origin = 0  # of x, in its own rate
        spans = self._geometry.spans(first, last)[1:]
        for (up, _), (lengthen, blocks), bias, span in zip(
            self._geometry.stages, self._stages, conditioning[1:], spans, strict=True
        ):
            x = x[max(0, span[0] - origin) : span[1] - origin]
            origin = max(origin, span[0]) * up.rate
            x = lengthen(x, slope=SLOPE, bias=bias).view(up.rate * len(x), -1)
            x = _sum(blocks, x)
        wave = self._last(x, slope=LAST_SLOPE)[first - origin : last - origin, 0]
        return wave.tanh()


def _pairs(block: ResBlock) -> list[_Pair]:
    return [
        (NativeConvolution(first.weight, first.bias, first.dilation[0]), NativeConvolution(second.weight, second.bias))
        for first, second in block.pairs
    ]


def _sum(blocks: list[list[_Pair]], x: Tensor) -> Tensor:
    """Of a stage's residual blocks, each of which sees x."""
    total, state, inner = torch.empty_like(x), torch.empty_like(x), torch.empty_like(x)
    for number, pairs in enumerate(blocks):
        current = x
        for first, second in pairs[:-1]:
            first(current, slope=SLOPE, out=inner)
            current = second(inner, slope=SLOPE, add=current, out=state)
        first, second = pairs[-1]
        first(current, slope=SLOPE, out=inner)
        second(inner, slope=SLOPE, add=current, out=total, accumulate=number > 0)
    return total
