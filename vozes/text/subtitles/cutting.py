"""Cuts words with their times into cues that are easy to read: one or two lines each, ended where the text pauses.

Of all ways to cut the cheapest is taken: a cue should end with a sentence, else with a clause; few cues are better than
many; none should flash by. What no cue may have are more columns or seconds than are read at once, and a long silence.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from vozes.text.breaks import Rank
from vozes.text.subtitles.pieces import Piece, pieces
from vozes.types import WordTiming

LINE_COLUMNS = 42
LONGEST_SECONDS = 7.0
_SHORTEST_SECONDS = 1.0
_LONGEST_SILENCE = 1.5
"""Seconds between two words of one cue, at most."""
_CUE = 3.0
"""What a cue costs, wherever it ends."""
_END = {Rank.SENTENCE: 0.0, Rank.CLAUSE: 2.0, Rank.WORD: 8.0, Rank.TIGHT: 40.0}
"""What a cue's end costs."""
_INSIDE = {Rank.SENTENCE: 6.0, Rank.CLAUSE: 0.0, Rank.WORD: 0.0, Rank.TIGHT: 0.0}
"""What it costs that a cue goes on there."""
_FLASH = 8.0
"""What a cue costs that is gone at once."""
_EMPTY = 2.0
"""What a cue costs that is nearly empty; it falls with the square of what is missing, so that lengths are alike."""
_LINE_END = {Rank.SENTENCE: 0, Rank.CLAUSE: 4, Rank.WORD: 12, Rank.TIGHT: 40}
"""Columns of difference between two lines that a better end of the first one is worth."""


@dataclass(frozen=True, slots=True)
class Cue:
    start: float
    end: float
    """Seconds."""
    lines: tuple[str, ...]
    """One or two, of at most `LINE_COLUMNS`."""


def cut(text: str, language: str, words: Sequence[WordTiming], seconds: float) -> list[Cue]:
    """Returns the cues of a text. `words` have spans of it, in order; `seconds`: how long the audio is."""
    if not words:
        return []
    cutter = _Cutter(pieces(text, language, words, LINE_COLUMNS))
    cues = [cutter.cue(first, end) for first, end in cutter.spans()]
    return [_readable(cue, following, seconds) for cue, following in zip(cues, [*cues[1:], None], strict=True)]


def _readable(cue: Cue, following: Cue | None, seconds: float) -> Cue:
    """Returns a short cue as long as the next one, or the end, lets it stay."""
    latest = seconds if following is None else following.start
    end = max(cue.end, min(cue.start + _SHORTEST_SECONDS, latest))
    return Cue(cue.start, end, cue.lines)


class _Cutter:
    """Its tables have an entry for each piece, so that each way to cut costs next to nothing to look at."""

    def __init__(self, all_pieces: Sequence[Piece]):
        self._pieces = all_pieces
        self._before = [0, *accumulate(piece.width + piece.spaced for piece in all_pieces)]
        """The columns before each piece, and those of all."""
        self._behind = [end - piece.spaced for end, piece in zip(self._before[1:], all_pieces, strict=True)]
        """The columns before the end of each piece, without the space behind it."""
        self._inside = [0.0, *accumulate(_INSIDE[piece.rank] for piece in all_pieces)]
        self._silences = [0.0, *(after.start - before.end for before, after in pairwise(all_pieces))]

    def spans(self) -> list[tuple[int, int]]:
        """Returns the first piece of each cue and the one after its last."""
        count = len(self._pieces)
        costs = [0.0, *[float("inf")] * count]
        origins = [0] * (count + 1)
        shown = [piece.start for piece in self._pieces[1:]] + [float("inf")]
        fixed = [_CUE + _END[piece.rank] + inside for piece, inside in zip(self._pieces, self._inside, strict=False)]
        for first in range(count):
            start, before = self._pieces[first].start, self._before[first]
            so_far = costs[first] - self._inside[first]
            for last in range(first, self._end(first)):
                empty = 1 - (self._behind[last] - before) / (2 * LINE_COLUMNS)
                flash = 1 - (shown[last] - start) / _SHORTEST_SECONDS
                cost = so_far + fixed[last] + _EMPTY * empty * empty + (_FLASH * flash if flash > 0 else 0.0)
                if cost < costs[last + 1]:
                    costs[last + 1], origins[last + 1] = cost, first
        found, end = [], count
        while end:
            found.append((origins[end], end))
            end = origins[end]
        return found[::-1]

    def _end(self, first: int) -> int:
        """Returns the piece after the last one that fits into a cue that begins with a piece, which always fits."""
        latest = self._pieces[first].start + LONGEST_SECONDS
        second_line = max(bisect_right(self._behind, self._before[first] + LINE_COLUMNS), first + 1)
        widest = self._before[second_line] + LINE_COLUMNS
        end = first + 1
        while (
            end < len(self._pieces)
            and self._behind[end] <= widest
            and self._pieces[end].end <= latest
            and self._silences[end] <= _LONGEST_SILENCE
        ):
            end += 1
        return end

    def cue(self, first: int, end: int) -> Cue:
        start = self._pieces[first].start
        return Cue(start, max(self._pieces[end - 1].end, start + 0.001), self._lines(first, end))

    def _width(self, first: int, end: int) -> int:
        return self._behind[end - 1] - self._before[first]

    def _lines(self, first: int, end: int) -> tuple[str, ...]:
        """Returns one line, or two of about the same length, the first of which ends well."""
        if self._width(first, end) <= LINE_COLUMNS or end - first == 1:
            return (self._text(first, end),)

        def price(middle: int) -> tuple[bool, int]:
            widths = self._width(first, middle), self._width(middle, end)
            return max(widths) > LINE_COLUMNS, abs(widths[0] - widths[1]) + _LINE_END[self._pieces[middle - 1].rank]

        middle = min(range(first + 1, end), key=price)
        return self._text(first, middle), self._text(middle, end)

    def _text(self, first: int, end: int) -> str:
        return "".join(piece.text + " " * piece.spaced for piece in self._pieces[first:end]).strip()
