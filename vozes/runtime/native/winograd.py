"""Winograd's minimal filtering (Lavin and Gray 2015, arXiv:1509.09308): the numbers that its transforms are made of.

Four outputs of a filter of r taps are found from r + 3 products instead of 4 r: inputs and taps become values of
polynomials at r + 3 points, are multiplied there, and the outputs are read off the product. Longer filters are taken
in groups of r taps. Exact in rational numbers; it knows nothing of memory layouts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

TILE = 4
"""Outputs that are made together."""

_POINTS = {
    3: [Fraction(1), Fraction(-1), Fraction(2), Fraction(-2), Fraction(0)],
    4: [Fraction(1), Fraction(-1), Fraction(2), Fraction(-2), Fraction(1, 2), Fraction(-1, 2)],
}
"""The finite ones, by taps: small numbers keep what is rounded small."""

Matrix = tuple[tuple[float, ...], ...]
_Polynomial = list[Fraction]
"""Its coefficients, the constant one first."""


@dataclass(frozen=True, slots=True)
class MinimalFilter:
    """y = output (weight w * input x), the product taken element by element.

    Points come in pairs of opposite sign: the second row of a pair's `input` is the first with every other sign turned.
    """

    taps: int
    """Of a group."""
    input: Matrix  # (points, points)
    weight: Matrix  # (points, taps)
    output: Matrix  # (TILE, points)

    @property
    def points(self) -> int:
        return len(self.input)


@cache
def minimal_filter(taps: int) -> MinimalFilter:
    """The one for groups of 3 or 4 taps. The last point is at infinity."""
    points = _POINTS[taps]
    inputs = [[*_product(other for other in points if other != point), Fraction(0)] for point in points]
    weights = [[point**power / _distance(point, points) for power in range(taps)] for point in points]
    for first in range(0, len(points) - 1, 2):  # of a pair
        mirrored = [(-1) ** power * coefficient for power, coefficient in enumerate(inputs[first])]
        if inputs[first + 1] != mirrored:
            inputs[first + 1] = mirrored
            weights[first + 1] = [-weight for weight in weights[first + 1]]
    inputs.append(_product(points))
    weights.append([Fraction(power == taps - 1) for power in range(taps)])
    outputs = [[point**power for point in points] + [Fraction(power == TILE - 1)] for power in range(TILE)]
    return MinimalFilter(taps, _floats(inputs), _floats(weights), _floats(outputs))


def _product(roots: Iterable[Fraction]) -> _Polynomial:
    """Of (x - root) for all of them."""
    polynomial = [Fraction(1)]
    for root in roots:
        shifted, scaled = [Fraction(0), *polynomial], [*(root * each for each in polynomial), Fraction(0)]
        polynomial = [high - low for high, low in zip(shifted, scaled, strict=True)]
    return polynomial


def _distance(point: Fraction, points: Sequence[Fraction]) -> Fraction:
    """The product of its distances to the others."""
    distance = Fraction(1)
    for other in points:
        if other != point:
            distance *= point - other
    return distance


def _floats(rows: list[list[Fraction]]) -> Matrix:
    return tuple(tuple(map(float, row)) for row in rows)
