"""Japanese dates and times: years of eras, days as `3/15(金)`, weekdays in brackets, `25:30` after midnight."""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.dates import is_date
from vozes.text.normalizing.languages.east_asian.language import EastAsian, ascii_pattern, text_before
from vozes.text.normalizing.languages.east_asian.rules import half_first_times, year_first_dates, years_with_months
from vozes.text.normalizing.languages.japanese import tables
from vozes.text.normalizing.rules import Rule, Start, any_of

_DAY = "[月火水木金土日]"
_ERA_YEAR = ascii_pattern(
    r"(?<!\w)(?P<era>[MTSHR])(?:\.(?=\d{1,2}(?![\d.]\d))|\.?(?=\d{1,2}[./年]))(?P<year>\d{1,2})"
    r"(?:(?P<mark>[./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2}))?(?P<goes_on>年)?(?!\w|[./]\d)"
)
_SHORT_DATE = ascii_pattern(
    r"(?<![\w./-])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?![\w/]|\.\d)"
    rf"(?P<shown>(?=\s?[(（]{_DAY}|に|まで|から|より|[〜～~]))?"
)
_ANNOUNCED = re.compile(
    rf"(?:{any_of(tables.DATE_BEFORE)}日?[はがもに:：・、]?|\d/\d{{1,2}}(?:[(（].[)）])?[〜～~-])\s?$"
)
_BEFORE_NAME = ascii_pattern(r"(?<![\w.])(?<!\d,)(?:19|20)\d\d(?=[A-Z]{3,})")
_LATE = ascii_pattern(r"(?<![\w:.,/])(?P<hour>2[5-9]|30):(?P<minute>[0-5]\d)(?![:\w]|\.\d)")
_MIDNIGHT = ascii_pattern(r"(?<![\d.,])0(?=時(?!間))")
_PADDED = ascii_pattern(r"(?<![\d.,])0[1-9](?=[月日時分秒])")
_WEEKDAYS = ascii_pattern(rf"(?<=[日\d])\s?[(（](?P<days>{_DAY}(?:[・、,~～〜-]?[月火水木金土日祝休])*)[)）]")
_EVENT = ascii_pattern(
    rf"(?<![\w.・])(?:\d{{1,2}}[・·]\d{{1,2}}(?![\d・·])|\d{{1,2}}[./]\d{{1,2}}(?=」?{any_of(tables.EVENTS)}))"
)
_LAST_MONTH = 12


def dates(language: EastAsian) -> Iterator[Rule]:
    def number(match: re.Match[str]) -> str:
        return language.cardinal(int(match[0]))

    def late(match: re.Match[str]) -> str:
        return language.time(int(match["hour"]), int(match["minute"]), None)

    def event(match: re.Match[str]) -> str:
        return language.decimals(re.sub(r"\D", "", match[0]))

    def weekdays(match: re.Match[str]) -> str:
        dashes = dict.fromkeys("~～〜-", language.range_word)
        return "".join(tables.WEEKDAYS.get(sign) or dashes.get(sign, "") for sign in match["days"])

    yield Rule(TextClass.DATE, Start.ATTACHED, _ERA_YEAR, lambda match: _era(language, match), "MTSHR", ".0123456789")
    yield half_first_times(language)
    yield Rule(TextClass.TIME, Start.DIGIT, _LATE, late, "23", ":")
    yield year_first_dates(language)
    yield years_with_months(language)
    yield Rule(TextClass.DATE, Start.ANY_NUMBER, _EVENT, event, behind="・·./")
    yield Rule(TextClass.DATE, Start.ANY_NUMBER, _SHORT_DATE, lambda match: _day(language, match), behind="/")
    yield Rule(TextClass.DATE, Start.DIGIT, _BEFORE_NAME, number, "12")
    yield Rule(TextClass.TIME, Start.DIGIT, _MIDNIGHT, lambda _: "零", "0")
    yield Rule(TextClass.DATE, Start.DIGIT, _PADDED, number, "0")
    yield Rule(TextClass.DATE, Start.SIGN, _WEEKDAYS, weekdays, "(（")


def _era(language: EastAsian, match: re.Match[str]) -> str | None:
    """Returns a year of an era: `R.4`, `H30年`, `R6.4.1`."""
    year = f"{tables.ERAS[match['era']]}{language.cardinal(int(match['year']))}年"
    if match["month"] is None:
        return year if match["goes_on"] or "." in match[0] else None
    day, month = int(match["day"]), int(match["month"])
    return year + language.date(day, month, None) if is_date(day, month) else None


def _day(language: EastAsian, match: re.Match[str]) -> str | None:
    """Returns a month and day where what stands around them shows that, or the day is larger than any month."""
    day, month = int(match["day"]), int(match["month"])
    is_shown = match["shown"] is not None or day > _LAST_MONTH or _ANNOUNCED.search(text_before(match))
    return language.date(day, month, None) if is_shown and is_date(day, month) else None
