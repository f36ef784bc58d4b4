"""The residual blocks of the StyleTTS 2 family, whose norms follow a style.

Attributes are named as published parameters; signals are (time, channels). For inference only. What takes long gives up
its turn between its convolutions.
"""

import math

import torch
from torch import Tensor, nn

from vozes.engines.steps import Steps
from vozes.engines.styletts2.network import adain
from vozes.engines.styletts2.network.adain import AdaptiveNorm, Affines, adain_leaky, adain_snake
from vozes.engines.styletts2.network.convolutions import Convolution, Doubling
from vozes.runtime.native.activation import Moments

_SLOPE = 0.2


class AdaInBlock(nn.Module):
    """Two convolutions of 3, each after AdaIN and a leaky ReLU, at the rate of frames; it may double that."""

    def __init__(self, inputs: int, outputs: int, style_width: int, doubles: bool = False):
        super().__init__()
        self.norm1 = AdaptiveNorm(style_width, inputs)
        self.norm2 = AdaptiveNorm(style_width, outputs)
        self.conv1 = Convolution(inputs, outputs, 3)
        self.conv2 = Convolution(outputs, outputs, 3)
        self.conv1x1 = Convolution(inputs, outputs, 1, bias=False) if inputs != outputs else nn.Identity()
        self.pool = Doubling(inputs) if doubles else nn.Identity()
        self._doubles = doubles

    def forward(self, x: Tensor, affines: Affines) -> Tensor:
        """(time, inputs) → (time or twice that, outputs)"""
        inner = self.pool(adain_leaky(x, affines[self.norm1], _SLOPE))
        inner = adain_leaky(self.conv1(inner), affines[self.norm2], _SLOPE)
        shortcut: Tensor = self.conv1x1(x)
        if self._doubles:
            shortcut = shortcut.repeat_interleave(2, dim=0)
        sum_: Tensor = self.conv2(inner).add_(shortcut)
        return sum_.div_(math.sqrt(2))


class SnakeBlock(nn.Module):
    """Pairs of convolutions, the first of each dilated, each after AdaIN and Snake, at a generator's rate."""

    def __init__(self, channels: int, kernel: int, dilations: tuple[int, ...], style_width: int):
        super().__init__()
        convs1 = [Convolution(channels, channels, kernel, dilation) for dilation in dilations]
        convs2 = [Convolution(channels, channels, kernel) for _ in dilations]
        adain1, adain2 = ([AdaptiveNorm(style_width, channels) for _ in dilations] for _ in range(2))
        self.convs1, self.convs2 = nn.ModuleList(convs1), nn.ModuleList(convs2)
        self.adain1, self.adain2 = nn.ModuleList(adain1), nn.ModuleList(adain2)
        self.alpha1, self.alpha2 = (nn.ParameterList(frequencies(channels) for _ in dilations) for _ in range(2))
        self._steps = [*zip(zip(convs1, adain1, strict=True), zip(convs2, adain2, strict=True), strict=True)]

    def forward(
        self, x: Tensor, affines: Affines, moments: Moments | None = None, total: Tensor | None = None
    ) -> Steps[Tensor]:
        """(time, channels), as x, which stays as it is and may come with its moments; it is added to a `total`."""
        moments = moments or adain.moments_of(x)
        if (first := self._steps[0][0][0].native) is not None and first.fills_lanes:
            return (yield from self._by_kernels(x, affines, moments, total))
        alphas = zip(self.alpha1, self.alpha2, strict=True)
        for ((conv1, norm1), (conv2, norm2)), (alpha1, alpha2) in zip(self._steps, alphas, strict=True):
            inner = conv1(adain_snake(x, affines[norm1], alpha1.flatten(), moments))
            moments = None  # what follows has its own
            yield
            x = conv2(adain_snake(inner, affines[norm2], alpha2.flatten())).add_(x)
            yield
        return x if total is None else total.add_(x)

    def _by_kernels(self, x: Tensor, affines: Affines, moments: Moments, total: Tensor | None) -> Steps[Tensor]:
        """What is activated is never written, and the moments of what is written are found meanwhile."""
        inner, sum_ = torch.empty_like(x), torch.empty_like(x)
        of_inner = Moments.unknown(x.shape[1])
        alphas = zip(self.alpha1, self.alpha2, strict=True)
        for ((conv1, norm1), (conv2, norm2)), (alpha1, alpha2) in zip(self._steps, alphas, strict=True):
            affine = adain.folded(moments, affines[norm1])
            conv1.by_kernels(x, affine=affine, alpha=alpha1.flatten(), out=inner, moments=of_inner)
            yield
            affine, moments = adain.folded(of_inner, affines[norm2]), Moments.unknown(x.shape[1])
            adds = total is not None and conv2 is self.convs2[-1]
            x = conv2.by_kernels(
                inner,
                affine=affine,
                alpha=alpha2.flatten(),
                add=x,
                accumulate=adds,
                out=total if adds else sum_,
                moments=None if conv2 is self.convs2[-1] else moments,
            )
            yield
        return x


def frequencies(channels: int) -> nn.Parameter:
    """Of Snake; the published shape is that of a signal."""
    return nn.Parameter(torch.empty(1, channels, 1))
