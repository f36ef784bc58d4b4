"""German dates, years, weekdays and times of day, with the endings that the words before them want.

How numbers are said is asked of the language; `german` tries these rules before the common ones.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.dates import full_year, is_date
from vozes.text.normalizing.languages.continental import BLANK, bound, ends_text
from vozes.text.normalizing.languages.german import tables
from vozes.text.normalizing.languages.german.grammar import before, last_word, ordinal_ending
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start, any_of

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.german.language import German

_MONTH_FIRSTS = "JjFfMmAaSsOoNnDd"
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:1[0-2]|0?[1-9])", r"[12]\d{3}"
_NAMES = any_of([*tables.MONTHS, *(name.lower() for name in tables.MONTHS)])
_SHORT = any_of([*map(str.capitalize, tables.MONTH_ABBREVIATIONS), *tables.MONTH_ABBREVIATIONS])
_JOINT = rf"{BLANK}(?P<joint>[-–—/]){BLANK}"
_NOT_IN_NUMBER = r"(?<![\w.,:/-])"
_NAMED_DATE = re.compile(
    rf"{_NOT_IN_NUMBER}(?:(?P<first>{_DAY})\.?{_JOINT})?(?P<day>{_DAY})\.{BLANK}"
    rf"(?P<name>{_NAMES}|{_SHORT}\.?)(?!\w)(?:{BLANK}(?P<year>{_YEAR})(?!\w))?"
)
_NUMERIC_DATE = re.compile(
    rf"{_NOT_IN_NUMBER}(?:(?P<first>{_DAY})\.(?:(?P<first_month>{_MONTH})\.(?P<first_year>\d{{4}})?)?{_JOINT})?"
    rf"(?P<day>{_DAY})\.{BLANK}(?P<month>{_MONTH})(?P<dot>\.)?(?:(?<=\.){BLANK}(?P<year>{_YEAR}|\d\d))?(?![\w]|[.,:/]\d|\.\w)"
)
_ISO_DATE = re.compile(
    r"(?<![\w./-])(?P<year>[12]\d{3})-(?P<month>0?[1-9]|1[0-2])(?:-(?P<day>\d{1,2}))?(?![\w/:-]|[.,]\d|[ T]\d\d:)"
)
_ANNOUNCES_DATE = re.compile(
    r"\b(?:am|vom|zum|bis|ab|seit|dem|den|der|ist|Stand:|Datum:|beim|und|\w+tag,?|(?:Mo|Di|Mi|Do|Fr|Sa|So)[.,]{0,2})\s$"
)
_ANNOUNCES_NONE = re.compile(
    r"(?:[Vv]ersion|Kapitel|Abschnitt|Punkt|Ziffer|Python|iOS|Android|Nummer|Nr\.|§|Abb\.|Tab\.|Update|Kap\.|Absatz)\s$"
)
_MONTH_OF_YEAR = re.compile(rf"{NOT_AFTER_WORD}(?P<name>{_SHORT})\.?{BLANK}(?P<year>[12]\d{{3}})(?!\w)")
_YEAR_ALONE = re.compile(r"(?<![\w.,:/+*=-])1[1-9]\d\d(?![\w°%€$£]|[.,:/-]\d|\s?[-–+*×=x:/]\s?\d|\s[€$£%°])")
_COUNTED = re.compile(rf"[ \u00a0](?:[A-ZÄÖÜ]|{any_of(tables.MEASURES)}{NOT_BEFORE_WORD})")
_QUOTED_YEAR = re.compile(r"(?<![\w'’‘])['’‘](?P<year>\d{2})(?P<er>er)?(?![\w'’‘]|[.,]\d|\s?[€$£%°])")
_CLOCK = re.compile(
    rf"(?<![\w:.,/])(?:(?P<first>[01]?\d|2[0-4])(?:[:.](?P<first_minute>[0-5]\d))?(?:{BLANK}Uhr)?{_JOINT})?"
    rf"(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?(?:[:.](?P<second>[0-5]\d))?{BLANK}(?P<uhr>[Uu]hr|h){NOT_BEFORE_WORD}"
)
_CLOCKS = re.compile(
    rf"(?<![\w:.,/])(?P<first>[01]?\d|2[0-4]):(?P<first_minute>[0-5]\d){_JOINT}"
    r"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?P<second>(?!))?(?![\w:])"
)
_DURATION = re.compile(
    r"(?<![\w:.,/])(?P<first>\d{1,3}):(?P<second>[0-5]\d)(?::(?P<third>[0-5]\d))?\s?"
    rf"(?P<unit>Std\.?|Stunden|Min\.?|Minuten|min\.?){NOT_BEFORE_WORD}"
)
_CLOCK_BEFORE = re.compile(
    r"(?<![\w:.,/])(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d)(?=\s(?:bis|und|oder)\s\d{1,2}[.:]\d\d\sUhr)"
)
_LONGEST_HOURS = 5
"""Hours up to which `2:30 h` is a duration, where no word says that it is a time."""
_MONTHS = re.compile(
    rf"{NOT_AFTER_WORD}(?P<first>{any_of(tables.MONTHS)})[-–](?P<last>{any_of(tables.MONTHS)}){NOT_BEFORE_WORD}"
)
_QUARTER = re.compile(rf"{NOT_AFTER_WORD}Q(?P<number>[1-4])(?=[ /](?:20)?\d\d(?!\w))")
_AT_HOUR = re.compile(r"\b(?:um|ab|gegen|bis|von|seit|vor|nach)\s$")
_DAY_NAMES = any_of(tables.WEEKDAYS)
_WEEKDAYS = re.compile(
    rf"{NOT_AFTER_WORD}(?P<first>{_DAY_NAMES})\.?(?P<joint>{BLANK}[-–—/&+,]{BLANK}|\s(?:bis|und)\s)"
    rf"(?P<last>{_DAY_NAMES})(?:\.(?=\S|\s\S)|{NOT_BEFORE_WORD})"
)
_WEEKDAY = re.compile(
    rf"{NOT_AFTER_WORD}(?P<day>{_DAY_NAMES})"
    rf"(?:(?<=\bam \w\w)(?![\w.])|\.(?=,|\s?\d|\s(?:und|bis|oder|u\.|&|{_DAY_NAMES})(?!\w))"
    rf"|(?=[,:]?\s\d{{1,2}}(?:[.:]\d|\s?[-–]\s?\d|\.?\s?Uhr|\.\s?(?:{_NAMES}|{_SHORT}))))"
)
_PRICE_FOLLOWS = re.compile(r"\s?\d{1,9}\.[-–—]")
_NEXT_WORD = re.compile(r"\s+([A-ZÄÖÜ][^\W\d_]*)")
_FIRST_YEAR_ALONE = 1500
"""The first number of four digits that is a year though no word says so."""


def rules(language: "German") -> Iterator[Rule]:
    sayings = (
        (TextClass.TIME, Start.ANY_NUMBER, _CLOCK, _clock, "", ".:Uuh-–—/"),
        (TextClass.TIME, Start.DIGIT, _CLOCKS, _clock, "", ":"),
        (TextClass.TIME, Start.DIGIT, _CLOCK_BEFORE, _clock_before, "", "."),
        (TextClass.TIME, Start.DIGIT, _DURATION, _duration, "", ":"),
        (TextClass.DATE, Start.DIGIT, _NAMED_DATE, _named_date, "", ".-–—/"),
        (TextClass.DATE, Start.DIGIT, _NUMERIC_DATE, _numeric_date, "", "."),
        (TextClass.DATE, Start.DIGIT, _ISO_DATE, _iso_date, "", "-"),
        (TextClass.DATE, Start.ANY_WORD, _MONTH_OF_YEAR, _month_of_year, _MONTH_FIRSTS, ".12"),
        (TextClass.DATE, Start.ANY_NUMBER, _YEAR_ALONE, _year_alone, "1", ""),
        (TextClass.DATE, Start.ATTACHED, _MONTHS, lambda _, match: f"{match['first']} bis {match['last']}", "", "-–"),
        (TextClass.DATE, Start.LETTER, _QUARTER, _quarter, "Q", ""),
        (TextClass.DATE, Start.SIGN, _QUOTED_YEAR, _quoted_year, "'’‘", ""),
        (TextClass.DATE, Start.LETTER, _WEEKDAYS, _weekdays, "MDFS", ".-–—/&+,bu"),
        (TextClass.DATE, Start.LETTER, _WEEKDAY, _weekday, "MDFS", ""),
    )
    yield from bound(language, sayings)


def _date(language: "German", match: re.Match[str], first: str, month: int, year: str) -> str:
    """Returns a date, or a range of two; `first` is what is said of the first, without the ending."""
    ending = ordinal_ending(before(match), tables.MONTHS[month - 1])
    said = f"{language.ordinal_stem(int(match['day']))}{ending} {tables.MONTHS[month - 1]}"
    if year:
        said += f" {language.year(full_year(year))}"
    if not first:
        return said
    joint = "und" if match["joint"] == "/" else "bis"
    return f"{first.format(ending)} {joint} {said}"


def _named_date(language: "German", match: re.Match[str]) -> str | None:
    name = match["name"].rstrip(".").lower()
    month = tables.MONTH_ABBREVIATIONS.get(name) or [month.lower() for month in tables.MONTHS].index(name) + 1
    if not is_date(int(match["day"]), month):
        return None
    first = language.ordinal_stem(int(match["first"])) + "{0}" if match["first"] else ""
    stop = "." if match[0].endswith(".") and ends_text(match.string, match.end()) else ""
    return _date(language, match, first, month, match["year"] or "") + stop


def _numeric_date(language: "German", match: re.Match[str]) -> str | None:
    month = int(match["month"])
    if not is_date(int(match["day"]), month) or _ANNOUNCES_NONE.search(before(match)):
        return None
    if not match["dot"] and not _is_short_date(match):
        return None
    first = language.ordinal_stem(int(match["first"])) + "{0}" if match["first"] else ""
    if match["first_month"]:
        first += f" {tables.MONTHS[int(match['first_month']) - 1]}"
    if match["first_year"]:
        first += f" {language.year(int(match['first_year']))}"
    return _date(language, match, first, month, match["year"] or "") + _full_stop(match)


def _is_short_date(match: re.Match[str]) -> bool:
    """Returns whether two numbers with a full stop between are a date: alone, or behind a word that announces one."""
    alone = match.start() == 0 and match.end() == len(match.string)
    return alone or _ANNOUNCES_DATE.search(before(match)) is not None


def _full_stop(match: re.Match[str]) -> str:
    """Returns a full stop where that of `24.12.` ends a sentence too."""
    if not match[0].endswith("."):
        return ""
    word = _NEXT_WORD.match(match.string, match.end())
    starts = word is not None and word[1].lower() in tables.SENTENCE_STARTS
    return "." if starts or ends_text(match.string, match.end()) else ""


def _iso_date(language: "German", match: re.Match[str]) -> str | None:
    month = int(match["month"])
    if match["day"] is None:
        return f"{tables.MONTHS[month - 1]} {language.year(int(match['year']))}" if len(match["month"]) == 2 else None
    return _date(language, match, "", month, match["year"]) if is_date(int(match["day"]), month) else None


def _month_of_year(language: "German", match: re.Match[str]) -> str:
    month = tables.MONTHS[tables.MONTH_ABBREVIATIONS[match["name"].lower()] - 1]
    return f"{month} {language.year(int(match['year']))}"


def _year_alone(language: "German", match: re.Match[str]) -> str | None:
    """Returns a year for four digits that count nothing, or that stand behind a word such as `seit`."""
    last = last_word(match).lower()
    counted = _COUNTED.match(match.string, match.end()) is not None
    if last in tables.CARDINAL_BEFORE - tables.YEAR_BEFORE or (counted and last not in tables.YEAR_BEFORE_NOUNS):
        return None
    is_year = int(match[0]) >= _FIRST_YEAR_ALONE or last in tables.YEAR_BEFORE
    return language.year(int(match[0])) if is_year else None


def _quarter(language: "German", match: re.Match[str]) -> str | None:
    return f"{language.ordinal_stem(int(match['number']))}{ordinal_ending(before(match), 'Quartal')} Quartal"


def _quoted_year(language: "German", match: re.Match[str]) -> str:
    said = language.integer(match["year"])
    return said + (match["er"] or "")


def _weekdays(language: "German", match: re.Match[str]) -> str:
    joint = match["joint"].strip()
    word = {"/": ",", ",": ",", "&": " und", "+": " und", "und": " und"}.get(joint, " bis")
    return f"{tables.WEEKDAYS[match['first']]}{word} {tables.WEEKDAYS[match['last']]}"


def _weekday(language: "German", match: re.Match[str]) -> str | None:
    return None if _PRICE_FOLLOWS.match(match.string, match.end()) else tables.WEEKDAYS[match["day"]]


def _clock(language: "German", match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    minute, second = parts["minute"], parts["second"]
    if parts.get("uhr") == "h" and minute is None and not _AT_HOUR.search(before(match)):
        return None
    is_short = parts.get("uhr") == "h" and match["first"] is None and int(match["hour"]) <= _LONGEST_HOURS
    if is_short and minute and not _AT_HOUR.search(before(match)):
        units = (("h", match["hour"]), ("min", minute))
        return " ".join(language.measure(Number(str(int(part))), tables.MEASURES[name]) for name, part in units)
    said = language.time(int(match["hour"]), _number(minute), _number(second))
    if match["first"] is None:
        return said
    first_minute = _number(match["first_minute"])
    if not first_minute and not _number(minute):
        return f"{language.cardinal(int(match['first']))} bis {said}"
    return f"{language.time(int(match['first']), first_minute, None)} bis {said}"


def _clock_before(language: "German", match: re.Match[str]) -> str | None:
    return language.time(int(match["hour"]), int(match["minute"]), None)


def _duration(language: "German", match: re.Match[str]) -> str:
    """Returns a duration in hours and minutes, or minutes and seconds, as the unit behind it says."""
    names = ["h", "min", "s"][match["unit"][0].lower() == "m" and match["third"] is None :]
    parts = filter(None, (match["first"], match["second"], match["third"]))
    said = [
        language.measure(language.parse(str(int(part))), tables.MEASURES[name])
        for part, name in zip(parts, names, strict=False)
        if int(part)
    ]
    stop = "." if match[0].endswith(".") and ends_text(match.string, match.end()) else ""
    return " ".join(said) + stop


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)
