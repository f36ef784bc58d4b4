"""Convolutions in time, of signals (time, channels), which lie in memory as oneDNN takes them fastest.

That is two-dimensional with channels last; one-dimensional ones would be rearranged first. Attributes are named as
published parameters. It knows no network.
"""

from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from vozes.runtime.native.convolution import NativeConvolution, upsampling
from vozes.runtime.native.library import kernels

_MOST_WEIGHTS = 1 << 20
"""Of a layer that is left to the native kernels."""


class Convolution(nn.Conv1d):
    """Keeps the length, but for its stride."""

    def __init__(self, inputs: int, outputs: int, kernel: int, dilation: int = 1, bias: bool = True):
        super().__init__(inputs, outputs, kernel, dilation=dilation, padding=(kernel - 1) // 2 * dilation, bias=bias)
        self.native: NativeConvolution | None = None
        """By which it is computed where there are kernels."""

    def forward(self, x: Tensor) -> Tensor:
        """(time, inputs) → (time, outputs)"""
        if self.native is not None:
            return self.native(x)[:, : self.out_channels].contiguous()
        return convolve(x, self.weight, self.bias, int(self.padding[0]), dilation=self.dilation[0])

    @property
    def by_kernels(self) -> NativeConvolution:
        """Only where there are kernels."""
        if self.native is None:
            raise RuntimeError("this layer has no kernels")
        return self.native

    def use_kernels(self, half: bool) -> None:
        """`half`: with weights that are held in 16 bits."""
        self.native = NativeConvolution(self.weight, self.bias, self.dilation[0], half)
        self.weight.data = self.weight.new_empty(0)


class Upsampling(nn.ConvTranspose1d):
    """Makes a signal `rate` times as long."""

    def __init__(self, inputs: int, outputs: int, kernel: int, rate: int):
        super().__init__(inputs, outputs, kernel, rate, padding=rate // 2 + rate % 2, output_padding=rate % 2)
        self._native: NativeConvolution | None = None

    def use_kernels(self, half: bool) -> None:
        """`half`: with weights that are held in 16 bits."""
        self._native = upsampling(self.weight, self.bias, self.stride[0], int(self.padding[0]), half)
        self.weight.data = self.weight.new_empty(0)

    def forward(self, x: Tensor, output_size: list[int] | None = None) -> Tensor:
        """(time, inputs) → (rate * time, outputs) where the kernel is twice the rate."""
        if self._native is not None:
            phases = self.stride[0] * self.out_channels
            return self._native(x)[:, :phases].reshape(-1, self.out_channels)
        longer = F.conv_transpose2d(
            _as_image(x),
            self.weight[:, :, None],
            self.bias,
            stride=(1, self.stride[0]),
            padding=(0, int(self.padding[0])),
            output_padding=(0, self.output_padding[0]),
        )
        return _as_signal(longer)


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


def convolve(
    x: Tensor, weight: Tensor, bias: Tensor | None, padding: int, stride: int = 1, dilation: int = 1
) -> Tensor:
    """x (time, inputs) by a weight (outputs, inputs, kernel) → (time / stride, outputs)."""
    if weight.shape[2] == 1 and stride == 1:
        return F.linear(x, weight[:, :, 0], bias)
    image = F.conv2d(
        _as_image(x), weight[:, :, None], bias, stride=(1, stride), padding=(0, padding), dilation=(1, dilation)
    )
    return _as_signal(image)


def arrange(network: nn.Module, dtype: torch.dtype, precise: nn.Module | None = None, half: bool = False) -> None:
    """Gives the convolutions of signals, but for `precise`, their type, and weights what suits whoever multiplies.

    `half`: the kernels' weights are held in 16 bits.
    """
    for module in network.modules():
        if isinstance(module, Convolution | Upsampling | Doubling) and module is not precise:
            module.to(dtype)
        if isinstance(module, Convolution | Upsampling) and _can_be_native(module):
            module.use_kernels(half and module is not precise)
        elif isinstance(module, nn.Conv1d | nn.ConvTranspose1d):
            module.weight.data = module.weight.mT.contiguous().mT


def _can_be_native(layer: Convolution | Upsampling) -> bool:
    """Where there are kernels; with one tap there is nothing that they could save.

    They keep a weight two to three times, so the slow layers' weights, which are large and seldom used, are left as
    they are.
    """
    weight = layer.weight
    precise = weight.dtype == torch.float32 and weight.device.type == "cpu"
    return kernels() is not None and precise and layer.kernel_size[0] > 1 and weight.numel() <= _MOST_WEIGHTS


def _as_image(x: Tensor) -> Tensor:
    return x.T[None, :, None]  # (1, channels, 1, time), channels last


def _as_signal(image: Tensor) -> Tensor:
    return image[0, :, 0].T.contiguous()  # (time, channels), a view where channels are last
