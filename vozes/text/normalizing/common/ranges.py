"""Ranges, dimensions, scores and ratios of numbers without units: `10-20`, `4x4`, `16:9`."""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.rules import IN_NUMBERS, SIGN, Rule, Start

_COUNTED = frozenset("月日号點点时時年周週期")
"""What numbers with a dash are a range before, though the first is larger: `11-2月`."""
_LONGEST_SCORE = 2
"""Digits of each number of a score."""


def rules(language: Language) -> Iterator[Rule]:
    number = language.number_pattern
    start, end = rf"(?<![\w.:/-])(?<!\d,){SIGN}", r"(?![\w:/-]|[.,]\d|\s?=)"

    def say(match: re.Match[str]) -> str | None:
        first, last = language.parse(match["first"]), language.parse(match["last"])
        said, then = language.number_or_year(first, match["first"]), language.number_or_year(last, match["last"])
        between = match["between"].strip()
        if between in "-–—~～〜" and len(between) == 1:
            if language.dash_score_word is not None and between in "-–—" and _is_score(match):
                return " ".join(filter(None, (said, language.dash_score_word, then)))
            if not language.range_word:
                return None
            return language.signed(match["sign"] or "", language.range(said, then))
        word = language.times_word if between in "xX×" else language.score_word
        return f"{said} {word} {then}" if word else None

    dash = r"(?P<between>-|[ \u00a0]?[–—~～〜][ \u00a0]?)"
    dashes = re.compile(rf"{start}(?P<first>{number}){dash}(?P<last>{number}){end}")
    products = re.compile(rf"{start}(?P<first>{number})(?P<between>[ \u00a0]?[xX×][ \u00a0]?|:)(?P<last>{number}){end}")
    yield Rule(TextClass.RANGE, Start.ANY_NUMBER, dashes, say, behind=f"{IN_NUMBERS}-–—~～〜")
    yield Rule(TextClass.RANGE, Start.ANY_NUMBER, products, say, behind=f"{IN_NUMBERS}xX×:")


def _is_score(match: re.Match[str]) -> bool:
    """Returns whether the first of two small numbers is larger, as in no range."""
    first, last = match["first"], match["last"]
    is_small = len(first) <= _LONGEST_SCORE and len(last) <= _LONGEST_SCORE and (first + last).isdecimal()
    counts = match.string[match.end() : match.end() + 1] in _COUNTED
    return is_small and int(first) > int(last) and not match["sign"] and not counts
