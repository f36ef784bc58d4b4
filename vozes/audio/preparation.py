"""Prepares a recording to make a voice of: no silence around it, one loudness, 16-bit samples.

Pauses between words stay; a silence of over half a second is cut to that. Nothing is filtered or compressed: an engine
gets the voice as it was recorded. `decoding` reads files in other formats, `quality` gives advice.
"""

import io
from collections.abc import Sequence

import numpy as np

from vozes.audio.activity import find_speech
from vozes.audio.formats import FORMATS, open_encoder
from vozes.audio.level import fade
from vozes.audio.loudness import gain
from vozes.audio.recording import Recording, invalid_recording
from vozes.types import Samples

_LEAST_SECONDS = 1.0
_FADE_SECONDS = 0.01
_PIECE = 1 << 20
"""Samples that are encoded at once, so that the memory is bounded."""


def prepare(recording: Recording) -> Recording:
    """Returns the part from the first speech to the last, a tenth of a second around it, at the loudness of all voices.

    Long silences in it are shortened, its edges are faded, and its offset is gone. Raises
    VozesError(INVALID_RECORDING) where there is hardly any speech.
    """
    activity = find_speech(recording.samples, recording.sample_rate)
    if activity.is_silent:
        raise invalid_recording("The recording is silent: check the microphone and its volume, then record again.")
    if activity.speech_seconds < _LEAST_SECONDS:
        raise invalid_recording(
            f"The recording has {activity.speech_seconds:.1f} s of speech that stands out from other sounds: at least "
            f"{_LEAST_SECONDS:g} s is needed, 6 s or more works best. Record one person speaking in a quiet room."
        )
    length = round(_FADE_SECONDS * recording.sample_rate)
    samples = _concatenated(recording.samples, activity.kept, length)
    samples -= np.float32(samples.mean(dtype=np.float64))
    samples *= np.float32(gain(samples, recording.sample_rate))
    fade(samples, (0.5 - 0.5 * np.cos(np.pi * np.arange(length) / length)).astype(np.float32))
    return Recording(samples, recording.sample_rate)


def encode(recording: Recording) -> bytes:
    """Returns a 16-bit mono WAV file at the recording's own rate."""
    sink = io.BytesIO()
    with open_encoder(FORMATS["wav"], sink, recording.sample_rate, seekable=True) as encoder:
        for first in range(0, len(recording.samples), _PIECE):
            encoder.write(recording.samples[first : first + _PIECE])
    return sink.getvalue()


def _concatenated(samples: Samples, parts: Sequence[slice], length: int) -> Samples:
    """Returns the parts one after the other; the end of each fades into what precedes the next, so nothing clicks."""
    whole = np.concatenate([samples[part] for part in parts])
    rise = np.linspace(0, 1, length, dtype=np.float32)
    ends = np.cumsum([part.stop - part.start for part in parts])
    for end, after in zip(ends, parts[1:], strict=False):
        before = whole[end - length : end]
        before += rise * (samples[after.start - length : after.start] - before)
    return whole
