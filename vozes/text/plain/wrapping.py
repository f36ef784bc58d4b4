"""Tells lines that a person ended from lines that a program wrapped, as in mail and in copies from PDF.

A wrapped line is joined to the next one, and others get ends that are no accident, before the words change by which
they can be told. A line that begins small stays as it is, but in a list of short ones.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from vozes.text.breaks import begins_line
from vozes.text.mapped import Edit
from vozes.text.normalizing.rules import EAST_ASIAN
from vozes.text.plain.line_ends import ITEM_END

_PARAGRAPH_END = re.compile(r"\n[^\S\n\u2028]*[\n\u2028]\s*")
_END_MARKS = frozenset(".!?…:;。！？；：؟۔।")
_ITEM = re.compile(r"[ \t]*+(?:(?:\d{1,3}|[^\W\d_])[.)]|[-–—*•+>#|])(?:\s|$)")
_FIRST_WORD = re.compile(r"\S*")
_EAST_ASIAN = re.compile(f"[{EAST_ASIAN}]")
_NARROWEST, _NARROWEST_EAST_ASIAN = 40, 20
"""Characters of the longest line of a text that is taken for wrapped."""
_NEAR = 30
"""Characters of a line that tell whether it goes on with the one before."""
_SHORT = 40
"""Characters of the longest line of a list that has no marks."""


def wrapping_edits(text: str) -> Iterator[Edit]:
    if "\n" not in text:
        return
    start = 0
    for end in _PARAGRAPH_END.finditer(text):
        yield from _paragraph(text, start, end.start())
        start = end.end()
    yield from _paragraph(text, start, len(text.rstrip()))


def _paragraph(text: str, start: int, end: int) -> Iterator[Edit]:
    lines = text[start:end].split("\n")
    if len(lines) < 2:
        return
    full = _full(lines)
    is_list = _is_list(lines, full)
    is_wrapped = not is_list and _is_wrapped(lines, full)
    for index, place in enumerate(_line_ends(start, lines)):
        line, after = lines[index], lines[index + 1]
        if is_wrapped and full[index] and not _ends(line) and not _ITEM.match(after):
            yield _joint(line, after, place)
        elif is_list or begins_line(after.lstrip()[:_NEAR]):
            yield Edit(place, place + 1, ITEM_END)


def _line_ends(start: int, lines: Sequence[str]) -> Iterator[int]:
    for line in lines[:-1]:
        start += len(line) + 1
        yield start - 1


def _full(lines: Sequence[str]) -> list[bool]:
    """Returns for each line but the last whether the next one's first word would not have fitted."""
    width = max(map(len, lines))
    return [len(line) + 1 + _first_word(after) > width for line, after in itertools.pairwise(lines)]


def _first_word(line: str) -> int:
    """Returns how many characters it has; one where words are not parted by spaces."""
    word = _FIRST_WORD.match(line.lstrip())
    return 1 if word is None or _EAST_ASIAN.match(word[0]) else word.end()


def _is_list(lines: Sequence[str], full: Sequence[bool]) -> bool:
    """Returns whether these are short lines in small letters, of which none ends with a mark but the first."""
    if len(lines) < 3 or max(map(len, lines)) > _SHORT:
        return False
    if not (_is_small(lines[0]) or lines[0].rstrip().endswith(":")):
        return False
    if not all(_is_small(line) for line in lines[1:]) or any(map(_has_mark, lines[1:-1])):
        return False
    return max(map(len, lines)) <= _SHORT // 2 or not all(full)


def _is_wrapped(lines: Sequence[str], full: Sequence[bool]) -> bool:
    east_asian = _EAST_ASIAN.match(lines[0].lstrip()) is not None
    if max(map(len, lines)) < (_NARROWEST_EAST_ASIAN if east_asian else _NARROWEST):
        return False
    if any(full[index] and not _ends(lines[index]) and _is_small(lines[index + 1]) for index in range(len(full))):
        return True
    caseless = not any(character.isupper() or character.islower() for character in lines[0])
    return caseless and len(lines) > 2 and all(full)


def _joint(line: str, after: str, place: int) -> Edit:
    """Returns what stands for a line end: a space, or nothing inside a word or between ideographs."""
    stripped = line.rstrip()
    if stripped.endswith("-") and stripped[-2:-1].isalpha() and _is_small(after):
        return Edit(place - 1 - (len(line) - len(stripped)), place + 1, "")
    together = _EAST_ASIAN.match(stripped[-1:]) and _EAST_ASIAN.match(after.lstrip()[:1])
    return Edit(place, place + 1, "" if together else " ")


def _is_small(line: str) -> bool:
    first = line.lstrip()[:1]
    return first.islower() or first.isdigit()


def _has_mark(line: str) -> bool:
    return not line.rstrip()[-1:].isalnum()


def _ends(line: str) -> bool:
    return line.rstrip("\"'”’»)] \t")[-1:] in _END_MARKS
