"""Letters with numbers: `H2O`, `MP3`, `5G`, `COVID-19`, `A4`, `GPT-4.5`."""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.acronyms import is_readable
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.rules import LETTER, NOT_AFTER_WORD, RAISED, WORD, Rule, Start

_REST = rf"(?:{WORD}|-(?=\w)|(?<=\d)\.(?=\d))*+"
_MIXED = re.compile(
    rf"{NOT_AFTER_WORD}(?=[\w-]{{0,40}}?[^\W\d_]){LETTER}{{0,40}}+\d{_REST}"
    rf"|{NOT_AFTER_WORD}{LETTER}{{1,40}}+-\d{_REST}"
)
_PARTS = re.compile(rf"{LETTER}+|\d+|[.{RAISED}]")
_ELEMENTS = re.compile(r"(?=.{3,5}$)(?=.*[a-z])(?:[A-Z][a-z]?){2,}")
"""Symbols of several chemical elements, as in `CaCO3`."""
_LONGEST_SPELLED = 4


def rules(language: Language) -> Iterator[Rule]:
    def say(match: re.Match[str]) -> str | None:
        parts = _PARTS.findall(match[0])
        if len(parts) < 2:
            return None
        is_formula = "-" not in match[0] and parts[0].upper() not in language.spoken_acronyms
        return " ".join(
            language.spelled(part) if is_formula and _ELEMENTS.fullmatch(part) else say_part(language, part)
            for part in parts
        )

    yield Rule(TextClass.ALPHANUMERIC, Start.ATTACHED, _MIXED, say, behind="-0123456789")
    yield Rule(TextClass.ALPHANUMERIC, Start.DIGIT, _MIXED, say)


def say_part(language: Language, part: str) -> str:
    if part.isdecimal():
        return language.number_beside_letters(part)
    if part == ".":
        return language.decimal_word if language.numbers.decimal == "." else language.point_word
    if part.isnumeric():
        return language.raised(part)
    if part.isupper() and part not in language.spoken_acronyms and len(part) <= _LONGEST_SPELLED:
        return language.spelled(part)
    return part if is_readable(language, part) else language.spelled(part)
