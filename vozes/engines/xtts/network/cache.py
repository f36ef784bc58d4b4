"""The keys and values of all that is being decoded: one static tensor for each layer, a slot for each sequence.

Sequences in use are always the first slots, without holes, so that a step works on plain slices. On a CPU the memory is
reserved, not filled: what was never written costs nothing. It knows nothing of tokens or requests.
"""

import math
import mmap
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True)
class Rows:
    """The sequences of one decode step: slots first..first+n, and where each one's newest key goes."""

    first: int
    positions: Tensor  # (n,), int64: the position that is written in this step
    length: int
    """Positions that attention looks at, at least the largest position plus 1."""
    mask: Tensor | None
    """(n, 1, 1, length), true where a sequence has something; None where all are equally long."""
    slots: Tensor  # (n,), int64

    @classmethod
    def of(cls, first: int, positions: Sequence[int], device: torch.device) -> "Rows":
        length = max(positions) + 1
        where = torch.tensor(positions, device=device)
        equal = min(positions) + 1 == length
        mask = None if equal else (torch.arange(length, device=device) <= where[:, None])[:, None, None]
        return cls(first, where, length, mask, torch.arange(first, first + len(positions), device=device))


class KeyValueCache:
    """Shape of each layer's tensor: (2, slots, heads, capacity, head width), keys before values."""

    def __init__(
        self, layers: int, slots: int, heads: int, capacity: int, width: int, dtype: torch.dtype, device: torch.device
    ):
        self.slots = slots
        self.capacity = capacity
        self.dtype = dtype
        shape = (2, slots, heads, capacity, width)
        self._layers = [_reserve(shape, dtype, device) for _ in range(layers)]

    @property
    def addresses(self) -> list[int]:
        """The addresses of the layers' tensors, which are contiguous."""
        return [layer.data_ptr() for layer in self._layers]

    def read(self, layer: int, rows: Rows) -> tuple[Tensor, Tensor]:
        """Returns keys and values, (n, heads, length, head width) each."""
        held = self._layers[layer][:, rows.first : rows.first + len(rows.positions), :, : rows.length]
        return held[0], held[1]

    def write(self, layer: int, rows: Rows, keys_values: Tensor) -> None:
        """Puts the newest key and value of each row, (n, 2, heads, head width), in their places."""
        cache = self._layers[layer]
        if len(rows.positions) == 1 and rows.mask is None:
            cache[:, rows.first, :, rows.length - 1] = keys_values[0]
        else:
            cache[:, rows.slots, :, rows.positions] = keys_values

    def write_span(self, layer: int, slot: int, start: int, keys_values: Tensor) -> tuple[Tensor, Tensor]:
        """Puts (time, 2, heads, head width) from `start` on; returns all keys and values so far,
        (1, heads, time, head width) each."""
        end = start + len(keys_values)
        self._layers[layer][:, slot, :, start:end] = keys_values.permute(1, 2, 0, 3)
        span = self._layers[layer][:, slot : slot + 1, :, :end]
        return span[0], span[1]

    def read_span(self, slot: int, length: int) -> list[Tensor]:
        """Returns a copy of a slot's first positions, for other slots: for each layer (2, heads, length, width)."""
        return [layer[:, slot, :, :length].clone() for layer in self._layers]

    def put_span(self, slot: int, spans: list[Tensor]) -> None:
        for layer, span in zip(self._layers, spans, strict=True):
            layer[:, slot, :, : span.shape[2]] = span

    def move(self, source: int, target: int, length: int) -> None:
        for layer in self._layers:
            layer[:, target, :, :length] = layer[:, source, :, :length]


def _reserve(shape: tuple[int, ...], dtype: torch.dtype, device: torch.device) -> Tensor:
    """Returns zeros; on a CPU pages that take no memory until they are written."""
    if device.type != "cpu":
        return torch.zeros(shape, dtype=dtype, device=device)
    count = math.prod(shape)
    return torch.frombuffer(mmap.mmap(-1, count * dtype.itemsize), dtype=dtype, count=count).view(shape)
