"""Layers in bfloat16, by AMX's tiles, or by torch where the processor has none."""

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tests.runtime.test_convolutions import LEAKY, LENGTH, numbers
from vozes.runtime.convolutions import Convolution, Upsampling, arrange

pytestmark = pytest.mark.usefixtures("one_thread")


def multiplied(weight: Tensor, x: Tensor, rate: int = 0, slope: float = 1.0) -> Tensor:
    """A convolution or upsampling of rounded numbers in float64: (time, channels) → (1, channels, time)."""
    rounded, weight = F.leaky_relu(x.float(), slope).bfloat16().double().T[None], weight.bfloat16().double()
    if not rate:
        return F.conv1d(rounded, weight, padding=weight.shape[2] // 2)
    cut = -(-rate // 2)
    return F.conv_transpose1d(rounded, weight, stride=rate)[..., cut : cut + rate * len(x)]


def test_in_bfloat16_tiles_multiply_where_there_are_any(by_tiles: bool) -> None:
    layers = first, last = Convolution(17, 40, 3), Convolution(16, 1, 3)
    weight, bias = first.weight.detach().clone(), numbers(40, seed=9)
    x, add, total = numbers(LENGTH, 17), numbers(LENGTH, 40, seed=1), numbers(LENGTH, 40, seed=2)
    expected = multiplied(weight, x, slope=0.1)[0].T + bias + add + total

    arrange(nn.ModuleList(layers).requires_grad_(False), torch.bfloat16, precise=last)

    assert first.takes_half == first.is_native == by_tiles
    assert first.weight.dtype == (torch.float32 if by_tiles else torch.bfloat16)
    assert last.weight.dtype == torch.float32
    if by_tiles:
        assert len(first.weight) == 0
        got = first(x, LEAKY, bias=bias, add=add, total=total.clone())
        torch.testing.assert_close(got.double(), expected, atol=2e-5, rtol=1e-5)
        halves = first(x.half(), LEAKY, bias=bias, add=add.half(), total=total.half())
        assert halves.dtype == torch.float16
        torch.testing.assert_close(halves.double(), expected, atol=2e-2, rtol=1e-2)


@pytest.mark.parametrize(("inputs", "outputs"), [(6, 5), (64, 96)])
@pytest.mark.parametrize("rate", [2, 3, 10])
def test_tiles_upsample(inputs: int, outputs: int, rate: int, by_tiles: bool) -> None:
    layer, x, other = Upsampling(inputs, outputs, rate), numbers(LENGTH, inputs), numbers(outputs)
    weight, bias = layer.weight.detach().clone(), layer.bias
    assert bias is not None
    expected = multiplied(weight, x, rate, slope=0.1)[0].T

    arrange(layer.requires_grad_(False), torch.bfloat16)

    assert (len(layer.weight) == 0) is by_tiles
    for given, added in ((None, bias), (other, other)):
        got = layer(
            x if by_tiles else x.bfloat16(), LEAKY, bias=given if by_tiles or given is None else given.bfloat16()
        )
        error = 2e-5 if by_tiles else 5e-2
        torch.testing.assert_close(got.double(), expected + added.double(), atol=error, rtol=error)
    assert not by_tiles or layer(x.half(), LEAKY).dtype == torch.float16


@pytest.mark.parametrize("kernel", [1, 3, 5])
def test_float32_by_tiles_has_as_many_bits_as_its_weights(kernel: int, by_tiles: bool) -> None:
    layer, x, add = (
        Convolution(64, 300, kernel).requires_grad_(False),
        numbers(LENGTH, 64),
        numbers(LENGTH, 300, seed=1),
    )
    weight, bias = layer.weight.detach().half().double(), layer.bias
    assert bias is not None

    arrange(layer, torch.float32, half=True, most_weights=0)

    expected = F.conv1d(F.leaky_relu(x, 0.1).double().T[None], weight, bias.double(), padding=kernel // 2)[0].T + add
    assert (layer._native is not None) is by_tiles
    torch.testing.assert_close(layer(x, LEAKY, add=add).double(), expected, atol=1e-4, rtol=1e-4)
