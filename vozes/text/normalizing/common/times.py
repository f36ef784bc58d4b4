"""Times of day with colons, and with the signs of hours that a language has: `14:30`, `10h30`, `2.30 Uhr`."""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.abbreviations import is_alone
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.rules import NOT_BEFORE_WORD, Rule, Start

_HALVES = r"(?:\s?(?P<half>[AaPp])\.?\s?[Mm]\b\.?(?!\w))"
_COLONS = re.compile(
    rf"(?<![\w:.,/])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?(?:{_HALVES}|(?![:\w]|[.,]\d))"
)
_HOURS = re.compile(rf"(?<![\w:.,/])(?P<hour>1[0-2]|0?\d){_HALVES}")


def rules(language: Language) -> Iterator[Rule]:
    def say(match: re.Match[str]) -> str | None:
        parts = match.groupdict()
        half = "" if parts.get("half") is None else f"{match['half'].lower()}m"
        if half and not language.has_halves:
            return None
        hour, minute, second = (
            None if parts.get(name) is None else int(parts[name]) for name in ("hour", "minute", "second")
        )
        return language.time(hour or 0, minute, second, half) + _full_stop(match)

    yield Rule(TextClass.TIME, Start.DIGIT, _COLONS, say, behind=":")
    if language.has_halves:
        yield Rule(TextClass.TIME, Start.ANY_NUMBER, _HOURS, say)
    if language.hour_signs:
        signs = re.compile(
            rf"(?<![\w:.,/])(?P<hour>[01]?\d|2[0-4])\s?(?:{language.hour_signs})\s?"
            rf"(?:(?P<minute>[0-5]\d)(?:\s?min|\s?m)?(?:\s?(?P<second>[0-5]\d)\s?s)?)?{NOT_BEFORE_WORD}"
        )
        yield Rule(TextClass.TIME, Start.ANY_NUMBER, signs, say)


def _full_stop(match: re.Match[str]) -> str:
    """Returns a full stop where that of `p.m.` ends a sentence too."""
    rest = match.string[match.end() : match.end() + 2]
    ends = match[0].endswith(".") and (not rest.strip() or rest[1:].isupper() or rest[:1] == "\n")
    return "." if ends and not is_alone(match) else ""
