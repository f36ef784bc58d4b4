"""Encoders: samples in, the bytes of one format out, piece by piece.

WAV and PCM are written here, so that the quickest path loads no codec; the rest is in `compressed.py`.
An encoder knows nothing of requests, files or clients: the service, the command line and the benchmarks give it a
sink. It is not thread-safe: it may be called from any thread, but from one at a time.
"""

import struct
from abc import ABC, abstractmethod
from types import TracebackType
from typing import Protocol, Self

from vozes.audio.formats import AudioFormat
from vozes.audio.pcm import to_pcm16
from vozes.types import Samples

_HEADER_SIZE = 44
_UNKNOWN = 0xFFFFFFFF
"""A WAV size that means "until the end of the stream"."""


class Sink(Protocol):
    """Where the bytes go: a binary file, a `BytesIO`, a `Spool`. `write` takes all that it is given.

    `seek`, `tell` and `read` are called only by encoders that were opened with `seekable=True`, and `read` only by
    M4A's, which moves what it wrote to make room for its index.
    """

    def write(self, data: bytes, /) -> int: ...
    def seek(self, offset: int, whence: int = 0, /) -> int: ...
    def tell(self) -> int: ...
    def read(self, size: int, /) -> bytes: ...


class Encoder(ABC):
    """One answer's encoder. As a context manager it closes, or aborts when the block raises."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._open = True

    def write(self, samples: Samples) -> None:
        """Encodes samples (time,), float32 mono; values beyond -1 … 1 are limited and NaN becomes silence."""
        if not self._open:
            raise ValueError("the encoder is closed")
        self._encode(samples)

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


class PcmEncoder(Encoder):
    """Samples alone: 16-bit little-endian mono."""

    def _encode(self, samples: Samples) -> None:
        self._sink.write(to_pcm16(samples).astype("<i2", copy=False).tobytes())

    def _finish(self) -> None:
        pass

    def _discard(self) -> None:
        pass


class WavEncoder(PcmEncoder):
    """A WAV header, then 16-bit mono samples. A stream's header says that the length is unknown."""

    def __init__(self, sink: Sink, sample_rate: int, *, seekable: bool) -> None:
        super().__init__(sink)
        self._rate = sample_rate
        self._seekable = seekable
        sink.write(_wav_header(sample_rate, _UNKNOWN))

    def _finish(self) -> None:
        if self._seekable:
            size = self._sink.tell() - _HEADER_SIZE
            self._sink.seek(0)
            self._sink.write(_wav_header(self._rate, size))
            self._sink.seek(0, 2)


def _wav_header(sample_rate: int, size: int) -> bytes:
    """For that many bytes of samples; sizes that 32 bits cannot hold (over a day of speech) stay unknown."""
    riff_size = min(size + _HEADER_SIZE - 8, _UNKNOWN)
    layout = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, sample_rate, 2 * sample_rate, 2, 16)
    data = struct.pack("<4sI", b"data", min(size, _UNKNOWN))
    return struct.pack("<4sI4s", b"RIFF", riff_size, b"WAVE") + layout + data


def open_encoder(format: AudioFormat, sink: Sink, sample_rate: int, *, seekable: bool) -> Encoder:  # noqa: A002
    """An encoder of samples at `sample_rate` Hz that writes to `sink`, which is empty and stays open.

    `seekable` says that the answer is kept whole before anyone reads it: headers are then completed at the end.
    Otherwise bytes only ever follow one another, and reach the sink as soon as they are made.
    """
    if sample_rate < 1:
        raise ValueError(f"a sample rate of {sample_rate} Hz")
    if format.name == "pcm":
        return PcmEncoder(sink)
    if format.name == "wav":
        return WavEncoder(sink, sample_rate, seekable=seekable)
    from vozes.audio.compressed import CompressedEncoder  # loads FFmpeg, which WAV and PCM do without

    return CompressedEncoder(format, sink, sample_rate, seekable=seekable)
