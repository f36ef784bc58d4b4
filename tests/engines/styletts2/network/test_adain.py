"""Adaptive instance norm with its activations, and how a style becomes the affines of a network's norms."""

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tests.engines.styletts2.made_up import numbers
from vozes.engines.styletts2.network.adain import AdaptiveNorm, StyleProjection, fold_norms, folded
from vozes.runtime.activations import Activation, activated, moments_of
from vozes.runtime.native.activation import Affine

pytestmark = pytest.mark.usefixtures("one_thread")

CHANNELS = 32
LENGTHS = [1, 2, 100, 10_000]
"""The last is more than a processor's cache is meant to hold."""


def some_affine() -> Affine:
    return Affine(numbers(CHANNELS, seed=1), numbers(CHANNELS, seed=2))


def some_signal(length: int) -> Tensor:
    return numbers(length, CHANNELS) * 3 + torch.linspace(-5, 5, CHANNELS)


def adain(x: Tensor, affine: Affine, alpha: Tensor | None = None, slope: float = 1.0) -> Tensor:
    return activated(x, Activation(folded(moments_of(x), affine), alpha, slope))


def precise_adain(x: Tensor, affine: Affine) -> Tensor:
    """In float64, by the definition."""
    precise = x.double()
    normal = (precise - precise.mean(0)) / (precise.var(0, correction=0) + 1e-5).sqrt()
    return normal * affine.scale + affine.shift


def precise_snake(x: Tensor, alpha: Tensor) -> Tensor:
    return x + torch.sin(alpha * x) ** 2 / alpha


@pytest.mark.parametrize("length", LENGTHS)
def test_a_signal_is_normalised_over_time_then_scaled_shifted_and_activated(length: int) -> None:
    x, affine, alpha = some_signal(length), some_affine(), 1 + numbers(CHANNELS).abs()
    expected = precise_adain(x, affine)

    torch.testing.assert_close(adain(x, affine, alpha).double(), precise_snake(expected, alpha), atol=5e-4, rtol=0)
    torch.testing.assert_close(adain(x, affine, slope=0.2).double(), F.leaky_relu(expected, 0.2), atol=5e-4, rtol=0)


def test_a_large_mean_does_not_cost_precision() -> None:
    x, affine = numbers(10_000, CHANNELS) + 1000, some_affine()

    normalised = adain(x, affine)

    torch.testing.assert_close(normalised.double(), precise_adain(x, affine), atol=1e-3, rtol=0)


def test_a_silent_channel_becomes_its_shift() -> None:
    affine = some_affine()

    normalised = adain(torch.full((50, CHANNELS), 7.0), affine)

    torch.testing.assert_close(normalised, affine.shift.expand(50, -1), atol=1e-3, rtol=0)


def test_bfloat16_is_near_and_stays_bfloat16() -> None:
    x, affine, alpha = some_signal(10_000), some_affine(), 1 + numbers(CHANNELS).abs()
    precise = adain(x, affine, alpha)

    near = adain(x.bfloat16(), affine, alpha)

    assert near.dtype == torch.bfloat16
    torch.testing.assert_close(near.float(), precise, atol=0.1, rtol=0.02)


class _Network(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first = AdaptiveNorm(4, 3)
        self.others = nn.ModuleList([AdaptiveNorm(4, 5), AdaptiveNorm(4, 3)])
        self.requires_grad_(False)


def test_a_style_is_projected_for_all_norms_at_once() -> None:
    network, style = _Network(), numbers(4)
    norms = [network.first, *network.others]
    expected = [norm.fc(style).chunk(2) for norm in norms]

    affines = StyleProjection(network)(style)

    for norm, (scale, shift) in zip(norms, expected, strict=True):
        torch.testing.assert_close(affines[norm].scale, 1 + scale)
        torch.testing.assert_close(affines[norm].shift, shift)


def test_what_projects_a_style_is_held_once() -> None:
    network = _Network()

    StyleProjection(network)

    assert not network.state_dict()


def test_an_instance_norm_s_own_affine_becomes_part_of_the_style_s() -> None:
    x, style = some_signal(100), numbers(4)
    weights = {
        "norm1.fc.weight": numbers(2 * CHANNELS, 4, seed=3),
        "norm1.fc.bias": numbers(2 * CHANNELS, seed=4),
        "norm1.norm.weight": numbers(CHANNELS, seed=5),
        "norm1.norm.bias": numbers(CHANNELS, seed=6),
    }
    scale, shift = F.linear(style, weights["norm1.fc.weight"], weights["norm1.fc.bias"]).chunk(2)
    own = Affine(weights["norm1.norm.weight"], weights["norm1.norm.bias"])
    expected = (1 + scale) * precise_adain(x, own) + shift

    folded = fold_norms(weights)

    assert set(folded) == {"norm1.fc.weight", "norm1.fc.bias"}
    scale, shift = F.linear(style, folded["norm1.fc.weight"], folded["norm1.fc.bias"]).chunk(2)
    result = adain(x, Affine(1 + scale, shift))
    torch.testing.assert_close(result.double(), expected, atol=5e-4, rtol=0)


def test_other_weights_are_left_as_they_are() -> None:
    weights = {"fc.weight": numbers(2, 2), "norm.weight": numbers(2), "attention.norm.weight": numbers(2)}

    assert fold_norms(weights) == weights
