"""Convolution and upsampling of signals (time, channels), by the native kernels or by torch; `arrange` chooses.

For torch a signal lies in memory as oneDNN takes it fastest: two-dimensional with channels last; one-dimensional ones
would be rearranged first. Parameters are those of torch's layers. For inference only; it knows no network.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from vozes.runtime.activations import Activation, activated, moments_of
from vozes.runtime.native.activation import Moments
from vozes.runtime.native.convolution import INPUTS, NativeConvolution, upsampling
from vozes.runtime.native.dense import NativeDense
from vozes.runtime.native.library import has_tiles, kernels
from vozes.runtime.native.tiles import TileConvolution
from vozes.runtime.packing import FEWEST

PLAIN = Activation()


class Convolution(nn.Conv1d):
    """Convolves a signal into one of the same length."""

    def __init__(self, inputs: int, outputs: int, kernel: int, dilation: int = 1, bias: bool = True):
        super().__init__(inputs, outputs, kernel, dilation=dilation, bias=bias)
        self.reach = (kernel - 1) // 2 * dilation
        """The number of places on each side that a place of the result depends on."""
        self._native: NativeConvolution | None = None
        self._dense: NativeDense | None = None

    def forward(
        self,
        x: Tensor,
        activation: Activation = PLAIN,
        *,
        bias: Tensor | None = None,
        add: Tensor | None = None,
        total: Tensor | None = None,
        out: Tensor | None = None,
    ) -> Tensor:
        """Returns x (time, inputs), activated and convolved: (time, outputs).

        `bias` (outputs,) is taken in place of its own. `add` (time, outputs) is added, and all that is added to
        `total`, which then is the result. `out` may be overwritten by the result, and may be `add`, but not x. All but
        the bias may be float16 where the layer `takes_half`, and float32 what comes of such an x, if `out` is;
        otherwise x is taken to the weight's type.
        """
        if (fused := self._fused) is not None:
            sums = total is not None
            x = self._as_kernels_take(x)
            return fused(x, *activation, bias=bias, add=add, accumulate=sums, out=total if sums else out)
        x = x.to(self.weight.dtype)
        if self._dense is not None:
            result = self._dense(self._rows(activated(x, activation)), bias=bias, add=add)
        else:
            result = self._convolved(x, activation, bias)
            if add is not None:
                result.add_(add)
        return result if total is None else total.add_(result)

    def measured(
        self, x: Tensor, activation: Activation = PLAIN, *, add: Tensor | None = None, out: Tensor | None = None
    ) -> tuple[Tensor, Moments]:
        """Returns the same as `forward`, and its moments, which the kernels find on the way."""
        if (fused := self._fused) is not None:
            moments = Moments.unknown(self.out_channels)
            return fused(self._as_kernels_take(x), *activation, add=add, out=out, moments=moments), moments
        result = self.forward(x, activation, add=add)
        return result, moments_of(result)

    def in_own_type(self, x: Tensor, activation: Activation = PLAIN) -> Tensor:
        """Returns the same as `forward` in the weight's type, whatever type x is of."""
        if not self.takes_half:
            x = x.to(self.weight.dtype)
        return self.forward(x, activation, out=x.new_empty(len(x), self.out_channels, dtype=self.weight.dtype))

    @property
    def takes_half(self) -> bool:
        """Whether it takes signals in float16, to give one, and computes in float32."""
        return self._fused is not None

    @property
    def is_native(self) -> bool:
        return self._native is not None or self._dense is not None

    def use_kernels(self, half: bool, transformed: bool = True) -> None:
        """Takes the weight away; `half`: the kernels hold it in 16 bits.

        `transformed`: two to three times, which saves most of the products. Otherwise it cannot be dilated.
        """
        if transformed:
            self._native = NativeConvolution(self.weight, self.bias, self.dilation[0], half)
        else:
            self._dense = NativeDense(self.weight.mT.flatten(1), self.bias, half)
        self.weight.data = self.weight.new_empty(0)

    def use_tiles(self, precise: bool = False) -> None:
        """Takes the weight away; the kernels multiply it in bfloat16, or, `precise`, in two parts of it."""
        self._native = TileConvolution(self.weight, self.bias, self.dilation[0], precise=precise)
        self.weight.data = self.weight.new_empty(0)

    def _rows(self, x: Tensor) -> Tensor:
        """(time, inputs) → (time, taps * inputs), what lies under each place's taps; the rows overlap in memory."""
        padded = F.pad(x, (0, 0, self.reach, self.reach)) if self.reach else x.contiguous()
        return padded.as_strided((len(x), self.kernel_size[0] * self.in_channels), (self.in_channels, 1))

    @property
    def _fused(self) -> NativeConvolution | None:
        """The kernel where it also does what comes after the convolution: then it gives no channels of zeros."""
        return self._native if self._native is not None and self._native.fills_lanes else None

    def _as_kernels_take(self, x: Tensor) -> Tensor:
        return x if x.dtype == torch.float16 else x.to(self.weight.dtype)

    def _convolved(self, x: Tensor, activation: Activation, bias: Tensor | None) -> Tensor:
        if self._native is not None:
            whole = self._native(x, *activation, bias=_filled(bias, self._native))
            return whole[:, : self.out_channels].contiguous()
        bias = self.bias if bias is None else bias
        return convolve(activated(x, activation), self.weight, bias, self.reach, dilation=self.dilation[0])


class Upsampling(nn.ConvTranspose1d):
    """Makes a signal `rate` times as long, by a kernel of twice the rate."""

    def __init__(self, inputs: int, outputs: int, rate: int):
        cut = (rate + 1) // 2
        super().__init__(inputs, outputs, 2 * rate, rate, padding=cut, output_padding=rate % 2)
        self.rate = rate
        self._cut = cut
        self._native: NativeConvolution | None = None
        self._dense: tuple[NativeDense, NativeDense] | None = None
        """For the places before an input's middle, which the input before counts for, and for those after it."""
        self._tiles: tuple[TileConvolution, TileConvolution] | None = None
        """Likewise."""

    def forward(  # type: ignore[override]
        self, x: Tensor, activation: Activation = PLAIN, *, bias: Tensor | None = None
    ) -> Tensor:
        """Returns x (time, inputs), activated and lengthened: (rate * time, outputs), in x's type.

        `bias` (outputs,) is taken in place of its own.
        """
        if self._native is not None:
            bias = None if bias is None else bias.repeat(self.rate)
            phases = self._native(x, *activation, bias=_filled(bias, self._native))
            return phases[:, : self.rate * self.out_channels].reshape(-1, self.out_channels)
        if self._tiles is not None:
            biases = [None if bias is None else bias.repeat(places) for places in self._early_and_late]
            parts = [tiles(x, *activation, bias=each) for tiles, each in zip(self._tiles, biases, strict=True)]
            return torch.cat(parts, 1).view(-1, self.out_channels)
        if self._dense is not None:
            return self._multiplied(activated(x.to(self.weight.dtype), activation), bias).to(x.dtype)
        longer = F.conv_transpose2d(
            _as_image(activated(x.to(self.weight.dtype), activation)),
            self.weight[:, :, None],
            self.bias if bias is None else bias,
            stride=(1, self.rate),
            padding=(0, self._cut),
            output_padding=(0, self.output_padding[0]),
        )
        return _as_signal(longer).to(x.dtype)

    def inputs(self, first: int, last: int) -> tuple[int, int]:
        """Returns the first and last + 1 of what the places [first, last) of its result depend on."""
        start = -((self.kernel_size[0] - 1 - first - self._cut) // self.rate)
        return start, (last - 1 + self._cut) // self.rate + 1

    def use_kernels(self, half: bool, transformed: bool = True) -> None:
        """Takes the weight away; `half`: the kernels hold it in 16 bits.

        `transformed`: two to three times, which saves products.
        """
        if transformed:
            self._native = upsampling(self.weight, self.bias, self.rate, self._cut, half)
        else:
            weights = [weight.mT.flatten(1) for weight in self._pairs()]  # (outputs, 2 inputs)
            before, after = (NativeDense(*each, half) for each in zip(weights, self._biases(), strict=True))
            self._dense = before, after
        self.weight.data = self.weight.new_empty(0)

    def use_tiles(self) -> None:
        """Takes the weight away; the kernels multiply it in bfloat16."""
        (before, after), (bias, other) = self._pairs(), self._biases()
        self._tiles = TileConvolution(before, bias, left=1), TileConvolution(after, other, left=0)
        self.weight.data = self.weight.new_empty(0)

    @property
    def _early_and_late(self) -> tuple[int, int]:
        """How many of the places that an input becomes lie before its middle, and how many after it."""
        return self.rate - self._cut, self._cut

    def _pairs(self) -> tuple[Tensor, Tensor]:
        """Returns the weights of early and late places: (places * outputs, inputs, 2), the earlier input's first."""
        here, beside = torch.split(self.weight.permute(2, 1, 0).roll(-self._cut, 0), self.rate)
        early, _ = self._early_and_late
        before, after = torch.stack((beside, here), 3)[:early], torch.stack((here, beside), 3)[early:]
        return before.flatten(0, 1), after.flatten(0, 1)

    def _biases(self) -> tuple[Tensor, Tensor]:
        bias = torch.zeros(self.out_channels) if self.bias is None else self.bias
        early, late = self._early_and_late
        return bias.repeat(early), bias.repeat(late)

    def _multiplied(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """(time, inputs), activated → (rate * time, outputs). Each place is made of an input and the one next to it."""
        assert self._dense is not None  # noqa: S101  (who calls it has looked)
        padded = F.pad(x, (0, 0, 1, 1))
        parts = []
        for first, (dense, places) in enumerate(zip(self._dense, self._early_and_late, strict=True)):
            rows = padded[first:].as_strided((len(x), 2 * self.in_channels), (self.in_channels, 1))
            parts.append(dense(rows, bias=None if bias is None else bias.repeat(places)))
        return torch.cat(parts, 1).view(-1, self.out_channels)


def convolve(
    x: Tensor, weight: Tensor, bias: Tensor | None, padding: int, stride: int = 1, dilation: int = 1
) -> Tensor:
    """Returns x (time, inputs) convolved by torch with a weight (outputs, inputs, kernel): (time / stride, outputs)."""
    if weight.shape[2] == 1 and stride == 1:
        return F.linear(x, weight[:, :, 0], bias)
    image = F.conv2d(
        _as_image(x), weight[:, :, None], bias, stride=(1, stride), padding=(0, padding), dilation=(1, dilation)
    )
    return _as_signal(image)


def arrange(
    network: nn.Module,
    dtype: torch.dtype,
    *,
    precise: nn.Module | None = None,
    half: bool = False,
    most_weights: int | None = None,
) -> None:
    """Gives a network's layers of signals, but for `precise`, their type, and copies weights to suit who multiplies.

    In bfloat16 the kernels' tiles multiply, where there are any: then signals stay in float32, or in float16, and
    `precise` is multiplied by two parts of it. Else the
    kernels multiply what they can, `half`: with large weights in 16 bits, by tiles what goes in to as many as well.
    They transform the weights of layers with no more than `most_weights`, since they then hold one two to three times.
    Torch multiplies the rest.
    """
    tiles = has_tiles() and all(each.device.type == "cpu" for each in network.parameters())
    in_bfloat16 = tiles and dtype == torch.bfloat16
    for module in network.modules():
        is_precise = module is precise
        large = isinstance(module, Convolution | Upsampling) and module.weight.numel() >= FEWEST
        if isinstance(module, Convolution | nn.ConvTranspose1d) and not is_precise:
            module.to(torch.float32 if in_bfloat16 else dtype)
        if in_bfloat16 and isinstance(module, Convolution) and is_precise:
            module.use_tiles(precise=True)
        elif in_bfloat16 and isinstance(module, Convolution | Upsampling):
            module.use_tiles()
        elif tiles and half and large and isinstance(module, Convolution) and not is_precise:
            module.use_tiles(precise=True)
        elif isinstance(module, Convolution | Upsampling) and _can_be_transformed(module, most_weights):
            module.use_kernels(half and not is_precise)
        elif isinstance(module, Convolution) and _has_kernels(module) and module.dilation[0] == 1:
            module.use_kernels(half and large and not is_precise, transformed=False)
        elif isinstance(module, Upsampling) and _has_kernels(module) and module.rate > 1:
            module.use_kernels(half and large, transformed=False)
        elif isinstance(module, nn.Conv1d | nn.ConvTranspose1d):
            module.weight.data = module.weight.mT.clone(memory_format=torch.contiguous_format).mT


def _can_be_transformed(layer: Convolution | Upsampling, most_weights: int | None) -> bool:
    """Returns whether there are kernels, and they can save products: with one tap there are none to save."""
    fits = layer.in_channels % INPUTS == 0 and (most_weights is None or layer.weight.numel() <= most_weights)
    return fits and layer.kernel_size[0] > 1 and _has_kernels(layer)


def _has_kernels(layer: Convolution | Upsampling) -> bool:
    weight = layer.weight
    return kernels() is not None and weight.dtype == torch.float32 and weight.device.type == "cpu"


def _filled(bias: Tensor | None, native: NativeConvolution) -> Tensor | None:
    """Returns a bias with zeros for the channels that a kernel gives besides."""
    return None if bias is None else F.pad(bias, (0, native.outputs - len(bias)))


def _as_image(x: Tensor) -> Tensor:
    return x.T[None, :, None]  # (1, channels, 1, time), channels last


def _as_signal(image: Tensor) -> Tensor:
    return image[0, :, 0].T.contiguous()  # (time, channels), a view where channels are last
