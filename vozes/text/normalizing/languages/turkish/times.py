"""The rules for times of Turkish: clocks, dates, years, and what is written with a dash between two numbers.

`turkish` tries them first, and is asked how numbers are said.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.dates import is_date
from vozes.text.normalizing.languages.turkish import tables
from vozes.text.normalizing.languages.turkish.suffixes import SUFFIX, attached
from vozes.text.normalizing.rules import NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start, any_of

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.turkish.language import Turkish

_Saying = Callable[["Turkish", re.Match[str]], str | None]
_BLANK = "[ \u00a0\u202f]?"
_CAPITAL = "A-ZÇĞİÖŞÜÂÎÛ"
_START = r"(?<![\w.,:/-])"
_SIGNS = "".join(sign for sign in tables.CURRENCY_SIGNS if len(sign) == 1)
_NO_SUFFIX = r"(?!['’]\w)"
_LOST_CENTURY = re.compile(r"['’](?=\d{2}['’]?l[ae]r)")
_LOOK_BACK, _LOOK_AHEAD = 48, 48
_HOUR, _MINUTE = r"[01]?\d|2[0-4]", r"[0-5]\d"
_CLOCK = re.compile(
    rf"{_START}(?P<hour>{_HOUR})(?P<mark>[.:])(?P<minute>{_MINUTE})(?:(?P=mark)(?P<second>{_MINUTE}))?"
    rf"(?:{_BLANK}[-–]{_BLANK}(?P<hour2>{_HOUR})(?P=mark)(?P<minute2>{_MINUTE}))?(?:{SUFFIX}|(?![\w:]|[.,]\d|['’]\w))"
)
_HOURS = re.compile(r"\b(?:[Ss]aat(?:i|ler[iı]?|leri)?|SAAT)(?: [^\W\d_]{1,10})?[: ]{1,2}$")
_NO_HOUR = re.compile(r"\b(?:oran|ortalama|endeks|sürüm|madde|[Bb]ölüm|versiyon|puan|not|fiyat|ücret)\w{0,8}[: ]{1,2}$")
_AMOUNT_FOLLOWS = re.compile(
    rf"{_BLANK}(?:{any_of([*tables.COUNTED, *tables.UNITS_OF_MEASURE, *tables.CURRENCY_SIGNS, '%'])}){NOT_BEFORE_WORD}"
)
_SCORE = re.compile(rf"{_START}(?P<first>\d{{1,3}})[ ]?[-–][ ]?(?P<last>\d{{1,3}})(?![\w/-]|[.,:]\d){_NO_SUFFIX}")
_SCORE_NEAR = re.compile(tables.SCORE_WORDS, re.IGNORECASE)
_NEXT = re.compile(rf"{_START}(?P<first>\d{{1,4}})[-–](?P<last>\d{{1,4}})(?![\w/-]|[.,:]\d){_NO_SUFFIX}")
_SEASON = re.compile(rf"{_START}(?P<first>(?:19|20)\d\d)[-/–](?P<last>\d{{2}}|\d{{4}})(?![\w/-]|[.,:]\d){_NO_SUFFIX}")
_BETWEEN = re.compile(r"['’]?\w{0,4}[ \u00a0](?:[^\W\d_]+[ \u00a0]){0,2}?aras[ıi]")
_ALWAYS = re.compile(r"7/24(?![\w/])")
_MONTH = rf"(?P<month>{any_of(tables.MONTH_ABBREVIATIONS)})"
_SHORT_MONTH = re.compile(
    rf"{_START}(?P<day>\d{{1,2}})(?:\.?[ \u00a0]|[-/.]){_MONTH}(?:\.|{NOT_BEFORE_WORD})"
    rf"(?:[-/.]?{_BLANK}(?P<year>(?:19|20)\d\d|(?<=[-/.])\d\d))?(?!\d)"
)
_MONTH_OF_YEAR = re.compile(
    rf"{_START}(?P<month>0[1-9]|1[0-2])[./](?P<year>(?:19|20)\d\d)(?![\w/-]|[.,]\d){_NO_SUFFIX}"
)
_WEEKDAY = re.compile(
    rf"{NOT_AFTER_WORD}(?P<first>{any_of(tables.WEEKDAYS)})\.?(?:{_BLANK}[-–]{_BLANK}(?P<last>{any_of(tables.WEEKDAYS)})(?:\.|{NOT_BEFORE_WORD})|{NOT_BEFORE_WORD})"
)
_SPACED_DASH = re.compile(rf"[-–](?= (?P<last>\d[\d.,/:]{{0,12}})(?P<team> [{_CAPITAL}])?)")
_NUMBER_BEFORE = re.compile(r"(?P<first>\d[\d.,/:]{0,12}) $")


def rules(language: "Turkish") -> Iterator[Rule]:
    any_number, digit, sign = Start.ANY_NUMBER, Start.DIGIT, Start.SIGN
    months = "".join({name[0] for name in tables.MONTH_ABBREVIATIONS})
    sayings: tuple[tuple[TextClass, Start, re.Pattern[str], _Saying, str, str], ...] = (
        (TextClass.TIME, digit, _CLOCK, _clock, "", ".:"),
        (TextClass.DATE, any_number, _SHORT_MONTH, _short_month, "", f"{months}.-/"),
        (TextClass.DATE, digit, _MONTH_OF_YEAR, _month_of_year, "01", "./"),
        (TextClass.DATE, sign, _LOST_CENTURY, lambda *_: "", "'’", ""),
        (TextClass.DATE, Start.LETTER, _WEEKDAY, _weekday, "PSÇC", ""),
        (TextClass.RANGE, any_number, _SCORE, _score, "", "-–"),
        (TextClass.RANGE, digit, _NEXT, _next, "", "-–"),
        (TextClass.DATE, digit, _SEASON, _season, "", "-/–"),
        (TextClass.TIME, digit, _ALWAYS, lambda *_: "yedi yirmi dört", "7", "/"),
        (TextClass.RANGE, sign, _SPACED_DASH, _spaced_dash, "-–", ""),
    )
    for kind, starts, pattern, say, first, behind in sayings:
        yield Rule(kind, starts, pattern, partial(say, language), first, behind)


def is_between(text: str, end: int) -> bool:
    """Returns whether a word for what is between two ends follows: `yılları arasında`."""
    return _BETWEEN.match(text, end) is not None


def _score(language: "Turkish", match: re.Match[str]) -> str | None:
    """Returns a score, which has a word of a match in its sentence near it."""
    text = match.string
    near = text[match.end() : match.end() + _LOOK_AHEAD].partition(". ")[0].partition("\n")[0]
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()].rpartition(". ")[2].rpartition("\n")[2]
    if is_between(text, match.end()) or not (_SCORE_NEAR.search(near) or _SCORE_NEAR.search(before)):
        return None
    return f"{language.integer(match['first'])} {language.integer(match['last'])}"


def _next(language: "Turkish", match: re.Match[str]) -> str | None:
    """Returns two numbers of which one follows the other, with nothing between them: `2-3 gün`."""
    first, last = int(match["first"]), int(match["last"])
    if last != first + 1 or match["first"][0] == "0" or is_between(match.string, match.end()):
        return None
    return f"{language.cardinal(first)} {language.cardinal(last)}"


def _season(language: "Turkish", match: re.Match[str]) -> str | None:
    first, last = int(match["first"]), int(match["last"])
    if last not in (first + 1, (first + 1) % 100):
        return None
    return f"{language.year(first)} {language.integer(match['last'])}"


def _clock(language: "Turkish", match: re.Match[str]) -> str | None:
    if match["mark"] == "." and not _is_clock(match):
        return None
    second = None if match["second"] is None else int(match["second"])
    said = language.time(int(match["hour"]), int(match["minute"]), second)
    if match["hour2"]:
        said = language.range(said, language.time(int(match["hour2"]), int(match["minute2"]), None))
    return attached(said, match["suffix"]) if match["suffix"] else said


def _is_clock(match: re.Match[str]) -> bool:
    """Returns whether two numbers with a full stop between them are a time of day, not a number with decimals."""
    text = match.string
    before = text[max(0, match.start() - 24) : match.start()]
    if match["hour2"] or _HOURS.search(before):
        return match["second"] is None
    if len(match["hour"]) < 2 or match["second"] or _AMOUNT_FOLLOWS.match(text, match.end()):
        return False
    is_money = before.rstrip()[-1:] in (*_SIGNS, "%") and before.strip() != ""
    return not is_money and _NO_HOUR.search(before) is None


def _short_month(language: "Turkish", match: re.Match[str]) -> str | None:
    month = tables.MONTH_ABBREVIATIONS[match["month"]]
    day, year = int(match["day"]), match["year"]
    if not is_date(day, month):
        return None
    return language.date(day, month, None if year is None else int(year) + 2000 * (len(year) == 2))


def _month_of_year(language: "Turkish", match: re.Match[str]) -> str:
    return language.date(None, int(match["month"]), int(match["year"]))


def _weekday(language: "Turkish", match: re.Match[str]) -> str | None:
    if match["last"]:
        return language.range(tables.WEEKDAYS[match["first"]], tables.WEEKDAYS[match["last"]])
    return tables.WEEKDAYS[match["first"]] if match["first"] in tables.PLAIN_WEEKDAYS else None


def _spaced_dash(language: "Turkish", match: re.Match[str]) -> str | None:
    """Returns what a dash with blanks around it means between numbers, times or dates; None in a formula."""
    before = _NUMBER_BEFORE.search(match.string, max(0, match.start() - 15), match.start())
    if before is None or is_formula(match):
        return None
    numbers = before["first"], match["last"]
    is_score = match["team"] is not None and all(number.isdecimal() and len(number) <= 2 for number in numbers)
    return "" if is_score else language.range_word


def is_formula(match: re.Match[str]) -> bool:
    """Returns whether an equals sign stands near."""
    return "=" in match.string[max(0, match.start() - 24) : match.end() + 24]
