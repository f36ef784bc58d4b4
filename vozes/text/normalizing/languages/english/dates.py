"""Dates, years, decades and times of English: with names of months, in numbers, and in ranges."""

import re
from collections.abc import Iterator
from math import gcd
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.abbreviations import is_alone
from vozes.text.normalizing.common.dates import full_year, is_date
from vozes.text.normalizing.languages.english import tables
from vozes.text.normalizing.languages.english.context import (
    FUNCTION_WORDS,
    RATED_BEFORE,
    RATED_BEHIND,
    full_stop,
    word_after,
    word_before,
    words_before,
)
from vozes.text.normalizing.rules import NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start, any_of

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.english.language import English

_MONTH = (
    r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_DIGITS = "0123456789"
_MONTH_INITIALS = "JFMASONDjfmasond"
_SUFFIX = r"(?:st|nd|rd|th|ST|ND|RD|TH)"
_TO = r"\s?[-–—]\s?| to | through | and | & "
_YEAR = (
    r"(?P<comma>,)?(?:[ \u00a0]|(?<=,))(?P<year>\d{4})(?![\d/%:]|[.,]\d)|-(?P<joined>\d{4}|\d\d)(?![\w/-])"
    r"|[ \u00a0](?P<short>['’]\d\d)(?![\w/%:]|[.,]\d)"
)
_DAY_ENDS = r"(?![\w%°/:$]|[.,]\d|['’]\d|-\w)"
_MONTH_FIRST = re.compile(
    rf"{NOT_AFTER_WORD}(?P<month>{_MONTH})(?P<dot>\.)?(?:[ \u00a0]{{1,2}}|-|(?<=\.))"
    rf"(?P<day>{_DAY})(?P<suffix>{_SUFFIX})?"
    rf"(?:(?P<to>{_TO})(?P<last>{_DAY}){_SUFFIX}?(?=[,.;:!?)\s]|$))?(?:{_YEAR})?{_DAY_ENDS}"
)
_DAY_FIRST = re.compile(
    rf"(?<![\w.,:/-])(?P<day>{_DAY})(?P<suffix>{_SUFFIX})?(?:(?P<to>{_TO})(?P<last>{_DAY}){_SUFFIX}?)?"
    rf"(?P<of> of)?[ \u00a0-](?P<month>{_MONTH})(?![^\W\d_])(?P<dot>\.)?(?:{_YEAR})?{NOT_BEFORE_WORD}(?!['’-]\w)"
)
_MONTH_YEAR = re.compile(
    rf"{NOT_AFTER_WORD}(?P<month>{_MONTH})(?P<dot>\.)?(?P<comma>,)?(?:[ \u00a0-]|(?<=\.))"
    rf"(?P<year>1\d{{3}}|20\d\d|['’]\d\d)(?![\w%:/]|[.,]\d|-\d)"
)
_MONTH_ALONE = re.compile(r"(?<!\w)(?P<month>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?!\w)")
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:\.|\b)"
_MONTH_RANGE = re.compile(
    rf"(?<!\w)(?P<month>{_MONTHS})(?P<to>\s?[-–—/]\s?| to | through | & )(?P<last>{_MONTHS})(?!\w| \d{{1,2}}(?!\d))"
)
_BEFORE_MONTHS = frozenset(
    "in since until till by of last next this early late mid from to on and through every".split()
)
_WORDS_TOO = frozenset("may march mar dec sep sept jan".split())
_ANNOUNCING = re.compile(
    r"\b(?:on|by|until|till|since|before|after|due|for|from|the|of|date|dated|born|every|is|to)\s$"
)

_NUMERIC = re.compile(
    r"(?<![\w.,/-])(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|['’]?\d\d)"
    r"(?![\w/-]|\.\d)"
)
_SLASHED = re.compile(
    r"(?:(?<![\w.,/-])|(?<=[a-z]-)(?=9/11))(?P<first>\d{1,2})(?:/|-(?=50))(?P<second>\d{1,2})(?![\w/]|[.,]\d|\s?[=*+])"
)
_MONTH_SLASH_YEAR = re.compile(r"(?<![\w.,/-])(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?![\w/-]|[.,]\d)")
_FIXED = {
    "50-50": "fifty fifty",
    "24/7": "twenty four seven",
    "9/11": "nine eleven",
    "50/50": "fifty fifty",
    "20/20": "twenty twenty",
}
_VERSIONED = frozenset("windows android ios macos python version versions".split())
_DENOMINATORS = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20))
_LARGEST_IMPROPER = 5
_ANNOUNCING_SLASHED = re.compile(
    r"(?:\b(?:on|by|until|till|since|due|before|starting|from|dated?:?|mon|tues?|wed|thu|thurs?|fri|sat|sun|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|through|thru)\b[.,]{0,2}\s"
    r"|\b(?:tu|th|mon|fri)\s\(|\d/\d{1,2}\s?[-–—]\s?)\(?$"
)

_DECADE = re.compile(
    r"(?<![\w.,:/$])(?<!\d-)(?P<first>\d{3}0|\d0)\s?(?P<mark>['’]?)s"
    r"(?:\s?[-–—]\s?['’]?(?P<last>\d{3}0|\d0)['’]?s)?(?!\w|\.\d)"
)
_SHORT_DECADE = re.compile(r"(?<!\w)['’‘](?P<first>\d0)['’]?s(?:\s?[-–—]\s?['’‘]?(?P<last>\d0)['’]?s)?(?!\w)")
_SHORT_YEAR = re.compile(r"(?<![\w\"“])['’‘](?P<year>\d\d)(?![\w%:/]|[.,]\d|['’\"]\s?\w)")
_MID = re.compile(
    r"(?<!\w)(?P<word>[Mm]id|[Ee]arly|[Ll]ate|[Pp]re|[Pp]ost|[Cc]irca)-(?:(?P<year>(?:1\d|20)\d\d)(?![\w.,])|(?=['’]?\d0s?\b|\d{4}s|9/11))"
)
_UNTIL_NOW = re.compile(r"(?:(?<=\d)|(?<=\d ))[-–—](?=\s?(?:present|now|today)\b)")
_YEAR_OF = re.compile(r"(?<!\w)FY[ -]?['’]?(?P<year>20\d\d|19\d\d|\d\d)(?!\w)")
_HALF_OF = re.compile(r"(?<!\w)(?P<half>[12])H[ ]?(?P<year>20\d\d|\d\d)(?!\w)")
_BEFORE_DECADES = re.compile(r"\b(?:the|his|her|their|my|your|our|early|mid|late|low|high|upper|lower|and|or|to)[ -]$")
_BEFORE_SECONDS = re.compile(
    r"\b(?:in|for|after|every|took|takes|within|about|wait|only|just|under|over|last|another|than|least|exactly|\d+) ?$"
)
_BEHIND_SECONDS = frozenset("left remaining timer delay long timeout interval window clip video".split())
_ERA = re.compile(
    r"(?<![\w.,])(?P<year>\d{1,4})(?:s)?[ \u00a0]?(?P<era>A\.D\.?|B\.C\.E\.?|B\.C\.?|C\.E\.?|AD|BCE|BC|CE)(?!\w)"
)
_ERA_FIRST = re.compile(r"(?<!\w)(?P<era>A\.D\.|AD) (?P<year>\d{1,4})(?![\w,:]|\.\d)")
_QUARTER = re.compile(r"(?<!\w)(?P<quarter>[1-4])Q(?P<year>\d{4}|\d\d)(?!\w)")
_QUARTER_FIRST = re.compile(r"(?<!\w)Q(?P<quarter>[1-4])['’](?P<year>\d\d)(?!\w)")
_YEAR_RANGE = re.compile(
    r"(?<![\w.,:/$-])(?P<first>1[1-9]\d\d|20\d\d)(?P<mark>[-–—/])(?P<last>\d\d|(?<=/)20\d\d)(?![\w/:-]|[.,]\d)"
)
_MEASURED = any_of(unit for unit in tables.UNITS if len(unit) > 1 and unit not in tables.LOOSE_UNITS and unit != "min")
_FOUR_DIGITS = re.compile(
    r"(?<![\w.,:$#+-])(?P<year>1\d{3}|20\d\d|21\d\d)"
    rf"(?![\w%:$€£]|[.,/]\d|[-–—]\d| - \d{{4}}(?!\d)| {_MEASURED}{NOT_BEFORE_WORD})"
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|by|during|circa|ca\.|c\.|year|years|of|from|before|after|late|early|mid|between|"
    r"summer|winter|spring|fall|autumn|season|class|around|as of|back in|election|est\.|copyright|©|\(c\)|"
    r"born|died|[bd]\.)\s"
    r"|[\[(])$"
)
_BETWEEN_YEARS = re.compile(r"\b(?:1\d{3}|20\d\d)s? (?:and|to|or|through)\s$|\b(?:1\d{3}|20\d\d), (?:and )?$")
_COUNT_BEFORE = re.compile(
    r"\b(?:about|over|nearly|almost|approximately|roughly|than|least|most|exactly|only|some|up to|another|these|those|"
    r"a total of|costs?|paid|weighs?|had|has|have|number|no\.)\s$"
)
_THE = re.compile(r"\b(?:the|a|an|this|that|our|their|its|his|her)\s$")
_SINGULAR = frozenset("was is has as its this does us yes thus series olympics news".split())
_COUNTED = frozenset("people men women children feet dead percent mice sheep fish or more".split()) - {"or"}
_RECENT = range(1900, 2100)


def rules(language: "English") -> Iterator[Rule]:
    def say(pattern: re.Pattern[str], starts: Start, function: str, first: str = "", behind: str = "") -> Rule:
        return Rule(TextClass.DATE, starts, pattern, getattr(dates, function), first, behind)

    dates = _Dates(language)
    yield say(_MONTH_FIRST, Start.ANY_WORD, "month_first", _MONTH_INITIALS, f".-{_DIGITS}")
    yield say(_MONTH_YEAR, Start.ANY_WORD, "month_year", _MONTH_INITIALS, f".,-'’{_DIGITS}")
    yield say(_MONTH_RANGE, Start.LETTER, "month_range", _MONTH_INITIALS, ".-–—/t&")
    yield say(_MONTH_ALONE, Start.LETTER, "month_alone", _MONTH_INITIALS, ".")
    yield say(_MID, Start.LETTER, "mid", "MmEeLlPpCc", "-")
    yield Rule(TextClass.RANGE, Start.SIGN, _UNTIL_NOW, lambda _: "to", "-–—")
    yield say(_YEAR_OF, Start.LETTER, "year_of", "F", f"-'’{_DIGITS}")
    yield say(_HALF_OF, Start.DIGIT, "half_of", "12", "H")
    yield say(_DAY_FIRST, Start.ANY_NUMBER, "day_first", "", f"snrtSNRTao&-–—{_MONTH_INITIALS}")
    yield say(_NUMERIC, Start.DIGIT, "numeric", "", "-/.")
    yield say(_SLASHED, Start.DIGIT, "slashed", "", "/-")
    yield say(_MONTH_SLASH_YEAR, Start.DIGIT, "month_slash_year", "", "/")
    yield say(_QUARTER, Start.DIGIT, "quarter", "", "Q")
    yield say(_QUARTER_FIRST, Start.LETTER, "quarter_first", "Q", _DIGITS)
    yield say(_SHORT_DECADE, Start.SIGN, "decade", "'’‘")
    yield say(_SHORT_YEAR, Start.SIGN, "short_year", "'’‘")
    yield say(_DECADE, Start.ANY_NUMBER, "decade", "", "s'’")
    yield say(_ERA, Start.ANY_NUMBER, "era", "", "ABCs")
    yield say(_ERA_FIRST, Start.LETTER, "era_first", "A", f".{_DIGITS}")
    yield say(_YEAR_RANGE, Start.DIGIT, "year_range", "", "-–—/")
    yield say(_FOUR_DIGITS, Start.ANY_NUMBER, "four_digits", "12")


class _Dates:
    """The functions that say what the patterns above find."""

    def __init__(self, language: "English"):
        self._language = language

    def month_first(self, match: re.Match[str]) -> str | None:
        month = _month(match["month"])
        year = self._year(match)
        small = match["month"].islower() and match["month"] in _WORDS_TOO
        if small and not (year or match["suffix"] or match["dot"] or is_alone(match)):
            return None
        if not match["suffix"] and not year and match["month"] in ("May", "March") and _is_plural(word_after(match)):
            return None
        last = "" if match["last"] is None else self._to(match["to"]) + self._language.ordinal(int(match["last"]))
        return self._language.day_of_month(int(match["day"]), month, day_first=False) + last + year

    def day_first(self, match: re.Match[str]) -> str | None:
        language, month, year = self._language, _month(match["month"]), self._year(match)
        before = words_before(match)
        certain = year or match["suffix"] or match["dot"] or is_alone(match) or match["month"] not in _WORDS_TOO
        if not certain and (match["month"] != "march" or not _ANNOUNCING.search(before)):
            return None
        if match["to"] and match["to"].strip() in ("and", "&") and not match["suffix"]:
            return None
        the = "" if re.search(r"\b(?:the|this|that|every|each|our|their)\s$", before) else "the "
        day = language.ordinal(int(match["day"]))
        if match["last"] is not None:
            day += f"{self._to(match['to'])}the {language.ordinal(int(match['last']))}"
        end = "" if year else full_stop(match)
        return f"{the}{day} of {language.months[month - 1]}{year}{end}"

    def month_year(self, match: re.Match[str]) -> str | None:
        announced = words_before(match).endswith((" of ", "in ", "since ", "by ")) or is_alone(match)
        if match["month"] in ("may", "march") and not announced:
            return None
        year = match["year"]
        said = self._short(year) if len(year) < 4 else self._language.year(int(year))
        return f"{self._language.months[_month(match['month']) - 1]}{match['comma'] or ''} {said}"

    def month_range(self, match: re.Match[str]) -> str:
        first, last = (self._language.months[_month(match[name]) - 1] for name in ("month", "last"))
        return f"{first}{self._to(match['to'])}{last}{full_stop(match)}"

    def month_alone(self, match: re.Match[str]) -> str | None:
        if word_before(match).lower() not in _BEFORE_MONTHS:
            return None
        return self._language.months[_month(match["month"]) - 1] + full_stop(match)

    def mid(self, match: re.Match[str]) -> str:
        return f"{match['word']} {self._language.year(int(match['year']))}" if match["year"] else match["word"]

    def numeric(self, match: re.Match[str]) -> str | None:
        first, second, year = int(match["first"]), int(match["second"]), match["year"].lstrip("'’")
        if match["mark"] == "." and len(year) == 2:
            return None
        month_first = self._language.date_order == "mdy"
        month, day = (first, second) if month_first else (second, first)
        swapped = not is_date(day, month)
        if swapped:
            month, day = day, month
        if not is_date(day, month):
            return None
        said = self._language.day_of_month(day, month, day_first=month_first == swapped)
        return f"{said} {self._language.year(full_year(year))}"

    def slashed(self, match: re.Match[str]) -> str | None:
        if match[0] in _FIXED:
            return _FIXED[match[0]]
        if "-" in match[0]:
            return None
        rated = RATED_BEHIND.match(match.string, match.end()) or RATED_BEFORE.search(words_before(match))
        if rated and match["second"] in ("5", "10"):
            return None
        if word_before(match).lower() in _VERSIONED:
            return " slash ".join(self._language.integer(match[name]) for name in ("first", "second"))
        first, second = int(match["first"]), int(match["second"])
        if match[0] == "7/11" and not _ANNOUNCING_SLASHED.search(words_before(match)):
            return "seven eleven"
        month_first = self._language.slash_order == "md"
        month, day = (first, second) if month_first else (second, first)
        if not is_date(day, month) or match["first"] == match["second"]:
            return None
        announced = _ANNOUNCING_SLASHED.search(words_before(match))
        improper = second < first <= _LARGEST_IMPROPER
        reduced = second < 10 or gcd(first, second) == 1
        proper = (first < second in _DENOMINATORS and reduced) or word_after(match) in ("of", "full", "done", "to")
        if announced and proper and announced[0].startswith(("by", "from")):
            return None
        if not announced and (
            improper or proper or match.string[max(0, match.start() - 1) : match.start()] in ("-", "+")
        ):
            return None
        return self._language.day_of_month(day, month, day_first=not month_first)

    def month_slash_year(self, match: re.Match[str]) -> str:
        return f"{self._language.months[int(match['month']) - 1]} {self._language.year(int(match['year']))}"

    def quarter(self, match: re.Match[str]) -> str:
        return f"the {self._language.ordinal(int(match['quarter']))} quarter of {self._of(match['year'])}"

    def year_of(self, match: re.Match[str]) -> str:
        return f"{self._language.spelled('FY')} {self._of(match['year'])}"

    def half_of(self, match: re.Match[str]) -> str:
        return f"the {self._language.ordinal(int(match['half']))} half of {self._of(match['year'])}"

    def _of(self, year: str) -> str:
        return self._language.year(int(year)) if len(year) == 4 else self._language.two_digits(year)

    def quarter_first(self, match: re.Match[str]) -> str:
        quarter, year = self._language.cardinal(int(match["quarter"])), self._language.two_digits(match["year"])
        return f"{self._language.spelled('Q')} {quarter} {year}"

    def decade(self, match: re.Match[str]) -> str | None:
        first, groups = match["first"], match.groupdict()
        if len(first) == 2 and groups.get("mark") == "" and not self._is_decade(match):
            return None
        if len(first) == 4 and not 1000 <= int(first) < 2200:
            return None
        if match.string[match.end() : match.end() + 4] == " of " and first in ("10", "1000"):
            return "tens" if first == "10" else "thousands"
        said = self._decade(first)
        return said if match["last"] is None else f"{said} to {self._decade(match['last'])}"

    def _is_decade(self, match: re.Match[str]) -> bool:
        if match["first"] in ("10", "00") and match.string[match.end() : match.end() + 4] != " of ":
            return False
        if match["last"] is not None or _BEFORE_DECADES.search(words_before(match)):
            return True
        following = word_after(match)
        described = following.islower() and following not in FUNCTION_WORDS | _BEHIND_SECONDS
        return int(match["first"]) >= 50 and described and not _BEFORE_SECONDS.search(words_before(match))

    def _decade(self, digits: str) -> str:
        if digits == "00":
            return "two thousands"
        if len(digits) == 4 and digits.endswith("000"):
            return f"{self._language.cardinal(int(digits))}s"
        said = self._language.year(int(digits)) if len(digits) == 4 else self._language.cardinal(int(digits))
        return f"{said[:-1]}ies" if said.endswith("y") else f"{said}s"

    def short_year(self, match: re.Match[str]) -> str | None:
        return self._language.two_digits(match["year"])

    def era(self, match: re.Match[str]) -> str | None:
        end = full_stop(match) if match["era"].count(".") > 1 else ""
        return f"{self._language.year(int(match['year']))} {self._language.spelled(match['era'])}{end}"

    def era_first(self, match: re.Match[str]) -> str:
        return f"{self._language.spelled(match['era'])} {self._language.year(int(match['year']))}"

    def year_range(self, match: re.Match[str]) -> str | None:
        first, last = match["first"], match["last"]
        if match["mark"] != "/" and int(last) <= int(first[2:]):
            return None
        if len(last) > 2 and int(last) != int(first) + 1:
            return None
        said, then = self._language.year(int(first)), self._of(last)
        return f"{said} {then}" if match["mark"] == "/" else self._language.range(said, then)

    def four_digits(self, match: re.Match[str]) -> str | None:
        year = int(match["year"])
        return self._language.year(year) if is_year(match, year) else None

    def _year(self, match: re.Match[str]) -> str:
        """Returns a date's year with what parts it from the day; empty where it has none."""
        if match["short"] is not None:
            return f" {self._short(match['short'])}"
        written = match["year"] or match["joined"]
        return f"{match['comma'] or ''} {self._language.year(full_year(written))}" if written else ""

    def _short(self, written: str) -> str:
        return self._language.two_digits(written.lstrip("'’"))

    @staticmethod
    def _to(written: str) -> str:
        word = written.strip()
        return f" {word} " if word.isalpha() else " and " if word == "&" else " to "


def is_year(match: re.Match[str], number: int) -> bool:
    """Returns whether four digits are rather a year than a count: by the words before and behind them."""
    if is_alone(match):
        return True
    before, after = words_before(match), word_after(match)
    if after in _COUNTED or _COUNT_BEFORE.search(before):
        return False
    plural = _is_plural(after)
    if _YEAR_BEFORE.search(before) or _BETWEEN_YEARS.search(before):
        return not plural or (number in _RECENT and before.endswith(("in ", "since ", "during ", "the ")))
    if _THE.search(before):
        return number in _RECENT or not plural
    return number in _RECENT and not plural


def _is_plural(word: str) -> bool:
    return word in _COUNTED or (word.islower() and word.endswith("s") and word not in FUNCTION_WORDS | _SINGULAR)


def _month(written: str) -> int:
    return next(number for number, name in enumerate(tables.MONTHS, 1) if name[:3].lower() == written[:3].lower())
