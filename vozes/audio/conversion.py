"""Writes a WAV file anew in another format, piece by piece: the samples of a long one are never all in memory.

It takes what the server itself makes, 16-bit mono PCM, and reads it without any codec: what others have recorded is
for `intake`. The service runs it in a thread.
"""

import struct
import wave
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np

from vozes.audio.encoder import Sink
from vozes.audio.formats import AudioFormat, open_encoder
from vozes.types import Samples

RATES = (8_000, 48_000)
"""The least and the most, in Hz."""
_MOST_CHUNKS = 100
"""Before the samples."""
_PIECE = 1 << 16
"""Samples that are read at once."""


def convert(source: Path, audio_format: AudioFormat, sink: Sink) -> Generator[None]:
    """Writes the file to a sink; between two pieces it yields, so that who waits no longer can leave.

    Raises ValueError, which says what is wrong, before anything is written.
    """
    with _opened(source) as file:
        _check(file)
        with open_encoder(audio_format, sink, file.getframerate(), seekable=True) as encoder:
            for samples in _pieces(file):
                encoder.write(samples)
                yield


def _opened(source: Path) -> wave.Wave_read:
    try:
        with source.open("rb") as file:
            _find_samples(file)
        return wave.open(str(source), "rb")
    except (wave.Error, EOFError, struct.error, RuntimeError) as error:  # the last one where a chunk goes beyond all
        raise ValueError("is no WAV file of 16-bit mono samples") from error


def _find_samples(file: BinaryIO) -> None:
    """Raises EOFError or struct.error where the samples are not among the first chunks: there may be millions."""
    file.seek(12)
    for _ in range(_MOST_CHUNKS):
        name, size = struct.unpack("<4sI", file.read(8))
        if name == b"data":
            return
        file.seek(size + size % 2, 1)
    raise EOFError


def _check(file: wave.Wave_read) -> None:
    if (file.getnchannels(), file.getsampwidth()) != (1, 2):
        raise ValueError("is no WAV file of 16-bit mono samples")
    if not RATES[0] <= file.getframerate() <= RATES[1]:
        raise ValueError(f"has {file.getframerate():,} samples a second: from {RATES[0]:,} to {RATES[1]:,} will do")
    if not file.getnframes():
        raise ValueError("has no samples")


def _pieces(file: wave.Wave_read) -> Iterator[Samples]:
    while data := file.readframes(_PIECE):
        yield np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.float32) / np.float32(32768)
