"""Moments and activations of signals (time, channels), one after the other in memory, natively where that can be.

Snake is the activation of Ziyin et al. 2020 (arXiv:2006.08195). In torch a signal is taken in pieces that stay in a
processor's cache. It knows no network.
"""

from collections.abc import Callable
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor

from vozes.runtime.native import activation as native
from vozes.runtime.native.activation import Affine, Moments

_PIECE = 1 << 17
"""Numbers that a CPU handles at once: half a megabyte."""


class Activation(NamedTuple):
    """What is done to a signal before a layer: an affine where there is one, then Snake or else a leaky ReLU."""

    affine: Affine | None = None
    alpha: Tensor | None = None
    """Snake's frequencies (channels,): x + sin²(alpha x) / alpha."""
    slope: float = 1.0
    """The leaky ReLU's below zero, from 0 to 1; 1 changes nothing."""


def moments_of(x: Tensor) -> Moments:
    """Returns the moments of a signal (time, channels), float32."""
    return native.moments_of(x) if native.can_be_native(x, half=x.dtype == torch.float16) else _moments(x)


def activated(x: Tensor, by: Activation) -> Tensor:
    """Returns a signal (time, channels) activated, in x's type; x itself where that changes nothing."""
    affine, alpha, slope = by
    if affine is None and alpha is None:
        return x if slope == 1 else F.leaky_relu(x, slope)
    if native.can_be_native(x):
        return native.leaky_relu(x, affine, slope) if alpha is None else native.snake(x, affine, alpha)
    if alpha is None:
        return _in_pieces(x, affine, lambda piece, out: out.copy_(F.leaky_relu_(piece, slope)))
    inverse = 1 / alpha

    def snake(piece: Tensor, out: Tensor) -> None:
        torch.addcmul(piece, torch.mul(piece, alpha).sin_().square_(), inverse, out=out)

    return _in_pieces(x, affine, snake)


def _in_pieces(x: Tensor, affine: Affine | None, activate: Callable[[Tensor, Tensor], object]) -> Tensor:
    """Computes in float32. `activate` puts what it makes of a piece into another; it may overwrite one of an affine."""
    result = torch.empty_like(x)
    for piece, out in zip(_pieces(x), _pieces(result), strict=True):
        precise = piece.float()
        activate(precise if affine is None else torch.addcmul(affine.shift, precise, affine.scale), out)
    return result


def _moments(x: Tensor) -> Moments:
    """Squares numbers whose mean is near 0: large ones then cost no precision."""
    pieces = _pieces(x)
    means = torch.stack([piece.float().mean(0) for piece in pieces])  # (pieces, channels)
    squares = torch.stack([(piece.float() - mean).square_().sum(0) for piece, mean in zip(pieces, means, strict=True)])
    lengths = means.new_tensor([[len(piece)] for piece in pieces])
    mean = (means * lengths).sum(0) / len(x)
    return Moments(mean, (squares + lengths * (means - mean).square()).sum(0) / len(x))


def _pieces(x: Tensor) -> tuple[Tensor, ...]:
    return torch.split(x, max(1, _PIECE // x.shape[1]) if x.device.type == "cpu" else len(x))
