"""Minimal filters compute correlations, with fewer products."""

import numpy as np
import pytest
from numpy.typing import NDArray

from vozes.runtime.native.winograd import TILE, MinimalFilter, minimal_filter


@pytest.fixture(params=[3, 4], ids=["3 taps", "4 taps"])
def minimal(request: pytest.FixtureRequest) -> MinimalFilter:
    return minimal_filter(request.param)


def filtered(minimal: MinimalFilter, x: NDArray[np.float64], taps: NDArray[np.float64]) -> NDArray[np.float64]:
    """`x` (points, signals), `taps` (taps, signals) → (TILE, signals)."""
    given: NDArray[np.float64] = np.array(minimal.output) @ ((np.array(minimal.weight) @ taps) * (minimal.input @ x))
    return given


def test_a_filter_is_a_correlation(minimal: MinimalFilter) -> None:
    random = np.random.default_rng(0)
    x, taps = random.standard_normal((minimal.points, 1000)), random.standard_normal((minimal.taps, 1000))
    expected = [sum(taps[tap] * x[place + tap] for tap in range(minimal.taps)) for place in range(TILE)]
    assert np.abs(filtered(minimal, x, taps) - expected).max() < 1e-12


def test_every_tap_meets_its_own_input_alone(minimal: MinimalFilter) -> None:
    places, taps = np.eye(minimal.points), np.eye(minimal.taps)
    for tap in range(minimal.taps):
        got = filtered(minimal, places, np.repeat(taps[:, [tap]], minimal.points, axis=1))
        assert np.abs(got - np.eye(TILE, minimal.points, tap)).max() < 1e-13


def test_there_are_as_few_products_as_can_be(minimal: MinimalFilter) -> None:
    assert minimal.points == TILE + minimal.taps - 1
    assert len(minimal.weight) == len(minimal.output[0]) == minimal.points


def test_pairs_mirror_each_other(minimal: MinimalFilter) -> None:
    """By which two rows are computed from the same two halves."""
    signs = [(-1.0) ** column for column in range(minimal.points)]
    for first in range(0, (minimal.points - 1) // 2 * 2, 2):
        one, other = minimal.input[first], minimal.input[first + 1]
        assert other == tuple(sign * number for sign, number in zip(signs, one, strict=True))
