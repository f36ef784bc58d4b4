"""Reads a text as what its author says that it is: letters, digits, an ordinal, a date in a stated order.

What normal reading does as well (times, money, units, fractions) is left to it.
"""

import re

from vozes.text.normalizing.common.dates import full_year, is_date
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.languages import find_language

_NUMBER = re.compile(r"\d+")
_SIGNED = re.compile(r"\s*(?P<sign>[-+])?\s*(?P<number>\d[\d.,'’\u00a0\u202f ]*)\s*")


def say_as(text: str, language: str, kind: str, form: str | None) -> str | None:
    """Returns what is said for a text of a kind (`vozes.text.markup.say_as.KINDS`); None where it is read as usual.

    `form`: of a date, the order of its parts, such as `dmy`.
    """
    rules = find_language(language)
    if rules is None:
        return None
    match kind:
        case "characters" | "spell-out" | "verbatim":
            return " ".join(_character(rules, sign) for sign in text if not sign.isspace())
        case "digits" | "telephone":
            return " ".join(_character(rules, sign) for sign in text if sign.isdecimal()) or None
        case "cardinal" | "ordinal":
            return _number(rules, text, ordinal=kind == "ordinal")
        case "date":
            return _date(rules, text, form or rules.date_order)
    return None


def _character(rules: Language, sign: str) -> str:
    if sign.isalnum():
        return rules.spelled(sign)
    return rules.symbols.get(sign, sign)


def _number(rules: Language, text: str, *, ordinal: bool) -> str | None:
    match = _SIGNED.fullmatch(text)
    if match is None:
        return None
    number = rules.parse(match["number"].strip())
    if ordinal:
        return rules.ordinal(number.value) if number.is_whole and number.value else None
    return rules.signed(match["sign"] or "", rules.number(number))


def _date(rules: Language, text: str, order: str) -> str | None:
    """Returns a date in numbers; None where its numbers are not those of its order."""
    numbers = _NUMBER.findall(text)
    if len(numbers) != len(order):
        return None
    parts = dict(zip(order, numbers, strict=True))
    year = full_year(parts["y"]) if "y" in parts else None
    if "m" not in parts:
        return rules.year(year) if year is not None and "d" not in parts else None
    day, month = (int(parts[part]) if part in parts else None for part in "dm")
    if month is None or not is_date(day or 1, month):
        return None
    return rules.date(day, month, year, parts.get("y", ""))
