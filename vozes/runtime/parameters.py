"""What a table of parameters is made of: names, shapes, and how each stands in a published file.

An engine's table names every parameter once, and with patterns and reasons what else its files may hold. It knows
nothing of tensors, and nothing of any model.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from fnmatch import fnmatchcase

Shape = tuple[int, ...]


class Form(Enum):
    """How a parameter stands in a published file."""

    PLAIN = auto()
    TRANSPOSED = auto()
    """GPT-2's linear layers, which are (in, out) there."""
    WEIGHT_NORM = auto()
    """A magnitude for each index of the first dimension, and a direction (Salimans and Kingma, arXiv:1602.07868)."""
    SPECTRAL_NORM = auto()
    """A weight to divide by its largest singular value, and that value's vectors (Miyato et al., arXiv:1802.05957)."""


@dataclass(frozen=True, slots=True)
class Parameter:
    shape: Shape
    """Once converted."""
    form: Form = Form.PLAIN

    def sources(self, name: str) -> tuple[dict[str, Shape], ...]:
        """The ways in which a file may hold it: each the names that it takes, with their shapes."""
        layer = name.removesuffix(".weight")
        if self.form is Form.TRANSPOSED:
            return ({name: self.shape[::-1]},)
        if self.form is Form.WEIGHT_NORM:
            shapes = (self.shape[0], *(1 for _ in self.shape[1:])), self.shape
            newer, older = (
                ("parametrizations.weight.original0", "parametrizations.weight.original1"),
                ("weight_g", "weight_v"),
            )
            return tuple(
                {f"{layer}.{part}": shape for part, shape in zip(parts, shapes, strict=True)}
                for parts in (newer, older)
            )
        if self.form is Form.SPECTRAL_NORM:
            rows, columns = self.shape[0], math.prod(self.shape[1:])
            return (
                {f"{layer}.weight_orig": self.shape, f"{layer}.weight_u": (rows,), f"{layer}.weight_v": (columns,)},
            )
        return ({name: self.shape},)


Rows = Iterator[tuple[str, Parameter]]


def layer(name: str, *shape: int, form: Form = Form.PLAIN, bias: bool = True) -> Rows:
    """A weight of that shape and a bias for its first dimension."""
    yield f"{name}.weight", Parameter(shape, form)
    if bias:
        yield f"{name}.bias", Parameter((shape[0],))


def upsampling(name: str, inputs: int, outputs: int, kernel: int) -> Rows:
    """A transposed convolution, whose weight is (in, out, kernel), with weight norm."""
    yield f"{name}.weight", Parameter((inputs, outputs, kernel), Form.WEIGHT_NORM)
    yield f"{name}.bias", Parameter((outputs,))


def is_skipped(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
