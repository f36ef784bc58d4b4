"""Adaptive normalisation: each channel is normalised over time, then scaled and shifted as a style says.

Instance norm with a style's affine is AdaIN (Huang and Belongie 2017, arXiv:1703.06868). It knows no network.
"""

from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from vozes.runtime.native.activation import Affine, Moments
from vozes.runtime.native.dense import NativeDense
from vozes.runtime.native.library import kernels

_EPSILON = 1e-5


class AdaptiveNorm(nn.Module):
    """Marks a norm's place in a network; its layer makes a style into an affine until a `StyleProjection` takes it."""

    def __init__(self, style_width: int, channels: int):
        super().__init__()
        self.fc = nn.Linear(style_width, 2 * channels)


Affines = Mapping[nn.Module, Affine]
"""The affines that a style gives, by the `AdaptiveNorm`."""


class StyleProjection:
    """Makes a style into the affines of all adaptive norms of a network, in one product."""

    def __init__(self, network: nn.Module):
        """Takes the layers' parameters away, so that they are not held twice, and keeps their type."""
        self._norms = [module for module in network.modules() if isinstance(module, AdaptiveNorm)]
        layers = [norm.fc for norm in self._norms]
        self._weight = torch.cat([layer.weight for layer in layers])  # (all channels twice, style width)
        self._bias = torch.cat([_for_whole_scale(layer.bias.float()) for layer in layers])
        self._widths = [layer.out_features // 2 for layer in layers for _ in Affine._fields]
        self._native: NativeDense | None = None
        if kernels() is not None and self._weight.device.type == "cpu":
            self._native = NativeDense(self._weight, self._bias, half=self._weight.dtype == torch.float16)
            del self._weight, self._bias
        for norm in self._norms:
            del norm.fc

    def __call__(self, style: Tensor) -> Affines:
        """`style` (style width,), float32."""
        if self._native is not None:
            numbers = self._native(style[None])[0]
        else:
            numbers = F.linear(style, self._weight.float(), self._bias)
        parts = torch.split(numbers, self._widths)
        return dict(zip(self._norms, map(Affine, parts[::2], parts[1::2]), strict=True))


def fold_norms(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Returns weights in which the affine of an instance norm, under `norm`, is part of the style's, under `fc`.

    Kokoro's code has it; files may hold it or not. Without it nothing changes.
    """
    folded = dict(weights)
    for name in weights:
        place, found, _ = name.partition(".norm.weight")
        if found and f"{place}.fc.weight" in weights:
            layer = folded[f"{place}.fc.weight"], folded[f"{place}.fc.bias"]
            layer = _with_affine(*layer, folded.pop(name), folded.pop(f"{place}.norm.bias"))
            folded[f"{place}.fc.weight"], folded[f"{place}.fc.bias"] = layer
    return folded


def folded(moments: Moments, affine: Affine) -> Affine:
    """Returns instance norm of a signal of these moments, followed by an affine, as one affine."""
    scale = affine.scale * torch.rsqrt(moments.variance + _EPSILON)
    return Affine(scale, affine.shift - moments.mean * scale)


def _for_whole_scale(bias: Tensor) -> Tensor:
    """Returns a bias whose scale is whole: a published one is what is added to 1."""
    scale, shift = bias.chunk(2)
    return torch.cat((scale + 1, shift))


def _with_affine(weight: Tensor, bias: Tensor, gain: Tensor, offset: Tensor) -> tuple[Tensor, Tensor]:
    """Returns a style's layer with the gain and the offset (channels,) that came before it folded in."""
    scale, shift = torch.cat((weight, _for_whole_scale(bias)[:, None]), 1).chunk(2)  # (channels, style width + 1)
    layer = torch.cat((scale * gain[:, None], shift + scale * offset[:, None]))
    layer[: len(gain), -1] -= 1
    return layer[:, :-1], layer[:, -1]
