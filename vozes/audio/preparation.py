"""What becomes of a recording before a voice is made of it: no silence around it, one loudness, 16-bit samples.

Pauses between words stay, they are the speaker's; a silence of over half a second is cut to that. Nothing is filtered
or compressed: an engine should hear the voice as it was recorded. It knows nothing of files in other formats
(`recording.py`) or of advice (`quality.py`).
"""

import io
from collections.abc import Sequence

import numpy as np

from vozes.audio.activity import find_speech
from vozes.audio.encoder import open_encoder
from vozes.audio.formats import FORMATS
from vozes.audio.loudness import loudness
from vozes.audio.recording import Recording
from vozes.errors import ErrorCode, VozesError
from vozes.types import Samples

TARGET_LUFS = -23.0
"""EBU R 128's; ordinary speech has its peaks 15 to 20 dB higher, so few recordings meet the limit below."""
PEAK_DBFS = -1.0
LEAST_SPEECH_SECONDS = 1.0
_FADE_SECONDS = 0.01
_SILENT_DBFS = -70.0
_PIECE = 1 << 20
"""Samples encoded at once, which bounds the memory."""


def prepare(recording: Recording) -> Recording:
    """The part from the first speech to the last, with a tenth of a second around it, at the loudness of all voices.

    Long silences in it are shortened, its edges are faded, and its offset is gone. Raises
    VozesError(INVALID_RECORDING) where there is hardly any speech.
    """
    activity = find_speech(recording.samples, recording.sample_rate)
    if not (activity.levels > _SILENT_DBFS).any():
        raise _invalid("The recording is silent: check the microphone and its volume, then record again.")
    if activity.speech_seconds < LEAST_SPEECH_SECONDS:
        raise _invalid(
            f"The recording has {activity.speech_seconds:.1f} s of speech that stands out from other sounds: at least "
            f"{LEAST_SPEECH_SECONDS:g} s is needed, 6 s or more works best. Record one person speaking in a quiet room."
        )
    fade = round(_FADE_SECONDS * recording.sample_rate)
    level = _joined(recording.samples, activity.kept, fade)
    level -= np.float32(level.mean(dtype=np.float64))
    level *= np.float32(_gain(level, recording.sample_rate))
    _fade(level, fade)
    return Recording(level, recording.sample_rate)


def encode(recording: Recording) -> bytes:
    """A 16-bit mono WAV file at the recording's own rate."""
    sink = io.BytesIO()
    with open_encoder(FORMATS["wav"], sink, recording.sample_rate, seekable=True) as encoder:
        for first in range(0, len(recording.samples), _PIECE):
            encoder.write(recording.samples[first : first + _PIECE])
    return sink.getvalue()


def _joined(samples: Samples, parts: Sequence[slice], fade: int) -> Samples:
    """The parts one after the other; each ends by fading over into what leads to the next, so that nothing clicks."""
    joined = np.concatenate([samples[part] for part in parts])
    rise = np.linspace(0, 1, fade, dtype=np.float32)
    ends = np.cumsum([part.stop - part.start for part in parts])
    for end, after in zip(ends, parts[1:], strict=False):
        before = joined[end - fade : end]
        before += rise * (samples[after.start - fade : after.start] - before)
    return joined


def _gain(samples: Samples, rate: int) -> float:
    peak = max(float(samples.max()), -float(samples.min()))
    return min(10 ** ((TARGET_LUFS - loudness(samples, rate)) / 20), 10 ** (PEAK_DBFS / 20) / peak)


def _fade(samples: Samples, length: int) -> None:
    rise = (0.5 - 0.5 * np.cos(np.pi * np.arange(length) / length)).astype(np.float32)
    samples[:length] *= rise
    samples[-length:] *= rise[::-1]


def _invalid(message: str) -> VozesError:
    return VozesError(ErrorCode.INVALID_RECORDING, message)
