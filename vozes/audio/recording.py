"""Recordings that users bring, decoded by the FFmpeg libraries inside PyAV.

Anyone may send anything, so the bytes are read first and FFmpeg gets them in memory: no name, address or other file
ever reaches it. It may try only the formats and codecs listed here, and what is counted is what it gives, never what
the file says of itself. A caller that must survive a crash of FFmpeg calls this in another process.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer

from vozes.errors import ErrorCode, VozesError
from vozes.types import Samples

MAX_SECONDS = 600.0
MAX_BYTES = 100 * 1024 * 1024
_RATES = range(8000, 192001)
_CODECS = (
    *("pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le", "pcm_alaw", "pcm_mulaw"),
    *("pcm_s16be", "pcm_s24be", "pcm_s32be", "pcm_f32be"),
    *("mp3", "mp3float", "aac", "alac", "flac", "opus", "libopus", "vorbis", "amrnb", "amrwb"),
)
_OPTIONS = {
    "format_whitelist": "wav,mp3,mov,mp4,m4a,ogg,flac,matroska,webm,aac",
    "codec_whitelist": ",".join(_CODECS),  # for FFmpeg's own probing
    "protocol_whitelist": "none",
}


@dataclass(frozen=True, slots=True)
class Recording:
    samples: Samples  # (time,), float32 mono, -1 to 1; lossy and float formats may go beyond
    sample_rate: int
    """Hz."""

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.sample_rate


def read_recording(
    source: Path | BinaryIO, *, max_seconds: float = MAX_SECONDS, max_bytes: int = MAX_BYTES
) -> Recording:
    """The recording at its own rate, its channels averaged: WAV, MP3, M4A or MP4, OGG, FLAC, AAC, Matroska or WebM.

    A binary file is read from where it stands and stays open. Raises VozesError(INVALID_RECORDING) for anything else,
    for what is damaged and for what is beyond the limits.
    """
    data = _read(source, max_bytes)
    try:
        with av.open(io.BytesIO(data), "r", container_options=_OPTIONS) as container:
            return _decode(container, max_seconds)
    except (av.FFmpegError, ValueError) as error:  # ValueError: PyAV's own, of a stream without sense
        message = "The recording is not audio that can be read. Send WAV, MP3, M4A, OGG, FLAC, AAC or WebM."
        raise _invalid(message) from error


def _read(source: Path | BinaryIO, max_bytes: int) -> bytes:
    try:
        if isinstance(source, Path):
            with source.open("rb") as file:
                data = file.read(max_bytes + 1)
        else:
            data = source.read(max_bytes + 1)
    except OSError as error:
        raise _invalid(f"The recording could not be read: {error.strerror or error}.") from error
    if not data:
        raise _invalid("The recording is empty.")
    if len(data) > max_bytes:
        raise _invalid(f"The recording is larger than {max_bytes:,} bytes: send a shorter one.")
    return data


def _decode(container: InputContainer, max_seconds: float) -> Recording:
    if not container.streams.audio:
        raise _invalid("The file has no sound in it.")
    stream = container.streams.audio[0]
    if not stream.codec_context or stream.codec_context.name not in _CODECS:  # none: FFmpeg does not know it either
        raise _invalid("The recording is compressed in a way that is not read here. Send WAV, MP3, M4A or OGG.")
    stream.codec_context.thread_count = 1
    pieces: list[Samples] = []
    rate = count = 0
    for frame in _frames(container, stream):
        rate = rate or frame.sample_rate  # the stream's own is wrong for some AAC
        if rate not in _RATES:
            raise _invalid(
                f"The recording has {rate:,} samples a second: from {_RATES[0]:,} to {_RATES[-1]:,} will do."
            )
        count += frame.samples
        if count > max_seconds * rate:
            raise _invalid(f"The recording is longer than {max_seconds:g} seconds: send a shorter one.")
        pieces.append(_mono(frame))
    if not count:
        raise _invalid("The recording has no sound in it.")
    return Recording(np.concatenate(pieces), rate)


def _mono(frame: av.AudioFrame) -> Samples:
    channels = frame.to_ndarray().reshape(-1, frame.layout.nb_channels)  # (time, channels)
    if not np.isfinite(channels).all():
        raise _invalid("The recording is damaged: some of its samples are no numbers.")
    mono: Samples = channels.mean(axis=1, dtype=np.float64).astype(np.float32)
    return mono


def _frames(container: InputContainer, stream: AudioStream) -> Iterator[av.AudioFrame]:
    """Float32 at the stream's own rate. A file may be cut off, but not damaged on the way."""
    # Packed: of planar frames PyAV counts eight channels and more wrongly, and reads what is not there.
    packed = av.AudioResampler(format="flt")
    damaged = False
    for packet in container.demux(stream):
        try:
            decoded = packet.decode()
        except av.InvalidDataError:
            damaged = True
            continue
        for frame in decoded:
            if damaged:
                raise _invalid("The recording is damaged: save it anew, in another format if that does not help.")
            yield from packed.resample(frame)


def _invalid(message: str) -> VozesError:
    return VozesError(ErrorCode.INVALID_RECORDING, message)
