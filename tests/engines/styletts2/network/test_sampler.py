"""Styles drawn by diffusion, with networks that are known to be right."""

import math

import pytest
import torch
from torch import Tensor

from tests.engines.styletts2.made_up import numbers
from vozes.engines.steps import finish
from vozes.engines.styletts2.network.denoiser import Network
from vozes.engines.styletts2.network.sampler import noise_levels, sampling

pytestmark = pytest.mark.usefixtures("one_thread")

SIGMA_DATA = 0.2
WIDTH = 16


class Draws:
    """Seeded noise that counts how often it was drawn, and of which shapes."""

    def __init__(self, seed: int = 0) -> None:
        self.shapes: list[tuple[int, ...]] = []
        self._generator = torch.Generator().manual_seed(seed)

    def __call__(self, shape: tuple[int, ...]) -> Tensor:
        self.shapes.append(shape)
        return torch.randn(shape, generator=self._generator)


def knowing(style: Tensor) -> Network:
    """A network which, undone of its preconditioning, always says that the style is this one."""

    def network(scaled: Tensor, time: float) -> Tensor:
        level = math.exp(4 * time)
        variance = level**2 + SIGMA_DATA**2
        noisy = scaled * math.sqrt(variance)
        return (style - noisy * SIGMA_DATA**2 / variance) * math.sqrt(variance) / (level * SIGMA_DATA)

    return network


def test_noise_falls_from_three_to_almost_none() -> None:
    recorded = [3.0, 0.5579148, 0.0703622, 0.00475782, 0.0001]

    assert noise_levels(5) == pytest.approx(recorded, rel=1e-5)


@pytest.mark.parametrize("steps", [1, 2, 5, 50])
def test_a_network_that_knows_the_style_is_believed(steps: int) -> None:
    style = numbers(WIDTH, seed=1)

    sampled = finish(sampling(knowing(style), SIGMA_DATA, numbers(WIDTH), steps, Draws()))

    torch.testing.assert_close(sampled, style, atol=1e-3, rtol=0)


@pytest.mark.parametrize(("steps", "evaluations"), [(1, 1), (2, 2), (5, 8), (50, 98)])
def test_every_step_asks_the_network_twice_and_draws_once(steps: int, evaluations: int) -> None:
    times: list[float] = []

    def counted(scaled: Tensor, time: float) -> Tensor:
        times.append(time)
        return torch.zeros_like(scaled)

    draws = Draws()
    finish(sampling(counted, SIGMA_DATA, numbers(WIDTH), steps, draws))

    assert len(times) == evaluations
    assert draws.shapes == [(WIDTH,)] * (steps - 1)
    assert times[0] == pytest.approx(math.log(3) / 4)


def test_styles_spread_as_wide_as_those_without_noise_do() -> None:
    """Of styles that are nothing but normally distributed, all is said by the preconditioning: the network says 0."""
    sampled = finish(sampling(lambda scaled, time: torch.zeros_like(scaled), SIGMA_DATA, numbers(20_000), 50, Draws()))

    assert float(sampled.std()) == pytest.approx(SIGMA_DATA, rel=0.05)


def test_one_step_gives_the_mean_of_all_styles_whatever_the_noise() -> None:
    sampled = finish(sampling(lambda scaled, time: torch.zeros_like(scaled), SIGMA_DATA, numbers(WIDTH), 1, Draws()))

    assert sampled.abs().max() < 0.05


def test_the_same_draws_give_the_same_style_and_others_another() -> None:
    network: Network = lambda scaled, time: scaled.roll(1)  # noqa: E731

    one, same, other = (finish(sampling(network, SIGMA_DATA, numbers(WIDTH), 5, Draws(seed))) for seed in (0, 0, 1))

    assert torch.equal(one, same)
    assert (one - other).abs().max() > 0.05
