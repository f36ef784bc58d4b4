"""Dense layers on the CPU, near what the processor can do in float32, of weights that may be held in 16 bits.

Rows are (rows, inputs), float32. It knows nothing of networks.
"""

import ctypes
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor

from vozes.runtime.native import structures
from vozes.runtime.native.library import check, needed_kernels


class LayerNorm(NamedTuple):
    """What a layer norm takes its mean and variance to."""

    weight: Tensor  # (outputs,)
    bias: Tensor  # (outputs,)
    epsilon: float


class NativeDense:
    """Multiplies rows by a weight of its own."""

    def __init__(self, weight: Tensor, bias: Tensor | None = None, half: bool = False):
        """`weight` (outputs, inputs), `bias` (outputs,); `half`: the weight is held in 16 bits, 11 of them significant.

        All else is float32.
        """
        self.outputs, self.inputs = weight.shape
        self._bias = None if bias is None else bias.float().clone()
        self._weight = _in_panels(weight.half() if half else weight.float(), needed_kernels().dense_panel())
        self._structure = structures.Dense(self._weight.data_ptr(), half, self.inputs, self.outputs)
        self._run = needed_kernels().dense_run

    def __call__(
        self,
        x: Tensor,
        *,
        bias: Tensor | None = None,
        gelu: bool = False,
        add: Tensor | None = None,
        norm: LayerNorm | None = None,
    ) -> Tensor:
        """Returns the products of x (rows, inputs) with the bias added: (rows, outputs).

        Each row of x is contiguous; rows may overlap. `bias` (outputs,) replaces its own. With `gelu` the result goes
        through GELU by tanh; then `add` (rows, outputs) is added, and in the end comes a layer norm.
        """
        if x.shape[1:] != (self.inputs,) or not _is_float(x) or (self.inputs > 1 and x.stride(1) != 1):
            raise ValueError(f"float32 rows of {self.inputs} on the CPU are wanted, not {_described(x)}")
        out = torch.empty(len(x), self.outputs)
        bias = self._bias if bias is None else bias
        outputs = (self.outputs,)
        rows = structures.Rows(
            x=x.data_ptr(),
            rows=len(x),
            stride=x.stride(0),
            bias=None if bias is None else _address(bias, outputs),
            gelu=gelu,
            add=None if add is None else _address(add, (len(x), self.outputs)),
            norm_weight=None if norm is None else _address(norm.weight, outputs),
            norm_bias=None if norm is None else _address(norm.bias, outputs),
            epsilon=0 if norm is None else norm.epsilon,
            out=out.data_ptr(),
        )
        check(self._run(ctypes.byref(self._structure), ctypes.byref(rows)))
        return out


def _in_panels(weight: Tensor, panel: int) -> Tensor:
    """(outputs, inputs) → (panels, inputs, outputs of a panel), filled up with zeros."""
    filled = F.pad(weight, (0, 0, 0, -len(weight) % panel))
    return filled.view(-1, panel, weight.shape[1]).transpose(1, 2).clone(memory_format=torch.contiguous_format)


def _address(tensor: Tensor, shape: tuple[int, ...]) -> int:
    if tensor.shape != shape or not _is_float(tensor) or not tensor.is_contiguous():
        raise ValueError(f"a contiguous float32 tensor {shape} on the CPU is wanted, not {_described(tensor)}")
    return tensor.data_ptr()


def _is_float(tensor: Tensor) -> bool:
    return tensor.dtype == torch.float32 and tensor.device.type == "cpu"


def _described(tensor: Tensor) -> str:
    return f"{tensor.dtype} {tuple(tensor.shape)}, strides {tensor.stride()}, on {tensor.device}"
