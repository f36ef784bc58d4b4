"""Dates in numbers: `2024-03-15`, and days, months and years in the order of the language.

Dates with names of months are rules of each language.
"""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.rules import Rule, Start

_YEAR_FIRST = re.compile(
    r"(?<![\w./-])(?P<year>[12]\d{3})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"(?:[T ](?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?(?P<utc>Z)?)?(?![\w/-]|\.\d)"
)
_YEAR_LAST = re.compile(
    r"(?<![\w./-])(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})(?![\w/-]|\.\d)"
)


def rules(language: Language) -> Iterator[Rule]:
    def year_first(match: re.Match[str]) -> str | None:
        day, month = int(match["day"]), int(match["month"])
        if not is_date(day, month):
            return None
        said = [language.date(day, month, int(match["year"]), match["year"])]
        if match["hour"]:
            said.append(language.time(int(match["hour"]), int(match["minute"]), _number(match["second"])))
        if match["utc"]:
            said.append("UTC" if "UTC" in language.spoken_acronyms else language.spelled("UTC"))
        return " ".join(said)

    def year_last(match: re.Match[str]) -> str | None:
        first, second = int(match["first"]), int(match["second"])
        if match["mark"] == "." and len(match["year"]) == 2 and language.numbers.decimal == ".":
            return None
        day, month = (second, first) if language.date_order == "mdy" else (first, second)
        if not is_date(day, month):
            day, month = month, day
        if not is_date(day, month):
            return None
        return language.date(day, month, full_year(match["year"]), match["year"])

    if language.months:
        yield Rule(TextClass.DATE, Start.DIGIT, _YEAR_FIRST, year_first, behind="-/.")
        yield Rule(TextClass.DATE, Start.DIGIT, _YEAR_LAST, year_last, behind="-/.")


def is_date(day: int, month: int) -> bool:
    """Returns whether they are in their ranges; 30 February is read as a date too."""
    return 1 <= month <= 12 and 1 <= day <= 31


def full_year(digits: str) -> int:
    """Returns the year that is meant by two digits: from 1950 to 2049; other years as they are."""
    year = int(digits)
    return year if len(digits) != 2 else year + (2000 if year < 50 else 1900)


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)
