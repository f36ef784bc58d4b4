"""Takes out the signs around words in Markdown that make them bold, slanted, struck through or code.

A sign is one only where it touches the words, and where a second one ends what it begins: `**kwargs`, `5 * 3`,
`snake_case` and `~5` stay.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from vozes.text.mapped import Edit
from vozes.text.normalizing.rules import EAST_ASIAN

_TOKEN = re.compile(
    r"(?:https?://|www\.)[^\s<>*`]*[^\s<>*`_~.,;:!?)\]'\"]"  # whose signs are its own
    r"|(?P<run>\*+|_+|~+|`+)|(?P<end>\n[ \t]*\n)"
)
_EAST_ASIAN = re.compile(f"[{EAST_ASIAN}]")
_SPACES = " \t\n\u2028\u00a0\u202f\u3000"
_BEFORE = frozenset(["", *_SPACES, *"([{\"'“‘«„¿¡*_~`—–-:|>/"])
"""What may stand right before words in signs, beside white space."""
_NOT_FIRST = frozenset(["", *_SPACES, *".,;:!?…)]}»”’|"])
_NOT_LAST = frozenset(["", *_SPACES, *"([{«“‘¿¡|"])
_NOT_AFTER_LINE = frozenset("@/\\=($")
"""What makes a `_` behind words a part of a name or an address."""
_BLANK = frozenset(["", *_SPACES])
_LONGEST_WORD = 60
_TAG = re.compile(r"<(?=[A-Za-z/!?])")


class _Run(NamedTuple):
    start: int
    length: int
    inside_word: bool


def emphasis_edits(text: str) -> Iterator[Edit]:
    """Yields the edits, in no order."""
    waiting: dict[str, list[_Run]] = {}
    for match in _TOKEN.finditer(text):
        run = match["run"]
        if run:
            key = run if run[0] == "`" else run[0]
            yield from _edits(text, run, *match.span(), waiting.setdefault(key, []))
        elif match["end"]:
            waiting.clear()


def _edits(text: str, run: str, start: int, end: int, waiting: list[_Run]) -> Iterator[Edit]:
    """Yields the edits for a run that ends what waits for an end; what is left of the run waits too.

    `waiting` has the runs that pair with its like: signs of a kind, backticks of one number.
    """
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    inside_word = before.isalnum() and after.isalnum()
    if inside_word and not _may_be_inside_word(text, run, start, before, after):
        return
    if waiting and (inside_word or not after.isalnum()) and _closes(run, before, after):
        while waiting and start < end and (not inside_word or _is_in_one_word(text, waiting[-1], start)):
            first = waiting.pop()
            length = min(first.length, end - start)
            opening = first.start + first.length - length
            yield Edit(opening, opening + length, "")
            yield Edit(start, start + length, "")
            if run[0] == "`":
                yield from _disarmed(text, opening + length, start)
            if length < first.length:
                waiting.append(first._replace(length=first.length - length))
            start += length
    if start < end and (inside_word or before in _BEFORE) and _opens(run, after):
        waiting.append(_Run(start, end - start, inside_word))


def _opens(run: str, after: str) -> bool:
    if run[0] == "`":
        return after not in _BLANK or len(run) > 1
    return after not in _NOT_FIRST and (run != "~" or after.isalpha())


def _closes(run: str, before: str, after: str) -> bool:
    if before in _NOT_LAST:
        return run[0] == "`" if before not in _BLANK else len(run) > 1 and run[0] in "*`" and after in _BLANK
    return run[0] != "_" or after not in _NOT_AFTER_LINE


def _may_be_inside_word(text: str, run: str, start: int, before: str, after: str) -> bool:
    """Returns whether a run between two letters may be of Markdown: `ne**gri**to`, or where words touch anyway."""
    if run[0] == "_":
        return False
    if _EAST_ASIAN.match(before) or _EAST_ASIAN.match(after):
        return True
    return len(run) > 1 and run[0] == "*" and start > 1 and text[start - 2 : start].isalpha()


def _is_in_one_word(text: str, first: _Run, start: int) -> bool:
    """Returns whether no white space is between two runs, if both are inside words."""
    return not first.inside_word or not any(
        map(str.isspace, text[first.start : min(start, first.start + _LONGEST_WORD)])
    )


def _disarmed(text: str, start: int, end: int) -> Iterator[Edit]:
    """Yields a space for each tag that code is about, so that it is none."""
    for match in _TAG.finditer(text, start, end):
        yield Edit(match.end(), match.end(), " ")
