"""Which of a recording's channels are heard: their mean, unless that is much quieter than the loudest of them.

So it is where one channel is another's inverse, which cancels it, or where only one of them has any sound. It keeps
sums, and no sample.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from vozes.types import Samples

_MARGIN = 2**0.5
"""Of equally loud channels that have nothing in common the mean is as many times weaker as there are channels; of one
that sounds among silent ones the square of that. This is between them for two."""


class Channels:
    """Told every piece of a recording; pieces of another number of channels than the first do not count."""

    def __init__(self) -> None:
        self._count = 0  # samples of each channel
        self._sums: npt.NDArray[np.float64] = np.zeros(0)
        self._squares: npt.NDArray[np.float64] = np.zeros(0)
        """Both (channel + 1,); the last is their mean's."""

    def add(self, channels: npt.NDArray[Any], mean: Samples) -> None:
        """`channels` (time, channel), and their mean (time,)."""
        if channels.shape[1] == 1:
            return
        signals = np.column_stack([channels, mean]).astype(np.float64)
        if not self._count:
            self._sums, self._squares = np.zeros(signals.shape[1]), np.zeros(signals.shape[1])
        if signals.shape[1] == len(self._sums):
            self._count += len(signals)
            self._sums += signals.sum(axis=0)
            self._squares += np.einsum("tc,tc->c", signals, signals)

    @property
    def instead_of_mean(self) -> int | None:
        """The channel to take alone, the loudest; None where the mean is as loud as it should be."""
        if not self._count:
            return None
        power = self._squares / self._count - (self._sums / self._count) ** 2  # without constant offsets
        loudest = int(power[:-1].argmax())
        is_weak = power[-1] * (len(power) - 1) * _MARGIN < power[loudest]
        return loudest if is_weak else None
