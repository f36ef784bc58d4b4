"""Chinese dates: years digit by digit, numbers of years as numbers, eras, days of events."""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.dates import is_date
from vozes.text.normalizing.languages.chinese import tables
from vozes.text.normalizing.languages.east_asian.language import (
    DASH,
    DASHES,
    OWN,
    EastAsian,
    ascii_pattern,
    text_before,
)
from vozes.text.normalizing.languages.east_asian.rules import half_first_times, year_first_dates, years_with_months
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import Rule, Start, any_of

_WITH_ERA = ascii_pattern(
    r"(?<![\w.])(?P<year>\d{1,4})(?:年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?)?)?\s?"
    r"(?P<era>(?i:ad|bce?|a\.d\.|b\.c\.))(?!\w)"
)
_YEARS = ascii_pattern(rf"(?<![\w.])(?<!\d,)(?P<year>\d{{1,4}})(?:\s?{DASH}\s?(?P<last>\d{{2,4}}))?\s?(?=年)")
_BARE_YEARS = ascii_pattern(rf"(?<![\w.,/-])(?P<year>(?:19|20)\d\d){DASH}(?P<last>(?:19|20)\d\d)(?![\w/.-]|{OWN})")
_SCHOOL_YEAR = ascii_pattern(r"(?<![\w./])(?P<year>\d{4})[/-](?P<last>\d{4}|\d{2})(?=\s?(?:学年|赛季|财年|年度))")
_YEAR_OF_CLASS = ascii_pattern(r"(?<![\w./])(?:19|20)\d\d(?=[级届款版])")
_EVENT = ascii_pattern(
    rf"(?<![\w.·])(?:\d{{1,2}}·\d{{1,2}}(?![\d·])|\d{{1,2}}\.\d{{1,2}}(?=[”」]?{any_of(tables.EVENTS)}))"
)
_BORN = ascii_pattern(r"(?<![\w.])[05-9]\d(?=后(?:[^来面期天续备方勤年]|$))")
_WEEKDAY_FOLLOWS = ascii_pattern(
    r"(?<![\w./])(?P<month>\d{1,2})[/.](?P<day>\d{1,2})(?=\s?[(（]?(?:周|星期|礼拜)[一二三四五六日天])"
)
_PADDED = ascii_pattern(r"(?<!\d)0[1-9](?=[月日号號点點时時])")
_SHORT_YEAR_GOES_ON = re.compile(rf"年\s?(?:\d{{1,2}}\s?月|{any_of(tables.YEAR_GOES_ON)})")
_LONG_AGO = re.compile("年[^，。；！？]{0,3}?(?:前|历史|来|多|之久|古)")
_ERA = re.compile("(?:公元前?|西元前?|纪元前?|西历|公历)$")
_NOTHING_AFTER = re.compile("年(?:[\\s，。、；！？）)]|$)")
_FIRST_YEAR, _LAST_YEAR = 1000, 2999


def dates(language: EastAsian) -> Iterator[Rule]:
    def years(match: re.Match[str]) -> str:
        return _range_of_years(language, match["year"], match["last"])

    def digits(match: re.Match[str]) -> str:
        return language.digits_in_turn(re.sub(r"\D", "", match[0]))

    def day(match: re.Match[str]) -> str | None:
        day, month = int(match["day"]), int(match["month"])
        return language.date(day, month, None) if is_date(day, month) else None

    def padded(match: re.Match[str]) -> str:
        return language.cardinal(int(match[0]))

    yield Rule(TextClass.DATE, Start.DIGIT, _WITH_ERA, lambda match: _with_era(language, match), behind="年aAbB")
    yield year_first_dates(language)
    yield years_with_months(language)
    yield half_first_times(language)
    yield Rule(TextClass.DATE, Start.DIGIT, _YEARS, lambda match: _years(language, match), behind=f"年{DASHES}")
    yield Rule(TextClass.DATE, Start.DIGIT, _SCHOOL_YEAR, years, behind="/-")
    yield Rule(TextClass.DATE, Start.DIGIT, _YEAR_OF_CLASS, digits, behind="级届款版")
    yield Rule(TextClass.DATE, Start.DIGIT, _EVENT, digits, behind="·.")
    yield Rule(TextClass.DATE, Start.DIGIT, _BORN, digits, behind="后")
    yield Rule(TextClass.DATE, Start.ANY_NUMBER, _BARE_YEARS, years, behind=DASHES)
    yield Rule(TextClass.DATE, Start.DIGIT, _WEEKDAY_FOLLOWS, day, behind="/.")
    yield Rule(TextClass.DATE, Start.DIGIT, _PADDED, padded, behind="月日号號点點时時")


def _with_era(language: EastAsian, match: re.Match[str]) -> str:
    said = f"{'公元前' if match['era'][0] in 'bB' else '公元'}{language.digits_in_turn(match['year'])}年"
    for name, word in (("month", "月"), ("day", "日")):
        said += f"{language.cardinal(int(match[name]))}{word}" if match[name] else ""
    return said


def _years(language: EastAsian, match: re.Match[str]) -> str:
    """Returns a year digit by digit, and a number of years as a number."""
    written, last, text, end = match["year"], match["last"], match.string, match.end()
    if _is_year(match):
        return _range_of_years(language, written, last) if last else language.digits_in_turn(written)
    first = language.number(Number(written))
    if last:
        return f"{first}{language.range_word}{language.number(Number(last))}"
    return "两" if written == "2" and text[end : end + 2] not in ("年级", "年代") else first


def _is_year(match: re.Match[str]) -> bool:
    written, text, end = match["year"], match.string, match.end()
    if written[0] == "0" or _ERA.search(text_before(match, 3)):
        return True
    if len(written) == 4:
        return _FIRST_YEAR <= int(written) <= _LAST_YEAR and not (written.endswith("00") and _LONG_AGO.match(text, end))
    if len(written) != 2 or text.startswith("年代", end):
        return False
    is_alone = not re.match(OWN, text_before(match, 1)) and _NOTHING_AFTER.match(text, end)
    return bool(is_alone or _SHORT_YEAR_GOES_ON.match(text, end))


def _range_of_years(language: EastAsian, first: str, last: str) -> str:
    return f"{language.digits_in_turn(first)}{language.range_word}{language.digits_in_turn(last)}"
