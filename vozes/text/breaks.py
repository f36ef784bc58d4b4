"""Finds where a text may be split for speaking, and how well: after sentences, after clauses, between words.

`splitting` chooses among the places. This module knows punctuation; `abbreviations` knows which full stops end no
sentence.
"""

import re
from enum import IntEnum
from typing import NamedTuple

from vozes.text.abbreviations import ends_no_sentence
from vozes.text.language import base_language


class Rank(IntEnum):
    """The higher the rank, the more natural a pause is there."""

    TIGHT = 1
    """A place inside what belongs together: `Dr.` and a name, a word and ` !`, words around a no-break space."""
    WORD = 2
    CLAUSE = 3
    SENTENCE = 4


class Break(NamedTuple):
    position: int
    """The end of the text before, without the white space that follows."""
    rank: Rank


class _Gap(NamedTuple):
    """The text around a place where it might be split."""

    before: str
    """The text before it, since the last white space or break; only its end where that is long."""
    blank: str
    """The white space there; empty after marks of scripts that are written without."""
    after: str
    """The character after it."""
    opens: bool
    """Whether `after` begins a bracket or a quotation."""
    lower_case: bool
    """Whether the next letter is a small one."""
    at_start: bool
    """Whether `before` begins a sentence."""


_OPENING = "([{（［｛「『《〈【〔„‚¿¡"
_EITHER = "“‘«»\"'"
"""Quotes that open in one language and close in another."""
_CLOSING = ")]}）］｝」』》〉】〕”’›"
_WIDE_ENDS = "。！？｡．؟۔।॥"
_WIDE_PAUSES = "、，；：،؛—…"
_ENDS = ".!?…" + _WIDE_ENDS
_COMMAS = ",;:、，；：،؛"
_PAUSES = _COMMAS + "–—―"
NEVER_FIRST = frozenset(_CLOSING + _ENDS + _COMMAS)
"""Characters that no segment begins with, unless nothing else can be done."""


def _any(characters: str) -> str:
    return f"[{re.escape(characters)}]"


_CANDIDATE = re.compile(rf"\s+|(?:{_any(_WIDE_ENDS)}+|{_any(_WIDE_PAUSES)}+){_any(_CLOSING)}*")
_MARKS = re.compile(rf"({_any(_ENDS + _PAUSES)}+)({_any(_CLOSING + _EITHER)}*)$")
_NEXT_LETTER = re.compile(r"[\W_]{0,9}(\w)")
_DASHES = re.compile(r"[-–—―]+")
_BULLETS = frozenset("-–—―*•·‣▪")
_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_NO_BREAK_SPACES = frozenset("\u00a0\u202f\u2007")
_LONGEST_BEFORE = 60


def find_breaks(text: str, language: str) -> list[Break]:
    """Returns every white space, and every mark that needs none after it, from left to right.

    None is at the text's ends.
    """
    breaks: list[Break] = []
    language = base_language(language)
    start = 0
    at_start = True
    for match in _CANDIDATE.finditer(text):
        blank = match[0] if match[0].isspace() else ""
        position = match.start() if blank else match.end()
        if match.end() == len(text) or (not blank and text[match.end()].isspace()):
            continue
        rank = _rank(_gap(text, start, position, blank, at_start), language) if position else Rank.SENTENCE
        if rank is not None:
            if position:
                breaks.append(Break(position, rank))
            start = match.end()
            at_start = rank is Rank.SENTENCE
    return breaks


def _gap(text: str, start: int, position: int, blank: str, at_start: bool) -> _Gap:
    following = position + len(blank)
    after = text[following]
    letter = _NEXT_LETTER.match(text, following)
    beyond = text[following + 1 : following + 2]
    return _Gap(
        before=text[max(start, position - _LONGEST_BEFORE) : position],
        blank=blank,
        after=after,
        opens=after in _OPENING or (after in _EITHER and bool(beyond) and (beyond.isalnum() or beyond in _OPENING)),
        lower_case=letter is not None and letter[1].islower(),
        at_start=at_start,
    )


def _rank(gap: _Gap, language: str) -> Rank | None:
    """Returns None where there is no break at all."""
    lines = len(_LINE_ENDS.findall(gap.blank))
    if lines > 1 or (lines and (gap.after in _BULLETS or not gap.lower_case)):
        return Rank.SENTENCE
    tight = Rank.TIGHT if gap.blank else None
    closing = gap.after in NEVER_FIRST or (gap.after == "»" and not gap.opens)
    if closing or gap.before[-1] in _OPENING or gap.before == "«":
        return tight
    if _DASHES.fullmatch(gap.before):
        return tight if gap.at_start else Rank.CLAUSE
    marks = _MARKS.search(gap.before)
    if marks is None:
        return Rank.TIGHT if _NO_BREAK_SPACES.issuperset(gap.blank) else Rank.WORD
    if not gap.blank and gap.after.isdigit() and gap.before[: marks.start()][-1:].isdigit():
        return None
    if marks[1][-1] in _PAUSES or (marks[1][-1] == "…" and not gap.blank):
        return Rank.CLAUSE
    if marks[1] == "." and ends_no_sentence(gap.before[: marks.start()], gap.after, language, first=gap.at_start):
        return Rank.TIGHT
    goes_on = gap.lower_case if gap.blank else bool(marks[2]) and not gap.opens
    return Rank.CLAUSE if goes_on else Rank.SENTENCE
