"""A recording of a voice, as samples, and whether it can be heard."""

import math
from dataclasses import dataclass

import numpy as np

from vozes.errors import ErrorCode, VozesError
from vozes.types import Samples

_SILENT_DBFS = -60.0
"""A recording with a lower peak is silent."""


@dataclass(frozen=True, slots=True)
class Recording:
    samples: Samples  # (time,), float32 mono, -1 to 1; lossy and float formats may go beyond
    sample_rate: int
    """Hz."""
    damaged: bool = False
    """Whether parts are missing, a twentieth at most."""

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.sample_rate

    def check_audible(self, seconds: int) -> None:
        """Raises VozesError(INVALID_RECORDING) where its first `seconds` are silent, or no numbers."""
        samples = self.samples[: seconds * self.sample_rate]
        if not np.isfinite(samples).all():
            raise invalid_recording("The recording is broken: some of its samples are no numbers.")
        peak = float(np.ptp(samples)) / 2 if len(samples) else 0.0  # whatever the offset
        if peak < 10 ** (_SILENT_DBFS / 20):
            level = f"its peak is {20 * math.log10(peak):.0f} dBFS" if peak else "it has no sound at all"
            message = f"The recording is silent in its first {seconds} seconds ({level}). Record it again, louder."
            raise invalid_recording(message)


def invalid_recording(message: str) -> VozesError:
    return VozesError(ErrorCode.INVALID_RECORDING, message)
