"""The residual blocks of the StyleTTS 2 family, whose norms follow a style.

Attributes are named as published parameters; signals are (time, channels). For inference only. What takes long gives up
its turn between its convolutions.
"""

import math
from typing import cast

import torch
from torch import Tensor, nn

from vozes.engines.steps import Steps
from vozes.engines.styletts2.network import adain
from vozes.engines.styletts2.network.adain import AdaptiveNorm, Affines
from vozes.runtime.activations import Activation, activated, moments_of
from vozes.runtime.convolutions import Convolution
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
        first = Activation(adain.folded(moments_of(x), affines[self.norm1]), slope=_SLOPE)
        if self._doubles:
            inner, moments = self.conv1.measured(self.pool(activated(x, first)))
        else:
            inner, moments = self.conv1.measured(x, first)
        shortcut: Tensor = self.conv1x1(x)
        if self._doubles:
            shortcut = shortcut.repeat_interleave(2, dim=0)
        affine = adain.folded(moments, affines[self.norm2])
        sum_: Tensor = self.conv2(inner, Activation(affine, slope=_SLOPE), add=shortcut)
        return sum_.div_(math.sqrt(2))


class Doubling(nn.ConvTranspose1d):
    """Makes each channel twice as long by a kernel of 3 of its own."""

    def __init__(self, channels: int):
        super().__init__(channels, channels, 3, stride=2, padding=1, output_padding=1, groups=channels)

    def forward(self, x: Tensor, output_size: list[int] | None = None) -> Tensor:
        """(time, channels) → (2 * time, channels)"""
        after, here, before = self.weight[:, 0].unbind(1)  # (channels,) each
        bias = cast(Tensor, self.bias)
        doubled = x.new_empty(len(x), 2, x.shape[1])
        torch.addcmul(bias, x, here, out=doubled[:, 0])
        torch.addcmul(bias, x, before, out=doubled[:, 1])
        doubled[:-1, 1].addcmul_(x[1:], after)
        return doubled.flatten(0, 1)


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
        moments = moments or moments_of(x)
        inner: Tensor | None = None
        sum_: Tensor | None = None
        alphas = zip(self.alpha1, self.alpha2, strict=True)
        for ((conv1, norm1), (conv2, norm2)), (alpha1, alpha2) in zip(self._steps, alphas, strict=True):
            first = Activation(adain.folded(moments, affines[norm1]), alpha1.flatten())
            inner, moments = conv1.measured(x, first, out=inner)
            yield
            second = Activation(adain.folded(moments, affines[norm2]), alpha2.flatten())
            if conv2 is self.convs2[-1]:
                x = conv2(inner, second, add=x, total=total, out=sum_)
            else:
                x, moments = conv2.measured(inner, second, add=x, out=sum_)
                sum_ = x
            yield
        return x


def frequencies(channels: int) -> nn.Parameter:
    """Returns Snake's frequencies to be filled; the published shape is that of a signal."""
    return nn.Parameter(torch.empty(1, channels, 1))
