"""Times of day and durations of English: `10:30 p.m. EST`, `2pm-5pm`, `0900 hours`, `1h 30m`."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.languages.english.context import full_stop
from vozes.text.normalizing.languages.english.tables import TIME_ZONES
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import NOT_BEFORE_WORD, Rule, Start, any_of

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.english.language import English

_HOUR = r"(?:1[0-9]|2[0-4]|0?\d)"
_HALF = r"[AaPp](?:\.\s?[Mm]\b\.?|[Mm]\b)"
_ZONES = rf"(?:{any_of(TIME_ZONES)}|(?i:{any_of(zone for zone in TIME_ZONES if len(zone) > 2)}|[ECMP]\.[SD]\.T\b\.?))"
_BEGINS = r"(?<![\w:.])(?<!\d[,/])"
_CLOCK = re.compile(
    rf"{_BEGINS}(?P<hour>{_HOUR})(?:[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?\s?(?P<half>{_HALF})"
    rf"(?:\s?(?P<zone>{_ZONES}){NOT_BEFORE_WORD})?(?!\w)"
)
_ZONED = re.compile(
    rf"{_BEGINS}(?P<hour>{_HOUR}):(?P<minute>[0-5]\d)(?P<second>)(?P<half>)\s?(?P<zone>{_ZONES}){NOT_BEFORE_WORD}"
)
_RANGE = re.compile(
    rf"{_BEGINS}(?P<hour>{_HOUR})(?::(?P<minute>[0-5]\d))?\s?(?P<half>{_HALF})?(?P<to>\s?[-–—]\s?)"
    rf"(?P<last_hour>{_HOUR})(?::(?P<last_minute>[0-5]\d))?(?:\s?(?P<last_half>{_HALF}))?(?![\w:/-]|[.,]\d)"
)
_ABOUT = re.compile(r"(?<![\w:.,])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)[- ]?ish(?!\w)")
_STOPWATCH = re.compile(r"(?<![\w:.,/])(?P<minute>[0-5]?\d):(?P<second>[0-5]\d\.\d{1,3})(?![\w:]|[.,]\d)")
_TO_NOON = re.compile(r"[-–—](?=\s?(?:noon|midnight)\b)|[-–—](?=\s?\d{1,2}(?::\d\d)?\s?[AaPp]\.?[Mm])")
_NOON_OR_HOUR_BEFORE = re.compile(r"(?:(?:[\d ][AaPp]\.?[Mm]\.?|:\d\d|\b[Nn]oon|\b[Mm]idnight))\s?$")
_ZONE = re.compile(
    r"(?<!\w)(?P<zone>GMT|UTC)\s?(?P<sign>[-+−])\s?(?P<hour>\d{1,2})(?::?(?P<minute>[0-5]\d))?(?![\w.:/-]\w|\w)"
)
_NOON = re.compile(rf"{_BEGINS}12:00(?=\s(?:noon|midnight)\b)")
_MILITARY = re.compile(r"(?<![\w.,:])(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)\s?(?:hours|hrs)\b")
_LONG = re.compile(
    r"(?<![\w.,:])(?P<hours>\d{1,3})\s?(?:h|hr|hrs)\s?(?P<minutes>\d{1,2})\s?(?:m|min|mins)?\b(?:\s?(?P<seconds>\d{1,2})\s?(?:s|secs?)\b)?"
)
_SHORT = re.compile(r"(?<![\w.,:])(?P<minutes>\d{1,3})\s?(?:m|min|mins)\s?(?P<seconds>\d{1,2})\s?(?:s|secs?)\b")


def rules(language: "English") -> Iterator[Rule]:
    def clock(match: re.Match[str]) -> str | None:
        if int(match["hour"]) > 12 and not match["minute"]:
            return None
        half = f"{match['half'][0].lower()}m" if match["half"] else ""
        said = language.time(int(match["hour"]), _number(match["minute"]), _number(match["second"]), half)
        zone = f" {language.spelled(match['zone'].upper())}" if match["zone"] else ""
        return said + zone + full_stop(match)

    def range_(match: re.Match[str]) -> str | None:
        if not (match["half"] or match["last_half"] or match["minute"]):
            return None
        said = [_point(language, match, ""), _point(language, match, "last_")]
        return language.range(*said) + full_stop(match)

    def military(match: re.Match[str]) -> str:
        hour = language.two_digits(match["hour"])
        minute = "hundred" if match["minute"] == "00" else language.two_digits(match["minute"])
        return f"{hour} {minute} hours"

    def duration(match: re.Match[str]) -> str:
        amounts = ((name, match.groupdict().get(name)) for name in ("hours", "minutes", "seconds"))
        return " ".join(
            language.measure(Number(amount), language.units[name[0] if name != "minutes" else "min"])
            for name, amount in amounts
            if amount
        )

    yield Rule(TextClass.TIME, Start.ANY_NUMBER, _RANGE, range_, "", ":AaPp-–—")

    def about(match: re.Match[str]) -> str:
        return f"{language.time(int(match['hour']), int(match['minute']), None)} ish"

    def stopwatch(match: re.Match[str]) -> str:
        second, _, part = match["second"].partition(".")
        return f"{language.integer(match['minute'])} {language.two_digits(second)} point {language.decimals(part)}"

    def to_noon(match: re.Match[str]) -> str | None:
        text = match.string
        before = _NOON_OR_HOUR_BEFORE.search(text, max(0, match.start() - 12), match.start())
        return language.range_word if before else None

    def zone(match: re.Match[str]) -> str:
        minutes = f" {language.integer(match['minute'])}" if match["minute"] else ""
        sign = language.plus if match["sign"] == "+" else language.minus
        return f"{language.spelled(match['zone'])} {sign} {language.cardinal(int(match['hour']))}{minutes}"

    yield Rule(TextClass.TIME, Start.DIGIT, _ABOUT, about, behind=":")
    yield Rule(TextClass.TIME, Start.DIGIT, _STOPWATCH, stopwatch, behind=":")
    yield Rule(TextClass.TIME, Start.SIGN, _TO_NOON, to_noon, "-–—")
    yield Rule(TextClass.TIME, Start.LETTER, _ZONE, zone, "GU", "+-−")
    yield Rule(TextClass.TIME, Start.ANY_NUMBER, _CLOCK, clock, "", ":.AaPp")
    yield Rule(TextClass.TIME, Start.DIGIT, _ZONED, clock, "", ":")
    yield Rule(TextClass.TIME, Start.DIGIT, _NOON, lambda _: language.cardinal(12), "1", ":")
    yield Rule(TextClass.TIME, Start.ANY_NUMBER, _MILITARY, military, "012", "h")
    yield Rule(TextClass.TIME, Start.ANY_NUMBER, _LONG, duration, "", "h")
    yield Rule(TextClass.TIME, Start.ANY_NUMBER, _SHORT, duration, "", "m")


def _point(language: "English", match: re.Match[str], prefix: str) -> str:
    minute, half = match[f"{prefix}minute"], match[f"{prefix}half"]
    written = f"{half[0].lower()}m" if half else ""
    if not minute and not half:
        return language.cardinal(int(match[f"{prefix}hour"]))
    return language.time(int(match[f"{prefix}hour"]), _number(minute), None, written)


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
