"""Winograd's minimal filtering (Lavin and Gray 2015, arXiv:1509.09308): the numbers that its transforms are made of.

A tile of m outputs of a filter of r taps is found from m + r - 1 products instead of m r: inputs and taps become values
of polynomials at as many points, are multiplied there, and the outputs are read off the product. Longer filters are
taken in groups of r taps. Exact in rational numbers; it knows nothing of memory layouts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache


def _pairs(*points: str) -> list[Fraction]:
    return [sign * Fraction(point) for point in points for sign in (1, -1)]


_SHAPES = {
    3: (4, 3, [*_pairs("1", "2"), Fraction(0)]),
    7: (4, 7, [*_pairs("1", "2", "1/2", "3/4"), Fraction(0)]),
    11: (6, 6, _pairs("1", "2", "1/2", "1/4", "5/4")),
}
"""For filters of up to so many taps: outputs of a tile, taps of a group, and the finite points. Of all that were tried
these points round least: 2e-6 of the result in float32. Groups must lie a whole number of tiles apart."""

Matrix = tuple[tuple[float, ...], ...]
_Polynomial = list[Fraction]
"""The coefficients of a polynomial, the constant one first."""


@dataclass(frozen=True, slots=True)
class MinimalFilter:
    """y = output (weight w * input x), the product taken element by element.

    Points come in pairs of opposite sign: the second row of a pair's `input` is the first with every other sign turned.
    """

    tile: int
    """Outputs that are made together."""
    taps: int
    """Taps of a group."""
    input: Matrix  # (points, points)
    weight: Matrix  # (points, taps)
    output: Matrix  # (tile, points)

    @property
    def points(self) -> int:
        return len(self.input)


@cache
def minimal_filter(taps: int) -> MinimalFilter:
    """Returns what suits a filter of so many taps best. The last point is at infinity."""
    tile, group, points = _SHAPES[next((most for most in _SHAPES if taps <= most), max(_SHAPES))]
    inputs = [[*_product(other for other in points if other != point), Fraction(0)] for point in points]
    weights = [[point**power / _distance(point, points) for power in range(group)] for point in points]
    for first in range(0, len(points) - 1, 2):  # of a pair
        mirrored = [(-1) ** power * coefficient for power, coefficient in enumerate(inputs[first])]
        if inputs[first + 1] != mirrored:
            inputs[first + 1] = mirrored
            weights[first + 1] = [-weight for weight in weights[first + 1]]
    inputs.append(_product(points))
    weights.append([Fraction(power == group - 1) for power in range(group)])
    outputs = [[point**power for point in points] + [Fraction(power == tile - 1)] for power in range(tile)]
    return MinimalFilter(tile, group, _floats(inputs), _floats(weights), _floats(outputs))


def _product(roots: Iterable[Fraction]) -> _Polynomial:
    """Returns the product of (x - root) for all of them."""
    polynomial = [Fraction(1)]
    for root in roots:
        shifted, scaled = [Fraction(0), *polynomial], [*(root * each for each in polynomial), Fraction(0)]
        polynomial = [high - low for high, low in zip(shifted, scaled, strict=True)]
    return polynomial


def _distance(point: Fraction, points: Sequence[Fraction]) -> Fraction:
    """Returns the product of its distances to the others."""
    distance = Fraction(1)
    for other in points:
        if other != point:
            distance *= point - other
    return distance


def _floats(rows: list[list[Fraction]]) -> Matrix:
    return tuple(tuple(map(float, row)) for row in rows)
