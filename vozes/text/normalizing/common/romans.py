"""Roman numerals, where the words around them show that they are numbers."""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.rules import LETTER, NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start

_NUMERAL = re.compile(
    rf"{NOT_AFTER_WORD}(?=[MDCLXVI])M{{0,3}}(?:CM|CD|D?C{{0,3}})(?:XC|XL|L?X{{0,3}})(?:IX|IV|V?I{{0,3}}){NOT_BEFORE_WORD}(?![-'’.]\w)"
)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_WORD_BEFORE = re.compile(rf"({LETTER}+)(\.?)[ \u00a0]+$")
_WORD_AFTER = re.compile(rf"[ \u00a0]+({LETTER}+)")
_LONGEST_WORD = 32


def rules(language: Language) -> Iterator[Rule]:
    def say(match: re.Match[str]) -> str | None:
        before = _WORD_BEFORE.search(match.string, max(0, match.start() - _LONGEST_WORD), match.start())
        after = _WORD_AFTER.match(match.string, match.end())
        word = before[1] if before else ""
        word = written_out.get(f"{word.lower()}{before[2]}", word) if before else word
        return language.roman(roman_value(match[0]), match[0], word, after[1] if after else "")

    tables = (language.number_abbreviations, language.name_abbreviations, language.abbreviations)
    written_out = {written.lower(): said for table in reversed(tables) for written, said in table.items()}

    yield Rule(TextClass.ROMAN, Start.LETTER, _NUMERAL, say, "IVXLCDM")


def roman_value(numeral: str) -> int:
    total, largest = 0, 0
    for letter in reversed(numeral):
        value = _VALUES[letter]
        total += value if value >= largest else -value
        largest = max(largest, value)
    return total
