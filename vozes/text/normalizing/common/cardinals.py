"""Bare numbers: whole ones, decimals, negative ones, and digits that are no number."""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import SIGN, Rule, Start


def rules(language: Language) -> Iterator[Rule]:
    def say(match: re.Match[str]) -> str:
        number = language.parse(match["number"])
        if match["sign"] == "-":
            # What is below zero is an amount, so zeros before it say nothing.
            number = Number(number.whole.lstrip("0") or "0", number.fraction, number.mark)
        gender = language.agreement(match.string, *match.span())
        return language.signed(match["sign"] or "", language.number(number, gender))

    listed = re.compile(r"(?<![\w.,])\d{1,2}(?:,\d{1,2}){2,}+(?![\w.,]?\d)")
    joint = ", " if language.has_spaces else "、"
    yield Rule(
        TextClass.CARDINAL,
        Start.DIGIT,
        listed,
        lambda match: joint.join(map(language.integer, match[0].split(","))),
        behind=",",
    )
    pattern = re.compile(rf"(?<![^\W\d_]){SIGN}(?P<number>{language.number_pattern})(?![\d])")
    yield Rule(TextClass.CARDINAL, Start.ANY_NUMBER, pattern, say)
    digits = re.compile(r"\d+")
    yield Rule(TextClass.CARDINAL, Start.ANY_NUMBER, digits, lambda match: language.integer(_ascii(match[0])))


def _ascii(digits: str) -> str:
    return "".join(str(int(digit)) for digit in digits)
