"""Ranges and ratings in English: `10 - 20`, `5%-10%`, `9-to-5`, `1st-3rd`, `9/10`."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.languages.english.context import NUMBER, RATED_BEHIND, words_before
from vozes.text.normalizing.rules import Rule, Start

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.english.language import English

_SPACED = re.compile(r"(?<![\w.,:/-])(?P<first>\d{1,5}) - (?P<last>\d{1,5})(?![\w:/]|[.,]\d|\s?=)")
_PERCENT = re.compile(rf"(?<![\w.,-])(?P<first>{NUMBER})\s?%\s?[-–—]\s?(?P<last>{NUMBER})\s?%")
_JOINED = re.compile(
    r"(?<![\w.,/-])(?P<first>\d{1,4})-(?P<word>to|by|on|for|in|and|of|or|out-of)-(?P<last>\d{1,4})(?!\w)"
)
_ORDINALS = re.compile(
    r"(?<![\w.,-])(?P<first>\d{1,4})(?:st|nd|rd|th)?\s?[-–—]\s?(?P<last>\d{1,4})(?:st|nd|rd|th)(?!\w)"
)
_RATING = re.compile(r"(?<![\w.,/])(?P<first>\d{1,3}(?:\.\d)?)/(?P<last>5|10|20|50|100)(?![\w/]|[.,]\d)")
_RATED = re.compile(r"\b(?:rat(?:e|ed|es|ing)|scor(?:e|ed|es|ing)|give|gave|got|solid|an?|be|is|was|it|:)[: ]$")

_NAMED = re.compile(r"(?<![\w.,/-])(?P<first>\d{1,3})-(?P<last>\d{1,4})(?![\w/-]|[.,]\d)")
_NAMED_BEFORE = re.compile(r"\b(?:public law|pub\. ?l\.|p\.l\.|form|bulletin|circular)(?: no\.)? $")


def rules(language: "English") -> Iterator[Rule]:
    ranges = _Ranges(language)
    for starts, pattern, say, behind in (
        (Start.ANY_NUMBER, _ORDINALS, ranges.ordinals, "snrt-–—"),
        (Start.ANY_NUMBER, _SPACED, ranges.spaced, "-"),
        (Start.DIGIT, _PERCENT, ranges.percent, ",.%"),
        (Start.DIGIT, _JOINED, ranges.joined, "-"),
        (Start.DIGIT, _RATING, ranges.rating, "./"),
        (Start.DIGIT, _NAMED, ranges.named, "-"),
    ):
        yield Rule(TextClass.RANGE, starts, pattern, say, "", behind)


class _Ranges:
    """The functions that say ranges."""

    def __init__(self, language: "English"):
        self._language = language

    def spaced(self, match: re.Match[str]) -> str | None:
        """Returns `10 - 20`; what falls is rather a subtraction."""
        if int(match["first"]) >= int(match["last"]):
            return None
        ends = (
            self._language.number_or_year(self._language.parse(match[name]), match[name]) for name in ("first", "last")
        )
        return self._language.range(*ends)

    def percent(self, match: re.Match[str]) -> str:
        first, last = (self._language.number(self._language.parse(match[name])) for name in ("first", "last"))
        return f"{self._language.range(first, last)} percent"

    def joined(self, match: re.Match[str]) -> str:
        """Returns `9-to-5`, `2-by-4`."""
        first, last = self._language.integer(match["first"]), self._language.integer(match["last"])
        return f"{first} {match['word'].replace('-', ' ')} {last}"

    def ordinals(self, match: re.Match[str]) -> str:
        first, last = (self._language.ordinal(int(match[name])) for name in ("first", "last"))
        return self._language.range(first, last)

    def named(self, match: re.Match[str]) -> str | None:
        """Returns a number of two parts that is a name: `Public Law 117-58`."""
        if _NAMED_BEFORE.search(words_before(match)) is None:
            return None
        return f"{self._language.integer(match['first'])} {self._language.integer(match['last'])}"

    def rating(self, match: re.Match[str]) -> str | None:
        """Returns `9/10` where something is rated, and `10/10` anyhow."""
        first, last = match["first"], match["last"]
        rated = (
            _RATED.search(words_before(match))
            or "." in first
            or first == last
            or RATED_BEHIND.match(match.string, match.end())
        )
        if not rated or float(first) > float(last):
            return None
        return f"{self._language.number(self._language.parse(first))} out of {self._language.integer(last)}"
