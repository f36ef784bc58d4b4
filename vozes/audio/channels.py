"""Chooses the mean of a recording's channels, or the loudest channel where the mean is much quieter than that.

The mean is much quieter where one channel is another's inverse, which cancels it, or where only one of many has sound.
Only sums are kept, and no sample.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from vozes.types import Samples

_MARGIN = 2**0.5
"""The mean's power is n times lower for n equally loud channels with nothing in common, and n² times for one channel
among silent ones. This is between the two for n = 2."""


class Channels:
    """Sums up the pieces of a recording; pieces with another number of channels than the first do not count."""

    def __init__(self) -> None:
        self._count = 0  # samples of each channel
        self._sums: npt.NDArray[np.float64] = np.zeros(0)
        self._squares: npt.NDArray[np.float64] = np.zeros(0)
        """Both are (channel + 1,), the last for the mean."""

    def add(self, channels: npt.NDArray[Any], mean: Samples) -> None:
        """Adds a piece: `channels` (time, channel), and their mean (time,)."""
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
        """The loudest channel, to be used instead of the mean; None where the mean is loud enough."""
        if not self._count:
            return None
        power = self._squares / self._count - (self._sums / self._count) ** 2  # without constant offsets
        loudest = int(power[:-1].argmax())
        is_weak = power[-1] * (len(power) - 1) * _MARGIN < power[loudest]
        return loudest if is_weak else None
