"""Converts speech to another sample rate, piece by piece, by FFmpeg's resampler through PyAV.

Answers need it whose parts come from engines of different rates.
"""

import numpy as np

from vozes.types import Samples


class RateConverter:
    """Converts float32 mono samples; its output is a few samples behind until `finish`."""

    def __init__(self, source: int, target: int):
        """`source` and `target`: Hz."""
        import av

        self._source = source
        self._pushed = 0
        self._resampler = av.AudioResampler(format="flt", layout="mono", rate=target)

    def push(self, samples: Samples) -> Samples:
        """Takes the next samples (time,), and returns those that are ready (time,)."""
        import av

        if not len(samples):
            return samples
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="flt", layout="mono")
        frame.sample_rate = self._source
        frame.pts = self._pushed
        self._pushed += len(samples)
        return self._converted(frame)

    def finish(self) -> Samples:
        """Returns the last samples (time,)."""
        return self._converted(None) if self._pushed else np.empty(0, np.float32)

    def _converted(self, frame: object) -> Samples:
        frames = self._resampler.resample(frame)  # type: ignore[arg-type]
        return np.concatenate([np.empty(0, np.float32), *(each.to_ndarray()[0] for each in frames)], dtype=np.float32)
