"""How far something of ours is from what the reference computed, and how far it may be. It knows no engine."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from torch import Tensor

from benchmarks.report import Cell


@dataclass(frozen=True, slots=True)
class Comparison:
    name: str
    error: float
    """Largest difference; for what must be equal, how many are not."""
    limit: float

    @property
    def met(self) -> bool:
        return self.error <= self.limit

    def row(self) -> dict[str, Cell]:
        verdict = "yes" if self.met else "NO"
        return {"what": self.name, "largest error": f"{self.error:.2g}", "limit": f"{self.limit:g}", "met": verdict}


def compare(name: str, ours: Tensor, reference: Tensor, limit: float) -> Comparison:
    """By the largest absolute difference; another shape is infinitely far away."""
    if ours.shape != reference.shape:
        return Comparison(f"{name}: {tuple(ours.shape)} for {tuple(reference.shape)}", math.inf, limit)
    return Comparison(name, float((ours - reference).abs().max()), limit)


def compare_ids(name: str, ours: Sequence[int], reference: Sequence[int]) -> Comparison:
    """By how many differ in their place, or are too few or too many."""
    different = sum(one != other for one, other in zip(ours, reference, strict=False))
    return Comparison(name, different + abs(len(ours) - len(reference)), 0)
