"""Splits long texts into segments that an engine can say at once: after sentences, then clauses, then words.

Nothing is dropped but white space between two segments. The limits come from the engines, of which this knows nothing.
`breaks` finds where a text may be split, and `clusters` where a word may.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from vozes.errors import ErrorCode, VozesError
from vozes.text.breaks import NEVER_FIRST, Break, Rank, find_breaks
from vozes.text.clusters import boundaries

Fits = Callable[[str], bool]

_SHORT = 10
"""A segment below this part of the limit is avoided: engines that learned from sentences babble after a lone word."""


@dataclass(frozen=True, slots=True)
class Segment:
    text: str
    start: int
    end: int
    """The span of the whole text, in code points."""


def _anything(text: str) -> bool:
    return True


def split(text: str, language: str, limit: int, fits: Fits = _anything) -> list[Segment]:
    """Returns the segments in order, each of at most `limit` characters and such that `fits` holds. A blank text has
    none.

    As many whole sentences as possible go into a segment. `fits` should hold for a shorter text where it holds for a
    longer one. Raises VozesError(TEXT_TOO_LONG) where it does not hold for a single character.
    """
    splitter = _Splitter(text, find_breaks(text, language), limit, fits)
    return [Segment(text[start:end], start, end) for start, end in splitter.spans()]


class _Splitter:
    def __init__(self, text: str, breaks: Sequence[Break], limit: int, fits: Fits):
        self._text, self._limit, self._fits = text, limit, fits
        self._short = limit // _SHORT
        self._breaks = {rank: [place.position for place in breaks if place.rank >= rank] for rank in Rank}
        self._end = len(text.rstrip())

    def spans(self) -> Iterator[tuple[int, int]]:
        start = self._skip_blanks(0)
        while start < self._end:
            end = self._end_of_segment(start)
            yield start, end
            start = self._skip_blanks(end)

    def _end_of_segment(self, start: int) -> int:
        if self._suits(start, self._end):
            return self._end
        end = self._end_at_break(start)
        inside_word = end is None
        if end is None:
            end = self._end_inside_word(start)
        if not self._is_short(end, self._end):
            return end
        places = [self._between(rank, start, end - 1) for rank in (Rank.SENTENCE, Rank.CLAUSE, Rank.WORD)]
        if inside_word:
            places.append(self._inside_word(start))
        return self._end_that_leaves_more(start, places) or end

    def _end_at_break(self, start: int) -> int | None:
        """Returns the last end of a sentence that fits, or a lesser break where that leaves a short segment or none."""
        longest = None
        for rank in reversed(Rank):
            end = self._last_that_suits(start, self._between(rank, start, start + self._limit))
            if end is not None:
                longest = end
                if not self._is_short(start, end):
                    break
        return longest

    def _end_inside_word(self, start: int) -> int:
        stop = min(start + self._limit + 1, self._end)
        whole_signs = boundaries(self._text, start, stop)
        for places in (self._inside_word(start), list(whole_signs), range(start + 1, stop)):
            end = self._last_that_suits(start, places)
            if end is not None:
                return end
        message = f"The engine cannot say the character at position {start}: alone it is more than the limit."
        raise VozesError(ErrorCode.TEXT_TOO_LONG, message, param="text")

    def _end_that_leaves_more(self, start: int, places: Sequence[Sequence[int]]) -> int | None:
        """Returns the last of the best places that leaves no short segment at the end of the text."""
        for candidates in places:
            for place in reversed(candidates):
                if self._is_short(place, self._end):
                    continue
                both_suit = self._suits(start, place) and self._suits(self._skip_blanks(place), self._end)
                if both_suit and not self._is_short(start, place):
                    return place
                break
        return None

    def _last_that_suits(self, start: int, places: Sequence[int]) -> int | None:
        """Returns the greatest end of a segment among rising places. It tries the longest first, which mostly suits."""
        if not places or self._suits(start, places[-1]):
            return places[-1] if places else None
        good, bad = -1, len(places) - 1
        while bad - good > 1:
            middle = (good + bad) // 2
            if self._suits(start, places[middle]):
                good = middle
            else:
                bad = middle
        return places[good] if good >= 0 else None

    def _between(self, rank: Rank, start: int, stop: int) -> list[int]:
        """Returns the breaks of at least this rank in ]start, stop]."""
        places = self._breaks[rank]
        return places[bisect_right(places, start) : bisect_left(places, stop + 1)]

    def _inside_word(self, start: int) -> list[int]:
        """Returns the places between signs where no mark would begin the next segment."""
        return [
            place
            for place in boundaries(self._text, start, min(start + self._limit + 1, self._end))
            if self._text[place] not in NEVER_FIRST and not self._text[place - 1].isspace()
        ]

    def _suits(self, start: int, end: int) -> bool:
        return end - start <= self._limit and self._fits(self._text[start:end])

    def _is_short(self, start: int, end: int) -> bool:
        """Returns whether there is text between, but too little for a segment."""
        return 0 < end - self._skip_blanks(start) < self._short

    def _skip_blanks(self, position: int) -> int:
        while position < self._end and self._text[position].isspace():
            position += 1
        return position
