"""The interface of all encoders: samples in, the bytes of one format out, piece by piece.

`wav` and `compressed` have the formats, `formats` opens the encoder of one. An encoder knows nothing of requests, files
or clients: the service, the command line and the benchmarks give it a sink. It is not thread-safe: it may be called
from any thread, but from one at a time.
"""

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Protocol, Self

from vozes.types import Samples


class Sink(Protocol):
    """Takes the bytes: a binary file, a `BytesIO` or a `Spool`. `write` takes all that it is given.

    `seek`, `tell` and `read` are called only by encoders that were opened with `seekable=True`, and `read` only by
    M4A's, which moves what it wrote to make room for its index.
    """

    def write(self, data: bytes, /) -> int: ...
    def seek(self, offset: int, whence: int = 0, /) -> int: ...
    def tell(self) -> int: ...
    def read(self, size: int, /) -> bytes: ...


_PIECE = 1 << 15
"""Samples that are converted and encoded at once: copies of a whole long sentence would be many megabytes."""


class Encoder(ABC):
    """Encodes one answer. As a context manager it closes, or aborts when the block raises."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._open = True

    def write(self, samples: Samples) -> None:
        """Encodes samples (time,), float32 mono; values beyond -1 … 1 are limited and NaN becomes silence."""
        if not self._open:
            raise ValueError("the encoder is closed")
        for start in range(0, len(samples), _PIECE):
            self._encode(samples[start : start + _PIECE])

    def close(self) -> None:
        """Writes whatever is still held back and completes the header. Does nothing the second time."""
        if self._open:
            self._open = False
            try:
                self._finish()
            except BaseException:
                self._discard()
                raise

    def abort(self) -> None:
        """Gives up: nothing more is written, so what the sink has is no whole answer."""
        if self._open:
            self._open = False
            self._discard()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if error is None:
            self.close()
        else:
            self.abort()

    @abstractmethod
    def _encode(self, samples: Samples) -> None: ...

    @abstractmethod
    def _finish(self) -> None: ...

    @abstractmethod
    def _discard(self) -> None: ...
