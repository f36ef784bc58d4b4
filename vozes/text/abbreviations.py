"""Abbreviations such as `Dr.`, and other full stops that end no sentence: of initials, ordinals, a list's numbers.

Nothing is written out here. Where a language's rules are applied, most abbreviations are words before sentences are
parted; this is for what they leave, for other languages, and for texts that are spoken as they stand. Some
abbreviations may end a sentence or not (`Ltda.`, `U.S.`, an initial): after those the next word tells.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from vozes.text.abbreviation_tables import (
    BEFORE_A_NAME,
    BEFORE_A_NUMBER,
    FIRST_WORDS,
    LABELS,
    LETTER_WORDS,
    OFTEN_LAST,
)
from vozes.text.normalizing.rules import MARKS

_ORDINALS_WITH_A_DOT = frozenset("bs cs da de et fi hr hu is lv nb no pl sk sl sr tr".split())
_DIGITS_OR_ROMAN = re.compile(r"\d|[IVXLCDM]+(?!\w)|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\b")
_ORDINAL = re.compile(r"\d{1,2}|[IVX]+")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
"""`e.g`, `p.ex`, `U.S`, without the last full stop."""
_NEVER_LAST = frozenset("e.g i.e p.ex z.b d.h u.a c.à t.j m.in n.p т.е c.f".split())
_NO_WORD = re.compile(rf"[^\w{MARKS}.]")
_FIRST_WORD = re.compile(r"[^\w\s]{0,4}(?P<word>\w[\w'’]{0,20})(?![\w.])")

_LETTERS_BEFORE_A_NAME = {"ar": "دأامصتج"}
"""Abbreviations of one letter, in scripts where no capital shows an initial."""
_UNITS = frozenset("ACFJKNVWghlmst")
"""Letters behind a number that mostly are its unit."""
_UNITS_ARE_NOT_LAST = frozenset("cs pl sk".split())
"""Languages where they are none: `1990 r. Polska`."""


class _Tables(NamedTuple):
    before_a_name: frozenset[str]
    before_a_number: frozenset[str]
    often_last: frozenset[str]
    letter_words: frozenset[str]
    labels: frozenset[str]
    first_words: frozenset[str]


@cache
def _tables(language: str) -> _Tables:
    def words(table: Mapping[str, str]) -> frozenset[str]:
        return frozenset(f"{table.get('', '')} {table.get(language, '')}".split())

    tables = (BEFORE_A_NAME, BEFORE_A_NUMBER, OFTEN_LAST, LETTER_WORDS, LABELS, FIRST_WORDS)
    return _Tables(*map(words, tables))


def ends_no_sentence(
    before: str, after: str, language: str, *, first: bool, previous: str = "", following: str = ""
) -> bool:
    """Returns whether the sentence goes on after the full stop between `before` and `after`.

    `before` reaches back to the last white space, `after` is the next character, `language` a tag without its region.
    `first`: `before` begins the sentence. Where they are known, `previous` is the word before `before`, and `following`
    the text from `after` on, of which the next word counts.
    """
    word = _NO_WORD.split(before)[-1]
    small = word.lower()
    tables = _tables(language)
    if len(word) == 1 and word.isalpha():
        return _is_initial(word, before[:-1], previous, following, language)
    if _DOTTED.fullmatch(word):
        return small in _NEVER_LAST or not _begins_sentence(following, tables)
    if small in tables.before_a_name:
        return True
    if small in tables.before_a_number and (after.isdigit() or _DIGITS_OR_ROMAN.match(following)):
        return True
    if small in tables.often_last:
        return not _begins_sentence(following, tables)
    if word.isdigit() and first and len(word) < 4:
        return True
    if language in _ORDINALS_WITH_A_DOT and _ORDINAL.fullmatch(word) and not previous.endswith("."):
        return not _begins_sentence(following, tables)
    return False


def _begins_sentence(following: str, tables: _Tables) -> bool:
    word = _FIRST_WORD.match(following)
    return word is not None and word["word"] in tables.first_words


def _is_initial(letter: str, prefix: str, previous: str, following: str, language: str) -> bool:
    """Returns whether a letter with a full stop is one of a name or an abbreviation; `prefix` touches it."""
    small, tables = letter.lower(), _tables(language)
    if prefix and prefix[-1] in "-'’/&°" and "." not in prefix:  # of a word: `viu-a.`, `c'è.`, `km/h.`, `20 °C.`
        return False
    if small == letter.upper():
        return letter in _LETTERS_BEFORE_A_NAME.get(language, "")
    in_chain = previous.endswith(".") and len(previous) <= 3
    if in_chain and f"{previous.lower()}{small}" in _NEVER_LAST:
        return True
    if not in_chain and (small in tables.letter_words or (letter == "I" and language == "en" and previous.islower())):
        return False
    if letter.isupper() and previous.lower() in tables.labels:
        return False
    if previous.isdigit() and letter in _UNITS and language not in _UNITS_ARE_NOT_LAST:
        return False
    return not _begins_sentence(following, tables)
