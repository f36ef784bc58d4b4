"""Finds where the speech of a segment ends, before silence and sounds that do not belong to the text.

It knows samples and how long the text takes, not the text. It uses level alone, in frames of 10 ms, and cannot tell a
word from a noise. So it cuts a sound only where hardly any speech would have one: late, short, on its own, behind a
pause longer than any before it, and no louder than the speech.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from vozes.audio.level import AUDIBLE, FRAME_SECONDS, Levels, fade, levels, loud_level
from vozes.types import Samples

LONGEST_GIBBERISH = 0.7
"""Seconds of a sound after the speech that is cut."""
_SILENCE = 1e-4
"""RMS, 80 dB below full scale: nothing quieter is a sound, however quiet the rest."""
_TAIL_SECONDS = 0.2
"""Seconds of silence that stay behind the last sound: speech fades, and sentences need a pause between them."""
_PAUSE_SECONDS = 0.45
_LONGER = 1.3
"""A pause before gibberish is at least so many times the longest earlier one, which a reader may make again."""
_LOUDER = 2.0
"""A sound that is more than so many times as loud as the speech is a word after a breath, not gibberish."""
_FADE_SECONDS = 0.005


@dataclass(frozen=True, slots=True)
class _Sound:
    """A stretch without silence, in frames."""

    start: int
    end: int


def trim_end(
    samples: Samples, rate: int, said_seconds: float, *, longest: float = LONGEST_GIBBERISH, loud: float = 0.0
) -> int:
    """Returns where samples (time,) at `rate` Hz should end: after the last sound of the speech and a short tail.

    `said_seconds`: how long the speech is, from its first sound on, when the text can be over (`Guard.said_seconds`).
    `longest`: seconds of a sound that is cut; infinite for a segment that is known to have run away.
    `loud`: if the samples are only the last part of a segment, the `loud_level` of what came before; `said_seconds`
    then counts from the first sample.

    The result is better with all samples of a segment than with the last part.
    """
    found = levels(samples, rate)
    sounds = _find_sounds(found, max(AUDIBLE * max(loud, loud_level(found)), _SILENCE))
    if not sounds and not loud:
        return len(samples)
    if loud:
        sounds.insert(0, _Sound(0, 0))
    sounds = _without_gibberish(sounds, found, said_seconds, longest, loud)
    return min(len(samples), round((sounds[-1].end * FRAME_SECONDS + _TAIL_SECONDS) * rate))


def fade_out(samples: Samples, rate: int) -> Samples:
    """Returns a copy of samples (time,) whose last 5 ms fade to silence, so that an end that was cut does not click."""
    faded = samples.copy()
    fade(faded, np.linspace(0, 1, min(len(samples), round(_FADE_SECONDS * rate)), dtype=np.float32), start=False)
    return faded


def _without_gibberish(
    sounds: list[_Sound], found: Levels, said_seconds: float, longest: float, loud: float
) -> list[_Sound]:
    longest_pause = 0
    for index, (before, after) in enumerate(pairwise(sounds)):
        pause = after.start - before.end
        said = (before.end - sounds[0].start) * FRAME_SECONDS
        if (
            pause * FRAME_SECONDS >= _PAUSE_SECONDS
            and pause >= _LONGER * longest_pause
            and said >= said_seconds
            and all(sound.end - sound.start <= longest / FRAME_SECONDS for sound in _join(sounds[index + 1 :]))
            and loud_level(found[after.start :]) <= _LOUDER * max(loud, loud_level(found[: before.end]))
        ):
            return sounds[: index + 1]
        longest_pause = max(longest_pause, pause)
    return sounds


def _join(sounds: list[_Sound]) -> list[_Sound]:
    """Returns the sounds, with those that have no real pause between them as one."""
    joined: list[_Sound] = []
    for sound in sounds:
        if joined and (sound.start - joined[-1].end) * FRAME_SECONDS < _PAUSE_SECONDS:
            sound = _Sound(joined.pop().start, sound.end)
        joined.append(sound)
    return joined


def _find_sounds(found: Levels, threshold: float) -> list[_Sound]:
    edges = np.flatnonzero(np.diff(found > threshold, prepend=False, append=False))
    return [_Sound(int(start), int(end)) for start, end in edges.reshape(-1, 2)]
