"""Japanese amounts: fractions of roots and scores; and signs: waves that join or lengthen, slashes, Roman numerals."""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.romans import roman_value
from vozes.text.normalizing.languages.east_asian.language import OWN, EastAsian, ascii_pattern
from vozes.text.normalizing.languages.japanese import tables
from vozes.text.normalizing.rules import Rule, Start, any_of

_ROOT = ascii_pattern(r"√(?P<top>\d{1,6})/(?P<bottom>\d{1,6})(?![\w/])")
_SCORE = ascii_pattern(r"(?<![\w.,:/-])(?P<first>\d{1,3})\s?[-:–]\s?(?P<last>\d{1,3})(?![\w:/-]|[.,]\d)")
_WON = re.compile(f"[でのと]?{any_of(tables.WON)}")


def amounts(language: EastAsian) -> Iterator[Rule]:
    def root(match: re.Match[str]) -> str:
        return f"{language.integer(match['bottom'])}分のルート{language.integer(match['top'])}"

    def score(match: re.Match[str]) -> str | None:
        if not _WON.match(match.string, match.end()):
            return None
        return f"{language.integer(match['first'])}{language.score_word}{language.integer(match['last'])}"

    yield Rule(TextClass.FRACTION, Start.SIGN, _ROOT, root, "√")
    yield Rule(TextClass.RANGE, Start.ANY_NUMBER, _SCORE, score, behind="-:–")


_WAVES = "~～〜"
_HIRAGANA = "[\u3041-\u309f]"
_KATAKANA = "[\u30a1-\u30ff]"
_NO_HIRAGANA = r"[^\W_\u3041-\u309f]"
_MINUS = ascii_pattern("-(?=√)")
_LENGTHENING = re.compile(
    rf"(?<={_HIRAGANA})[{_WAVES}](?={_HIRAGANA}|[!！?？。])|(?<={_KATAKANA})[{_WAVES}](?={_KATAKANA})"
)
_FROM = re.compile(
    rf"(?<={_NO_HIRAGANA})[{_WAVES}](?={_NO_HIRAGANA})|(?<=[時分日月年円歳人\d])[{_WAVES}](?=[\s、。)）]|$)"
)
_SLASH = ascii_pattern(rf"(?<={OWN})/(?={OWN})")
_ROMAN = ascii_pattern(rf"(?<=第)[IVXLC]{{1,7}}(?!\w)|(?<={OWN})[IVX]{{1,5}}(?=[世期型類級巻部章節])")


def signs(language: EastAsian) -> Iterator[Rule]:
    def roman(match: re.Match[str]) -> str:
        return language.cardinal(roman_value(match[0]))

    yield Rule(TextClass.CARDINAL, Start.SIGN, _MINUS, lambda _: language.minus, "-")
    yield Rule(TextClass.SYMBOL, Start.SIGN, _LENGTHENING, lambda _: "ー", _WAVES)
    yield Rule(TextClass.RANGE, Start.SIGN, _FROM, lambda _: language.range_word, _WAVES)
    yield Rule(TextClass.SYMBOL, Start.SIGN, _SLASH, lambda _: "、", "/")
    yield Rule(TextClass.ROMAN, Start.LETTER, _ROMAN, roman, "IVXLC")
