"""A table of parameters: the name and shape of each, and how it stands in a published file.

Shapes are those of the networks that compute with them, which are built here without memory. It knows nothing of files,
and nothing of any model.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from fnmatch import fnmatchcase
from typing import TypeVar

import torch
from torch import nn

Network = TypeVar("Network", bound=nn.Module)
Shape = tuple[int, ...]


class Form(Enum):
    """The ways in which a parameter stands in a published file."""

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
    """The shape once it is converted."""
    form: Form = Form.PLAIN

    def sources(self, name: str) -> tuple[dict[str, Shape], ...]:
        """Returns the ways in which a file may hold it: for each the names in the file, with their shapes."""
        layer = name.removesuffix(".weight")
        if self.form is Form.TRANSPOSED:
            return ({name: self.shape[::-1]},)
        if self.form is Form.WEIGHT_NORM:
            magnitude = (self.shape[0], *(1 for _ in self.shape[1:]))
            newer = f"{layer}.parametrizations.weight.original"
            return (
                {f"{newer}0": magnitude, f"{newer}1": self.shape},
                {f"{layer}.weight_g": magnitude, f"{layer}.weight_v": self.shape},
            )
        if self.form is Form.SPECTRAL_NORM:
            rows, columns = self.shape[0], math.prod(self.shape[1:])
            return (
                {f"{layer}.weight_orig": self.shape, f"{layer}.weight_u": (rows,), f"{layer}.weight_v": (columns,)},
            )
        return ({name: self.shape},)


def unfilled(build: Callable[[], Network]) -> Network:
    """Returns a network for inference, built without memory for the parameters that it is then to be given."""
    with torch.device("meta"):
        return build().requires_grad_(False).eval()


def shapes_of(prefix: str, build: Callable[[], nn.Module]) -> Iterator[tuple[str, Shape]]:
    """Yields the parameters of a network, named `prefix` and so on."""
    for name, tensor in unfilled(build).state_dict(prefix=prefix).items():
        yield name, tuple(tensor.shape)


def table_of(shapes: Iterable[tuple[str, Shape]], forms: Mapping[str, Form]) -> dict[str, Parameter]:
    """Returns each parameter by name, in the form of the first pattern that its name matches; plain without one."""

    def form(name: str) -> Form:
        return next((form for pattern, form in forms.items() if fnmatchcase(name, pattern)), Form.PLAIN)

    return {name: Parameter(shape, form(name)) for name, shape in shapes}


def is_skipped(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
