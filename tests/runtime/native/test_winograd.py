"""Minimal filters compute correlations, with fewer products."""

import numpy as np
import pytest
from numpy.typing import NDArray

from vozes.runtime.native.winograd import MinimalFilter, minimal_filter


@pytest.fixture(params=[3, 7, 11], ids=["3 taps", "7 taps", "11 taps"])
def minimal(request: pytest.FixtureRequest) -> MinimalFilter:
    return minimal_filter(request.param)


def filtered(minimal: MinimalFilter, x: NDArray[np.float64], taps: NDArray[np.float64]) -> NDArray[np.float64]:
    """`x` (points, signals), `taps` (taps, signals) → (tile, signals)."""
    given: NDArray[np.float64] = np.array(minimal.output) @ ((np.array(minimal.weight) @ taps) * (minimal.input @ x))
    return given


def test_a_filter_is_a_correlation(minimal: MinimalFilter) -> None:
    random = np.random.default_rng(0)
    x, taps = random.standard_normal((minimal.points, 1000)), random.standard_normal((minimal.taps, 1000))
    expected = [sum(taps[tap] * x[place + tap] for tap in range(minimal.taps)) for place in range(minimal.tile)]
    assert np.abs(filtered(minimal, x, taps) - expected).max() < 1e-11


def test_every_tap_meets_its_own_input_alone(minimal: MinimalFilter) -> None:
    places, taps = np.eye(minimal.points), np.eye(minimal.taps)
    for tap in range(minimal.taps):
        got = filtered(minimal, places, np.repeat(taps[:, [tap]], minimal.points, axis=1))
        assert np.abs(got - np.eye(minimal.tile, minimal.points, tap)).max() < 1e-12


def test_there_are_as_few_products_as_can_be(minimal: MinimalFilter) -> None:
    assert minimal.points == minimal.tile + minimal.taps - 1
    assert len(minimal.weight) == len(minimal.output[0]) == minimal.points


def test_pairs_mirror_each_other(minimal: MinimalFilter) -> None:
    """By which two rows are computed from the same two halves."""
    signs = [(-1.0) ** column for column in range(minimal.points)]
    for first in range(0, (minimal.points - 1) // 2 * 2, 2):
        one, other = minimal.input[first], minimal.input[first + 1]
        assert other == tuple(sign * number for sign, number in zip(signs, one, strict=True))


@pytest.mark.parametrize(("taps", "groups"), [(1, 1), (3, 1), (5, 1), (7, 1), (9, 2), (11, 2), (13, 3)])
def test_longer_filters_are_taken_in_groups_that_lie_tiles_apart(taps: int, groups: int) -> None:
    minimal = minimal_filter(taps)
    assert -(-taps // minimal.taps) == groups
    assert groups == 1 or minimal.taps % minimal.tile == 0
