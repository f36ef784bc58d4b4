"""Japanese numbers that are no amounts: telephones, postal codes, codes after their names, houses, rooms, paper."""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.dates import is_date
from vozes.text.normalizing.languages.east_asian.language import EastAsian, ascii_pattern, text_before
from vozes.text.normalizing.languages.japanese import tables
from vozes.text.normalizing.rules import Rule, Start, any_of

_TELEPHONE = ascii_pattern(
    r"(?<![\w.,-])(?:0\d{1,4}-\d{1,4}-\d{3,4}|0\d{1,4}\(\d{1,4}\)\d{4}|0\d{1,4} \d{1,4} \d{4}|0[5789]0\d{8})"
    r"(?![\w-]|\.\d)"
)
_BRACKETED = ascii_pattern(r"[(（]0\d{1,4}[)）][ -]?\d{1,4}-\d{4}(?![\w-]|\.\d)")
_POSTAL_CODE = ascii_pattern(r"〒\s?(?P<digits>\d{3}-?\d{4})(?!\d)")
_ANNOUNCED = re.compile(rf"{any_of(tables.ANNOUNCE_DIGITS)}\s?[はがを:：]?\s?[\[【「(（]?$")
_CODE = ascii_pattern(r"(?<![\w.])(?<!\d,)\d{3,}+(?:[ -]\d{2,}+){0,5}+(?![.,:/]?\w|\s?[個回円人年%])")
_CHAIN = ascii_pattern(r"(?<![\w.,-])\d{1,4}(?:-\d{1,4}){1,5}(?![\w-]|\.\d)")
_ADDRESS_ENDS = re.compile(f"{any_of(tables.ADDRESS_BEFORE)}$")
_PAPER = ascii_pattern(r"(?<!\w)(?P<letter>[AB])(?P<size>\d)(?![\w.])")
_ROOMS = ascii_pattern(r"(?<!\w)(?P<count>[1-9])(?P<letters>S?L?D?K|R)(?![\w.])")


def codes(language: EastAsian) -> Iterator[Rule]:
    def digits(match: re.Match[str]) -> str:
        return language.telephone(match[0])

    def postal_code(match: re.Match[str]) -> str:
        return f"{language.symbols['〒']}{language.telephone(match['digits'])}"

    def announced(match: re.Match[str]) -> str | None:
        return digits(match) if _ANNOUNCED.search(text_before(match)) else None

    def paper(match: re.Match[str]) -> str:
        return f"{language.spelled(match['letter'])} {language.decimals(match['size'])}"

    def rooms(match: re.Match[str]) -> str:
        return f"{language.integer(match['count'])} {language.spelled(match['letters'])}"

    yield Rule(TextClass.ALPHANUMERIC, Start.ATTACHED, _PAPER, paper, "AB", "0123456789")
    yield Rule(TextClass.ALPHANUMERIC, Start.DIGIT, _ROOMS, rooms, behind="SLDKR")
    yield Rule(TextClass.TELEPHONE, Start.ANY_NUMBER, _TELEPHONE, digits, "0")
    yield Rule(TextClass.TELEPHONE, Start.SIGN, _BRACKETED, digits, "(（")
    yield Rule(TextClass.DOCUMENT, Start.SIGN, _POSTAL_CODE, postal_code, "〒")
    yield Rule(TextClass.DOCUMENT, Start.ANY_NUMBER, _CODE, announced)
    yield Rule(TextClass.DOCUMENT, Start.ANY_NUMBER, _CHAIN, lambda match: _house(language, match), behind="-")


def _house(language: EastAsian, match: re.Match[str]) -> str | None:
    """Returns the numbers of a house: three and more, or two behind the name of a place; None for a date."""
    parts = match[0].split("-")
    if len(parts) == 3 and len(parts[0]) == 4 and is_date(int(parts[2]), int(parts[1])):
        return None
    is_house = len(parts) > 2 or _ADDRESS_ENDS.search(text_before(match, 2))
    return "の".join(map(language.integer, parts)) if is_house else None
