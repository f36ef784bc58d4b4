"""Dates, decades, weekdays and times of Spanish, French and Italian, beside those that the common rules find."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import ClassVar

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.abbreviations import ends_sentence
from vozes.text.normalizing.common.dates import full_year, is_date
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.languages.romance.context import BLANK, numeral_value, word_before
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start, any_of

_SHORT_DATE = re.compile(r"(?<![\w./,-])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\w/]|[.,]\d|-\d+(?!\d?/\d))")
_LATE_MONTHS = (11, 12)
"""Months before which a larger number is a day, since few write such fractions."""
_ROMAN_MONTH = re.compile(
    r"(?<![\w./,-])(?P<day>\d{1,2})(?P<mark>[-/. ])(?P<month>X?I{1,3}|I?[VX]|VI{1,3})(?P=mark)"
    r"(?P<year>\d{4})(?![\w/-]|[.,]\d)"
)
_MONTH_OF_YEAR = re.compile(r"(?<![\w./,-])(?P<month>0[1-9]|1[0-2])/(?P<year>(?:19|20)\d{2})(?![\w/-]|[.,]\d)")
_YEARS = re.compile(
    r"(?<![\w./,-])(?P<first>(?:19|20)\d{2})(?:/|-(?=\d\d(?!\d)))(?P<last>(?:\d{2})?\d{2})(?![\w/-]|[.,]\d)"
)
_DECADE = re.compile(r"(?<![\w.,])(?P<year>\d{1,3}0)['’]?s(?!\w)")
_QUOTED_YEAR = re.compile(r"(?<![\w'’‘])['’‘](?P<year>\d{2}|[1-9]00)s?(?![\w'’‘]|[.,]\d)")
_DAY_MARKS = "ºo°.reᵉ"
_CLOCK = r"(?:(?P<hour{0}>[01]?\d|2[0-4])(?::(?P<minute{0}>[0-5]\d)|\s?h\s?(?P<after{0}>[0-5]\d)?))"
_CLOCKS = re.compile(rf"(?<![\w:.,/]){_CLOCK.format(1)}{BLANK}?[-–—]{BLANK}?{_CLOCK.format(2)}(?![\w:]|[.,]\d)")
_DURATION = re.compile(
    rf"(?<![\w:.,/])(?:(?P<h>\d{{1,3}}){BLANK}?h(?:rs?|s)?\.?{BLANK}?)?(?P<min>\d{{1,3}}){BLANK}?(?:min\.?|['′])"
    rf"(?:{BLANK}?(?P<s>\d{{1,2}}){BLANK}?(?:s(?:eg|ec)?\.?|[\"″]|''))?{NOT_BEFORE_WORD}"
)
_QUARTER = re.compile(
    rf"{NOT_AFTER_WORD}(?:(?P<number>[1-4])(?:[º°]|er|e)? ?T|T(?P<after>[1-4]))"
    rf"(?=(?:{BLANK}del?)?[ \u00a0/-](?:19|20)\d\d(?!\w))"
)
_ZONE = re.compile(
    rf"(?i:gmt|utc)(?:{BLANK}?(?P<sign>[-+±]){BLANK}?(?P<hour>\d{{1,2}})(?::?(?P<minute>[0-5]\d))?)?{NOT_BEFORE_WORD}"
)


class RomanceDates(Language):
    date_words: ClassVar[frozenset[str]] = frozenset()
    """Words before days as numbers: `el` 15/12."""
    decade_words: ClassVar[frozenset[str]] = frozenset()
    """Words before decades: `los` 80s."""
    date_joint: ClassVar[str] = ""
    """What stands between day, month and year beside spaces, as alternatives of a pattern that end with a space."""
    day_marks: ClassVar[str] = "[ºo°]"
    """What is written behind the first day of a month."""

    def _date_rules(self) -> Iterator[Rule]:
        digit, number = Start.DIGIT, Start.ANY_NUMBER
        first_letters = "".join(month[0] + month[0].upper() for month in self._month_numbers)
        behind = f"{first_letters}{_DAY_MARKS}{self.date_joint[:1]}-–/."
        yield Rule(TextClass.DATE, number, self._named_date, self._say_named_date, behind=behind)
        yield Rule(TextClass.DATE, digit, _MONTH_OF_YEAR, self._month_of_year, behind="/")
        yield Rule(TextClass.DATE, Start.ANY_NUMBER, _ROMAN_MONTH, self._roman_month, behind="-/. IVX")
        yield Rule(TextClass.DATE, Start.ANY_WORD, self._months, self._say_months, first_letters, "-–.")
        yield Rule(TextClass.DATE, digit, _YEARS, self._school_year, behind="/-")
        yield Rule(TextClass.DATE, digit, _SHORT_DATE, self._short_date, behind="/")
        yield Rule(TextClass.DATE, digit, _DECADE, self._decade, behind="s'’")
        yield Rule(TextClass.DATE, Start.SIGN, _QUOTED_YEAR, lambda match: self.integer(match["year"]), "'’‘")
        weekdays = "".join({day[0] + day[0].upper() for day in self.weekday_abbreviations})
        yield Rule(TextClass.DATE, Start.ANY_WORD, self._weekdays, self._say_weekdays, weekdays, ".-–—/")
        yield Rule(TextClass.DATE, Start.ANY_WORD, self._weekday, self._say_weekday, weekdays, ".0123456789")
        yield Rule(TextClass.DATE, digit, _QUARTER, self._quarter, "1234", "T º°e")
        yield Rule(TextClass.DATE, Start.ATTACHED, _QUARTER, self._quarter, "T", "1234")
        yield Rule(TextClass.TIME, number, _CLOCKS, self._clocks, behind=":h")
        yield Rule(TextClass.TIME, number, _DURATION, self._duration, behind="hm")
        yield Rule(TextClass.TIME, Start.ANY_WORD, _ZONE, self._zone, "GUgu")

    @cached_property
    def _month_numbers(self) -> Mapping[str, int]:
        names = {name: number for number, name in enumerate(self.months, 1)}
        return {
            **{f"{name}.": number for name, number in self.month_abbreviations.items()},
            **self.month_abbreviations,
            **names,
        }

    @cached_property
    def _named_date(self) -> re.Pattern[str]:
        joint = rf"(?:[ \u00a0](?:{self.date_joint})?|[-/.])"
        return re.compile(
            rf"(?<![\w.,/])(?P<days>\d{{1,2}}(?:[-–/]\d{{1,2}}){{0,3}})(?P<mark>{self.day_marks})?{joint}"
            rf"(?P<month>(?i:{any_of(self._month_numbers)}))(?:(?<=\.)|{NOT_BEFORE_WORD})"
            rf"(?:(?P<joint>,?{joint})(?P<year>\d{{4}}|['’]\d{{2}}|(?<=[-/])\d{{2}})(?![\w/]|[.,:-]\d|{BLANK}?[%€$]))?"
        )

    def _say_named_date(self, match: re.Match[str]) -> str | None:
        days = [int(day) for day in re.findall(r"\d+", match["days"])]
        month = self._month_numbers[match["month"].lower()]
        if not all(is_date(day, month) for day in days) or (match["mark"] and days != [1]):
            return None
        year = full_year(match["year"].lstrip("'’")) if match["year"] else None
        said = self.named_date(days[-1], month, year, match["joint"] or "")
        if len(days) == 1:
            return said
        others = " ".join(map(self.cardinal, days[:-1]))
        return self.range(others, said) if len(days) == 2 and "/" not in match["days"] else f"{others} {said}"

    def named_date(self, day: int, month: int, year: int | None, joint: str) -> str:
        """Returns a date whose year was written behind `joint`."""
        return self.date(day, month, year)

    def _short_date(self, match: re.Match[str]) -> str | None:
        """Returns a day and month where the month begins with 0, or after a word that announces a day."""
        day, month = int(match["day"]), int(match["month"])
        before = word_before(match.string, match.start())
        sure = match["month"].startswith("0") or before in self.date_words or before in self.weekday_abbreviations
        sure |= month in _LATE_MONTHS and day > month and "=" not in match.string[match.end() : match.end() + 2]
        return self.date(day, month, None) if sure and is_date(day, month) else None

    def _roman_month(self, match: re.Match[str]) -> str | None:
        day, month = int(match["day"]), numeral_value(match["month"])
        return self.date(day, month, int(match["year"])) if is_date(day, month) else None

    @cached_property
    def _months(self) -> re.Pattern[str]:
        """Two months with a dash between: `mayo-julio`."""
        name = any_of([*self.months, *(f"{month}." for month in self.month_abbreviations)])
        return re.compile(
            rf"{NOT_AFTER_WORD}(?P<first>(?i:{name}))[-–](?P<last>(?i:{name}))(?:(?<=\.)|{NOT_BEFORE_WORD})"
        )

    def _say_months(self, match: re.Match[str]) -> str:
        first, last = (self.months[self._month_numbers[match[part].lower()] - 1] for part in ("first", "last"))
        return self.range(first, last) + "." * ends_sentence(match, certain=True)

    def _month_of_year(self, match: re.Match[str]) -> str:
        return self.date(None, int(match["month"]), int(match["year"]))

    def _school_year(self, match: re.Match[str]) -> str | None:
        first, last = int(match["first"]), int(match["last"])
        is_number = match.string[max(0, match.start() - 2) : match.start()].startswith(("º", "°"))
        if last % 100 != (first + 1) % 100 or (last > 99 and last != first + 1) or is_number:
            return None
        return f"{self.year(first)} {self.year(last)}"

    @cached_property
    def _weekdays(self) -> re.Pattern[str]:
        name = any_of(self.weekday_abbreviations)
        return re.compile(
            rf"{NOT_AFTER_WORD}(?P<first>(?i:{name}))\.?{BLANK}?[-–—/]{BLANK}?(?P<last>(?i:{name}))(?:\.(?=\W)|{NOT_BEFORE_WORD})"
        )

    def _say_weekdays(self, match: re.Match[str]) -> str:
        first, last = (self.weekday_abbreviations[match[name].lower()] for name in ("first", "last"))
        return self.range(first, last)

    @cached_property
    def _weekday(self) -> re.Pattern[str]:
        """A short weekday before a time, or with a full stop inside a sentence: `sab 10-14`, `lun. al ven.`"""
        name = any_of(day for day, said in self.weekday_abbreviations.items() if day != said)
        hour = rf"{BLANK}(?:[0-3]?\d)(?:[:.h][0-5]\d|{BLANK}?h\b|{BLANK}?[-–]{BLANK}?\d{{1,2}}(?!/)|/\d)"
        hour = rf"(?:{hour}|{BLANK}[0-3]?\d{BLANK}(?:(?i:{any_of(self._month_numbers)})(?!\w)))"
        joints = "au|à|et|ou|al|a|e|o|y|de|dalle|ore"
        return re.compile(
            rf"{NOT_AFTER_WORD}(?P<day>(?i:{name}))(?:\.?(?={hour})"
            rf"|\.(?=,|{BLANK}(?:{joints})[ \u00a0])|(?<=\b(?:al|au) \w\w\w)\.(?=\W|$))"
        )

    def _say_weekday(self, match: re.Match[str]) -> str | None:
        end = "." * ends_sentence(match, certain=True)
        is_word = match["day"].lower() == "mar" and end
        return None if is_word else self.weekday_abbreviations[match["day"].lower()] + end

    def _quarter(self, match: re.Match[str]) -> str:
        return f"{self.ordinal(int(match['number'] or match['after']), 'short')} trimestre"

    def _decade(self, match: re.Match[str]) -> str | None:
        """Returns a decade as it is written in English; None for seconds."""
        sure = len(match["year"]) == 4 or word_before(match.string, match.start()) in self.decade_words
        return self.integer(match["year"]) if sure else None

    def _clocks(self, match: re.Match[str]) -> str:
        return self.range(self._clock(match, 1), self._clock(match, 2))

    def _clock(self, match: re.Match[str], place: int) -> str:
        minute = match[f"minute{place}"] or match[f"after{place}"]
        return self.time(int(match[f"hour{place}"]), int(minute) if minute else None, None)

    def _duration(self, match: re.Match[str]) -> str | None:
        parts = [
            self.measure(Number(str(int(match[unit]))), self.units[unit]) for unit in ("h", "min", "s") if match[unit]
        ]
        if len(parts) < 2:
            return None
        return f"{' '.join(parts[:-1])} {self.and_word} {parts[-1]}{'.' * ends_sentence(match, certain=True)}"

    def _zone(self, match: re.Match[str]) -> str:
        parts = [self.spelled(match[0][:3])]
        if match["hour"]:
            parts.append(self.signed(match["sign"], self.cardinal(int(match["hour"]), "f" if match["minute"] else "m")))
        if match["minute"]:
            parts.append(self.cardinal(int(match["minute"])))
        return " ".join(parts)
