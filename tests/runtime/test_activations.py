"""Moments and activations of signals, by the kernels and without them, in pieces or at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.runtime.native import kernels_looked_for_in, needs_kernels
from vozes.runtime.activations import Activation, activated, moments_of
from vozes.runtime.native.activation import Affine

pytestmark = pytest.mark.usefixtures("one_thread")

CHANNELS = 32
LENGTHS = [1, 2, 100, 10_000]
"""The last is more than a processor's cache is meant to hold."""


@pytest.fixture(autouse=True, params=[pytest.param(True, marks=needs_kernels), False], ids=["kernels", "torch"])
def _by_kernels_or_torch(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    if request.param:
        yield
    else:
        with kernels_looked_for_in(tmp_path):
            yield


def numbers(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


ALPHA = 1 + numbers(CHANNELS).abs()
AFFINE = Affine(numbers(CHANNELS, seed=1), numbers(CHANNELS, seed=2))


def some_signal(length: int) -> Tensor:
    return numbers(length, CHANNELS) * 3 + torch.linspace(-5, 5, CHANNELS)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("affine", [None, AFFINE])
def test_snake_adds_a_squared_sine(length: int, affine: Affine | None) -> None:
    x = some_signal(length)
    before, y = x.clone(), x if affine is None else x * affine.scale + affine.shift

    snaked = activated(x, Activation(affine, ALPHA))

    torch.testing.assert_close(snaked, y + torch.sin(ALPHA * y) ** 2 / ALPHA, atol=1e-5, rtol=1e-5)
    assert torch.equal(x, before)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("affine", [None, AFFINE])
def test_a_leaky_relu_has_a_slope_below_zero(length: int, affine: Affine | None) -> None:
    x = some_signal(length)
    before, y = x.clone(), x if affine is None else x * affine.scale + affine.shift

    torch.testing.assert_close(activated(x, Activation(affine, slope=0.1)), F.leaky_relu(y, 0.1), atol=1e-5, rtol=1e-5)
    assert torch.equal(x, before)


def test_nothing_to_do_gives_the_signal_itself() -> None:
    x = some_signal(2)
    assert activated(x, Activation()) is x


@pytest.mark.parametrize("length", LENGTHS)
def test_moments_are_each_channel_s_over_time(length: int) -> None:
    x = some_signal(length)
    mean, variance = moments_of(x)
    torch.testing.assert_close(mean, x.double().mean(0).float(), atol=1e-5, rtol=1e-5)
    torch.testing.assert_close(variance, x.double().var(0, correction=0).float(), atol=1e-5, rtol=1e-5)
