"""What comes after the speech: where silence, and sounds that are none of the text, begin at the end of a piece.

It knows samples and how long the text takes, not the text. It hears level alone, in frames of 10 ms, and cannot tell a
word from a noise; so it cuts a sound only where hardly any speech would have one: late, short, on its own, behind a
pause longer than any before it, and no louder than the speech.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from vozes.types import Samples

LONGEST_GIBBERISH = 0.7
"""Seconds of a sound after the speech that is cut."""
_FRAME_SECONDS = 0.01
_LOUD_FRAMES = 5
"""So many frames are louder than a click is long."""
_AUDIBLE = 0.01
"""Of the loud level: 40 dB below it, where the last fricative of a sentence can still be heard."""
_SILENCE = 1e-4
"""RMS, 80 dB below full scale: nothing quieter is a sound, however quiet the rest."""
_TAIL_SECONDS = 0.2
"""Of silence that stays behind the last sound: speech fades, and sentences need a pause between them."""
_PAUSE_SECONDS = 0.45
_LONGER = 1.3
"""Times any earlier pause: whoever pauses so long elsewhere may do so before a last word."""
_LOUDER = 2.0
"""Times the speech: what is louder is no gibberish, but the word that a breath came before."""
_FADE_SECONDS = 0.005

Levels = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Sound:
    """A stretch without silence, in frames."""

    start: int
    end: int


def trim_end(
    samples: Samples, rate: int, said_seconds: float, *, longest: float = LONGEST_GIBBERISH, loud: float = 0.0
) -> int:
    """Where samples (time,) at `rate` Hz should end: not before the last sound of the speech and a short tail.

    `said_seconds`: how long the speech is, from its first sound on, when the text can be over (`Guard.said_seconds`).
    `longest`: seconds of a sound that is cut; infinite for a piece that is known to have run away.
    `loud`: where the samples are only the last part of a piece, the level of what came before (`loud_level`);
    `said_seconds` then counts from the first sample.

    It hears more in all of a piece so far than in the last part. For a piece that is still being made the answer is
    how much of it can be played whatever comes.
    """
    levels = _levels(samples, rate)
    sounds = _find_sounds(levels, max(_AUDIBLE * max(loud, _loud(levels)), _SILENCE))
    if not sounds and not loud:
        return len(samples)
    if loud:
        sounds.insert(0, _Sound(0, 0))
    sounds = _without_gibberish(sounds, levels, said_seconds, longest, loud)
    return min(len(samples), round((sounds[-1].end * _FRAME_SECONDS + _TAIL_SECONDS) * rate))


def loud_level(samples: Samples, rate: int) -> float:
    """The RMS of the loudest frames of samples (time,), clicks aside: what silence is silent in comparison to."""
    return _loud(_levels(samples, rate))


def fade_out(samples: Samples, rate: int) -> Samples:
    """A copy of samples (time,) whose last 5 ms fade to nothing, so that an end that was cut does not click."""
    length = min(len(samples), round(_FADE_SECONDS * rate))
    faded = samples.copy()
    faded[len(samples) - length :] *= np.linspace(1, 0, length, dtype=np.float32)
    return faded


def _without_gibberish(
    sounds: list[_Sound], levels: Levels, said_seconds: float, longest: float, loud: float
) -> list[_Sound]:
    longest_pause = 0
    for index, (before, after) in enumerate(pairwise(sounds)):
        pause = after.start - before.end
        said = (before.end - sounds[0].start) * _FRAME_SECONDS
        if (
            pause * _FRAME_SECONDS >= _PAUSE_SECONDS
            and pause >= _LONGER * longest_pause
            and said >= said_seconds
            and all(sound.end - sound.start <= longest / _FRAME_SECONDS for sound in _join(sounds[index + 1 :]))
            and _loud(levels[after.start :]) <= _LOUDER * max(loud, _loud(levels[: before.end]))
        ):
            return sounds[: index + 1]
        longest_pause = max(longest_pause, pause)
    return sounds


def _join(sounds: list[_Sound]) -> list[_Sound]:
    """Sounds with no real pause between them as one."""
    joined: list[_Sound] = []
    for sound in sounds:
        if joined and (sound.start - joined[-1].end) * _FRAME_SECONDS < _PAUSE_SECONDS:
            sound = _Sound(joined.pop().start, sound.end)
        joined.append(sound)
    return joined


def _find_sounds(levels: Levels, threshold: float) -> list[_Sound]:
    edges = np.flatnonzero(np.diff(levels > threshold, prepend=False, append=False))
    return [_Sound(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def _levels(samples: Samples, rate: int) -> Levels:
    """The RMS of each frame, the last of which may be shorter: (frames,)."""
    length = round(rate * _FRAME_SECONDS)
    squares = np.square(samples, dtype=np.float64)
    squares = np.pad(squares, (0, -len(squares) % length))
    levels: Levels = np.sqrt(squares.reshape(-1, length).mean(axis=1))
    return levels


def _loud(levels: Levels) -> float:
    if not len(levels):
        return 0.0
    return float(np.sort(levels)[-min(_LOUD_FRAMES, len(levels))])
