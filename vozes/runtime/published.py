"""Checks a published checkpoint's tensors by an engine's table, and brings them into the form of the runtime.

Weight norm and spectral norm are folded; what is only read stays mapped in its file. It knows nothing of any model,
nor of where files lie or what is written.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

import torch
from torch import Tensor

from vozes.errors import VozesError
from vozes.runtime.documents import shortened
from vozes.runtime.parameters import Form, Parameter, Shape, is_skipped

Refuse = Callable[[str], VozesError]
"""Makes the error to raise of a text that says what is wrong with a file."""
_MOST_NAMED = 8
"""The number of parameters that an error names."""
_LONGEST_NAME = 120
_SMALLEST_NUMBER = 2
"""Bytes of a weight: nothing is published in less than 16 bits."""


def read_parameters(
    state: Mapping[str, object],
    table: Mapping[str, Parameter],
    skipped: Iterable[str],
    room: int,
    refuse: Refuse,
    progress: Callable[[float], None] = lambda done: None,
) -> Iterator[tuple[str, Tensor]]:
    """Yields every parameter of the table with its tensor: float32, finite, in the table's shape and order.

    `state` is what the file holds, `skipped` are patterns of the names in it that are not parameters, `room` is how
    many numbers it may hold; `progress` gets the part, from 0 to 1, that has been taken. Raises what `refuse` gives for
    a parameter that is missing, unknown, of another shape or not finite, naming it; before a tensor is made where they
    have more numbers, which take no room but repeat.
    """
    parts = _matched(state, table, tuple(skipped), refuse)
    count = sum(part.numel() for each in parts.values() for part in each)
    if count > room:
        raise refuse(f"it would have {count:,} numbers, for which its file is too small")
    for count, (name, parameter) in enumerate(table.items(), start=1):
        tensor = _folded(parameter.form, [part.float() for part in parts.pop(name)])
        if not torch.isfinite(tensor).all():
            raise refuse(f"{name} has values that are not finite numbers")
        yield name, tensor
        progress(count / len(table))


def room_of(path: Path) -> int:
    """Returns how many numbers a file can hold at most."""
    return path.stat().st_size // _SMALLEST_NUMBER


def problem_of(tensor: object, shape: Shape) -> str | None:
    """Returns what is wrong with a tensor that should be numbers of that shape."""
    if not isinstance(tensor, Tensor):
        return "is missing or not a tensor"
    if tuple(tensor.shape) != shape:
        return f"has the shape {shortened(tuple(tensor.shape))} instead of {shape}"
    return None if tensor.is_floating_point() else f"is of the type {tensor.dtype}"


def fold_weight_norm(magnitude: Tensor, direction: Tensor) -> Tensor:
    """Returns a weight of `direction`'s shape; `magnitude` has one value for each index of the first dimension."""
    norm: Tensor = torch.linalg.vector_norm(direction, dim=tuple(range(1, direction.ndim)), keepdim=True)
    return direction * (magnitude / norm)


def fold_spectral_norm(weight: Tensor, left: Tensor, right: Tensor) -> Tensor:
    """Returns `weight` (rows, ...) divided by its largest singular value, as vectors (rows,) and (rest,) give it."""
    return weight / (left @ weight.flatten(1) @ right)


def _matched(
    state: Mapping[str, object], table: Mapping[str, Parameter], skipped: Collection[str], refuse: Refuse
) -> dict[str, list[Tensor]]:
    """Returns the tensors that each parameter is made of."""
    sources = {name: _closest(parameter.sources(name), state) for name, parameter in table.items()}
    shapes = {part: shape for source in sources.values() for part, shape in source.items()}
    missing = [part for part in shapes if part not in state]
    unknown = [part for part in state if part not in shapes and not is_skipped(part, skipped)]
    misshapen = [
        f"{part} {problem}"
        for part, shape in shapes.items()
        if part in state and (problem := problem_of(state[part], shape))
    ]
    for verb, names in (("it lacks ", missing), ("it has the unknown ", unknown), ("", misshapen)):
        if names:
            raise refuse(verb + _listed(names))
    tensors = {part: tensor.detach() for part in shapes if isinstance(tensor := state[part], Tensor)}
    return {name: [tensors[part] for part in source] for name, source in sources.items()}


def _closest(ways: tuple[dict[str, Shape], ...], state: Mapping[str, object]) -> dict[str, Shape]:
    """Returns the way in which most of a parameter is there."""
    return max(ways, key=lambda way: sum(part in state for part in way))


def _folded(form: Form, parts: list[Tensor]) -> Tensor:
    if form is Form.TRANSPOSED:
        return parts[0].t()
    if form is Form.WEIGHT_NORM:
        return fold_weight_norm(*parts)
    if form is Form.SPECTRAL_NORM:
        return fold_spectral_norm(*parts)
    return parts[0]


def _listed(names: Collection[str]) -> str:
    shown = [name if len(name) <= _LONGEST_NAME else shortened(name) for name in list(names)[:_MOST_NAMED]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
