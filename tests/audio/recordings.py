"""Recordings as people might send them: somebody speaking, with noise or without, in every format that is accepted.

And what is no speech. The person is LJ (public domain, beside the checkout), the other speaker is eSpeak.
"""

import io
from dataclasses import dataclass
from functools import cache
from typing import cast

import av
import numpy as np
from av.audio.stream import AudioStream

from tests.shared import shared_file
from tests.spoken import spoken
from vozes.audio.wav import decode_wav
from vozes.types import Samples

RATE = 22050
TEXT = (
    "The quick brown fox jumps over the lazy dog, and then it goes home. She sells sea shells by the sea shore, every "
    "day but Sunday. How are you today? We were away a year ago."
)


@cache
def robot(text: str = TEXT, voice: str = "en-us") -> Samples:
    """eSpeak, nine seconds at `RATE`; its pauses are digital silence."""
    samples, rate = decode_wav(spoken(text, voice))
    assert rate == RATE
    return samples


@cache
def person(name: str = "LJ001-0001") -> Samples:
    """Ten seconds at `RATE` of a person reading; skips the test where they are not there."""
    samples, rate = decode_wav(shared_file("audio", f"{name}.wav").read_bytes())
    assert rate == RATE
    return samples


def white(length: int, seed: int = 0) -> Samples:
    return np.random.default_rng(seed).standard_normal(length, dtype=np.float32)


def with_noise(samples: Samples, decibels: float) -> Samples:
    """With white noise so far below the samples' mean power."""
    level = np.sqrt(np.mean(samples**2) / 10 ** (decibels / 10))
    return samples + np.float32(level) * white(len(samples))


def padded(samples: Samples, before: float, after: float, rate: int = RATE) -> Samples:
    """With so many seconds of digital silence around it."""
    return np.pad(samples, (round(before * rate), round(after * rate)))


def chords(seconds: float, each: float) -> Samples:
    """Piano-like, `each` seconds long."""
    time = np.arange(round(each * RATE)) / RATE
    fall = np.minimum(time / 0.01, 1) * np.exp(-2 * time)
    played = []
    for notes in ((262, 330, 392), (220, 262, 330), (175, 220, 262), (196, 247, 294)):
        partials = [np.sin(2 * np.pi * note * k * time) / k for note in notes for k in range(1, 6)]
        played.append(0.05 * fall * np.sum(partials, axis=0))
    bar = np.concatenate(played).astype(np.float32)
    return np.resize(bar, round(seconds * RATE))


class _Live:
    """What a browser writes to: there is no way back to complete a header."""

    def __init__(self) -> None:
        self.data = bytearray()

    def write(self, data: bytes) -> int:
        self.data += data
        return len(data)


@dataclass(frozen=True)
class _Format:
    container: str
    codec: str
    sample_format: str
    rate: int
    layout: str = "mono"
    live: dict[str, str] | None = None
    """The muxer's options where there is no way back to complete a header."""


_FRAGMENTS = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}
FORMATS = {
    "wav": _Format("wav", "pcm_s16le", "s16", RATE),
    "wav of 24 bits at 96 kHz": _Format("wav", "pcm_s24le", "s32", 96000),
    "mp3": _Format("mp3", "libmp3lame", "fltp", 44100),
    "m4a": _Format("ipod", "aac", "fltp", 44100),
    "mp4 as Safari records it": _Format("mp4", "aac", "fltp", 48000, live=_FRAGMENTS),
    "ogg": _Format("ogg", "vorbis", "fltp", 44100, "stereo"),
    "opus": _Format("ogg", "libopus", "flt", 48000),
    "flac": _Format("flac", "flac", "s16", RATE),
    "webm as Chrome records it": _Format("webm", "libopus", "flt", 48000, live={"live": "1"}),
    "matroska": _Format("matroska", "flac", "s16", 48000),
    "aac": _Format("adts", "aac", "fltp", 44100),
    "webm": _Format("webm", "libopus", "flt", 48000),
    "aiff": _Format("aiff", "pcm_s16be", "s16", 44100, "stereo"),
    "caf": _Format("caf", "alac", "s16p", 44100),
    "wav of ADPCM": _Format("wav", "adpcm_ms", "s16", RATE),
}


def file_of(samples: Samples, name: str) -> bytes:
    """The samples, at `RATE`, as another program would write them in one of the `FORMATS`."""
    form = FORMATS[name]
    sink = io.BytesIO() if form.live is None else _Live()
    with av.open(sink, "w", format=form.container, container_options=form.live or {}) as output:
        stream = cast(AudioStream, output.add_stream(form.codec, rate=form.rate, layout=form.layout))
        stream.codec_context.format = form.sample_format
        stream.codec_context.options = {"strict": "experimental"}  # FFmpeg's own Vorbis
        stream.codec_context.open()
        frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="flt", layout="mono")
        frame.sample_rate, frame.pts = RATE, 0
        size = stream.codec_context.frame_size or None
        resampler = av.AudioResampler(form.sample_format, form.layout, form.rate, size)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            if piece is not None:
                output.mux(stream.encode(piece))
        output.mux(stream.encode(None))
    return sink.getvalue() if isinstance(sink, io.BytesIO) else bytes(sink.data)


@cache
def good_file(name: str) -> bytes:
    """Nine seconds of speech."""
    return file_of(robot(), name)
