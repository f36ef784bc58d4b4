"""Chinese amounts: percentages before their numbers, 两 before measure words, scores, prices for each; a few signs."""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.romans import roman_value
from vozes.text.normalizing.languages.chinese import tables
from vozes.text.normalizing.languages.east_asian.language import (
    DASH,
    DASHES,
    NUMBER,
    OWN,
    EastAsian,
    ascii_pattern,
    text_before,
)
from vozes.text.normalizing.rules import IN_NUMBERS, Rule, Start, any_of

_TWO_BEFORE = f"(?:{'|'.join(tables.TWO_BEFORE)})"
_PERCENT = ascii_pattern(
    rf"(?<![\w.])(?<!\d,)(?P<sign>[-+±])?(?P<first>{NUMBER})(?:(?P<both>[%‰])?\s?{DASH}\s?(?P<last>{NUMBER}))?\s?(?P<unit>[%‰])"
)
_TWO = ascii_pattern(rf"(?<![\w.,第周期初])2(?=\s?{_TWO_BEFORE})")
_COUNTED_RANGE = ascii_pattern(rf"(?<![\w.,:/-])(?P<first>{NUMBER}){DASH}(?P<last>{NUMBER})(?=\s?{_TWO_BEFORE})")
_SCORE = ascii_pattern(r"(?<![\w.,:：/-])(?P<first>\d{1,3})\s?[:：-]\s?(?P<last>\d{1,3})(?![\w:：/-]|[.,]\d)")
_SCORE_FOLLOWS = re.compile("(?:比分|总分|以)[^，。；]{0,3}$")
_WON = re.compile(rf"[^，。；\d]{{0,4}}?{any_of(tables.WON)}")


def amounts(language: EastAsian) -> Iterator[Rule]:
    def percent(match: re.Match[str]) -> str:
        of = language.percent if match["unit"] == "%" else language.permille
        said = f"{of}{language.said(match['first'])}"
        if match["last"]:
            said += f"{language.range_word}{of if match['both'] else ''}{language.said(match['last'])}"
        return language.signed(match["sign"] or "", said)

    def score(match: re.Match[str]) -> str | None:
        if not _SCORE_FOLLOWS.search(text_before(match, 8)) and not _WON.match(match.string, match.end()):
            return None
        return f"{language.integer(match['first'])}{language.score_word}{language.integer(match['last'])}"

    def counted(match: re.Match[str]) -> str:
        ends = (match["first"], match["last"])
        return language.range(*("两" if end == "2" else language.said(end) for end in ends))

    yield Rule(TextClass.MEASURE, Start.ANY_NUMBER, _PERCENT, percent, behind=f"{IN_NUMBERS}{DASHES}%‰")
    yield Rule(TextClass.RANGE, Start.ANY_NUMBER, _SCORE, score, behind=":：-")
    yield Rule(TextClass.RANGE, Start.DIGIT, _COUNTED_RANGE, counted, behind=f"{IN_NUMBERS}{DASHES}")
    yield Rule(TextClass.CARDINAL, Start.ANY_NUMBER, _TWO, lambda _: "两", "2")


_FOR_EACH = ascii_pattern(rf"/(?={any_of(tables.PER)}(?!\w))")
_PRICE_ENDS = re.compile(r"\d[^\d\s，。；]{0,4}$")
_SLASH = ascii_pattern(rf"(?<={OWN})/(?={OWN})")
_ROMAN = ascii_pattern(rf"(?<=第)[IVXLC]{{1,7}}(?!\w)|(?<={OWN})[IVX]{{1,5}}(?=[世期型类级卷部章节代])")
_MINUS = ascii_pattern(r"-(?=百分之|千分之|√)")
_WEEKDAYS = ascii_pattern(rf"(?<=[一二三四五六日天]){DASH}(?=周|星期|礼拜|週)")


def signs(language: EastAsian) -> Iterator[Rule]:
    """Yields the rules for slashes, for Roman numerals beside the language's letters, and for hyphens before those."""

    def for_each(match: re.Match[str]) -> str | None:
        return language.per_word if _PRICE_ENDS.search(text_before(match, 8)) else None

    def roman(match: re.Match[str]) -> str:
        return language.cardinal(roman_value(match[0]))

    yield Rule(TextClass.MEASURE, Start.SIGN, _FOR_EACH, for_each, "/")
    yield Rule(TextClass.SYMBOL, Start.SIGN, _SLASH, lambda _: "、", "/")
    yield Rule(TextClass.ROMAN, Start.LETTER, _ROMAN, roman, "IVXLC")
    yield Rule(TextClass.CARDINAL, Start.SIGN, _MINUS, lambda _: language.minus, "-")
    yield Rule(TextClass.RANGE, Start.SIGN, _WEEKDAYS, lambda _: language.range_word, DASHES)
