"""Prepares the segments of an answer for concatenation: pauses as in fluent speech, and no clicks.

Each segment is made as if it were the whole answer, with silence at both ends. Inside an answer, and most of all inside
a sentence, that is too much of it. It knows samples alone.
"""

import numpy as np

from vozes.audio.level import AUDIBLE, FRAME_SECONDS, fade, levels, loud_level
from vozes.types import Samples

_BEFORE_SENTENCE, _WITHIN_SENTENCE = 0.15, 0.08
"""Seconds of silence that stay at such an edge, for the attack of a consonant and some of the pause."""
_FADE_SECONDS = 0.004


def heard_span(samples: Samples, rate: int, *, follows: bool, begins: bool, ends: bool) -> tuple[int, int]:
    """Returns the first sample that is kept of a segment's samples (time,), and the one after the last.

    `follows`: it follows another segment; `begins`, `ends`: it begins, or ends, its sentence. The start of an answer
    and the end of a sentence stay as the model made them.
    """
    frame = round(rate * FRAME_SECONDS)
    found = levels(samples[: len(samples) // frame * frame], rate)
    sounds = np.flatnonzero(found > AUDIBLE * loud_level(found))
    start, end = 0, len(samples)
    if follows and len(sounds):
        kept = _BEFORE_SENTENCE if begins else _WITHIN_SENTENCE
        start = max(0, int(sounds[0]) * frame - round(kept * rate))
    if not ends and len(sounds):
        end = min(end, (int(sounds[-1]) + 1) * frame + round(_WITHIN_SENTENCE * rate))
    return start, end


def faded(samples: Samples, rate: int) -> Samples:
    """Returns a copy of samples (time,) whose first 4 ms rise from silence and whose last 4 ms fall to it."""
    copy = samples.copy()
    length = min(len(samples) // 2, round(_FADE_SECONDS * rate))
    fade(copy, np.linspace(0, 1, length, endpoint=False, dtype=np.float32))
    return copy
