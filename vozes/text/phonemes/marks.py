"""Splits a text into words and marks of punctuation, which are spoken as pauses and melody.

A comma or colon within a number, the full stop of an abbreviation or an address, and a hyphen belong to the word.
Which other signs are marks depends on who reads the words. Nothing is pronounced here.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
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
_CANONICAL = {other: mark for mark, others in _SAME_AS.items() for other in others}
_WIDE_ENDS = frozenset("".join(_SAME_AS[mark] for mark in ",.!?;:”)"))
_WIDE_STARTS = frozenset(_SAME_AS["“"] + _SAME_AS["("])
"""Marks of scripts without spaces. Other scripts have a space after the former and before the latter."""
_IN_TEXT = r"\.{2,}|\.(?!\w)|[,:](?!\d)|(?<!\d)[,:]"
"""Marks unless they belong to a number or an address."""


@dataclass(frozen=True, slots=True)
class Punctuation:
    """The signs that are marks, and what each is written as."""

    pattern: re.Pattern[str]
    written: Mapping[str, str]
    """What a mark becomes, by its first two signs, if it does not stay what it is."""


def _punctuation(marks: str, written: Mapping[str, str], dashes: str = "") -> Punctuation:
    return Punctuation(re.compile(rf"[{re.escape(marks)}]|{_IN_TEXT}{dashes}"), written)


ALL_SCRIPTS = _punctuation(
    "".join(set(MARKS) - set(".,:")) + "".join(_SAME_AS.values()),
    _CANONICAL | {"-": "—", "--": "—", "..": "…"},
    dashes=r"|-{2,}|(?<!\S)-(?!\S)",
)
"""The marks of all scripts and dashes, written by the few that neural models know."""
LATIN = _punctuation('!;?¡¿—…"«»“”()[]{}', {"«": "“", "»": "”"})
"""Those alone that Kokoro's published phonemizer knows; eSpeak reads the others with the words around them."""
_WORD, _NO_SPACE = re.compile(r"\S+"), re.compile(r"\S")
_LONGEST_BEFORE = 60


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    """A word as it is written, or a mark."""
    start: int
    end: int
    is_word: bool
    space_before: bool


def tokens(text: str, language: str, punctuation: Punctuation = ALL_SCRIPTS) -> list[Token]:
    """Returns everything but white space, in order."""
    found: list[Token] = []
    position = 0
    for start, end, mark in _cut(text, base_language(language), punctuation):
        words = _WORD.finditer(text, position, start)
        found += (_token(text, word.start(), word.end(), word[0], is_word=True) for word in words)
        if mark:
            found.append(_token(text, start, end, mark, is_word=False))
        position = end
    return found


def _cut(text: str, language: str, punctuation: Punctuation) -> Iterator[tuple[int, int, str]]:
    """Yields each mark's span and sign, and at last the text's end without one."""
    for match in punctuation.pattern.finditer(text):
        if match[0] == "." and _is_of_abbreviation(text, match.start(), language):
            continue
        yield match.start(), match.end(), punctuation.written.get(match[0][:2], match[0])
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
