"""Finds where a text may be split for speaking, and how well: after sentences, after clauses, between words.

`splitting` chooses among the places, and `reading` gives lines their ends. This module knows punctuation;
`abbreviations` knows which full stops end no sentence.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
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
    """What is around a place where a text might be split."""

    before: str
    """The text before it, since the last white space or break; only its end where that is long."""
    blank: str
    """The white space there; empty after marks of scripts that are written without."""
    following: str
    """The beginning of the text after it."""
    at_start: bool
    """Whether `before` begins a sentence."""
    previous: str
    """The word before `before` in the sentence, where `before` ends with a full stop."""

    @property
    def opens(self) -> bool:
        """Whether the text after it begins a bracket or a quotation."""
        after, beyond = self.following[0], self.following[1:2]
        return after in _OPENING or (after in _EITHER and beyond != "" and (beyond.isalnum() or beyond in _OPENING))

    @property
    def before_small_letter(self) -> bool:
        return _begins_small(self.following)


_OPENING = "([{（［｛「『《〈【〔„‚¿¡"
_EITHER = "“‘«»\"'"
"""Quotes that open in one language and close in another."""
_CLOSING = ")]}）］｝」』》〉】〕”’›"
_WIDE_ENDS = "。！？｡．؟۔।॥։።។။"
_WIDE_PAUSES = "、，；：،؛—…"
_ENDS = ".!?…" + _WIDE_ENDS
_COMMAS = ",;:、，；：،؛"
_PAUSES = _COMMAS + "–—―"
NEVER_FIRST = frozenset(_CLOSING + _ENDS + _COMMAS)
"""Characters that no segment begins with, unless nothing else can be done."""


def _any(characters: str) -> str:
    return f"[{re.escape(characters)}]"


_LINE_END = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_WIDE_END = f"{_any(_WIDE_ENDS)}+{_any(_CLOSING)}*"
_WIDE_PAUSE = f"{_any(_WIDE_PAUSES)}+{_any(_CLOSING)}*"
_CANDIDATE = re.compile(
    rf"(?=[\s{re.escape(_WIDE_ENDS + _WIDE_PAUSES)}])(?:(?P<plain> (?<=\w )(?=\w))|\s+|{_WIDE_END}|{_WIDE_PAUSE})"
)
_CANDIDATE_OF_SENTENCE = re.compile(
    rf"(?<={_any(_ENDS + ';' + _CLOSING + _EITHER)})\s+|(?<!\s)[^\S{_LINE_END}]*+[{_LINE_END}]\s*|{_WIDE_END}"
)
"""The same without those that never end a sentence."""
_NEXT_LETTER = re.compile(r"[\W_]{0,9}(\w)")
_DASHES = re.compile(r"[-–—―]+")
_BULLETS = frozenset("-–—―*•·‣▪")
_LIST_LETTER = re.compile(r"[^\W\d_]{1,4}\)\s")
_ELISION = re.compile(r"[(\[](?:\.{2,}|…)[)\]]")
_LINE_ENDS = re.compile(rf"\r\n|[{_LINE_END}]")
_NO_BREAK_SPACES = frozenset("\u00a0\u202f\u2007")
_LONGEST_BEFORE = 60
_NEAR = 30


def find_breaks(text: str, language: str) -> list[Break]:
    """Returns every white space, and every mark that needs none after it, from left to right.

    None is at the text's ends.
    """
    return list(_breaks(text, language, _CANDIDATE))


def sentence_ends(text: str, language: str) -> list[int]:
    """Returns the positions of the breaks after sentences alone, in a fraction of the time."""
    return [place.position for place in _breaks(text, language, _CANDIDATE_OF_SENTENCE) if place.rank is Rank.SENTENCE]


def begins_line(following: str) -> bool:
    """Returns whether a line that begins so is more than the wrapped rest of the one before it."""
    return following[0] in _BULLETS or _LIST_LETTER.match(following) is not None or not _begins_small(following)


def _begins_small(following: str) -> bool:
    letter = _NEXT_LETTER.match(following)
    return letter is not None and letter[1].islower()


def _breaks(text: str, language: str, candidates: re.Pattern[str]) -> Iterator[Break]:
    language = base_language(language)
    start = start_of_sentence = 0
    for match in candidates.finditer(text):
        position, end = match.span()
        if match.lastgroup:
            start = end
            yield Break(position, Rank.WORD)
            continue
        blank = match[0] if match[0].isspace() else ""
        if not blank:
            position = end
        if not position:
            start = start_of_sentence = end
        elif end < len(text) and (blank or not text[end].isspace()):
            rank = _rank(_gap(text, start, start_of_sentence, position, blank), language)
            if rank is None:
                continue
            yield Break(position, rank)
            start = end
            if rank is Rank.SENTENCE:
                start_of_sentence = end


def _gap(text: str, start: int, start_of_sentence: int, position: int, blank: str) -> _Gap:
    before = text[max(start, position - _LONGEST_BEFORE) : position].split()[-1]
    start = position - len(before)
    previous = ""
    if before[-1] == "." and start > start_of_sentence:
        previous = "".join(text[max(start_of_sentence, start - _NEAR) : start].split()[-1:])
    end = position + len(blank)
    return _Gap(before, blank, text[end : end + _NEAR], start == start_of_sentence, previous)


@lru_cache(4096)
def _rank(gap: _Gap, language: str) -> Rank | None:
    """Returns None where there is no break at all."""
    if gap.blank != " " and _is_line_end(gap):
        return Rank.SENTENCE
    tight = Rank.TIGHT if gap.blank else None
    after = gap.following[0]
    closing = after in NEVER_FIRST or (after == "»" and not gap.opens)
    if closing or gap.before[-1] in _OPENING or gap.before == "«":
        return tight
    if _DASHES.fullmatch(gap.before):
        return tight if gap.at_start else Rank.CLAUSE
    marked = gap.before.rstrip(_CLOSING + _EITHER)
    word = marked.rstrip(_ENDS + _PAUSES)
    marks = marked[len(word) :]
    if not marks:
        return Rank.TIGHT if _NO_BREAK_SPACES.issuperset(gap.blank) else Rank.WORD
    return _rank_after(marks, word, gap, language)


def _rank_after(marks: str, word: str, gap: _Gap, language: str) -> Rank | None:
    if not word and gap.at_start:
        return Rank.TIGHT if gap.blank else None
    if not gap.blank and gap.following[0].isdigit() and word[-1:].isdigit():
        return None
    if _ELISION.fullmatch(gap.before):
        return Rank.WORD
    if marks[-1] in _PAUSES or (marks[-1] == "…" and not gap.blank):
        return Rank.SENTENCE if marks == ";" and language == "el" else Rank.CLAUSE
    if marks == "." and _goes_on(word, gap, language):
        return Rank.TIGHT
    closed = len(word) + len(marks) < len(gap.before)
    goes_on = gap.before_small_letter if gap.blank else closed and not gap.opens
    return Rank.CLAUSE if goes_on else Rank.SENTENCE


def _is_line_end(gap: _Gap) -> bool:
    """Returns whether lines end there that are not just wrapped."""
    lines = len(_LINE_ENDS.findall(gap.blank))
    return lines > 1 or (lines == 1 and begins_line(gap.following))


def _goes_on(word: str, gap: _Gap, language: str) -> bool:
    """Returns whether the full stop after a word ends no sentence."""
    after = gap.following[0]
    return ends_no_sentence(word, after, language, first=gap.at_start, previous=gap.previous, following=gap.following)
