"""A job of a worker: one request to speak or to clone, and how far the server has followed it."""

from collections.abc import Callable, Iterator

from vozes.engines.base import Engine
from vozes.engines.protocol import CREDIT_SAMPLES
from vozes.types import AudioChunk

_SIGN_SECONDS = 0.5
"""How often the server is told that a request is being worked on while there is nothing to hear yet."""


class Job:
    def __init__(self, request_id: int, start: Callable[[Engine], Iterator[AudioChunk | None]]):
        self.id = request_id
        self.cancelled = False
        self.credit = CREDIT_SAMPLES
        """How many more samples the server takes for now."""
        self._start = start
        self._chunks: Iterator[AudioChunk | None] | None = None
        self._last_sign = 0.0

    @property
    def is_wanted(self) -> bool:
        """Whether there is something to do: the server takes more audio, or has cancelled the request."""
        return self.cancelled or self.credit > 0

    def advance(self, engine: Engine, now: float) -> AudioChunk | None:
        """Takes the next step, the first one at `now` of `time.monotonic`; raises StopIteration when it is finished."""
        if self._chunks is None:
            self._chunks = self._start(engine)
            self._last_sign = now
        return next(self._chunks)

    def sign_is_due(self, now: float) -> bool:
        """Returns whether the server is to hear at `now` that the engine goes on, and counts that as done."""
        due = now - self._last_sign >= _SIGN_SECONDS
        if due:
            self._last_sign = now
        return due

    def close(self) -> None:
        """Releases what the engine holds for it."""
        close = getattr(self._chunks, "close", None)
        if close is not None:
            close()
