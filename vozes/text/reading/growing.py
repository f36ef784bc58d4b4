"""A text that arrives in pieces, and what of it can be said before the rest has come.

A passage is let go as soon as nothing that may follow can change how it is read: at the end of a sentence, or of a
line. What goes on for long without one is let go at the end of a clause, then between two words, so that the look-ahead
is bounded. A text with markup waits until it is whole. It knows no language, and nothing of who speaks.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from vozes.text.markup.passages import Markup
from vozes.text.reading.blocks import settled_ends
from vozes.text.speakable import may_be_said

_CLAUSE = 200
"""Characters after which the end of a clause will do."""
_EAGER_CLAUSE = 50
"""The same for who wants to hear something soon."""
_WORDS = 400
"""Characters after which a place between two words will do."""
_LONGEST = 1_000
"""Characters after which any place will do."""
_FEW = 20
"""Characters; a shorter passage is joined to the next one, where that is there already."""

_CALL = re.compile(r"(?<=\w)[!?]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[¿¡]*[^\W\d_a-zß-öø-ÿ])")
"""The end of a sentence that no abbreviation ends with, however short its last word is."""
_CLAUSE_END = re.compile(r"(?<=[^\W\d_]{2})[,;:]\s+(?=[^\W\d_])|[，、；：،؛]+(?=\S)")
_WORD_END = re.compile(r"(?<=[^\W\d_]{4}),?\s+(?=[^\W\d_])")
_BLANK = re.compile(r"\s+(?=\S)")
_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SSML = re.compile(r"\s*<speak\b")


class Passage(NamedTuple):
    """What can be said next, with the white space behind it."""

    text: str
    start: int
    """Its place in the whole text, in code points."""


class GrowingText:
    """A text so far. Its passages hold all of it, but for what nobody would say."""

    def __init__(self, markup: Markup = Markup.AUTO):
        self._markup = markup
        self._held = ""
        self._place = 0
        """Where what is held begins in the whole text."""

    @property
    def held(self) -> int:
        """Returns how many characters wait for what follows."""
        return len(self._held)

    def push(self, text: str, *, eager: bool = False) -> Iterator[Passage]:
        """Takes the next piece, and yields the passages that are settled. `eager`: at the ends of clauses too."""
        self._held = _with_whole_characters(self._held + text)
        ends = [] if _is_marked_up(self._held, self._markup) else _ends(self._held, eager)
        if ends:
            yield from self._take(ends)

    def flush(self) -> Iterator[Passage]:
        """Yields all that is left, whatever follows."""
        whole = _is_marked_up(self._held, self._markup)
        yield from self._take([*([] if whole else _sentence_ends(self._held)), len(self._held)])

    def _take(self, ends: list[int]) -> Iterator[Passage]:
        """Yields what is held up to the last of the ends, in passages of which none is very short without need."""
        text, place = self._held, self._place
        self._held, self._place = text[ends[-1] :], place + ends[-1]
        wide = [0]
        for end in ends:
            if end == ends[-1] or len(text[wide[-1] : end].strip()) >= _FEW:
                wide.append(end)
        for start, end in pairwise(wide):
            if any(map(may_be_said, text[start:end])):
                yield Passage(text[start:end], place + start)


def _with_whole_characters(text: str) -> str:
    """Returns a text in which the two halves of a character that came in two pieces are one again."""
    if _HALVES.search(text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _is_marked_up(text: str, markup: Markup) -> bool:
    return (
        markup is Markup.SSML
        or (markup is Markup.TAGS and "[" in text)
        or (markup is Markup.AUTO and _SSML.match(text) is not None)
    )


def _sentence_ends(text: str) -> list[int]:
    return sorted({*settled_ends(text), *(match.end() for match in _CALL.finditer(text))})


def _ends(text: str, eager: bool) -> list[int]:
    """Returns where the text may be parted; none where nothing is settled yet."""
    ends = _sentence_ends(text)
    settled = ends[-1] if ends else 0
    left = text[settled:]
    for most, pattern in ((_EAGER_CLAUSE if eager else _CLAUSE, _CLAUSE_END), (_WORDS, _WORD_END), (_LONGEST, _BLANK)):
        last = max((match.end() for match in pattern.finditer(left)), default=0)
        if len(left) > most and last:
            return [*ends, settled + last]
    return [*ends, len(text)] if len(left) > _LONGEST else ends
