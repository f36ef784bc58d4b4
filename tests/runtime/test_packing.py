"""Packed weights take half the memory, and what is computed with them is float32's of the rounded ones."""

import pytest
import torch
from torch import Tensor, nn

from vozes.runtime.packing import Packed, pack

pytestmark = pytest.mark.usefixtures("one_thread")


def some_network() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(128, 128), nn.Tanh(), nn.Linear(128, 3)).requires_grad_(False)


def held_bytes(network: nn.Module) -> int:
    return sum(parameter.numel() * parameter.element_size() for parameter in network.parameters())


def rounded(network: nn.Module) -> nn.Module:
    """With the weights that packing leaves of it."""
    for parameter in network.parameters():
        if parameter.numel() >= 128 * 128:
            parameter.data = parameter.data.half().float()
    return network


@pytest.fixture
def x() -> Tensor:
    return torch.randn(5, 128, generator=torch.Generator().manual_seed(1))


def test_large_weights_take_half_the_memory_and_small_ones_stay_as_they_are() -> None:
    network = some_network()
    whole = held_bytes(network)
    pack(network)
    assert held_bytes(network) == whole - 2 * 128 * 128
    assert {parameter.dtype for parameter in network.parameters()} == {torch.float16, torch.float32}


@pytest.mark.parametrize("mode", [torch.inference_mode, torch.no_grad])
def test_a_call_computes_in_float32_and_leaves_the_network_packed(mode: type, x: Tensor) -> None:
    network = some_network()
    pack(network)
    packed = held_bytes(network)
    with mode():
        for _ in range(2):
            assert torch.equal(network(x), rounded(some_network())(x))
            assert held_bytes(network) == packed


def test_a_recurrent_network_too(x: Tensor) -> None:
    torch.manual_seed(0)
    network = nn.LSTM(128, 64, bidirectional=True).requires_grad_(False)
    expected = network(x)[0]
    pack(network)
    torch.testing.assert_close(network(x)[0], expected, atol=1e-3, rtol=0)


def test_a_call_that_fails_leaves_the_network_packed(x: Tensor) -> None:
    network = some_network()
    pack(network)
    packed = held_bytes(network)
    with pytest.raises(RuntimeError):
        network(x[:, 1:])
    assert held_bytes(network) == packed


def test_several_calls_can_share_one_unpacking(x: Tensor) -> None:
    network = some_network()
    packed = Packed(network)
    small = held_bytes(network)
    with packed:
        assert torch.equal(network(x), rounded(some_network())(x))
        assert held_bytes(network) > small
    assert held_bytes(network) == small
