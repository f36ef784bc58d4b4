"""How loud sound is, and whether it can be speech: the eyes of `vozes smoke` and of the benchmarks.

It reads the WAV files that `encoder.py` writes and no others. It cannot tell words: it tells speech from silence,
from noise and from a file that was cut off.
"""

import math
import struct
from collections.abc import Iterator

import numpy as np

from vozes.types import Samples

_UNKNOWN = 0xFFFFFFFF
_FRAME_SECONDS = 0.02
_AUDIBLE_DBFS = -50.0
_VOICED_CROSSINGS = 3000
"""Zero crossings a second. Vowels have a few hundred to two thousand, noise has half the sample rate."""
_VOICED_SECONDS = 0.1


def decode_wav(data: bytes) -> tuple[Samples, int]:
    """The samples (time,), -1 to 1, and the rate in Hz, of a 16-bit mono WAV file.

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


def rms_dbfs(samples: Samples) -> float:
    """The level of samples (time,) in dB below full scale, without any constant offset; silence is minus infinity."""
    power = float(np.var(samples, dtype=np.float64)) if len(samples) else 0.0
    return 10 * math.log10(power) if power > 0 else -math.inf


def is_speech_like(samples: Samples, rate: int) -> bool:
    """Whether samples (time,) at `rate` Hz hold at least a tenth of a second that is audible and voiced.

    False for silence, an offset, clicks, white noise, and samples with NaN or infinity.
    """
    length = max(1, round(rate * _FRAME_SECONDS))
    frames = samples[: len(samples) // length * length].reshape(-1, length)  # (frame, time)
    if not len(frames) or not np.isfinite(samples).all():
        return False
    frames = frames - frames.mean(axis=1, keepdims=True)
    power = np.mean(np.square(frames, dtype=np.float64), axis=1)
    crossings = np.mean(np.diff(frames > 0, axis=1), axis=1) * rate
    voiced = (power > 10 ** (_AUDIBLE_DBFS / 10)) & (crossings < _VOICED_CROSSINGS)
    return bool(voiced.sum() * _FRAME_SECONDS >= _VOICED_SECONDS)
