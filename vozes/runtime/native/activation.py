"""Instance norms' moments and activations of signals on the CPU, in one pass over the memory each.

Signals are (time, channels), contiguous, float32, their channels a multiple of 16; moments are also of float16. It
knows nothing of networks.
"""

import ctypes
from typing import NamedTuple

import torch
from torch import Tensor

from vozes.runtime.native.library import check, kernels, needed_kernels

_CHANNELS = 16


class Affine(NamedTuple):
    """scale * x + shift; float32."""

    scale: Tensor  # (channels,)
    shift: Tensor  # (channels,)


class Moments(NamedTuple):
    """The mean and variance of each channel over time."""

    mean: Tensor  # (channels,)
    variance: Tensor  # (channels,)

    @classmethod
    def unknown(cls, channels: int) -> "Moments":
        """Returns moments of so many channels, without values, for a kernel to fill."""
        return cls(torch.empty(channels), torch.empty(channels))


def takes(x: Tensor, half: bool = False) -> bool:
    """Returns whether a signal is such as the functions here want; `half`: one of float16."""
    kind = torch.float16 if half else torch.float32
    return x.dtype == kind and x.device.type == "cpu" and x.is_contiguous() and x.shape[1] % _CHANNELS == 0


def can_be_native(x: Tensor, half: bool = False) -> bool:
    return kernels() is not None and takes(x, half)


def moments_of(x: Tensor) -> Moments:
    """Returns the moments of a signal of one place at least, float32 also where that is float16."""
    found, half = Moments.unknown(x.shape[1]), x.dtype == torch.float16
    check(needed_kernels().activation_moments(_address(x), half, *_shape(x, half), *map(_address, found)))
    return found


def snake(x: Tensor, affine: Affine | None, alpha: Tensor) -> Tensor:
    """Returns y + sin²(alpha y) / alpha of y = scale * x + shift, or of x itself; alpha (channels,)."""
    out = torch.empty_like(x)
    run = needed_kernels().activation_snake
    run(_address(x), *_shape(x), *_parts(affine, x), _vector(alpha, x), _address(out))
    return out


def leaky_relu(x: Tensor, affine: Affine | None, slope: float) -> Tensor:
    """Returns leaky_relu(scale * x + shift, slope), or of x itself; slopes from 0 to 1."""
    out = torch.empty_like(x)
    run = needed_kernels().activation_leaky
    run(_address(x), *_shape(x), *_parts(affine, x), ctypes.c_float(slope), _address(out))
    return out


def gelu_(x: Tensor) -> Tensor:
    """Returns x, of which each number has gone through GELU by tanh."""
    needed_kernels().activation_gelu(_address(x), *_shape(x))
    return x


def _parts(affine: Affine | None, x: Tensor) -> tuple[ctypes.c_void_p | None, ctypes.c_void_p | None]:
    return (None, None) if affine is None else (_vector(affine.scale, x), _vector(affine.shift, x))


def _shape(x: Tensor, half: bool = False) -> tuple[int, int]:
    if not takes(x, half) or len(x) == 0:
        raise ValueError(f"a contiguous float32 signal with channels by {_CHANNELS} is wanted, not {tuple(x.shape)}")
    return x.shape[0], x.shape[1]


def _vector(vector: Tensor, x: Tensor) -> ctypes.c_void_p:
    if vector.shape != x.shape[1:] or vector.dtype != torch.float32 or not vector.is_contiguous():
        raise ValueError(f"contiguous float32 numbers for {x.shape[1]} channels are wanted, not {tuple(vector.shape)}")
    return _address(vector)


def _address(tensor: Tensor) -> ctypes.c_void_p:
    return ctypes.c_void_p(tensor.data_ptr())
