"""Dense layers and LSTMs give what torch's give, by the kernels and without them."""

from collections.abc import Callable
from functools import partial

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from vozes.runtime.layers import BidirectionalLstm, Linear, attention, use_kernels
from vozes.runtime.native.library import has_tiles

pytestmark = pytest.mark.usefixtures("one_thread", "by_kernels")


def numbers(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def some_linear(bias: bool = True) -> tuple[Linear, Callable[[Tensor], Tensor]]:
    """A layer from 20 to 33, and what torch makes of the same parameters."""
    layer = Linear(20, 33, bias=bias).requires_grad_(False)
    torchs = partial(F.linear, weight=layer.weight.clone(), bias=layer.bias.clone() if bias else None)
    use_kernels(layer)
    return layer, torchs


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("shape", [(20,), (7, 20), (2, 7, 20)])
def test_a_linear_layer_takes_any_dimensions(shape: tuple[int, ...], bias: bool) -> None:
    layer, torchs = some_linear(bias)
    x = numbers(*shape)

    torch.testing.assert_close(layer(x), torchs(x), atol=1e-6, rtol=1e-5)


def test_its_input_may_lie_in_memory_in_any_way() -> None:
    layer, torchs = some_linear()
    for x in (numbers(20, 7).T, numbers(7, 40)[:, ::2], numbers(20).expand(7, 20)):
        torch.testing.assert_close(layer(x), torchs(x), atol=1e-6, rtol=1e-5)


def test_gelu_a_sum_and_a_norm_come_after_it() -> None:
    layer, torchs = some_linear()
    norm = nn.LayerNorm(33, eps=1e-3).requires_grad_(False)
    norm.weight.copy_(numbers(33, seed=2))
    x, add = numbers(2, 7, 20), numbers(2, 7, 33, seed=1)
    activated = F.gelu(torchs(x), approximate="tanh")

    torch.testing.assert_close(layer(x, gelu=True), activated, atol=1e-6, rtol=1e-5)
    torch.testing.assert_close(layer(x, add=add), torchs(x) + add, atol=1e-6, rtol=1e-5)
    torch.testing.assert_close(layer(x, gelu=True, add=add), activated + add, atol=1e-6, rtol=1e-5)
    torch.testing.assert_close(layer(x, gelu=True, add=add, norm=norm), norm(activated + add), atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize(("heads", "width"), [(4, 8), (2, 64)])
def test_attention_is_of_each_text_alone(heads: int, width: int) -> None:
    query, key, value = (numbers(3, 7, heads * width, seed=seed) for seed in range(3))
    queries, keys, values = (each.view(3, 7, heads, width).transpose(1, 2) for each in (query, key, value))
    expected = F.scaled_dot_product_attention(queries, keys, values).transpose(1, 2).flatten(2)

    torch.testing.assert_close(attention(query, key, value, heads), expected, atol=1e-6, rtol=1e-5)


@pytest.mark.parametrize("shape", [(7, 20), (3, 7, 20)])
def test_an_lstm_goes_through_each_sequence_both_ways(shape: tuple[int, ...]) -> None:
    torch.manual_seed(0)
    torchs = nn.LSTM(20, 16, batch_first=True, bidirectional=True).requires_grad_(False)
    ours = BidirectionalLstm(20, 32).requires_grad_(False)
    ours.load_state_dict(torchs.state_dict())
    use_kernels(ours)
    x = numbers(*shape)

    torch.testing.assert_close(ours(x), torchs(x)[0], atol=1e-6, rtol=0)


@pytest.mark.parametrize("make", [lambda: Linear(200, 100), lambda: BidirectionalLstm(200, 64)])
def test_its_weights_are_held_once(make: type[nn.Module], by_kernels: bool) -> None:
    layer = make().requires_grad_(False)

    use_kernels(layer)

    assert (sum(each.numel() for each in layer.parameters()) == 0) is by_kernels


@pytest.mark.parametrize("make", [lambda: Linear(20, 33), lambda: BidirectionalLstm(20, 32)])
def test_the_kernels_leave_other_types_to_torch(make: type[nn.Module]) -> None:
    layer = make().requires_grad_(False).double()

    use_kernels(layer)

    assert layer(numbers(7, 20).double()).dtype == torch.float64


def test_they_may_hold_weights_in_16_bits(by_kernels: bool) -> None:
    layer = Linear(20, 33).requires_grad_(False)
    x, weight = numbers(7, 20), layer.weight.clone()

    use_kernels(layer, half=True)

    held = weight.half().float() if by_kernels else weight
    difference = layer(2 * x) - layer(x)  # without the bias
    error = 2e-5 if by_kernels and has_tiles() else 2e-6  # tiles take x in 16 significant bits too
    torch.testing.assert_close(difference, F.linear(x, held), atol=error, rtol=0)
