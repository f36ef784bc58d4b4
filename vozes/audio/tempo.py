"""Makes speech faster or slower at the same pitch, piece by piece, by FFmpeg's `atempo` filter through PyAV.

Engines use it whose own pace has narrower limits than the API's. It knows nothing of text or engines.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from vozes.types import Samples

if TYPE_CHECKING:
    from av.filter import Graph

_SLOWEST_STEP = 0.5
"""The filter's own lower limit; slower tempos take several filters in a row."""


class TempoStretcher:
    """Stretches float32 mono samples: `tempo` 2 makes half as many, 0.5 twice as many (0.1 to 10)."""

    def __init__(self, sample_rate: int, tempo: float):
        self._rate = sample_rate
        self._pushed = 0
        self._graph = _build_graph(sample_rate, tempo)

    def push(self, samples: Samples) -> Samples:
        """Takes the next samples (time,), and returns those that are ready (time,)."""
        import av

        if not len(samples):
            return samples
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="flt", layout="mono")
        frame.sample_rate = self._rate
        frame.pts = self._pushed
        self._pushed += len(samples)
        self._graph.push(frame)
        return self._drain()

    def finish(self) -> Samples:
        """Returns the last samples (time,)."""
        if not self._pushed:
            return np.empty(0, np.float32)
        self._graph.push(None)
        return self._drain()

    def _drain(self) -> Samples:
        return np.concatenate([np.empty(0, np.float32), *self._pull_frames()])

    def _pull_frames(self) -> Iterator[Samples]:
        import av

        while True:
            try:
                frame = self._graph.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            assert isinstance(frame, av.AudioFrame)  # noqa: S101  (an audio graph gives no other)
            yield frame.to_ndarray()[0].astype(np.float32)


def _build_graph(sample_rate: int, tempo: float) -> "Graph":
    from av.filter import Graph

    graph = Graph()
    nodes = [graph.add_abuffer(format="flt", sample_rate=sample_rate, layout="mono")]
    while tempo < _SLOWEST_STEP:
        nodes.append(graph.add("atempo", str(_SLOWEST_STEP)))
        tempo /= _SLOWEST_STEP
    nodes.append(graph.add("atempo", str(tempo)))
    nodes.append(graph.add("abuffersink"))
    graph.link_nodes(*nodes).configure()
    return graph
