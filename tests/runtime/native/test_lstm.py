"""The native LSTM goes through sequences as torch's does, both ways."""

import pytest
import torch
from torch import Tensor, nn

from tests.runtime.native import kernel_threads, needs_kernels
from vozes.runtime.native.lstm import Direction, NativeLstm

pytestmark = [needs_kernels, pytest.mark.usefixtures("one_thread")]

SIZES = [(640, 256), (512, 256), (3, 1), (16, 8), (20, 31), (24, 33), (100, 64)]
"""Inputs and hidden units: the published networks', then others that fill no group of units, or several."""
ERROR = 2e-6


def some_lstm(inputs: int, hidden: int, gain: float = 1.0) -> nn.LSTM:
    """torch's; its weights are such that gates open and close."""
    torch.manual_seed(0)
    lstm = nn.LSTM(inputs, hidden, bidirectional=True).requires_grad_(False)
    for weights in lstm.all_weights:
        for weight in weights:
            weight.mul_(gain)
    return lstm


def native(lstm: nn.LSTM, half: bool = False) -> NativeLstm:
    return NativeLstm([Direction(input_, state, a + b) for input_, state, a, b in lstm.all_weights], half)


def numbers(*shape: int) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(1))


def error(got: Tensor, expected: Tensor) -> float:
    assert got.shape == expected.shape
    return float((got - expected).abs().max())


@pytest.mark.parametrize("time", [1, 2, 13, 90])
@pytest.mark.parametrize(("inputs", "hidden"), SIZES)
def test_it_is_torch_s_lstm(inputs: int, hidden: int, time: int) -> None:
    lstm, x = some_lstm(inputs, hidden, gain=3), numbers(time, inputs)
    ours = native(lstm)
    assert error(ours(x), lstm.double()(x.double())[0]) < 10 * ERROR


@pytest.mark.parametrize(("inputs", "hidden"), SIZES[:2])
def test_after_many_steps_it_still_is(inputs: int, hidden: int) -> None:
    lstm, x = some_lstm(inputs, hidden), numbers(600, inputs)
    ours = native(lstm)
    assert error(ours(x), lstm.double()(x.double())[0]) < ERROR


@pytest.mark.parametrize(("inputs", "hidden"), [(640, 256), (20, 31)])
def test_weights_of_16_bits_are_rounded_and_little_else(inputs: int, hidden: int) -> None:
    """Tiles round what comes in, too, to 16 significant bits."""
    lstm, x = some_lstm(inputs, hidden), numbers(40, inputs)
    halved = native(lstm, half=True)
    for weights in lstm.all_weights:
        for weight in weights[:2]:
            weight.copy_(weight.half())
    assert error(halved(x), lstm.double()(x.double())[0]) < 10 * ERROR


def test_very_large_sums_leave_gates_open_or_shut() -> None:
    lstm, x = some_lstm(16, 8, gain=1e4), numbers(20, 16)
    got = native(lstm)(x)
    assert error(got, lstm.double()(x.double())[0]) < 1e-4  # some sums are near 0, of terms that are not


def test_with_two_threads_it_gives_the_same() -> None:
    ours, x = native(some_lstm(40, 64)), numbers(50, 40)
    alone = ours(x)
    with kernel_threads(2):
        assert torch.equal(ours(x), alone)


def test_each_sequence_begins_from_zeros() -> None:
    ours, x = native(some_lstm(40, 64)), numbers(50, 40)
    assert torch.equal(ours(x), ours(x))


def test_nothing_in_gives_nothing() -> None:
    assert native(some_lstm(16, 8))(torch.zeros(0, 16)).shape == (0, 16)


def test_inputs_of_another_width_are_refused() -> None:
    with pytest.raises(ValueError, match="rows of 16"):
        native(some_lstm(16, 8))(torch.zeros(5, 17))
