"""One-dimensional convolutions on the CPU, with half to a third of the products of the definition.

Signals are (time, channels), contiguous, float32 or float16; all is computed in float32. It knows nothing of networks.
"""

import ctypes

import torch
import torch.nn.functional as F
from torch import Tensor

from vozes.runtime.native import structures
from vozes.runtime.native.activation import Affine, Moments
from vozes.runtime.native.library import check, needed_kernels
from vozes.runtime.native.winograd import minimal_filter

INPUTS = 16
"""The kernels take channels in multiples of it, at every level."""


class NativeConvolution:
    """Convolves a signal, with zeros around it, into one of the same length.

    It holds its weights transformed, up to three times as many.
    """

    _channels = INPUTS
    """It takes inputs in multiples of it."""
    fills_lanes: bool
    """Whether it gives no channels of zeros."""

    def __init__(self, weight: Tensor, bias: Tensor | None = None, dilation: int = 1, half: bool = False):
        """`weight` (outputs, inputs, taps), an odd number of taps; `bias` (outputs,).

        `half`: its transformed weights are held in 16 bits, with 11 of them significant. All else is float32.
        Outputs are filled up to a multiple of the kernels' lanes with channels of zeros, which are given too.
        """
        library = needed_kernels()
        lanes: int = library.convolution_lanes()
        wanted = weight.shape[0]
        weight = F.pad(weight.float(), (0, 0, 0, -weight.shape[1] % INPUTS, 0, -weight.shape[0] % lanes))
        self.outputs, inputs, taps = weight.shape
        self.fills_lanes = self.outputs == wanted
        if taps % 2 == 0:
            raise ValueError(f"taps must be odd, not {taps}")
        bias = torch.zeros(0) if bias is None else bias.float()
        self._bias = F.pad(bias, (0, self.outputs - len(bias)))
        found = minimal_filter(taps)
        groups = -(-taps // found.taps)
        transformed = _transformed(weight, torch.tensor(found.weight), groups, lanes)
        self._weight = transformed.half() if half else transformed
        shape = (half, inputs, self.outputs, groups, found.tile, found.points, dilation, (taps - 1) // 2)
        structure = structures.Convolution(self._weight.data_ptr(), *shape)
        for row, numbers in enumerate(found.input):
            structure.input_transform[row][: found.points] = numbers
        for row, numbers in enumerate(found.output):
            structure.output_transform[row][: found.points] = numbers
        self._run = library.convolution_run
        self._structure: ctypes.Structure = structure
        self._structure_address = ctypes.byref(self._structure)
        self._inputs = inputs

    def __call__(
        self,
        x: Tensor,
        affine: Affine | None = None,
        alpha: Tensor | None = None,
        slope: float = 1.0,
        *,
        bias: Tensor | None = None,
        add: Tensor | None = None,
        accumulate: bool = False,
        out: Tensor | None = None,
        moments: Moments | None = None,
    ) -> Tensor:
        """Returns x (time, inputs), activated and convolved: (time, outputs), in x's type, or that of a given `out`.

        x is copied where its channels are no multiple of 16. Activated is y = scale * x + shift, or x itself: by Snake
        of the frequencies `alpha` (inputs,), else by a leaky ReLU of a slope from 0 to 1. `bias` (outputs,) replaces
        its own; `add` (time, outputs) is added, and with `accumulate` what `out` holds. `out` may be `add`, not x.
        `add` is of the result's type. `moments` (outputs,) are filled with the result's. In float16 what is too large
        becomes infinite.
        """
        if missing := -x.shape[-1] % self._channels:
            x = F.pad(x, (0, missing))
        time = len(x)
        out = x.new_empty(time, self.outputs) if out is None else out
        if out is x:
            raise ValueError("a convolution cannot write over its input")
        inputs, outputs = (self._inputs,), (self.outputs,)
        kind, kind_out = (torch.float16 if each.dtype == torch.float16 else torch.float32 for each in (x, out))
        signal = structures.Signal(
            x=_address(x, (time, *inputs), kind),
            half=kind == torch.float16,
            scale=None if affine is None else _address(affine.scale, inputs),
            shift=None if affine is None else _address(affine.shift, inputs),
            alpha=None if alpha is None else _address(alpha, inputs),
            slope=slope,
            bias=_address(self._bias if bias is None else bias, outputs),
            add=None if add is None else _address(add, (time, *outputs), kind_out),
            time=time,
            accumulate=accumulate,
            out=_address(out, (time, *outputs), kind_out),
            half_out=kind_out == torch.float16,
            mean=None if moments is None else _address(moments.mean, outputs),
            variance=None if moments is None else _address(moments.variance, outputs),
        )
        check(self._run(self._structure_address, ctypes.byref(signal)))
        return out


def upsampling(weight: Tensor, bias: Tensor | None, rate: int, cut: int, half: bool = False) -> NativeConvolution:
    """Returns a transposed convolution as one that gives all phases of a signal `rate` times as long, one after
    the other, as channels: (time, inputs) → (time, rate * outputs).

    `weight` (inputs, outputs, kernel), at most twice as long as the rate; `cut` places of the result's beginning are
    left out, and of its end what goes beyond `rate` times the length. A bias is given as for (outputs,).
    """
    inputs, outputs, kernel = weight.shape
    phases = torch.zeros(rate, outputs, inputs, 3)
    for phase in range(rate):
        for tap, offset in enumerate((-1, 0, 1)):
            place = phase - offset * rate + cut
            if 0 <= place < kernel:
                phases[phase, :, :, tap] = weight[:, :, place].T
    return NativeConvolution(phases.flatten(0, 1), None if bias is None else bias.repeat(rate), half=half)


def _address(tensor: Tensor, shape: tuple[int, ...], kind: torch.dtype = torch.float32) -> int:
    fits = tensor.shape == shape and tensor.dtype == kind
    if not fits or not tensor.is_contiguous() or tensor.device.type != "cpu":
        raise ValueError(
            f"a contiguous {str(kind).removeprefix('torch.')} tensor {shape} on the CPU is wanted, not "
            f"{tensor.dtype} {tuple(tensor.shape)} on {tensor.device}"
        )
    return tensor.data_ptr()


def _transformed(weight: Tensor, transform: Tensor, groups: int, lanes: int) -> Tensor:
    """(outputs, inputs, taps) → (outputs / lanes, points, groups, inputs, lanes)."""
    group = transform.shape[1]
    outputs, inputs, taps = weight.shape
    grouped = F.pad(weight, (0, groups * group - taps)).view(outputs // lanes, lanes, inputs, groups, group)
    return torch.einsum("pt,bligt->bpgil", transform, grouped).contiguous()
