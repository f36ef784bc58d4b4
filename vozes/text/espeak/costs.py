"""Estimates how much of eSpeak NG 1.52's room for one clause each character takes, at most.

The figures were measured with all of its voices: a voice names the letters that it does not know or says their number,
`letter one seven zero six`, and symbols by whole phrases. This module knows neither words nor where clauses end.
"""

import unicodedata
from enum import Enum, auto
from functools import lru_cache
from operator import add, le, sub
from typing import NamedTuple

_INDIC = (
    (0x900, 0x97F, {"hi", "mr", "ne", "kok"}),
    (0x980, 0x9FF, {"as", "bn", "bpy"}),
    (0xA00, 0xA7F, {"pa"}),
    (0xA80, 0xAFF, {"gu"}),
    (0xB80, 0xBFF, {"ta"}),
    (0xC80, 0xCFF, {"kn"}),
    (0xD00, 0xD7F, {"ml"}),
    (0xD80, 0xDFF, {"si"}),
)
"""Scripts whose letters every voice reads as words."""
_CYRILLIC = {"ba", "be", "bg", "cv", "kk", "ky", "mk", "nog", "ru", "sr", "tt", "uk"}
_ARABIC = {"ar", "fa", "sd", "ug", "ur"}
_SCRIPTS = (
    (0x180, 0x2AF, 3, 20, {"az"}),
    (0x300, 0x36F, 2, 2, set[str]()),
    (0x370, 0x3FF, 2, 7, {"el", "grc"}),
    (0x400, 0x45F, 2, 26, _CYRILLIC),
    (0x460, 0x52F, 5, 36, _CYRILLIC),
    (0x530, 0x58F, 2, 13, {"hy", "hyw"}),
    (0x590, 0x5FF, 2, 19, {"he"}),
    (0x600, 0x6FF, 3, 30, _ARABIC),
    *((first, last, 3, 8, own) for first, last, own in _INDIC),
    (0xB00, 0xB7F, 3, 32, {"or"}),
    (0xC00, 0xC7F, 3, 18, {"te"}),
    (0xE00, 0xE7F, 3, 30, {"th"}),
    (0x1000, 0x109F, 3, 44, {"my"}),
    (0x10A0, 0x10FF, 3, 14, {"ka"}),
    (0x1200, 0x139F, 3, 44, {"am", "ti"}),
    (0x13A0, 0x13FF, 4, 10, {"chr"}),
    (0x1E00, 0x1EFF, 2, 26, {"vi"}),
    (0x1F00, 0x1FFF, 3, 28, {"grc"}),
    (0x2E80, 0x303F, 5, 20, {"cmn", "hak", "yue"}),
    (0x3040, 0x30FF, 6, 20, {"ja"}),
    (0x3100, 0x9FFF, 4, 20, {"cmn", "hak", "yue"}),
    (0xAC00, 0xD7A3, 5, 6, {"ko"}),
    (0x10450, 0x1047F, 2, 7, {"en"}),
)
"""Each script: first and last code point, sounds of a letter in its own languages and in others, its own languages."""
_UNKNOWN_LETTER = 46
_IN_ORDINARY_WORD, _ACCENTED_IN_WORD = 1, 2
_NAMED_VOWEL, _NAMED_CONSONANT, _NAMED_ACCENTED = 5, 8, 17
_DIGIT, _PAUSE, _ASCII_SIGN, _TYPOGRAPHIC_SIGN, _SYMBOL, _UNKNOWN_SIGN = 10, 2, 9, 6, 26, 46
SPACES = "\t\n\v\f\r \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u2028\u2029\u205f\u3000"
"""White space as the library sees it: without no-break spaces."""
_VOWELS = frozenset("aeiouyAEIOUY")
_UNSPOKEN = "\u00ad\u200b\u200c\u200d\u2060\ufe0f"
"""Characters that join letters to one word, or are not spoken."""
_LONGEST_ABBREVIATION = 4
_FIRST_LETTER_THAT_IS_A_WORD = 0x3040


class Kind(Enum):
    """Kinds of characters, between which the library splits words."""

    LETTER = auto()
    DIGIT = auto()
    SIGN = auto()


@lru_cache(4096)
def kind_of(character: str) -> Kind:
    if character in "0123456789":
        return Kind.DIGIT
    category = unicodedata.category(character)
    return Kind.LETTER if category[0] in "LM" or category in ("Nd", "Nl", "Cf") else Kind.SIGN


class Cost(NamedTuple):
    source: int = 0
    """Bytes of the text as it is. A clause has 800."""
    spaced: int = 0
    """Bytes of the text with spaces between words, numbers and signs. A clause has 800."""
    words: int = 0
    """Words. A clause has 300."""
    sounds: int = 0
    """Phonemes. A clause has 1,000."""
    single: int = 0
    """Bytes, or half the phonemes, of single letters: with full stops they are read as one word, which has 80."""

    def plus(self, other: "Cost") -> "Cost":
        return Cost(*map(add, self, other))

    def minus(self, other: "Cost") -> "Cost":
        return Cost(*map(sub, self, other))

    def within(self, limit: "Cost") -> bool:
        """Returns whether all are at most the limit's, except `source`, which the library bounds itself."""
        return all(map(le, self[1:], limit[1:]))


def costs_of(run: str, kind: Kind, language: str) -> list[Cost]:
    """Returns the cost of each character of a run of one kind; `language` is a base tag (`pt`)."""
    if kind is Kind.LETTER:
        named, capitals = _is_named(run), run.isupper()
        costs = [_letter(letter, language, named, capitals or place == 0) for place, letter in enumerate(run)]
        if len(_spoken(run)) == 1:
            costs[0] = costs[0].plus(Cost(single=max(len(run.encode()), costs[0].sounds // 2)))
    elif kind is Kind.DIGIT:
        costs = [Cost(_bytes(digit), _bytes(digit) + 1, 1, _DIGIT) for digit in run]
    else:
        costs = [Cost(_bytes(sign), _bytes(sign) + 1, 1, _sign_sounds(sign)) for sign in run]
    costs[0] = costs[0].plus(Cost(words=1))
    return costs


def _bytes(character: str) -> int:
    return len(character.encode("utf-8", "ignore"))


def _spoken(run: str) -> str:
    return "".join(letter for letter in run if letter not in _UNSPOKEN)


def _is_named(run: str) -> bool:
    """Returns whether letters are likely named one by one: a single one, few capitals, or without a vowel."""
    if len(_spoken(run)) == 1 or (run.isupper() and len(run) <= _LONGEST_ABBREVIATION):
        return True
    plain = [letter for letter in run if letter.isascii()]
    return 2 * len(plain) < len(run) or not any(letter in _VOWELS for letter in plain)


def _letter(letter: str, language: str, named: bool, may_be_capital: bool) -> Cost:
    source = spaced = _bytes(letter)
    is_word = ord(letter) >= _FIRST_LETTER_THAT_IS_A_WORD
    if "가" <= letter <= "힣":
        spaced *= 3  # it is split into its letters
    elif letter.isupper() and language == "jbo":
        spaced += 2  # for a stress mark
    elif is_word or (letter.isupper() and not may_be_capital):
        spaced += 1
    return Cost(source, spaced, is_word, _letter_sounds(letter, language, named))


@lru_cache(8192)
def _letter_sounds(letter: str, language: str, named: bool) -> int:
    code = ord(letter)
    if letter in _UNSPOKEN:
        return 1
    if code < 0x80 and named:
        return _NAMED_VOWEL if letter in _VOWELS else _NAMED_CONSONANT
    if code < 0x80:
        return _IN_ORDINARY_WORD
    if code < 0x180:
        return _NAMED_ACCENTED if named else _ACCENTED_IN_WORD
    for first, last, own, elsewhere, languages in _SCRIPTS:
        if first <= code <= last:
            sounds = own if language in languages else elsewhere
            return max(sounds, _DIGIT) if letter.isdecimal() else sounds
    return _UNKNOWN_LETTER


@lru_cache(4096)
def _sign_sounds(sign: str) -> int:
    if sign in ".,;:!?'\"()-\u00a0\u2007\u202f":
        return _PAUSE
    if sign.isascii():
        return _ASCII_SIGN
    if "‐" <= sign <= "⁞":
        return _TYPOGRAPHIC_SIGN
    return _SYMBOL if unicodedata.category(sign)[0] in "SN" and sign < "\U00020000" else _UNKNOWN_SIGN
