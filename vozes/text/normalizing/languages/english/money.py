"""Amounts of money in English: `$5.3 billion`, `$10k`, `a $20 bill`, `$15/mo`, `US$5-10`, `99p`."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Currency
from vozes.text.normalizing.languages.english import tables
from vozes.text.normalizing.languages.english.context import ARTICLES, initials, is_noun, word_after, words_before
from vozes.text.normalizing.languages.english.numbers import plural
from vozes.text.normalizing.rules import NOT_BEFORE_WORD, Rule, Start, any_of

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.english.language import English

_SIGNS = any_of(tables.CURRENCY_SIGNS)
_AMOUNT = r"(?:(?:\d{1,2}(?:,\d\d)+,\d{3}|\d{1,3}(?:,\d{3})++|\d++)(?:\.\d+)?|\.\d+)"
_SCALE = any_of(tables.MONEY_SCALES)
_FIRST = "".join({sign[0] for sign in tables.CURRENCY_SIGNS}) + "-+±"
_BEHIND = f",.-–—{_FIRST}{initials(tables.MONEY_SCALES)}"
_LONG_SCALE = any_of(scale for scale in tables.MONEY_SCALES if len(scale) > 1)
_BLANK = r"[ \u00a0\u202f]?"
_DASH = r"\s?[-–—]\s?"
_SCALED = rf"{_BLANK}(?P<scale>(?i:{_SCALE})){NOT_BEFORE_WORD}"
_PER = r"(?:/(?P<per>[A-Za-z]{1,12})\b(?:\.(?= [a-z]))?)?"
_BEFORE = re.compile(
    rf"(?<!\w)(?P<sign>[-+±])?(?P<currency>{_SIGNS}){_BLANK}(?P<minus>-)?(?P<first>{_AMOUNT})"
    rf"(?P<first_scale>[kKmMbB](?=[-–— ]))?(?:{_DASH}(?P<again>(?P=currency))?(?P<last>{_AMOUNT}))?(?!\d|[.,]\d)"
    rf"(?:{_SCALED})?(?![A-Za-z\d]){_PER}"
)
_AFTER = re.compile(
    rf"(?<![\w.,])(?P<sign>[-+±])?(?P<first>{_AMOUNT})(?P<first_scale>)(?:{_DASH}(?P<last>{_AMOUNT}))?(?P<again>)"
    rf"(?:{_BLANK}(?P<scale>(?i:{_LONG_SCALE}))|(?P<letter>[kKmMbB]))?{_BLANK}(?P<currency>{_SIGNS})"
    rf"{NOT_BEFORE_WORD}{_PER}(?!\d)"
)
_TWO = re.compile(
    rf"(?<!\w)(?P<currency>{_SIGNS}){_BLANK}(?P<first>{_AMOUNT}) (?P<joint>to|and|or) "
    rf"(?:(?P=currency){_BLANK})?(?P<last>{_AMOUNT})"
    rf"{_BLANK}(?P<scale>(?i:{_LONG_SCALE}|[mb])){NOT_BEFORE_WORD}"
)
_CODED = re.compile(
    rf"(?<!\w)(?P<sign>-)?\$(?P<first>{_AMOUNT})(?:{_BLANK}(?P<scale>(?i:{_SCALE})))? "
    r"(?P<code>USD|CAD|AUD|NZD|HKD|SGD|MXN)(?!\w)"
)
_PENCE = re.compile(rf"(?<![\w.,])(?P<amount>\d{{1,3}})p{NOT_BEFORE_WORD}")
_BILLS = re.compile(r"\$(?P<number>5|10|20|50|100)s(?!\w)")


def rules(language: "English") -> Iterator[Rule]:
    def money(match: re.Match[str]) -> str:
        currency = tables.CURRENCIES[tables.CURRENCY_SIGNS[match["currency"]]]
        parts = match.groupdict()
        sign = match["sign"] or parts.get("minus") or ""
        scale = tables.MONEY_SCALES.get(
            (match["scale"] or parts.get("letter") or match["first_scale"] or "").lower(), ""
        )
        per = f" per {tables.PER.get(match['per'].lower(), match['per'])}" if match["per"] else ""
        if match["last"]:
            return language.signed(sign, _range(language, match, currency, scale)) + per
        number = language.parse(match["first"])
        if _describes(match) and (scale or not number.fraction.strip("0")):
            amount = language.scaled(number, scale) if scale else language.number(number)
            return language.signed(sign, f"{amount} {currency.one}")
        return language.signed(sign, language.money(number, currency, scale)) + per

    def two(match: re.Match[str]) -> str | None:
        """Returns `$1.2 to $1.5 billion`, where the first is as large a number."""
        if match["joint"] == "and" and not re.search(r"\bbetween $", words_before(match)):
            return None
        currency = tables.CURRENCIES[tables.CURRENCY_SIGNS[match["currency"]]]
        first, last = (language.parse(match[name]) for name in ("first", "last"))
        scale = tables.MONEY_SCALES[match["scale"].lower()]
        return f"{language.number(first)} {match['joint']} {language.money(last, currency, scale)}"

    def coded(match: re.Match[str]) -> str:
        currency = tables.CURRENCIES[tables.CURRENCY_SIGNS[match["code"]]]
        scale = tables.MONEY_SCALES[match["scale"].lower()] if match["scale"] else ""
        return language.signed(match["sign"] or "", language.money(language.parse(match["first"]), currency, scale))

    yield Rule(TextClass.MONEY, Start.LETTER | Start.SIGN, _TWO, two, _FIRST, "$-.0123456789")
    yield Rule(TextClass.MONEY, Start.SIGN, _CODED, coded, "-$")
    yield Rule(TextClass.MONEY, Start.SIGN, _BILLS, lambda match: plural(language.cardinal(int(match["number"]))), "$")
    yield Rule(TextClass.MONEY, Start.LETTER | Start.SIGN, _BEFORE, money, _FIRST, "$-.0123456789")
    yield Rule(TextClass.MONEY, Start.ANY_NUMBER, _AFTER, money, "", _BEHIND)
    if language.tag == "en-gb":
        pence = tables.CURRENCIES["GBP"]
        yield Rule(
            TextClass.MONEY,
            Start.NUMBER | Start.DIGIT,
            _PENCE,
            lambda match: (
                f"{language.cardinal(int(match['amount']))} "
                + (pence.minor_one if match["amount"] == "1" else pence.minor_many)
            ),
        )


def _range(language: "English", match: re.Match[str], currency: Currency, scale: str) -> str:
    """Returns two amounts: the first without its currency where that was written once, and where it has no cents."""
    first, last = language.parse(match["first"]), language.parse(match["last"])
    own_scale = tables.MONEY_SCALES.get((match["first_scale"] or "").lower(), "")
    if match["again"]:
        said = language.money(first, currency, own_scale)
    elif first.fraction and not scale:
        said = language.money(first, currency)
    else:
        said = language.scaled(first, own_scale) if own_scale else language.number(first)
    return language.range(said, language.money(last, currency, scale))


def _describes(match: re.Match[str]) -> bool:
    """Returns whether an amount describes the noun behind it: `a $20 bill`, `a $50,000-a-year job`."""
    if not ARTICLES.search(words_before(match)):
        return False
    following = match.string[match.end() : match.end() + 2]
    return is_noun(word_after(match)) or (following[:1] == "-" and following[1:].isalpha())
