"""Sounds to encode, and FFmpeg's decoder to hear what became of them."""

import io

import av
import numpy as np

from vozes.audio.formats import FORMATS, open_encoder
from vozes.types import Samples

NAMES = ("wav", "flac", "mp3", "opus", "webm", "aac", "m4a", "pcm")


def tone(seconds: float, rate: int, pitch: float = 440.0, level: float = 0.5) -> Samples:
    time = np.arange(round(seconds * rate)) / rate
    return (level * np.sin(2 * np.pi * pitch * time)).astype(np.float32)


def encode(name: str, samples: Samples, rate: int, *, seekable: bool, pieces: int = 1) -> bytes:
    sink = io.BytesIO()
    with open_encoder(FORMATS[name], sink, rate, seekable=seekable) as encoder:
        for piece in np.array_split(samples, pieces):
            encoder.write(piece)
    return sink.getvalue()


def decode(name: str, data: bytes, rate: int) -> tuple[Samples, int]:
    """The samples (time,) and their rate; `rate` is that of PCM, which does not carry it."""
    if name == "pcm":
        return np.frombuffer(data, "<i2").astype(np.float32) / np.float32(32768), rate
    with av.open(io.BytesIO(data), "r", format={"opus": "ogg"}.get(name, name)) as container:
        stream = container.streams.audio[0]
        mono = av.AudioResampler(format="fltp", layout="mono")
        frames = [piece for frame in container.decode(stream) for piece in mono.resample(frame)]
        decoded = [frame.to_ndarray()[0] for frame in frames]
        return np.concatenate([np.zeros(0, np.float32), *decoded]), stream.rate


def pitch_of(samples: Samples, rate: int) -> float:
    """The loudest frequency, in Hz."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(spectrum.argmax()) * rate / len(samples)
