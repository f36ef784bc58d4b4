"""Decodes recordings that users bring, by the FFmpeg libraries inside PyAV.

Anyone may send anything, so the bytes are read first and FFmpeg gets them in memory: no name, address or other file
ever reaches it. It may try only the formats and codecs listed here, and only the samples that it gives are counted,
never what the file says of itself. A caller that must survive a crash of FFmpeg calls this in another process.
"""

import io
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer

from vozes.audio.channels import Channels
from vozes.audio.damage import Damage, cut_off_seconds
from vozes.audio.recording import Recording, invalid_recording
from vozes.errors import VozesError
from vozes.types import Samples

MAX_SECONDS = 600.0
MAX_BYTES = 100 * 1024 * 1024
_MOST_LOST = 0.05
"""The part of a recording's length that may be missing."""
_RATES = range(8000, 192001)
_HIGHEST_RATE = 48_000
"""Hz. Higher rates take memory and add nothing to a voice."""
_PACKETS_PER_SECOND = 500
"""The shortest packets that any codec makes hold 2.5 ms."""
_MORE_PACKETS = 10_000
_EMPTY_PACKETS = 10_000
"""The most packets that may state no duration: of those that hold sound each states one."""
_LOOKING_SECONDS = (0.4, 0.001)
"""Processor time for looking through a file: a basis, and more for each second that it may last. Ten minutes of sound
take 0.2 s."""
_CODECS = (
    *("pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le", "pcm_alaw", "pcm_mulaw"),
    *("pcm_s8", "pcm_s16be", "pcm_s24be", "pcm_s32be", "pcm_f32be", "pcm_f64be"),
    *("adpcm_ms", "adpcm_ima_wav", "adpcm_ima_qt"),
    *("mp3", "mp3float", "aac", "alac", "flac", "opus", "libopus", "vorbis", "amrnb", "amrwb"),
)
_OPTIONS = {
    "format_whitelist": "wav,mp3,mov,mp4,m4a,ogg,flac,matroska,webm,aac,aiff,caf,amr",
    "codec_whitelist": ",".join(_CODECS),  # for FFmpeg's own probing
    "protocol_whitelist": "none",
}
_LOOKING_BYTES = 500_000
"""What FFmpeg reads to find out what a file is. Of ten times as many, its default, parts that hold nothing take
seconds."""


def read_recording(path: Path, *, max_seconds: float = MAX_SECONDS, max_bytes: int = MAX_BYTES) -> Recording:
    """Returns the recording in a file. Raises what `read_bytes` and `decode_recording` raise."""
    return decode_recording(read_bytes(path, max_bytes), max_seconds)


def decode_recording(data: bytes, max_seconds: float = MAX_SECONDS) -> Recording:
    """Returns the recording in a file's bytes: WAV, MP3, M4A, MP4, OGG, FLAC, AAC, Matroska, WebM, AIFF, CAF or AMR.

    It keeps its own rate, up to 48 kHz, and its channels become one. Raises VozesError(INVALID_RECORDING) for any other
    file, for one that is damaged or cut off by more than a twentieth, and for a longer one; MemoryError where the
    process may have no more memory.
    """
    try:
        with _open(_Hurried(data, max_seconds), probesize=str(_LOOKING_BYTES)) as container:
            _check_length(container, max_seconds)
        channels = Channels()
        with _open(io.BytesIO(data)) as container:
            recording = _decode(data, container, max_seconds, channels)
        if (channel := channels.instead_of_mean) is not None:  # known at the end, and rare
            del recording
            with _open(io.BytesIO(data)) as container:
                recording = _decode(data, container, max_seconds, channels, channel)
        return recording
    except MemoryError:
        raise
    except (av.FFmpegError, ValueError) as error:  # ValueError: PyAV's own, of a stream without sense
        message = "The recording is not audio that can be read. Send WAV, MP3, M4A, OGG, FLAC, AAC or WebM."
        raise invalid_recording(message) from error


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """Returns a file's bytes. Raises VozesError(INVALID_RECORDING) if it is empty, larger or cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise invalid_recording(f"The recording could not be read: {error.strerror or error}.") from error
    if not data:
        raise invalid_recording("The recording is empty.")
    if len(data) > max_bytes:
        raise invalid_recording(f"The recording is larger than {max_bytes:,} bytes: send a shorter one.")
    return data


class _Hurried(io.BytesIO):
    """A file that cannot be read for long: some are made of millions of parts that hold nothing."""

    def __init__(self, data: bytes, max_seconds: float) -> None:
        super().__init__(data)
        self._end = time.process_time() + _LOOKING_SECONDS[0] + _LOOKING_SECONDS[1] * max_seconds

    def read(self, size: int | None = -1, /) -> bytes:
        if time.process_time() > self._end:
            raise _too_slow()
        return super().read(size)


def _open(file: io.BytesIO, **options: str) -> InputContainer:
    return av.open(file, "r", container_options=_OPTIONS | options)


def _check_length(container: InputContainer, max_seconds: float) -> None:
    """Raises VozesError for a recording that is too long by its packets, in a tenth of the time that decoding takes.

    Packets may state less than they hold, so decoding counts again; by rounding they may state a little more.
    """
    stream = _sound(container)
    length = 0.0
    empty = 0
    for count, packet in enumerate(container.demux(stream)):
        if packet.duration and packet.time_base:
            length += float(packet.duration * packet.time_base)
        else:
            empty += 1
        if empty > _EMPTY_PACKETS:
            raise _too_slow()
        if length > 1.01 * max_seconds + 1 or count > _PACKETS_PER_SECOND * max_seconds + _MORE_PACKETS:
            raise _too_long(max_seconds)


def _sound(container: InputContainer) -> AudioStream:
    if not container.streams.audio:
        raise invalid_recording("The file has no sound in it.")
    stream = container.streams.audio[0]
    if not stream.codec_context or stream.codec_context.name not in _CODECS:  # none: FFmpeg does not know it either
        raise invalid_recording(
            "The recording is compressed in a way that is not read here. Send WAV, MP3, M4A or OGG."
        )
    stream.codec_context.thread_count = 1
    return stream


def _decode(
    data: bytes, container: InputContainer, max_seconds: float, channels: Channels, channel: int | None = None
) -> Recording:
    """Returns the mean of the channels, which are added to `channels`, or only the channel of that number."""
    samples = bytearray()  # which grows in place, where pieces would be held twice
    rate = count = 0
    damage = Damage()
    for frame in _frames(_decoded(container, damage)):
        rate = frame.sample_rate
        count += frame.samples
        if count > max_seconds * rate:
            raise _too_long(max_seconds)
        samples += _mono(frame, channels, channel).data
    if not count:
        raise invalid_recording("The recording has no sound in it.")
    seconds = count / rate
    cut_off = cut_off_seconds(data, container, seconds)
    stated = f"it says that it has {seconds + cut_off:.1f} seconds, and only {seconds:.1f} are there"
    damaged = [
        _is_missing(damage.lost_seconds(seconds), seconds, "save it anew, in another format if that does not help."),
        _is_missing(cut_off, seconds, f"it was cut off ({stated}). Send the whole file."),
    ]
    return Recording(np.frombuffer(samples, np.float32), rate, any(damaged))


def _is_missing(lost: float, seconds: float, advice: str) -> bool:
    """Returns whether anything is missing beside so many seconds. Raises VozesError where it is too much."""
    if lost > _MOST_LOST * (seconds + lost):
        raise invalid_recording(f"The recording is damaged: {advice}")
    return lost > 0


def _mono(frame: av.AudioFrame, channels: Channels, channel: int | None) -> Samples:
    values = frame.to_ndarray().reshape(-1, frame.layout.nb_channels)  # (time, channel)
    if not np.isfinite(values).all():
        raise invalid_recording("The recording is damaged: some of its samples are no numbers.")
    if channel is not None and channel < values.shape[1]:
        return np.ascontiguousarray(values[:, channel])
    mono: Samples = values.mean(axis=1, dtype=np.float64).astype(np.float32)
    if channel is None:
        channels.add(values, mono)
    return mono


def _frames(decoded: Iterable[av.AudioFrame]) -> Iterator[av.AudioFrame]:
    """Yields packed float32 frames at one rate. Of planar frames with eight channels or more PyAV reads too far.

    The rate is the first frame's: files that were joined may have parts of several rates and layouts.
    """
    resampler, form, first = None, None, 0
    for frame in decoded:
        rate = frame.sample_rate  # the stream's own is wrong for some AAC
        if rate not in _RATES:
            raise invalid_recording(
                f"The recording has {rate:,} samples a second: from {_RATES[0]:,} to {_RATES[-1]:,} will do."
            )
        first = first or min(rate, _HIGHEST_RATE)
        if form != (form := (rate, frame.layout.name, frame.format.name)):
            if resampler:
                yield from filter(None, resampler.resample(None))
            resampler = av.AudioResampler(format="flt", rate=first)
        assert resampler  # noqa: S101  (the first frame makes one)
        yield from resampler.resample(frame)
    if resampler:
        yield from filter(None, resampler.resample(None))


def _decoded(container: InputContainer, damage: Damage) -> Iterator[av.AudioFrame]:
    for packet in container.demux(_sound(container)):
        try:
            decoded = packet.decode()
        except MemoryError:
            raise
        except av.FFmpegError:
            damage.failed(packet)
            continue
        if decoded:
            damage.decoded(packet)
        yield from decoded


def _too_slow() -> VozesError:
    return invalid_recording("The recording takes too long to look through: save it anew as WAV or MP3.")


def _too_long(max_seconds: float) -> VozesError:
    return invalid_recording(f"The recording is longer than {max_seconds:g} seconds: send a shorter one.")
