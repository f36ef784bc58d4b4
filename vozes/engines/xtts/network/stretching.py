"""Latents stretched in time, linearly and several times over, by their position in the whole utterance.

The positions are those of `torch.nn.functional.interpolate` with a scale factor, to the bit, so that a stream places
its frames as if all latents had been there from the start. It knows nothing of sound.
"""

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True)
class Stretch:
    """One linear stretch of rows (time, width)."""

    factor: float
    copies: bool = True
    """Whether rows of which it would make none more are left as they are, as torch does. A stream must then wait until
    it would make more, which takes too many rows where the factor is hardly above 1."""

    def length(self, rows: int) -> int:
        return int(rows * self.factor)

    def known(self, rows: int) -> int:
        """Returns how many of its rows the first `rows` of an unfinished utterance settle, whatever follows."""
        if self.copies and self.length(rows) == rows:
            return 0
        count = min(self.length(rows), int((rows - 0.5) * self.factor) + 1)
        while count > 0 and self._positions(count - 1, count).item() >= rows - 1:
            count -= 1
        return count

    def sources(self, first: int, last: int, rows: int | None) -> tuple[Tensor, Tensor, Tensor]:
        """Returns what its rows [first, last) lie between: the rows before, those after, and the weight of the latter.

        `rows` is how many there are in all, None while that is unknown: then only what `known` counts may be asked for.
        """
        if self.copies and rows is not None and self.length(rows) == rows:
            same = torch.arange(first, last)
            return same, same, torch.zeros(last - first)
        positions = self._positions(first, last)  # (last - first,)
        before = positions.long()
        after = before + 1
        if rows is not None:
            before, after = before.clamp_max(rows - 1), after.clamp_max(rows - 1)
        return before, after, (positions - before).clamp_max(1)

    def _positions(self, first: int, last: int) -> Tensor:
        """Returns where its rows lie among those that it stretches (last - first,).

        torch's kernels compute `step * (row + 0.5) - 0.5` in float32, rounded once, as float64 rounded to it.
        """
        step = torch.tensor(1.0 / self.factor, dtype=torch.float32).double()
        rows = torch.arange(first, last, dtype=torch.float64)
        return (step * (rows + 0.5) - 0.5).float().clamp_min(0)


class Stretching:
    """Stretches one after the other: first to the tempo that is wanted, then by fixed factors."""

    def __init__(self, *factors: float, speed: float = 1.0):
        self._stretches = [Stretch(factor) for factor in factors]
        if speed != 1:
            self._stretches.insert(0, Stretch(1 / speed, copies=False))

    def length(self, rows: int) -> int:
        """Returns how many frames `rows` latents become."""
        for stretch in self._stretches:
            rows = stretch.length(rows)
        return rows

    def known(self, rows: int) -> int:
        """Returns how many frames the first `rows` latents of an unfinished utterance settle, whatever follows."""
        for stretch in self._stretches:
            rows = stretch.known(rows)
        return rows

    def first_source(self, frame: int) -> int:
        """Returns the first latent that this frame and those after it are made of."""
        for stretch in reversed(self._stretches):
            frame = int(stretch.sources(frame, frame + 1, None)[0])
        return frame

    def frames(self, latents: Tensor, origin: int, first: int, last: int, total: int | None) -> Tensor:
        """Returns the frames [first, last), of which there must be one at least: (last - first, width), float32.

        `latents` (time, width) are those from number `origin` on; `total` is how many the utterance has, None while
        that is unknown.
        """
        sources = []
        for stretch, rows in zip(reversed(self._stretches), reversed(self._inputs(total)), strict=True):
            before, after, weight = stretch.sources(first, last, rows)
            first, last = int(before[0]), int(after[-1]) + 1
            sources.append((before - first, after - first, weight))
        values = latents[first - origin : last - origin]
        for before, after, weight in reversed(sources):
            weight = weight.to(values.device)[:, None]
            values = torch.lerp(values[before.to(values.device)], values[after.to(values.device)], weight)
        return values

    def _inputs(self, total: int | None) -> list[int | None]:
        """Returns how many rows each stretch has to work on."""
        inputs = [total]
        for stretch in self._stretches[:-1]:
            total = None if total is None else stretch.length(total)
            inputs.append(total)
        return inputs
