"""Writes and reads WAV files of 16-bit mono samples, and writes the samples alone (PCM). No codec is loaded."""

import struct
from collections.abc import Iterator

import numpy as np

from vozes.audio.encoder import Encoder, Sink
from vozes.audio.pcm import to_pcm16
from vozes.types import Samples

_HEADER_SIZE = 44
_UNKNOWN = 0xFFFFFFFF
"""A size that means "until the end of the stream"."""


class PcmEncoder(Encoder):
    """Writes samples alone: 16-bit little-endian mono."""

    def _encode(self, samples: Samples) -> None:
        self._sink.write(to_pcm16(samples).astype("<i2", copy=False).tobytes())

    def _finish(self) -> None:
        pass

    def _discard(self) -> None:
        pass


class WavEncoder(PcmEncoder):
    """Writes a WAV header, then 16-bit mono samples. A stream's header says that the length is unknown."""

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
    """Returns the header for `size` bytes of samples; a size beyond 32 bits (a day of speech) stays unknown."""
    riff_size = min(size + _HEADER_SIZE - 8, _UNKNOWN)
    layout = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, sample_rate, 2 * sample_rate, 2, 16)
    data = struct.pack("<4sI", b"data", min(size, _UNKNOWN))
    return struct.pack("<4sI4s", b"RIFF", riff_size, b"WAVE") + layout + data


def decode_wav(data: bytes) -> tuple[Samples, int]:
    """Returns the samples (time,), -1 to 1, and the rate in Hz of a 16-bit mono WAV file.

    A stream's header may leave the length unknown. Raises `ValueError` for other formats and for a file that ends
    before the length that it declares.
    """
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError("not a WAV file")
    chunks = dict(_chunks(data))
    if len(chunks.get(b"fmt ", b"")) < 16 or b"data" not in chunks:
        raise ValueError("a WAV file without its format or its samples")
    encoding, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", chunks[b"fmt "])
    if (encoding, channels, bits) != (1, 1, 16) or rate < 1:
        raise ValueError(f"not 16-bit mono PCM: encoding {encoding}, {channels} channels, {bits} bits, {rate} Hz")
    samples = np.frombuffer(chunks[b"data"], "<i2", count=len(chunks[b"data"]) // 2)
    return samples.astype(np.float32) / np.float32(32768), rate


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 12
    while position + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, position)
        position += 8
        if name == b"data" and size == _UNKNOWN:
            size = len(data) - position
        if position + size > len(data):
            raise ValueError(f"the WAV file ends {position + size - len(data)} bytes early")
        yield name, data[position : position + size]
        position += size + size % 2
