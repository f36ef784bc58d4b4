"""Characters whose plain form depends on those around them, as a number in a circle that must not join another."""

import re
import unicodedata
from collections.abc import Iterable

from vozes.text.characters.draft import Draft
from vozes.text.characters.folding import PHONETIC, WIDE_MARKS, fold

_RAISED = "ᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁᵂⱽᵃᵇᵈᵉᵍᵏᵐᵒᵖᵗᵘᵛᶜᶠᶻ"
"""Raised letters that are always read as letters."""
_AMONG_RAISED = re.compile(f"(?<=[{_RAISED}])[{PHONETIC}]+|[{PHONETIC}]+(?=[{_RAISED}])")
_ORDINAL = re.compile("(?<=[0-9])ᵃ|(?<=[0-9nN])ᵒ")
_ORDINAL_SIGNS = str.maketrans("ᵃᵒ", "ªº")
_THIN_SPACES = "\u2006\u2008\u2009\u200a"
_GROUPING = re.compile(f"(?<=[0-9])[{_THIN_SPACES}](?=[0-9])")
"""A thin space between the thousands of a number."""
_NARROW_NO_BREAK_SPACE = "\u202f"
_IDEOGRAPHS = "\u2e80-\u2fff\u3001-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_LONE_WIDE_MARKS = re.compile(f"(?<![{_IDEOGRAPHS}{WIDE_MARKS}])[{WIDE_MARKS}]++(?![{_IDEOGRAPHS}])")
_NARROW_MARKS = {ord(mark): unicodedata.normalize("NFKC", mark) for mark in WIDE_MARKS}
ACUTE = "´"
"""Typed in place of an apostrophe, as in `d´água`."""
_ACUTE_AMONG_LETTERS = re.compile(rf"(?<=[^\W\d_]){ACUTE}(?=[^\W\d_])")
_BELOW = frozenset("₀₁₂₃₄₅₆₇₈₉")


def settled(draft: Draft) -> Draft:
    """Returns the text with those characters replaced that `fold` could not tell without their context."""
    text = draft.text
    if not draft.characters.isdisjoint(_RAISED):
        text = _AMONG_RAISED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
        text = _ORDINAL.sub(lambda match: match[0].translate(_ORDINAL_SIGNS), text)
    if not draft.characters.isdisjoint(_THIN_SPACES):
        text = _GROUPING.sub(_NARROW_NO_BREAK_SPACE, text)
    return draft if text is draft.text else Draft(text, draft.starts, draft.ends)


def separate(text: str, pieces: list[str], folded: Iterable[str]) -> None:
    """Puts spaces into the pieces that replace the text's characters, where two numbers would become one.

    That is about numbers in circles or with a full stop, and those below the line, among the characters that fold.
    """
    framed = set(filter(_is_framed_number, folded))
    below = framed & _BELOW
    _space(pieces, text, framed - below, r"\w\u0300-\u036f", r"\w")
    _space(pieces, text, below, r"\d", r"\d")


def narrowed(draft: Draft) -> Draft:
    """Returns a folded text with wide marks made narrow where no ideograph is beside them."""
    if not any(mark in draft.text for mark in WIDE_MARKS):
        return draft
    text = _LONE_WIDE_MARKS.sub(lambda match: match[0].translate(_NARROW_MARKS), draft.text)
    return Draft(text, draft.starts, draft.ends)


def with_apostrophes(draft: Draft) -> Draft:
    """Returns a composed text with an apostrophe for each acute accent that stands between letters."""
    if ACUTE not in draft.text:
        return draft
    return Draft(_ACUTE_AMONG_LETTERS.sub("'", draft.text), draft.starts, draft.ends)


def _space(pieces: list[str], text: str, numbers: set[str], before: str, after: str) -> None:
    if not numbers:
        return
    number = f"[{''.join(numbers)}]"
    for match in re.finditer(f"{number}(?=[{after}])", text):
        pieces[match.start()] += " "
    for match in re.finditer(f"(?<=[{before}])(?<!{number}){number}", text):
        pieces[match.start()] = " " + pieces[match.start()]


def _is_framed_number(character: str) -> bool:
    return fold(character)[0].isdigit() and unicodedata.category(character) != "Nd"
