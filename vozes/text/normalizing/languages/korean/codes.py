"""Korean numbers read digit by digit, in their groups: telephones, cards, identities, codes after their names."""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.languages.east_asian.language import EastAsian, ascii_pattern, text_before
from vozes.text.normalizing.languages.korean import tables
from vozes.text.normalizing.rules import Rule, Start, any_of

_TELEPHONE = ascii_pattern(
    r"(?<![\w.+,-])(?:\+(?P<country>\d{1,3})[ -])?(?P<number>\(?\d{2,4}\)[ -]{0,2}\d{3,4}[ .-]\d{4}"
    r"|\d{2,4}[.-]\d{3,4}[.-]\d{4}|0\d{1,2} \d{3,4} \d{4}|1[5689]\d\d-\d{4})(?![\w-]|\.\d)"
)
_MOBILE = ascii_pattern(r"(?<![\w.,-])(01[016789])(\d{3,4})(\d{4})(?![\w-]|\.\d)")
_IDENTITY = ascii_pattern(
    r"(?<![\w.,-])(?:\d{6}-[1-8]\d{6}|\d{3}-\d{2}-\d{5}|\d{4}([- ])\d{4}\1\d{4}\1\d{4})(?![\w-]|\.\d)"
)
_HOUSE = ascii_pattern(r"(?<![\w.,-])(?P<first>\d{1,4})-(?P<last>\d{1,4})(?![\w-]|[.,]\d)(?P<named>(?=번지|번길))?")
_STREET = re.compile("[로길동리] $")
_ANNOUNCED = re.compile(rf"{any_of(tables.ANNOUNCE_DIGITS)}\s?[은는이가을를:：]?\s?[\[【「(（]?$")
_CODE = ascii_pattern(r"(?<![\w.])(?<!\d,)\d{3,}+(?:[ -]\d{2,}+){0,5}+(?![.,:/]?\w|\s?[개원명년%만천억])")
_EMERGENCY = ascii_pattern(rf"(?<![\w.,-])11[249](?=\s?{any_of(tables.EMERGENCY)})")


def codes(language: EastAsian) -> Iterator[Rule]:
    def digits(match: re.Match[str]) -> str:
        return language.telephone(match[0])

    def telephone(match: re.Match[str]) -> str:
        country = f"국가번호 {language.digits_in_turn(match['country'])} " if match["country"] else ""
        return country + language.telephone(match["number"])

    def mobile(match: re.Match[str]) -> str:
        return language.telephone(" ".join(match.groups()))

    def announced(match: re.Match[str]) -> str | None:
        return digits(match) if _ANNOUNCED.search(text_before(match)) else None

    def house(match: re.Match[str]) -> str | None:
        if match["named"] is None and not _STREET.search(text_before(match, 2)):
            return None
        return f"{language.integer(match['first'])} 다시 {language.integer(match['last'])}"

    yield Rule(TextClass.DOCUMENT, Start.ANY_NUMBER, _HOUSE, house, behind="-")
    yield Rule(TextClass.TELEPHONE, Start.ANY_NUMBER | Start.SIGN, _TELEPHONE, telephone, "(+0123456789")
    yield Rule(TextClass.TELEPHONE, Start.ANY_NUMBER, _MOBILE, mobile, "0")
    yield Rule(TextClass.DOCUMENT, Start.ANY_NUMBER, _IDENTITY, digits, behind="-0123456789")
    yield Rule(TextClass.DOCUMENT, Start.ANY_NUMBER, _CODE, announced)
    yield Rule(TextClass.TELEPHONE, Start.ANY_NUMBER, _EMERGENCY, digits, "1")
