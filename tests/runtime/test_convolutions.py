"""Layers of signals (time, channels) give what torch's one-dimensional ones give, by the kernels and without them."""

from typing import TypeVar

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from vozes.runtime import convolutions
from vozes.runtime.activations import Activation
from vozes.runtime.convolutions import Convolution, Upsampling, arrange
from vozes.runtime.native.activation import Affine
from vozes.runtime.packing import FEWEST

pytestmark = pytest.mark.usefixtures("one_thread", "by_kernels")

LENGTH = 23
WIDTHS = [(6, 5), (16, 5), (32, 64)]
"""Inputs and outputs: for torch alone, for kernels that give more channels than are wanted, and just so many."""
LEAKY = Activation(slope=0.1)


def numbers(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


Layer = TypeVar("Layer", Convolution, Upsampling)


def filled(layer: Layer) -> tuple[Layer, Tensor, Tensor]:
    """An arranged layer, with the weight and the bias that it has."""
    weight, bias = layer.weight.detach().clone(), numbers(layer.out_channels, seed=9)
    layer.bias = nn.Parameter(bias.clone())
    arrange(layer.requires_grad_(False), torch.float32)
    return layer, weight, bias


def assert_same(ours: Tensor, torchs: Tensor) -> None:
    """(time, channels) and (1, channels, time)"""
    assert ours.is_contiguous()
    torch.testing.assert_close(ours, torchs[0].T, atol=2e-5, rtol=1e-5)


@pytest.mark.parametrize(("kernel", "dilation"), [(1, 1), (3, 1), (3, 5), (7, 1), (11, 3)])
@pytest.mark.parametrize(("inputs", "outputs"), [*WIDTHS, (16, 1)])
def test_a_convolution_keeps_the_length(inputs: int, outputs: int, kernel: int, dilation: int) -> None:
    layer, weight, bias = filled(Convolution(inputs, outputs, kernel, dilation))
    x = numbers(LENGTH, inputs)

    expected = F.conv1d(x.T[None], weight, bias, padding=dilation * (kernel // 2), dilation=dilation)

    assert_same(layer(x), expected)
    assert len(expected[0, 0]) == LENGTH


@pytest.mark.parametrize(("inputs", "outputs"), WIDTHS)
def test_what_goes_in_is_activated_and_what_comes_out_is_added(inputs: int, outputs: int) -> None:
    layer, weight, _ = filled(Convolution(inputs, outputs, 3))
    x, add, total = numbers(LENGTH, inputs), numbers(LENGTH, outputs, seed=1), numbers(LENGTH, outputs, seed=2)
    bias = numbers(outputs)
    before = x.clone()
    expected = F.conv1d(F.leaky_relu(x, 0.1).T[None], weight, bias, padding=1)

    assert_same(layer(x, LEAKY, bias=bias), expected)
    assert_same(layer(x, LEAKY, bias=bias, add=add), expected + add.T)
    assert_same(layer(x, LEAKY, bias=bias, add=add, out=add.clone()), expected + add.T)
    summed = total.clone()
    assert layer(x, LEAKY, bias=bias, add=add, total=summed) is summed
    assert_same(summed, expected + (add + total).T)
    assert torch.equal(x, before)


@pytest.mark.parametrize(("inputs", "outputs"), WIDTHS)
def test_a_signal_s_moments_come_with_it(inputs: int, outputs: int) -> None:
    layer, *_ = filled(Convolution(inputs, outputs, 3))
    x, add, alpha = numbers(LENGTH, inputs), numbers(LENGTH, outputs), numbers(inputs).abs() + 0.1
    snake = Activation(Affine(numbers(inputs, seed=1), numbers(inputs, seed=2)), alpha)

    y, moments = layer.measured(x, snake, add=add)

    torch.testing.assert_close(y, layer(x, snake, add=add))
    torch.testing.assert_close(moments.mean, y.mean(0), atol=1e-5, rtol=1e-5)
    torch.testing.assert_close(moments.variance, y.var(0, correction=0), atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize(("inputs", "outputs"), [*WIDTHS, (16, 16)])
@pytest.mark.parametrize("rate", [2, 3, 5, 6, 8, 10])
def test_upsampling_makes_a_signal_rate_times_as_long(inputs: int, outputs: int, rate: int) -> None:
    layer, weight, bias = filled(Upsampling(inputs, outputs, rate))
    x, other = numbers(LENGTH, inputs), numbers(outputs)
    full = F.conv_transpose1d(F.leaky_relu(x, 0.1).T[None], weight, stride=rate)  # (1, outputs, rate * (length + 1))
    cut = -(-rate // 2)
    expected = full[..., cut : cut + rate * LENGTH]

    assert_same(layer(x, LEAKY), expected + bias[:, None])
    assert_same(layer(x, LEAKY, bias=other), expected + other[:, None])


@pytest.mark.parametrize("rate", [2, 3, 10])
@pytest.mark.parametrize("half", [False, True])
def test_upsampling_s_large_weights_are_held_as_they_are(rate: int, half: bool, by_kernels: bool) -> None:
    layer = Upsampling(64, 96, rate).requires_grad_(False)
    weight, x, other = layer.weight.clone(), numbers(LENGTH, 64), numbers(96)
    weight = weight.half().float() if half and by_kernels else weight
    full = F.conv_transpose1d(F.leaky_relu(x, 0.1).T[None], weight, stride=rate)  # (1, outputs, rate * (length + 1))
    cut = -(-rate // 2)
    expected = full[..., cut : cut + rate * LENGTH]

    arrange(layer, torch.float32, half=half, most_weights=0)

    assert (len(layer.weight) == 0) is by_kernels
    assert_same(layer(x, LEAKY, bias=torch.zeros(96)), expected)
    assert_same(layer(x, LEAKY, bias=other), expected + other[:, None])
    assert layer.bias is not None
    assert_same(layer(x, LEAKY), expected + layer.bias[:, None])
    assert layer(x.half(), LEAKY).dtype == torch.float16


@pytest.mark.parametrize("rate", [3, 8, 2])
def test_no_place_that_upsampling_reads_is_missing_or_to_spare(rate: int) -> None:
    layer, *_ = filled(Upsampling(16, 32, rate))
    x = numbers(LENGTH, 16)
    whole, (start, end) = layer(x), layer.inputs(10 * rate, 11 * rate)

    def part(start: int, end: int) -> Tensor:
        result: Tensor = layer(x[start:end])[(10 - start) * rate :][:rate]
        return result

    torch.testing.assert_close(part(start, end), whole[10 * rate : 11 * rate], atol=1e-5, rtol=1e-5)
    assert (part(start, end - 1) - whole[10 * rate : 11 * rate]).abs().max() > 1e-3
    assert (part(start + 1, end) - whole[10 * rate : 11 * rate]).abs().max() > 1e-3


def test_the_kernels_take_what_they_can(by_kernels: bool) -> None:
    layers = [Convolution(16, 32, 3), Convolution(6, 32, 3), Convolution(16, 32, 1), Convolution(6, 32, 3, dilation=3)]

    arrange(nn.ModuleList(layers).requires_grad_(False), torch.float32)

    taken = [by_kernels, by_kernels, by_kernels, False]
    assert [layer.is_native for layer in layers] == taken
    assert [len(layer.weight) == 0 for layer in layers] == taken


@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize("kernel", [1, 3, 5])
def test_they_hold_large_weights_as_they_are(kernel: int, half: bool, by_kernels: bool) -> None:
    layer = Convolution(64, 128, kernel).requires_grad_(False)
    weight, bias, x, add = layer.weight.clone(), layer.bias, numbers(LENGTH, 64), numbers(LENGTH, 128, seed=1)
    rounded = weight.half().float() if half and by_kernels and weight.numel() >= FEWEST else weight
    expected = F.conv1d(F.leaky_relu(x, 0.1).T[None], rounded, bias, padding=kernel // 2)

    arrange(layer, torch.float32, half=half, most_weights=0)

    assert layer.is_native is by_kernels
    assert_same(layer(x, LEAKY), expected)
    assert_same(layer(x, LEAKY, add=add), expected + add.T)
    assert_same(layer(x, LEAKY, add=add, total=add.clone()), expected + 2 * add.T)


def test_they_leave_other_types_to_torch_but_for_a_precise_layer(
    by_kernels: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(convolutions, "has_tiles", lambda: False)
    first, last, other = Convolution(16, 2, 3), Convolution(16, 1, 3), nn.Linear(2, 2)

    arrange(nn.ModuleList([first, last, other]).requires_grad_(False), torch.bfloat16, precise=last)

    assert [layer.weight.dtype for layer in (first, last, other)] == [torch.bfloat16, torch.float32, torch.float32]
    assert (first.is_native, last.is_native) == (False, by_kernels)
    x = numbers(LENGTH, 16).bfloat16()
    assert [layer(x, LEAKY).dtype for layer in (first, last)] == [torch.bfloat16, torch.float32]


def test_weights_are_copied() -> None:
    shared = numbers(32, 6, 1)
    layer = Convolution(6, 32, 1, bias=False)
    layer.weight = nn.Parameter(shared)

    arrange(layer.requires_grad_(False), torch.float32)
    shared.zero_()

    assert layer(numbers(LENGTH, 6)).abs().max() > 0
