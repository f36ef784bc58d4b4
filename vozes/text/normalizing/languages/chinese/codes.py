"""Chinese numbers that are read digit by digit: telephones, identity cards, codes after their names, rooms, buses."""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.dates import is_date
from vozes.text.normalizing.languages.chinese import tables
from vozes.text.normalizing.languages.east_asian.language import EastAsian, ascii_pattern, text_before
from vozes.text.normalizing.rules import Rule, Start, any_of

_MOBILE = r"1[3-9]\d(?P<gap>[- ]?)\d{4}(?P=gap)\d{4}"
_LANDLINE = r"0\d{2,3}[- ]\d{7,8}(?:-\d{1,5})?|[48]00[- ]?\d{3,4}[- ]?\d{3,4}"
_TELEPHONE = ascii_pattern(rf"(?<![\w.,-])(?:{_MOBILE}|{_LANDLINE})(?![\w-]|\.\d)")
_BRACKETED = ascii_pattern(r"[(（]0\d{2,3}[)）][ -]?\d{7,8}(?![\w-]|\.\d)")
_IDENTITY = ascii_pattern(r"(?<![\w.])\d{17}[\dXx](?![\w-])")
_SERVICE = ascii_pattern(
    r"(?<=[打拨电])(?:1[12]\d|1\d{4}|9\d{4})(?!\d|[.,]\d|[分个次元块人天])"
    rf"|(?<![\w.])(?<!\d,)[19]\d{{4}}(?={any_of(tables.SERVICES)})"
)
_ANNOUNCED = re.compile(rf"{any_of(tables.ANNOUNCE_DIGITS)}(?:码|号)?\s?[是为：:，,]{{0,2}}\s?[\[【「(（]?$")
_CODE = ascii_pattern(r"(?<![\w.])(?<!\d,)\d{3,}+(?:[ -]\d{2,}+){0,5}+(?![.,:/]?\w|\s?[个次元块人天%])")
_ROOM = ascii_pattern(rf"(?<![\w.])(?<!\d,)\d{{3,}}+(?={'|'.join(tables.ROOMS)})")
_CHAIN = ascii_pattern(r"(?<![\w.,-])\d{1,4}(?:-\d{1,4}){2,6}(?![\w-]|\.\d)")
_LONGEST_NUMBER = 2
"""Digits of a number in a chain that is not read digit by digit."""


def codes(language: EastAsian) -> Iterator[Rule]:
    def say(match: re.Match[str]) -> str:
        return language.spelled(match[0])

    def announced(match: re.Match[str]) -> str | None:
        return say(match) if _ANNOUNCED.search(text_before(match)) else None

    rooms = "".join({word[0] for word in tables.ROOMS})
    yield Rule(TextClass.TELEPHONE, Start.ANY_NUMBER, _TELEPHONE, say, "0148")
    yield Rule(TextClass.TELEPHONE, Start.SIGN, _BRACKETED, say, "(（")
    yield Rule(TextClass.DOCUMENT, Start.ANY_NUMBER, _IDENTITY, say)
    yield Rule(TextClass.TELEPHONE, Start.ANY_NUMBER, _SERVICE, say, "19")
    yield Rule(TextClass.DOCUMENT, Start.ANY_NUMBER, _CODE, announced)
    yield Rule(TextClass.DOCUMENT, Start.DIGIT, _ROOM, say, behind=rooms)
    yield Rule(TextClass.DOCUMENT, Start.ANY_NUMBER, _CHAIN, lambda match: _chain(language, match[0]), behind="-")


def _chain(language: EastAsian, written: str) -> str | None:
    """Returns numbers with hyphens between them, as of houses and line-ups; None for a date."""
    parts = written.split("-")
    if len(parts) == 3 and len(parts[0]) == 4 and is_date(int(parts[2]), int(parts[1])):
        return None
    joint = "" if max(map(len, parts)) == 1 else "杠"
    return joint.join(
        language.integer(part) if len(part) <= _LONGEST_NUMBER else language.digits_in_turn(part) for part in parts
    )
