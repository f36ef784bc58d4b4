"""Joins the turns of a dialogue to one speech, each in its own voice, and tells when each turn is heard.

It knows nothing of who asks, and of HTTP. The text of the whole is that of the turns, with nothing between them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from vozes.service.speech.alignment import TimedCharacters
from vozes.service.speech.parts import Part, Silence, SpokenPart
from vozes.service.speech.service import Speech
from vozes.text.mapped import MappedText

_PAUSE = 0.3
"""Seconds of silence between two turns."""


@dataclass(frozen=True, slots=True)
class Turn:
    voice: str
    """As it was asked for."""
    text: str
    speech: Speech
    """How it is spoken, prepared."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one turn, heard in one voice."""

    voice: str
    turn: int
    start: float
    end: float
    """Seconds from the beginning of the answer."""
    character_start: int
    character_end: int
    """Behind the last one."""


@dataclass(slots=True)
class Dialogue:
    turns: Sequence[Turn]
    """One at least."""
    speech: Speech = field(init=False)
    """All turns as one."""
    _first_parts: list[int] = field(init=False, default_factory=list)
    """The number of the part with which each turn begins."""
    _ends: list[int] = field(init=False)
    """Where the text of each turn ends in that of the whole."""
    _told: int = field(init=False, default=0)
    """Characters that are in a segment already."""

    def __post_init__(self) -> None:
        parts: list[Part] = []
        self._ends = list(accumulate(len(turn.text) for turn in self.turns))
        for turn, end in zip(self.turns, self._ends, strict=True):
            if parts:
                parts.append(Silence(_PAUSE))
            self._first_parts.append(len(parts))
            parts += [_moved(part, end - len(turn.text)) for part in turn.speech.parts]
        warnings = dict.fromkeys(warning for turn in self.turns for warning in turn.speech.warnings)
        self.speech = replace(self.turns[0].speech, parts=tuple(parts), warnings=list(warnings))

    @property
    def text(self) -> str:
        return "".join(turn.text for turn in self.turns)

    def said(self, characters: TimedCharacters) -> list[Segment]:
        """Returns the segments of the next characters of the text, by their places among these."""
        found: list[Segment] = []
        place, count = 0, len(characters.characters)
        for number, (turn, end) in enumerate(zip(self.turns, self._ends, strict=True)):
            stop = min(end - self._told, count)
            if stop > place:
                times = characters.starts[place], characters.ends[stop - 1]
                found.append(Segment(turn.voice, number, *times, place, stop))
                place = stop
        self._told += count
        return found

    def heard(self, seconds: float) -> list[Segment]:
        """Returns the segments of a whole answer of so many seconds, in which no character is timed: of each turn one,
        by its place in the text.
        """
        starts = list(self._starts(seconds))
        spans = zip([0, *self._ends], self._ends, strict=False)
        return [
            Segment(turn.voice, number, start, end, *span)
            for number, (turn, start, end, span) in enumerate(
                zip(self.turns, starts, [*starts[1:], seconds], spans, strict=True)
            )
        ]

    def _starts(self, seconds: float) -> Iterator[float]:
        """Yields when each turn begins to be heard; one that has no sound begins with the next one."""
        heard = self.speech.part_starts
        for first in self._first_parts:
            yield min((start for part, start in heard.items() if part >= first), default=seconds)


def _moved(part: Part, by: int) -> Part:
    """Returns a part of a turn whose text begins at `by` of the whole."""
    if isinstance(part, Silence):
        return part
    source = MappedText.of(part.request.text) if part.source is None else part.source
    return SpokenPart(part.engine, part.request, source.moved(by), part.gain)
