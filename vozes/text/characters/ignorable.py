"""Removes characters that nobody sees, and brings those back that make a difference.

Inside a word most are accidents: left over from a web page, a typesetter or a byte order mark. A few join emoji, or
shape Persian and Indic letters. They are taken out before letters are composed, since they would stand between them.
"""

import re
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vozes.text.characters.draft import Draft
from vozes.text.characters.emoji import may_be_emoji

_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties, 14.0), and the marks of interlinear notes."""
_JOINERS = re.compile("[\u200c\u200d\ufe0f\U000e0020-\U000e007f]+")
_NON_JOINER, _JOINER, _EMOJI_FORM = "\u200c\u200d\ufe0f"
_LAST_TAG = "\U000e007f"
_FLAG = "\U0001f3f4"
_KEYCAP = "\u20e3"
_CURSIVE = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_INDIC = re.compile("[\u0900-\u0dff\u1000-\u109f\u1780-\u17ff]")


class Joiners(NamedTuple):
    """Characters that may make a difference, and where they stand in what the user sent: runs, and the span of each."""

    runs: list[str]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def is_ignorable(character: str) -> bool:
    return _IGNORABLE.match(character) is not None


def without_ignorables(draft: Draft) -> tuple[Draft, Joiners | None]:
    """Returns the text without any, and those that `with_joiners` may bring back."""
    ignorable = set(_IGNORABLE.findall("".join(draft.characters)))
    joining = set(filter(_JOINERS.match, ignorable))
    draft = _without(draft, ignorable - joining)
    if not joining:
        return draft, None
    runs = _JOINERS.findall(draft.text)
    starts = [match.start() for match in _JOINERS.finditer(draft.text)]
    lengths = np.fromiter(map(len, runs), np.int64, len(runs))
    joiners = Joiners(runs, draft.starts[starts], draft.ends[starts + lengths - 1])
    return _without(draft, joining), joiners


def with_joiners(draft: Draft, joiners: Joiners | None) -> Draft:
    """Returns the text with those that make a difference there; they belong to the character before them."""
    if joiners is None or not draft.text:
        return draft
    text, pieces, ends, needed = draft.text, list(draft.text), draft.ends.copy(), cache(_needed)
    places = np.searchsorted(draft.starts, joiners.ends)
    brought = np.zeros(len(places), bool)
    inside = (places == 0) | (ends[places - 1] > joiners.starts)  # of a letter that was composed over it
    for number, (place, run) in enumerate(zip(places.tolist(), joiners.runs, strict=True)):
        if not inside[number] and (joiner := needed(text[place - 1], run, text[place : place + 1])):
            pieces[place - 1] += joiner
            brought[number] = True
    ends[places[brought] - 1] = joiners.ends[brought]
    return Draft(text, draft.starts, ends).replaced(pieces)


def _without(draft: Draft, characters: set[str]) -> Draft:
    return draft.replaced(draft.pieces(dict.fromkeys(characters, ""))) if characters else draft


def _needed(before: str, joiners: str, after: str) -> str:
    """Returns those of the joiners that make a difference between two characters; `after` may be empty."""
    if _EMOJI_FORM in joiners and after == _KEYCAP and before in "0123456789#*":
        return _EMOJI_FORM
    if before == _FLAG and joiners[-1] == _LAST_TAG:
        return "".join(filter(_is_tag, joiners))
    if may_be_emoji(before):
        joined = _JOINER in joiners and after != "" and may_be_emoji(after)
        return (_EMOJI_FORM if _EMOJI_FORM in joiners else "") + (_JOINER if joined else "")
    if _INDIC.match(before) and _INDIC.match(after):
        return next((joiner for joiner in joiners if joiner in (_NON_JOINER, _JOINER)), "")
    if _NON_JOINER in joiners and _CURSIVE.match(before) and _CURSIVE.match(after):
        return _NON_JOINER
    return ""


def _is_tag(character: str) -> bool:
    return "\U000e0020" <= character <= _LAST_TAG
