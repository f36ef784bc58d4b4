"""Estimates when each word of a segment is heard: its sound is shared out over the words, pauses aside.

A word gets as much as reading it takes for its letters and digits. A pause in the sound is put between the two words
where it is expected, best behind a mark. It knows samples and words, not the model: XTTS v2 tells no times itself.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from vozes.audio.level import AUDIBLE, FRAME_SECONDS, levels, loud_level
from vozes.engines.xtts.durations import weigh
from vozes.text.mapped import MappedText
from vozes.text.reading.words import word_spans
from vozes.types import Samples, WordTiming

_PAUSE_FRAMES = 12
"""A shorter silence is a part of a word, such as the one before a p."""
_SILENCE = 1e-4
"""RMS; nothing quieter is a sound."""
_FARTHEST = 0.15
"""Seconds of sound between a pause and where it is expected, at most; else it is inside a word."""
_MARKED = 0.3
"""By which that distance is multiplied behind a mark, where readers pause."""
_WORD_SECONDS = 0.03
"""What a word takes beside its letters."""
_MARK = re.compile(r"[^\w\s'’\-]")


@dataclass(frozen=True, slots=True)
class SegmentWord:
    """A word of a segment."""

    text_start: int
    text_end: int
    """Its span of the user's text, in code points."""
    seconds: float
    """How long it takes to read it."""
    marked: bool
    """Whether a mark follows, where a reader may pause."""


def segment_words(text: MappedText, language: str) -> tuple[SegmentWord, ...]:
    """Returns the words of what is said; `text`: mapped to the user's text."""
    spans = word_spans(text.text)
    following = [*(start for start, _ in spans), len(text.text)][1:]
    return tuple(
        SegmentWord(
            *text.span(start, end),
            _WORD_SECONDS + weigh(text.text[start:end], language).reading_seconds(language).normal,
            _MARK.search(text.text, end, after) is not None,
        )
        for (start, end), after in zip(spans, following, strict=True)
    )


def estimate(words: Sequence[SegmentWord], samples: Samples, rate: int) -> tuple[WordTiming, ...]:
    """Returns when the words are heard in the samples (time,) of their segment, in seconds from its start."""
    if not words or not len(samples):
        return ()
    frames, pauses = _sounding(samples, rate)
    edges = _edges(words, len(frames), pauses)
    longest = len(samples) / rate

    def start_of(edge: float) -> float:
        frame = min(int(edge), len(frames) - 1)
        return min((int(frames[frame]) + edge - frame) * FRAME_SECONDS, longest)

    def end_of(edge: float) -> float:
        frame = max(math.ceil(edge) - 1, 0)
        return min((int(frames[frame]) + edge - frame) * FRAME_SECONDS, longest)

    return tuple(
        WordTiming(word.text_start, word.text_end, start_of(start), end_of(end))
        for word, (start, end) in zip(words, pairwise(edges), strict=True)
    )


def moved(words: Sequence[WordTiming], seconds: float) -> tuple[WordTiming, ...]:
    return tuple(replace(word, start=word.start + seconds, end=word.end + seconds) for word in words)


def _sounding(samples: Samples, rate: int) -> tuple[npt.NDArray[np.intp], list[int]]:
    """Returns the frames in which somebody speaks, all of them where nothing is heard, and how many of these come
    before each pause.
    """
    found = levels(samples, rate)
    audible = np.flatnonzero(found > max(AUDIBLE * loud_level(found), _SILENCE))
    if not len(audible):
        return np.arange(len(found)), []
    parts, pauses, count = [], list[int](), 0
    for part in np.split(audible, np.flatnonzero(np.diff(audible) > _PAUSE_FRAMES) + 1):
        pauses += [count] if count else []
        parts.append(np.arange(part[0], part[-1] + 1))
        count += len(parts[-1])
    return np.concatenate(parts), pauses


def _edges(words: Sequence[SegmentWord], count: int, pauses: Sequence[int]) -> list[float]:
    """Returns where each word begins, in sounding frames, and where the last one ends."""
    before = [0.0, *accumulate(word.seconds for word in words)]
    anchors = [(0, 0.0)]
    for pause in pauses:
        first, start = anchors[-1]
        scale = (count - start) / (before[-1] - before[first])
        expected = [start + (edge - before[first]) * scale for edge in before]
        place = _place_of(pause, words, expected, first)
        if place is not None:
            anchors.append((place, float(pause)))
    anchors.append((len(words), float(count)))
    edges: list[float] = []
    for (first, start), (end, stop) in pairwise(anchors):
        scale = (stop - start) / (before[end] - before[first])
        edges += [start + (edge - before[first]) * scale for edge in before[first:end]]
    return [*edges, float(count)]


def _place_of(pause: int, words: Sequence[SegmentWord], expected: Sequence[float], after: int) -> int | None:
    """Returns the word before which a pause is, later than another one; None where it is inside a word."""

    def distance(place: int) -> float:
        return abs(expected[place] - pause) * FRAME_SECONDS * (_MARKED if words[place - 1].marked else 1.0)

    best = min(range(after + 1, len(words)), key=distance, default=None)
    return best if best is not None and distance(best) <= _FARTHEST else None
