"""Telephone numbers with their country's code; those of a country alone are rules of its language."""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.rules import Rule, Start

_INTERNATIONAL = re.compile(r"(?<![\w+])(?P<plus>\+|00)(?P<number>\d{1,3}(?:[ .\-/]?\(?\d{1,5}\)?){2,6})(?![\w-]\d|\d)")
_FEWEST_DIGITS = 8


def rules(language: Language) -> Iterator[Rule]:
    def say(match: re.Match[str]) -> str | None:
        digits = re.sub(r"\D", "", match["number"])
        if len(digits) < _FEWEST_DIGITS or (match["plus"] == "00" and not re.search(r"[ (]", match["number"])):
            return None
        return f"{language.plus} {language.telephone(match['number'])}"

    yield Rule(TextClass.TELEPHONE, Start.ANY_NUMBER | Start.SIGN, _INTERNATIONAL, say, "+0", "0123456789.-/(")
