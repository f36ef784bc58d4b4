"""The native moments and activations compute what torch computes in float64."""

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.runtime.native import kernel_threads
from vozes.runtime.native.activation import Affine, gelu_, leaky_relu, moments_of, snake

pytestmark = pytest.mark.usefixtures("each_level", "one_thread")

SHAPES = [(1, 16), (2, 48), (1000, 64), (2100, 256), (40, 16400)]


def normal(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def affine(channels: int) -> Affine:
    return Affine(normal(channels, seed=1), normal(channels, seed=2))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("offset", [0.0, 1000.0])
def test_moments_are_each_channel_s_over_time(shape: tuple[int, int], offset: float) -> None:
    x = 3 * normal(*shape) + offset
    mean, variance = moments_of(x)
    torch.testing.assert_close(mean.double(), x.double().mean(0), rtol=1e-6, atol=1e-6)
    torch.testing.assert_close(variance.double(), x.double().var(0, correction=0), rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("shape", SHAPES)
def test_moments_of_16_bits_are_found_in_32(shape: tuple[int, int]) -> None:
    x = (3 * normal(*shape) + 1000).half()
    mean, variance = moments_of(x)
    torch.testing.assert_close(mean.double(), x.double().mean(0), rtol=1e-6, atol=1e-6)
    torch.testing.assert_close(variance.double(), x.double().var(0, correction=0), rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("shape", SHAPES)
def test_snake_bends_each_channel_by_its_frequency(shape: tuple[int, int]) -> None:
    x, by, alpha = normal(*shape), affine(shape[1]), normal(shape[1], seed=3).abs() * 5 + 0.01
    for given in (None, by):
        y = x.double() if given is None else x.double() * given.scale + given.shift
        expected = y + (alpha.double() * y).sin().square() / alpha.double()
        torch.testing.assert_close(snake(x, given, alpha).double(), expected, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("shape", SHAPES)
def test_gelu_is_the_one_by_tanh_in_place(shape: tuple[int, int]) -> None:
    x = 5 * normal(*shape)
    expected = F.gelu(x.double(), approximate="tanh")

    assert gelu_(x) is x

    torch.testing.assert_close(x.double(), expected, rtol=1e-5, atol=1e-6)


def test_snake_stays_exact_where_its_sine_has_turned_many_times() -> None:
    x, alpha = 1000 * normal(500, 16), torch.ones(16)
    expected = x.double() + x.double().sin().square()
    torch.testing.assert_close(snake(x, None, alpha).double(), expected, rtol=1e-6, atol=2e-4)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("slope", [0.0, 0.1, 1.0])
def test_leaky_relu_keeps_its_slope_below_zero(shape: tuple[int, int], slope: float) -> None:
    x, by = normal(*shape), affine(shape[1])
    for given in (None, by):
        y = x.double() if given is None else x.double() * given.scale + given.shift
        torch.testing.assert_close(leaky_relu(x, given, slope).double(), F.leaky_relu(y, slope), rtol=1e-5, atol=1e-6)


def test_the_number_of_threads_changes_nothing() -> None:
    x, alpha = normal(5000, 48), torch.ones(48)
    alone = snake(x, None, alpha), moments_of(x).variance
    with kernel_threads(3):
        assert torch.equal(snake(x, None, alpha), alone[0])
        assert torch.equal(moments_of(x).variance, alone[1])


@pytest.mark.parametrize(
    "wrong",
    [normal(50, 17), normal(50, 16).double(), normal(16, 50).T, torch.zeros(0, 16), torch.zeros(5, 16, device="meta")],
    ids=["channels", "type", "order", "empty", "device"],
)
def test_another_signal_is_refused(wrong: Tensor) -> None:
    for call in (moments_of, lambda x: snake(x, None, torch.ones(16)), lambda x: leaky_relu(x, None, 0.1)):
        with pytest.raises(ValueError, match="contiguous float32"):
            call(wrong)


def test_numbers_for_other_channels_are_refused() -> None:
    with pytest.raises(ValueError, match="for 16 channels"):
        snake(normal(50, 16), None, torch.ones(32))
