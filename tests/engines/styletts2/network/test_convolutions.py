"""Convolutions of signals (time, channels) give what torch's one-dimensional ones give."""

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tests.engines.styletts2.made_up import numbers
from vozes.engines.styletts2.network.convolutions import Convolution, Doubling, Upsampling, arrange
from vozes.engines.styletts2.network.generator import SourceConvolution

pytestmark = pytest.mark.usefixtures("one_thread")

LENGTH, INPUTS, OUTPUTS = 23, 6, 5


def arranged(layer: nn.Module) -> nn.Module:
    arrange(layer.requires_grad_(False), torch.float32)
    return layer


def signal(channels: int = INPUTS, length: int = LENGTH) -> Tensor:
    return numbers(length, channels)


def assert_same(ours: Tensor, torchs: Tensor) -> None:
    """(time, channels) and (1, channels, time)"""
    assert ours.is_contiguous()
    torch.testing.assert_close(ours, torchs[0].T, atol=1e-5, rtol=0)


@pytest.mark.parametrize(("kernel", "dilation"), [(1, 1), (3, 1), (3, 5), (11, 3)])
def test_a_convolution_keeps_the_length(kernel: int, dilation: int) -> None:
    layer, x = Convolution(INPUTS, OUTPUTS, kernel, dilation), signal()
    weight, bias = layer.weight.detach().clone(), layer.bias
    expected = F.conv1d(x.T[None], weight, bias, padding=dilation * (kernel // 2), dilation=dilation)

    assert_same(arranged(layer)(x), expected)
    assert len(expected[0, 0]) == LENGTH


@pytest.mark.parametrize("outputs", [1, OUTPUTS])
def test_one_channel_comes_out_like_many(outputs: int) -> None:
    layer, x = Convolution(INPUTS, outputs, 7), signal()
    expected = F.conv1d(x.T[None], layer.weight, layer.bias, padding=3)

    assert_same(arranged(layer)(x), expected)


@pytest.mark.parametrize("rate", [2, 3, 5, 6, 10])
def test_upsampling_makes_a_signal_rate_times_as_long(rate: int) -> None:
    layer, x = Upsampling(INPUTS, OUTPUTS, 2 * rate, rate), signal()
    full = F.conv_transpose1d(x.T[None], layer.weight, layer.bias, stride=rate)  # (1, outputs, rate * (length + 1))
    cut = -(-rate // 2)

    assert_same(arranged(layer)(x), full[..., cut : cut + rate * LENGTH])


@pytest.mark.parametrize("length", [1, 2, LENGTH])
def test_doubling_is_a_transposed_convolution_of_each_channel(length: int) -> None:
    layer, x = Doubling(INPUTS), signal(length=length)
    expected = F.conv_transpose1d(
        x.T[None], layer.weight, layer.bias, stride=2, padding=1, output_padding=1, groups=INPUTS
    )

    assert_same(arranged(layer)(x), expected)
    assert len(expected[0, 0]) == 2 * length


@pytest.mark.parametrize("inputs", [1, INPUTS])
@pytest.mark.parametrize("stride", [1, 2, 5, 6, 30])
def test_a_source_becomes_stride_times_shorter(inputs: int, stride: int) -> None:
    layer, x = SourceConvolution(inputs, OUTPUTS, stride), signal(inputs, length=60)
    padding = 0 if stride == 1 else (stride + 1) // 2
    expected = F.conv1d(x.T[None], layer.weight, layer.bias, stride=stride, padding=padding)

    assert_same(arranged(layer)(x), expected)
    assert len(expected[0, 0]) == 60 // stride


def test_arranged_convolutions_have_their_type_but_for_a_precise_one() -> None:
    network = nn.ModuleList([Convolution(2, 2, 3), Convolution(2, 1, 3), nn.Linear(2, 2)])

    arrange(network, torch.bfloat16, precise=network[1])

    assert [next(layer.parameters()).dtype for layer in network] == [torch.bfloat16, torch.float32, torch.float32]
