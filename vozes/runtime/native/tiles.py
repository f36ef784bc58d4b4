"""One-dimensional convolutions and dense layers by AMX's tiles, with products of bfloat16 and sums of float32.

Only where `library.has_tiles`. Signals are (time, channels), contiguous, float32 or float16. It knows nothing of
networks.
"""

import ctypes

import torch
import torch.nn.functional as F
from torch import Tensor

from vozes.runtime.native import structures
from vozes.runtime.native.activation import gelu_, takes
from vozes.runtime.native.convolution import NativeConvolution
from vozes.runtime.native.dense import LayerNorm, NativeDense
from vozes.runtime.native.library import has_tiles, needed_kernels

_COLUMNS, _DEPTH = 16, 32
"""Outputs and inputs of a tile of weights."""


class TileConvolution(NativeConvolution):
    """Convolves a signal, with zeros around it, into one of the same length.

    Weights and activated signals are rounded to bfloat16, to 8 significant bits. `precise`, signals are rounded to the
    sum of two such numbers, to 16 bits, and weights to float16, to 11, for three times the products. All else is
    float32, or the signal's.
    """

    _channels = 1
    fills_lanes = True

    def __init__(
        self,
        weight: Tensor,
        bias: Tensor | None = None,
        dilation: int = 1,
        left: int | None = None,
        precise: bool = False,
    ):
        """`weight` (outputs, inputs, taps), `bias` (outputs,).

        `left`: taps before the one that counts for a place itself; half of the others where it is None.
        """
        self.outputs, self._inputs, taps = weight.shape
        self._bias = torch.zeros(self.outputs) if bias is None else bias.float().clone()
        self._weight = _in_tiles(weight.half() if precise else weight.bfloat16())
        left = (taps - 1) // 2 if left is None else left
        shape = 2 if precise else 1, self._inputs, self.outputs, taps, dilation, left
        self._structure = structures.TileConvolution(self._weight.data_ptr(), *shape)
        self._structure_address = ctypes.byref(self._structure)
        self._run = needed_kernels().tile_convolution_run


class TileDense:
    """Multiplies rows by a weight of its own, as `NativeDense`, of a weight in 16 bits and rows rounded to as many."""

    def __init__(self, weight: Tensor, bias: Tensor | None = None):
        """`weight` (outputs, inputs), `bias` (outputs,)."""
        self._convolution = TileConvolution(weight[:, :, None], bias, precise=True)

    def __call__(
        self,
        x: Tensor,
        *,
        gelu: bool = False,
        add: Tensor | None = None,
        norm: LayerNorm | None = None,
    ) -> Tensor:
        """Returns the products of x (rows, inputs), contiguous, with the bias added: (rows, outputs).

        With `gelu` the result goes through GELU by tanh; then `add` (rows, outputs) is added, and in the end comes a
        layer norm.
        """
        out = self._convolution(x, add=None if gelu else add)
        if gelu:
            out = gelu_(out) if takes(out) else F.gelu(out, approximate="tanh")
            out = out if add is None else out.add_(add)
        return out if norm is None else F.layer_norm(out, out.shape[1:], norm.weight, norm.bias, norm.epsilon)


def dense(weight: Tensor, bias: Tensor | None, half: bool) -> NativeDense | TileDense:
    """Returns what multiplies rows by a weight; `half`: it is held in 16 bits, and multiplied by tiles if there are."""
    return TileDense(weight, bias) if half and has_tiles() else NativeDense(weight, bias, half)


def _in_tiles(weight: Tensor) -> Tensor:
    """(outputs, inputs, taps) → (outputs / 16, taps, inputs / 32, 16, 16 outputs, 2 inputs), filled up with zeros."""
    filled = F.pad(weight, (0, 0, 0, -weight.shape[1] % _DEPTH, 0, -weight.shape[0] % _COLUMNS))
    outputs, inputs, taps = filled.shape
    pairs = filled.view(outputs // _COLUMNS, _COLUMNS, inputs // _DEPTH, _DEPTH // 2, 2, taps)
    return pairs.permute(0, 5, 2, 3, 1, 4).contiguous()
