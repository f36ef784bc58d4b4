"""The linear layers of a decoder-only transformer, in the arithmetic that suits the processor.

Two shapes of work cover such a model: a layer norm followed by a linear layer, and a linear layer whose result is
added to the residual. Each comes dense (any floating type), in int8 for processors with VNNI, and in int8 for others.
Nothing here knows of attention, caches or requests.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor

NormedLinear = Callable[[Tensor], Tensor]
"""(rows, in) → linear(layer_norm(x)) with bias: (rows, out)."""
ResidualLinear = Callable[[Tensor, Tensor], Tensor]
"""(rows, in), (rows, out) → residual + linear(x) with bias: (rows, out)."""

EPSILON = 1e-5
"""GPT-2's, in its layer norms."""


@dataclass(frozen=True, slots=True)
class Norm:
    weight: Tensor  # (in,)
    bias: Tensor  # (in,)

    def __call__(self, x: Tensor) -> Tensor:
        return F.layer_norm(x, self.weight.shape, self.weight, self.bias, EPSILON)


@dataclass(frozen=True, slots=True)
class Normed:
    norm: Norm
    linear: Callable[[Tensor], Tensor]

    def __call__(self, x: Tensor) -> Tensor:
        return self.linear(self.norm(x))


@dataclass(frozen=True, slots=True)
class Residual:
    linear: Callable[[Tensor], Tensor]

    def __call__(self, x: Tensor, residual: Tensor) -> Tensor:
        return residual + self.linear(x)


# int8 weights with VNNI. The instruction multiplies unsigned by signed bytes, so an activation is taken in 16 bits
# and split into two bytes, each a row of its own: x = step * (256 (high - 128) + (low - 128)). The second row costs
# almost nothing, since what is read is the weights, and the rounding of the activations is out of the picture.

_ZERO = 128
_STEPS = 32639
"""The largest multiple of the step: 256 * 127 + 127."""
_OFFSET = 256 * _ZERO + _ZERO + 0.5  # the half makes truncation round


class VnniWeight:
    """An int8 weight in the blocked layout that oneDNN multiplies fastest."""

    def __init__(self, weight: Tensor, scale: Tensor, bias: Tensor | None = None, *, step: float = 1.0):
        """`weight` (out, in) int8, `scale` (out,) of its rows; `step`: what one step of the activations is worth."""
        self._packed = torch.ops.onednn.qlinear_prepack(weight.contiguous(), [2, weight.shape[1]])
        self._scale = scale.float() * step
        self._zeros = torch.zeros(weight.shape[0], dtype=torch.int64)
        self._bias = None if bias is None else bias.float() / 257  # both rows get it, the high one 256 times
        self._multiply = torch.ops.onednn.qlinear_pointwise.default

    def __call__(self, shifted: Tensor) -> Tensor:
        """`shifted` (rows, in): activations in steps plus `_OFFSET`; gives (rows, out)."""
        rows, width = shifted.shape
        pairs = shifted.to(torch.uint16).view(torch.uint8).view(rows, width, 2)
        bytes_ = pairs.permute(2, 0, 1).reshape(2 * rows, width)  # the low bytes of all rows, then the high ones
        weight = (self._packed, self._scale, self._zeros, self._bias)
        out = self._multiply(bytes_, 1.0, _ZERO, *weight, 1.0, 0, torch.float32, "none", [], "")
        return torch.add(out[:rows], out[rows:], alpha=256)


class VnniNormed:
    """The step of the activations is fixed: a layer norm's output has a bound, so it can never be exceeded."""

    def __init__(self, norm: Norm, weight: Tensor, scale: Tensor, bias: Tensor):
        bound = (weight.shape[1] - 1) ** 0.5 * norm.weight.abs() + norm.bias.abs()  # (in,)
        step = max(float(bound.max()), 1e-20) / _STEPS
        self._norm = Norm(norm.weight / step, norm.bias / step + _OFFSET)
        self._weight = VnniWeight(weight, scale, bias, step=step)

    def __call__(self, x: Tensor) -> Tensor:
        return self._weight(self._norm(x))


class VnniResidual:
    """Each row has a step of its own, after its largest value."""

    def __init__(self, weight: Tensor, scale: Tensor, bias: Tensor):
        self._weight = VnniWeight(weight, scale / _STEPS)
        self._bias = bias.float()
        self._offset = torch.tensor(_OFFSET)
        self._steps = torch.tensor(float(_STEPS))

    def __call__(self, x: Tensor, residual: Tensor) -> Tensor:
        largest = x.abs().amax(-1, True).clamp_min_(1e-20)  # (rows, 1)
        product = self._weight(torch.addcmul(self._offset, x, self._steps / largest))
        return torch.addcmul(residual + self._bias, product, largest)


# int8 weights elsewhere: torch's own kernel, with activations in bfloat16.


class PackedWeight:
    def __init__(self, weight: Tensor, scale: Tensor, bias: Tensor):
        """`weight` (out, in) int8, `scale` (out,) of its rows, `bias` (out,)."""
        self._weight = weight
        self._scale, self._bias = scale.float(), bias.float()
        self._ones = torch.ones(len(scale), dtype=torch.bfloat16)  # the kernel's own scales would be rounded

    def __call__(self, x: Tensor) -> Tensor:
        out = torch.ops.aten._weight_int8pack_mm(x.bfloat16(), self._weight, self._ones)
        return torch.addcmul(self._bias, out.float(), self._scale)


class Int8(Enum):
    """The ways to multiply int8 weights, the fastest first."""

    NATIVE = "native"
    """Our own kernels, which take a whole transformer and none of the layers here."""
    VNNI = "VNNI"
    """oneDNN, with the processor's instructions for it."""
    PACKED = "packed"
    """torch's own kernel, which any CPU has."""


@dataclass(frozen=True, slots=True)
class Arithmetic:
    device: torch.device
    dtype: torch.dtype
    """The type of activations, and of all weights that are not int8."""
    int8: Int8 | None = None
    """The way to multiply int8 weights; None where there are none."""


class Linears:
    """Makes linear layers from tensors by name: `NAME.weight`, `NAME.bias`, and for int8 `NAME.weight.scale`.

    Names are given with their final dot, so that a part without a name of its own is "".
    """

    def __init__(self, tensors: dict[str, Tensor], arithmetic: Arithmetic):
        self._tensors = tensors
        self._arithmetic = arithmetic

    def tensor(self, name: str) -> Tensor:
        """Returns a copy: a view would keep all that was mapped with it in memory."""
        return self._tensors[name].to(self._arithmetic.device, self._arithmetic.dtype, copy=True)

    def norm(self, name: str) -> Norm:
        return Norm(self.tensor(f"{name}weight"), self.tensor(f"{name}bias"))

    def normed(self, norm: str, name: str) -> NormedLinear:
        if self._is_vnni(name):
            return VnniNormed(self.norm(norm), *self._quantized(name))
        return Normed(self.norm(norm), self._linear(name))

    def residual(self, name: str) -> ResidualLinear:
        return VnniResidual(*self._quantized(name)) if self._is_vnni(name) else Residual(self._linear(name))

    def view(self, name: str) -> Tensor:
        """Returns the mapped file's own pages where nothing about them changes: those never read take no memory."""
        return self._tensors[name].to(self._arithmetic.device, self._arithmetic.dtype)

    def _is_int8(self, name: str) -> bool:
        return self._tensors[f"{name}weight"].dtype == torch.int8

    def _is_vnni(self, name: str) -> bool:
        return self._arithmetic.int8 is Int8.VNNI and self._is_int8(name)

    def _linear(self, name: str) -> Callable[[Tensor], Tensor]:
        if self._is_int8(name):
            return PackedWeight(*self._quantized(name))
        return partial(F.linear, weight=self.view(f"{name}weight"), bias=self.tensor(f"{name}bias"))

    def _quantized(self, name: str) -> tuple[Tensor, Tensor, Tensor]:
        """Returns an int8 weight, its scale and the bias."""
        return self._tensors[f"{name}weight"], self._tensors[f"{name}weight.scale"], self.tensor(f"{name}bias")
