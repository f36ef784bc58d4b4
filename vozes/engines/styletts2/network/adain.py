"""Adaptive normalisation: each channel is normalised over time, then scaled and shifted as a style says.

Instance norm with a style's affine is AdaIN (Huang and Belongie 2017, arXiv:1703.06868); Snake is the activation of
Ziyin et al. 2020 (arXiv:2006.08195). Signals are (time, channels), one after the other in memory. Norm and activation
are one call, which goes over a signal in pieces that stay in a processor's cache. It knows no network.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from vozes.runtime.native import activation as native
from vozes.runtime.native.activation import Moments

_EPSILON = 1e-5
_PIECE = 1 << 17
"""Numbers that a CPU handles at once: half a megabyte."""

Activation = Callable[[Tensor, Tensor], object]
"""Of the first tensor, which it may overwrite, into the second, perhaps of another type."""


class Affine(NamedTuple):
    """What a style makes of a normalised signal; float32."""

    scale: Tensor  # (channels,)
    shift: Tensor  # (channels,)


class AdaptiveNorm(nn.Module):
    """The place of a norm in a network, and how a style becomes its affine, until a `StyleProjection` takes that."""

    def __init__(self, style_width: int, channels: int):
        super().__init__()
        self.fc = nn.Linear(style_width, 2 * channels)


Affines = Mapping[nn.Module, Affine]
"""Of one style, by the `AdaptiveNorm`."""


class StyleProjection:
    """From a style to the affines of all adaptive norms of a network, in one product."""

    def __init__(self, network: nn.Module):
        """It takes the layers' parameters away from them, so that they are not held twice, and holds their type."""
        self._norms = [module for module in network.modules() if isinstance(module, AdaptiveNorm)]
        layers = [norm.fc for norm in self._norms]
        self._weight = torch.cat([layer.weight for layer in layers])  # (all channels twice, style width)
        self._bias = torch.cat([_for_whole_scale(layer.bias.float()) for layer in layers])
        self._widths = [layer.out_features // 2 for layer in layers for _ in Affine._fields]
        for norm in self._norms:
            del norm.fc

    def __call__(self, style: Tensor) -> Affines:
        """`style` (style width,), float32."""
        parts = torch.split(F.linear(style, self._weight.float(), self._bias), self._widths)
        return dict(zip(self._norms, map(Affine, parts[::2], parts[1::2]), strict=True))


def fold_norms(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Where instance norms have an affine of their own, under `norm`, it becomes part of the style's, under `fc`.

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


def adain_snake(x: Tensor, affine: Affine, alpha: Tensor, moments: Moments | None = None) -> Tensor:
    """AdaIN, then Snake of the frequencies `alpha` (channels,), of x (time, channels); in x's type.

    x may come with its moments where they are known.
    """
    return _snake(x, folded(moments or moments_of(x), affine), alpha)


def adain_leaky(x: Tensor, affine: Affine, slope: float) -> Tensor:
    """AdaIN, then a leaky ReLU, of x (time, channels); in x's type."""
    affine = folded(moments_of(x), affine)
    if native.can_be_native(x):
        return native.leaky_relu(x, affine, slope)
    return _in_pieces(x, affine, lambda piece, out: out.copy_(F.leaky_relu_(piece, slope)))


def snake(x: Tensor, alpha: Tensor) -> Tensor:
    """x + sin²(alpha x) / alpha of x (time, channels) with alpha (channels,); in x's type."""
    return _snake(x, None, alpha)


def moments_of(x: Tensor) -> Moments:
    """Of a signal (time, channels), float32."""
    return native.moments_of(x) if native.can_be_native(x) else _moments(x)


def folded(moments: Moments, affine: Affine) -> Affine:
    """Instance norm of a signal of these moments, and an affine, as one affine."""
    scale = affine.scale * torch.rsqrt(moments.variance + _EPSILON)
    return Affine(scale, affine.shift - moments.mean * scale)


def _snake(x: Tensor, affine: Affine | None, alpha: Tensor) -> Tensor:
    if native.can_be_native(x):
        return native.snake(x, affine, alpha)
    inverse = 1 / alpha

    def activation(piece: Tensor, result: Tensor) -> None:
        torch.addcmul(piece, torch.mul(piece, alpha).sin_().square_(), inverse, out=result)

    return _in_pieces(x, affine, activation)


def _in_pieces(x: Tensor, affine: Affine | None, activation: Activation) -> Tensor:
    """Computed in float32. The activation has a copy where there is an affine."""
    result = torch.empty_like(x)
    for piece, part in zip(_pieces(x), _pieces(result), strict=True):
        precise = piece.float()
        activation(precise if affine is None else torch.addcmul(affine.shift, precise, affine.scale), part)
    return result


def _moments(x: Tensor) -> Moments:
    """What is squared has a mean near 0: large ones then cost no precision."""
    pieces = _pieces(x)
    means = torch.stack([piece.float().mean(0) for piece in pieces])  # (pieces, channels)
    squares = torch.stack([(piece.float() - mean).square_().sum(0) for piece, mean in zip(pieces, means, strict=True)])
    lengths = means.new_tensor([[len(piece)] for piece in pieces])
    mean = (means * lengths).sum(0) / len(x)
    return Moments(mean, (squares + lengths * (means - mean).square()).sum(0) / len(x))


def _pieces(x: Tensor) -> tuple[Tensor, ...]:
    return torch.split(x, max(1, _PIECE // x.shape[1]) if x.device.type == "cpu" else len(x))


def _for_whole_scale(bias: Tensor) -> Tensor:
    """A published scale is what it adds to 1."""
    scale, shift = bias.chunk(2)
    return torch.cat((scale + 1, shift))


def _with_affine(weight: Tensor, bias: Tensor, gain: Tensor, offset: Tensor) -> tuple[Tensor, Tensor]:
    """A style's layer that comes after a gain and an offset (channels,) as one that comes without."""
    scale, shift = torch.cat((weight, _for_whole_scale(bias)[:, None]), 1).chunk(2)  # (channels, style width + 1)
    layer = torch.cat((scale * gain[:, None], shift + scale * offset[:, None]))
    layer[: len(gain), -1] -= 1
    return layer[:, :-1], layer[:, -1]
