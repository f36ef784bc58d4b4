"""Splits a text into words and marks of punctuation, which are spoken as pauses and melody.

A comma or colon within a number, the full stop of an abbreviation or an address, and a hyphen belong to the word.
Marks of all scripts become the few that neural models know. Nothing is pronounced here.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from vozes.text.abbreviations import ends_no_sentence
from vozes.text.language import base_language

MARKS = ';:,.!?¡¿—…"«»“”()'
_SAME_AS = {
    ",": "、，､،",
    ".": "。．｡۔।॥",
    "!": "！",
    "?": "？؟",
    ";": "；؛",
    ":": "：",
    "—": "–―⸺",
    "…": "⋯‥",
    "“": "„‟「『〈《【〔",
    "”": "」』〉》】〕",
    "(": "（［｛[{",
    ")": "）］｝]}",
}
_CANONICAL = {other: mark for mark, others in _SAME_AS.items() for other in others} | {"-": "—"}
_WIDE_ENDS = frozenset("".join(_SAME_AS[mark] for mark in ",.!?;:”)"))
_WIDE_STARTS = frozenset(_SAME_AS["“"] + _SAME_AS["("])
"""Marks of scripts without spaces. Other scripts have a space after the former and before the latter."""
_ALWAYS = "".join(set(MARKS) - set(".,:")) + "".join(_SAME_AS.values())
_MARK = re.compile(
    rf"[{re.escape(_ALWAYS)}]"
    r"|\.{2,}|\.(?!\w)"
    r"|[,:](?!\d)|(?<!\d)[,:]"
    r"|-{2,}|(?<!\S)-(?!\S)"
)
_WORD, _NO_SPACE = re.compile(r"\S+"), re.compile(r"\S")
_LONGEST_BEFORE = 60


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    """A word as it is written, or one of MARKS."""
    start: int
    end: int
    is_word: bool
    space_before: bool


def tokens(text: str, language: str) -> list[Token]:
    """Returns everything but white space, in order."""
    found: list[Token] = []
    position = 0
    for start, end, mark in _cut(text, base_language(language)):
        words = _WORD.finditer(text, position, start)
        found += (_token(text, word.start(), word.end(), word[0], is_word=True) for word in words)
        if mark:
            found.append(_token(text, start, end, mark, is_word=False))
        position = end
    return found


def _cut(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yields each mark's span and sign, and at last the text's end without one."""
    for match in _MARK.finditer(text):
        if match[0] == "." and _is_of_abbreviation(text, match.start(), language):
            continue
        mark = "…" if match[0].startswith("..") else _CANONICAL.get(match[0][0], match[0][0])
        yield match.start(), match.end(), mark
    yield len(text), len(text), ""


def _is_of_abbreviation(text: str, place: int, language: str) -> bool:
    following = _NO_SPACE.search(text, place + 1)
    if following is None or following.start() == place + 1:
        return False
    before = _WORD.findall(text[max(0, place - _LONGEST_BEFORE) : place])
    if before and len(before[-1]) == 1 and unicodedata.decomposition(before[-1]):  # `É.` is a word, no initial
        return False
    return bool(before) and ends_no_sentence(before[-1], following[0], language, first=False)


def _token(text: str, start: int, end: int, said: str, *, is_word: bool) -> Token:
    before, first = text[start - 1 : start], text[start]
    space = before.isspace() or first in _WIDE_STARTS or (before in _WIDE_ENDS and is_word)
    return Token(said, start, end, is_word, space_before=bool(before) and space)
