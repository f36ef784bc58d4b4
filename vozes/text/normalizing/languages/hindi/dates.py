"""The rules for dates and times of Hindi: years, dates in numbers, clocks with `बजे`, and the words before a match.

`hindi` tries them first, and is asked how numbers are said.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.dates import full_year, is_date
from vozes.text.normalizing.languages.hindi import tables
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import LETTER, NOT_BEFORE_WORD, Rule, Start, any_of

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.hindi.language import Hindi

_Saying = Callable[["Hindi", re.Match[str]], str | None]
_BLANK = "[ \u00a0\u202f]?"
_START = r"(?<![\w.,:/-])"
_END = r"(?![\w/-]|[.,:]\d)"
_LOOK_BACK = 48
_WORD_BEFORE = re.compile(rf"({LETTER}+)(?:[.,]|{_BLANK}[-–:])?[ \u00a0]+$")
_YEARS = re.compile(rf"{_START}(?P<first>(?:1[1-9]|20)\d\d)[-–](?P<last>\d{{2}}){_END}")
_YEAR = re.compile(rf"{_START}(?P<year>1[1-9]\d\d){_END}(?!{_BLANK}%)")
YEAR_FOLLOWS = re.compile(rf"{_BLANK}(?:{tables.YEAR_AFTER}){NOT_BEFORE_WORD}(?! (?:अधिक|ज़्यादा|ज्यादा|कम|ऊपर))")
_DAY = re.compile(rf"{_START}0(?P<day>[1-9])(?= (?:{any_of(tables.MONTH_WORDS)}){NOT_BEFORE_WORD})")
_NUMERIC = re.compile(
    r"(?<![\w./-])(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})(?![\w/-]|\.\d)"
)
_DAY_MONTH = re.compile(rf"{_START}(?P<first>\d\d)-(?P<second>\d\d){_END}")
_MONTH_YEAR = re.compile(rf"{_START}(?P<month>\d\d)[-/](?P<year>(?:1[1-9]|20)\d\d){_END}")
_CLOCK = re.compile(
    r"(?<![\w:.,/])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![:\w]|[.,]\d)"
    rf"(?:{_BLANK}(?P<half>[AaPp])\.?[Mm]\.?(?!\w))?(?:[ ](?P<oclock>बजे){NOT_BEFORE_WORD})?"
)
_HOUR = re.compile(
    rf"(?<![\w:.,/])(?P<hour>1[0-2]|0?\d){_BLANK}"
    rf"(?P<half>[AaPp])\.?[Mm]\.?(?!\w)(?:[ ](?P<oclock>बजे){NOT_BEFORE_WORD})?"
)
_UNTIL = re.compile(r"[-–](?= ?\d)")
_TIME_OR_NUMBER_ENDS = re.compile(r"\d:\d\d ?$|\d{2}[/.-]\d{2,4} $|\d $")
_PART_OF_DAY = re.compile(r"(?:सुबह|शाम|रात|दोपहर|तड़के)(?: के| को)?[ \u00a0]$")
_ALREADY = re.compile(r" (?:पर|से|तक|के|को|का|की)(?!\w)")


def rules(language: "Hindi") -> Iterator[Rule]:
    any_number, digit = Start.ANY_NUMBER, Start.DIGIT
    sayings: tuple[tuple[TextClass, Start, re.Pattern[str], _Saying, str, str], ...] = (
        (TextClass.DATE, digit, _NUMERIC, _numeric_date, "", "-/."),
        (TextClass.DATE, digit, _DAY_MONTH, _day_month, "", "-"),
        (TextClass.DATE, digit, _MONTH_YEAR, _month_of_year, "", "-/"),
        (TextClass.DATE, digit, _YEARS, _years, "12", "-–"),
        (TextClass.DATE, any_number, _YEAR, _year, "1", ""),
        (TextClass.DATE, any_number, _DAY, lambda language, match: language.cardinal(int(match["day"])), "0", ""),
        (TextClass.TIME, digit, _CLOCK, _clock, "", ":"),
        (TextClass.TIME, any_number, _HOUR, _clock, "", "aApP"),
        (TextClass.TIME, Start.SIGN, _UNTIL, _until, "-–", ""),
    )
    for kind, starts, pattern, say, first, behind in sayings:
        yield Rule(kind, starts, pattern, partial(say, language), first, behind)


def text_before(match: re.Match[str]) -> str:
    """Returns the text before a match, as far back as its reading may hang on it."""
    return match.string[max(0, match.start() - _LOOK_BACK) : match.start()]


def word_before(match: re.Match[str]) -> str:
    """Returns the word before a match; empty where there is none."""
    found = _WORD_BEFORE.search(text_before(match))
    return found[1] if found else ""


def _year(language: "Hindi", match: re.Match[str]) -> str | None:
    before = word_before(match)
    is_year = before in tables.YEAR_BEFORE or before in tables.MONTH_WORDS
    if not is_year and YEAR_FOLLOWS.match(match.string, match.end()) is None:
        return None
    return language.year(int(match["year"]))


def _years(language: "Hindi", match: re.Match[str]) -> str:
    first, last = int(match["first"]), int(match["last"])
    said, then = language.year(first), language.integer(match["last"])
    return f"{said} {then}" if last == (first + 1) % 100 else language.range(said, then)


def _numeric_date(language: "Hindi", match: re.Match[str]) -> str | None:
    if match["mark"] == "." and len(match["year"]) == 2:
        return None
    said = _day_month(language, match, certain=True)
    return said and f"{said} {language.year(full_year(match['year']))}"


def _day_month(language: "Hindi", match: re.Match[str], *, certain: bool = False) -> str | None:
    """Returns a day and month, in their order; without a year only where one of them begins with a zero."""
    first, second = int(match["first"]), int(match["second"])
    if not certain and "0" not in (match["first"][0], match["second"][0]):
        return None
    if is_date(first, second):
        return language.date(first, second, None)
    return f"{language.months[first - 1]} {language.cardinal(second)}" if is_date(second, first) else None


def _month_of_year(language: "Hindi", match: re.Match[str]) -> str | None:
    month = int(match["month"])
    return language.date(None, month, int(match["year"])) if is_date(1, month) else None


def _clock(language: "Hindi", match: re.Match[str]) -> str:
    groups = match.groupdict()
    hour, minute = int(match["hour"]), int(groups.get("minute") or 0)
    second = None if groups.get("second") is None else int(match["second"])
    half = (match["half"] or "").lower()
    if match["oclock"] and second is None:
        said = _oclock(language, hour, minute, match)
    else:
        said = language.time(hour, minute, second)
    is_named = not half or _PART_OF_DAY.search(text_before(match))
    return said if is_named else f"{_part_of_day(hour, half)} {said}"


def _until(language: "Hindi", match: re.Match[str]) -> str | None:
    """Returns the word for a range, behind a time, a date, or a number with blanks around the dash."""
    near = match.string[max(0, match.start() - 24) : match.end() + 24]
    return language.range_word if "=" not in near and _TIME_OR_NUMBER_ENDS.search(text_before(match)) else None


def _oclock(language: "Hindi", hour: int, minute: int, match: re.Match[str]) -> str:
    """Returns a time before `बजे`: quarters and halves have words of their own."""
    if minute in (15, 30):
        number = language.halved(Number(str(hour), "5", ".")) if minute == 30 else f"सवा {language.cardinal(hour)}"
        return f"{number} बजे" if number else language.time(hour, minute, None)
    if minute == 45:
        return f"पौने {language.cardinal(hour % 12 + 1 if hour < 13 else hour + 1)} बजे"
    said = language.time(hour, minute, None)
    return said if not minute or _ALREADY.match(match.string, match.end()) else f"{said} पर"


def _part_of_day(hour: int, half: str) -> str:
    if half == "a":
        return "रात" if hour in (12, 1, 2, 3) else "सुबह"
    return "दोपहर" if hour in (12, 1, 2, 3) else "शाम" if hour < 8 else "रात"
