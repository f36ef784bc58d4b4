"""Korean dates: with full stops or slashes, weekdays in brackets, months of their own form, ranges, days of events."""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.dates import is_date
from vozes.text.normalizing.languages.east_asian.language import DASH, DASHES, EastAsian, ascii_pattern, text_before
from vozes.text.normalizing.languages.east_asian.rules import half_first_times, year_first_dates, years_with_months
from vozes.text.normalizing.languages.korean import tables
from vozes.text.normalizing.languages.korean.counting import hour
from vozes.text.normalizing.rules import Rule, Start, any_of

_DAY = "[월화수목금토일]"
_DOTTED = ascii_pattern(
    r"(?<![\w.])(?P<year>\d{4}|\d{2})\.(?P<blank> ?)(?P<month>\d{1,2})\.(?P=blank)(?P<day>\d{1,2})"
    r"(?:\.(?!\d)|(?![\w.]))"
)
_SLASHED = ascii_pattern(
    r"(?<![\w./-])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?![\w/]|\.\d)"
    rf"(?P<shown>(?=\s?[(（]{_DAY}[)）]|까지|부터))?"
)
_RANGE = ascii_pattern(
    rf"(?<![\d.,:/-])(?P<first>\d{{1,4}})\s?{DASH}\s?(?P<last>\d{{1,4}})\s?(?=(?P<unit>년대|년|월|일(?![곱본])|시(?!간)))"
)
_MONTH = ascii_pattern(r"(?<![\d.,])0?(?P<month>1[0-2]|[1-9])(?=\s?월)")
_PADDED = ascii_pattern(r"(?<![\d.,:])0[1-9](?=\s?[분초일])")
_WEEKDAYS = ascii_pattern(rf"(?<=[일\d])\s?[(（](?P<days>{_DAY}(?:[・·,~～〜-]\s?{_DAY})*)[)）]")
_EVENT = ascii_pattern(
    rf"(?<![\w.])(?:\d{{1,2}}·\d{{1,2}}(?![\d·])|\d{{1,2}}[./]\d{{1,2}}(?=\s?{any_of(tables.EVENTS)}))"
)
_BORN = ascii_pattern(r"(?<![\w.])\d\d(?=년생)")
_EPIDEMIC = ascii_pattern(r"(?<=코로나)[- ]?19(?!\d)")
_WORDS = ascii_pattern(rf"(?<=[가-힣)])(?P<blank>\s?)[~～〜](?P=blank)(?:(?P<last>오전|오후|{_DAY}요일)|(?=[가-힣]))")
_SHORT_DAYS = ascii_pattern(rf"(?<=(?<![가-힣]){_DAY})[~～〜-](?P<last>{_DAY})(?![가-힣])")
_LAST_MONTH = 12


def dates(language: EastAsian) -> Iterator[Rule]:
    version = re.compile(rf"(?:{language.versions_after}|[A-Za-z])[:：]? ?[vV]?$")

    def dotted(match: re.Match[str]) -> str | None:
        day, month_ = int(match["day"]), int(match["month"])
        if not is_date(day, month_) or version.search(text_before(match)):
            return None
        return language.date(day, month_, int(match["year"]))

    def slashed(match: re.Match[str]) -> str | None:
        day, month_ = int(match["day"]), int(match["month"])
        is_shown = match["shown"] is not None or day > _LAST_MONTH
        return language.date(day, month_, None) if is_shown and is_date(day, month_) else None

    def event(match: re.Match[str]) -> str:
        return language.decimals(re.sub(r"\D", "", match[0]))

    def weekdays(match: re.Match[str]) -> str:
        dashes = dict.fromkeys("~～〜-", "부터 ")
        return "".join(tables.WEEKDAYS.get(sign) or dashes.get(sign, " ") for sign in match["days"])

    def words(match: re.Match[str]) -> str:
        return f"부터 {match['last']}" if match["last"] else " "

    yield half_first_times(language)
    yield Rule(TextClass.DATE, Start.DIGIT, _DOTTED, dotted, behind=".")
    yield year_first_dates(language)
    yield years_with_months(language)
    yield Rule(TextClass.DATE, Start.ANY_NUMBER, _EVENT, event, behind="·./")
    yield Rule(TextClass.DATE, Start.ANY_NUMBER, _SLASHED, slashed, behind="/")
    yield Rule(TextClass.DATE, Start.DIGIT, _RANGE, lambda match: _between(language, match), behind=DASHES)
    yield Rule(
        TextClass.DATE, Start.ANY_NUMBER, _MONTH, lambda match: month(language, int(match["month"])), behind="월"
    )
    yield Rule(TextClass.TIME, Start.ANY_NUMBER, _PADDED, lambda match: language.cardinal(int(match[0])), "0")
    yield Rule(TextClass.DATE, Start.SIGN, _WEEKDAYS, weekdays, "(（")
    yield Rule(TextClass.DATE, Start.DIGIT, _BORN, lambda match: language.digits_in_turn(match[0]), behind="년")
    yield Rule(TextClass.ALPHANUMERIC, Start.ANY_NUMBER | Start.SIGN, _EPIDEMIC, lambda _: "일구", "1-")
    yield Rule(TextClass.RANGE, Start.SIGN, _SHORT_DAYS, lambda match: f"요일부터 {match['last']}요일", "~～〜-")
    yield Rule(TextClass.RANGE, Start.SIGN, _WORDS, words, "~～〜")


def month(language: EastAsian, month: int) -> str:
    """Returns a month's number before 월."""
    return {6: "유", 10: "시"}.get(month) or language.cardinal(month)


def _between(language: EastAsian, match: re.Match[str]) -> str:
    """Returns `7월 5~9일` or `1970~80년대`; the numbers of days or years that pass are no dates."""
    first, last, unit = int(match["first"]), int(match["last"]), match["unit"]
    if unit == "월" and max(first, last) <= _LAST_MONTH:
        return f"{month(language, first)}월부터 {month(language, last)}"
    if unit == "시":
        return f"{hour(language, first)} 시부터 {hour(language, last)} "
    of_month = text_before(match, 3).rstrip().endswith("월")
    joint = "부터" if unit == "년대" or len(match["first"]) == 4 or of_month else language.range_word
    return f"{language.cardinal(first)}{joint} {language.cardinal(last)}"
