"""How parts of an answer follow each other: pauses as in fluent speech, and no clicks.

Each part is made as if it were all, with silence at both ends; inside an answer, and most of all inside a sentence,
that is too much of it. It knows samples alone.
"""

import numpy as np

from vozes.types import Samples

_FRAME_SECONDS = 0.01
_LOUD_FRAMES = 5
"""So many frames are louder than a click is long."""
_AUDIBLE = 0.01
"""Of the loud frames' level: 40 dB below, where most consonants can still be heard."""
_BEFORE_SENTENCE, _WITHIN_SENTENCE = 0.15, 0.08
"""Seconds of silence that stay at such an end: the attack of a consonant is in them, and some of the pause."""
_FADE_SECONDS = 0.004


def heard_span(samples: Samples, rate: int, *, follows: bool, begins: bool, ends: bool) -> tuple[int, int]:
    """What is heard of a part's samples (time,): the first, and the one after the last.

    `follows`: another part was before it; `begins`, `ends`: its sentence does so with it. The start of an answer and
    the end of a sentence stay as the model made them.
    """
    frame = round(rate * _FRAME_SECONDS)
    whole = samples[: len(samples) // frame * frame].reshape(-1, frame)
    levels = np.sqrt(np.square(whole, dtype=np.float64).mean(1))  # (frames,)
    loud = np.sort(levels)[-_LOUD_FRAMES:][:1]
    sounds = np.flatnonzero(levels > _AUDIBLE * loud) if len(levels) else levels
    start, end = 0, len(samples)
    if follows and len(sounds):
        kept = _BEFORE_SENTENCE if begins else _WITHIN_SENTENCE
        start = max(0, int(sounds[0]) * frame - round(kept * rate))
    if not ends and len(sounds):
        end = min(end, (int(sounds[-1]) + 1) * frame + round(_WITHIN_SENTENCE * rate))
    return start, end


def fade(samples: Samples, rate: int) -> Samples:
    """A copy of samples (time,) whose first and last 4 ms rise from nothing and fall to it."""
    length = min(len(samples) // 2, round(_FADE_SECONDS * rate))
    ramp = np.linspace(0, 1, length, endpoint=False, dtype=np.float32)
    faded = samples.copy()
    faded[:length] *= ramp
    faded[len(samples) - length :] *= ramp[::-1]
    return faded
