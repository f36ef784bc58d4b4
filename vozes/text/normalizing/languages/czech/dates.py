"""Czech dates, decades, weekdays and times of day, in the case that the words before them want.

How numbers are said is asked of the language; years are cardinals, and need no rule.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.dates import full_year, is_date
from vozes.text.normalizing.common.romans import roman_value
from vozes.text.normalizing.languages.czech import tables
from vozes.text.normalizing.languages.slavic.language import DASHES, DIGITS, Saying, bound, first_letters
from vozes.text.normalizing.languages.slavic.nouns import Case, stop
from vozes.text.normalizing.rules import NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start, any_of, folded

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.czech.language import Czech

_BLANK = "[ \u00a0\u202f]?"
_START = r"(?<![\w.,:/-])"
_MONTHS = any_of(tables.MONTH_FORMS)
_SHORT = any_of(tables.MONTH_ABBREVIATIONS)
_NAMED = re.compile(
    rf"{_START}(?:(?P<first>\d{{1,2}})\.?(?P<joint>{_BLANK}[-–—/]{_BLANK}|,? (?:a|nebo|až|do|i|či|na) ))?"
    rf"(?P<day>\d{{1,2}})\.{_BLANK}"
    rf"(?P<month>(?i:{_MONTHS}|(?:{_SHORT})\.?))(?!\w)(?:{_BLANK}(?P<year>[12]\d{{3}})(?!\d))?"
)
_LISTED = re.compile(
    rf"{_START}(?P<day>\d{{1,2}})\.(?=(?:,| a| nebo| až| do| i) \d{{1,2}}\.(?:(?:,| a| nebo| až| do"
    rf"| i) \d{{1,2}}\.){{0,3}}{_BLANK}(?:{_MONTHS}|\d{{1,2}}\.))"
)
_NUMERIC = re.compile(
    rf"(?<![\w./,-])(?:(?P<first>\d{{1,2}})\.(?:{_BLANK}(?P<first_month>\d{{1,2}})\.)?{_BLANK}[-–—]{_BLANK})?"
    rf"(?P<day>\d{{1,2}})\.{_BLANK}(?P<month>1[0-2]|0?[1-9])\.{_BLANK}(?P<year>[12]\d{{3}}|\d{{2}})?(?![\w/-]|[.,:]\d)"
)
_OTHER = re.compile(
    r"(?<![\w./,-])(?P<day>\d{1,2})(?P<mark>[/-])(?P<month>\d{1,2})(?P=mark)(?P<year>[12]\d{3})(?![\w/-]|\.\d)"
)
_ISO = re.compile(
    r"(?<![\w./-])(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?![\w/:-]|[.,]\d|[ T]\d\d:)"
)
_DECADE = re.compile(
    rf"{_START}(?P<first>\d{{2,4}})\.(?:{_BLANK}(?P<joint>[-–—]|a|až){_BLANK}(?P<last>\d{{2,4}})\.)?(?= (?P<word>léta"
    rf"|let|letech|letům|lety|leta)(?!\w))"
)
_DECADE_WORDS = {"léta": "on", "leta": "on", "let": "og", "letech": "ol", "letům": "od", "lety": "oi"}
_CENTURY = re.compile(
    rf"{NOT_AFTER_WORD}(?P<first>(?=[XVI])X{{0,3}}(?:IX|IV|V?I{{0,3}})|\d{{1,2}})\.(?:{_BLANK}(?P<joint>[-–—/]|a"
    rf"|až){_BLANK}(?P<last>(?=[XVI])X{{0,3}}(?:IX|IV|V?I{{0,3}})|\d{{1,2}})\.)?{_BLANK}(?:stol|st)\.(?!\w)"
)
_WEEKDAY = any_of([*tables.WEEKDAYS, *map(str.capitalize, tables.WEEKDAYS)])
_WEEKDAYS = re.compile(
    rf"{NOT_AFTER_WORD}(?P<first>{_WEEKDAY})\.?{_BLANK}[-–—]{_BLANK}(?P<last>{_WEEKDAY})(?:\.(?=\S|\s\S)"
    rf"|{NOT_BEFORE_WORD})"
)
_ONE_WEEKDAY = re.compile(
    rf"{NOT_AFTER_WORD}(?P<day>[Úú]t|[Čč]t|[Pp]á|[Ss]t|[Ss]o|Ne|Po)(?:\.(?=,|\s)|(?=,? \d{{1,2}}[.:] ?\d"
    rf"|:? \d{{1,2}}[:–-]))(?!\w)"
)
_DAYS = "po|út|st|čt|pá|so|ne"
_FROM_WEEKDAY = re.compile(rf"(?:(?<=od )(?P<first>{_DAYS})(?= do (?:{_DAYS})(?!\w))|(?<=do )(?P<last>{_DAYS}))(?!\w)")
_CLOCK = re.compile(
    rf"(?<![\w:.,/])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![:\w]|[.,]\d)(?:{_BLANK}"
    rf"(?:h|hod\.?|hodin)(?!\w))?"
)
_POINT_CLOCK = re.compile(
    rf"(?<![\w:.,/])(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d)(?P<second>(?!))?(?![:\w%]|[.,]\d|\s?%)"
    rf"(?P<word>{_BLANK}(?:h|hod\.?|hodin)(?!\w))?"
)
_CLOCKS = re.compile(
    rf"(?<![\w:.,/])(?P<first>[01]?\d|2[0-4])(?::(?P<first_minute>[0-5]\d))?{_BLANK}[-–—]{_BLANK}(?P<hour>[01]?\d"
    rf"|2[0-4]):(?P<minute>[0-5]\d)(?![:\w]|[.,]\d)(?:{_BLANK}(?:h|hod\.?|hodin)(?!\w))?"
)


def rules(language: "Czech") -> Iterator[Rule]:
    sayings: tuple[Saying[Czech], ...] = (
        (TextClass.DATE, Start.ANY_NUMBER, _NAMED, _named, "", f"., aničud/{DASHES}"),
        (TextClass.DATE, Start.DIGIT, _LISTED, _listed, "", "."),
        (TextClass.DATE, Start.DIGIT, _NUMERIC, _numeric, "", f".{DASHES}"),
        (TextClass.DATE, Start.DIGIT, _OTHER, _numeric, "", "/-"),
        (TextClass.DATE, Start.DIGIT, _ISO, _numeric, "12", "-"),
        (TextClass.DATE, Start.DIGIT, _DECADE, _decade, "", "."),
        (TextClass.DATE, Start.DIGIT | Start.LETTER, _CENTURY, _century, f"XVI{DIGITS}", "."),
        (TextClass.DATE, Start.LETTER | Start.WORD, _WEEKDAYS, _weekdays, first_letters(tables.WEEKDAYS), f".{DASHES}"),
        (
            TextClass.DATE,
            Start.LETTER | Start.WORD,
            _ONE_WEEKDAY,
            _weekday,
            first_letters(tables.WEEKDAYS),
            f".,:{DIGITS}",
        ),
        (TextClass.DATE, Start.WORD, _FROM_WEEKDAY, _from_weekday, "púščsn", ""),
        (TextClass.TIME, Start.ANY_NUMBER, _CLOCKS, _clocks, "", f":{DASHES}"),
        (TextClass.TIME, Start.DIGIT, _CLOCK, _clock, "", ":"),
        (TextClass.TIME, Start.DIGIT, _POINT_CLOCK, _point_clock, "", "."),
    )
    yield from bound(language, sayings)


def _last_word(language: "Czech", match: re.Match[str]) -> str:
    return language.words_before(match.string, match.start())[1]


def _day_case(language: "Czech", match: re.Match[str], month: str = "") -> Case:
    """Returns the case of a day, which the month's own form or the preposition tells."""
    last = _last_word(language, match)
    if month.endswith(("nem", "rem", "cem", "dem")):
        return "i"
    if (month.endswith("u") and month != "listopadu") or month.endswith("ci"):
        return "d" if last in ("k", "ke", "kvůli", "díky") else "l"
    return {"k": "d", "ke": "d", "před": "i", "mezi": "i", "po": "l"}.get(last, "g") if month == "listopadu" else "g"


def _of_year(language: "Czech", match: re.Match[str]) -> str:
    year = match.groupdict().get("year")
    return f" {language.year(full_year(year))}" if year else ""


def _named(language: "Czech", match: re.Match[str]) -> str | None:
    name = folded(match["month"]).rstrip(".")
    month = tables.MONTH_FORMS.get(name) or tables.MONTH_ABBREVIATIONS[name]
    if not is_date(int(match["day"]), month):
        return None
    case = _day_case(language, match, name)
    said = match["month"] if name in tables.MONTH_FORMS else tables.MONTHS[month - 1]
    day = language.ordinal(int(match["day"]), "m" + case)
    if match["first"]:
        joint = match["joint"].strip(" \u00a0,")
        joint = {"-": "až", "–": "až", "—": "až", "/": "a"}.get(joint, joint)
        day = f"{language.ordinal(int(match['first']), 'm' + case)} {joint} {day}"
    return f"{day} {said}{_of_year(language, match)}"


def _listed(language: "Czech", match: re.Match[str]) -> str | None:
    return language.ordinal(int(match["day"]), "mg") if 0 < int(match["day"]) < 32 else None


def _numeric(language: "Czech", match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    day, month = int(match["day"]), int(match["month"])
    if not is_date(day, month):
        day, month = month, day
    if not is_date(day, month):
        return None
    last = _last_word(language, match)
    case = {"k": "d", "ke": "d", "před": "i", "mezi": "i", "po": "l"}.get(last, "g")
    names = {"i": "i", "d": "d", "l": "l"}
    name = _month_in_case(month, names.get(case, "g"))
    said = f"{language.ordinal(day, 'm' + case)} {name}{_of_year(language, match)}"
    if parts.get("first"):
        first = language.ordinal(int(parts["first"]), "m" + case)
        if parts.get("first_month"):
            first += (
                f" {_month_in_case(int(parts['first_month']), names.get(case, 'g'))}"
                if is_date(1, int(parts["first_month"]))
                else ""
            )
        said = f"{first} až {said}"
    return said + ("" if parts.get("year") else stop(match))


def _month_in_case(month: int, case: Case) -> str:
    forms = [form for form, number in tables.MONTH_FORMS.items() if number == month]
    ends = {"i": ("em", "ím"), "d": ("u", "ci", "í"), "l": ("u", "ci", "í")}.get(case)
    if ends is None:
        return tables.MONTHS[month - 1]
    return next((form for form in forms[1:] if form.endswith(ends)), tables.MONTHS[month - 1])


def _decade(language: "Czech", match: re.Match[str]) -> str | None:
    form = _DECADE_WORDS[match["word"]]
    values = [int(match[name]) for name in ("first", "last") if match[name]]
    joint = {"a": "a"}.get(match["joint"] or "", "až")
    return f" {joint} ".join(language.ordinal(value, form) for value in values)


def _century(language: "Czech", match: re.Match[str]) -> str | None:
    written = [match[name] for name in ("first", "last") if match[name]]
    values = [int(value) if value.isdecimal() else roman_value(value) for value in written]
    case = {"v": "l", "ve": "l", "na": "l", "po": "l", "k": "d", "před": "i"}.get(_last_word(language, match), "g")
    case = "n" if case == "g" and not _last_word(language, match) else case
    joint = {"a": "a"}.get(match["joint"] or "", "až")
    said = f" {joint} ".join(language.ordinal(value, "n" + case) for value in values)
    return f"{said} století{'m' if case == 'i' else ''}" + stop(match)


def _weekdays(language: "Czech", match: re.Match[str]) -> str:
    first, last = (tables.WEEKDAYS[folded(match[name])].split()[0] for name in ("first", "last"))
    said = f"{first} až {last}"
    return said[0].upper() + said[1:] if match[0][0].isupper() else said


def _weekday(language: "Czech", match: re.Match[str]) -> str | None:
    name = tables.WEEKDAYS[folded(match["day"])].split()[0]
    return name[0].upper() + name[1:] if match[0][0].isupper() else name


def _from_weekday(language: "Czech", match: re.Match[str]) -> str | None:
    """Returns a weekday in `od po do pá`."""
    before = match.string[max(0, match.start() - 10) : match.start()]
    if match["last"] and not re.search(r"od \w{5,7} do $|od \w{2} do $", before):
        return None
    return tables.WEEKDAYS[match[0]].split()[1]


def _clock_case(language: "Czech", match: re.Match[str]) -> Case:
    case = language.case_before(match.string, match.start())
    return case if case in ("g", "d", "i", "l") else "n"


def _clock(language: "Czech", match: re.Match[str]) -> str:
    second = None if match["second"] is None else int(match["second"])
    return language.time(int(match["hour"]), int(match["minute"]), second, case=_clock_case(language, match)) + stop(
        match
    )


def _point_clock(language: "Czech", match: re.Match[str]) -> str | None:
    """Returns a time with a full stop in it, with the word for hours behind it or a preposition before it."""
    if not match["word"] and _last_word(language, match) not in ("v", "ve"):
        return None
    return _clock(language, match)


def _clocks(language: "Czech", match: re.Match[str]) -> str:
    case = _clock_case(language, match)
    first_minute, minute = int(match["first_minute"] or 0), int(match["minute"])
    last = language.time(int(match["hour"]), minute, None, case=case)
    if first_minute or minute:
        return f"{language.time(int(match['first']), first_minute, None, case=case)} až {last}" + stop(match)
    return f"{language.cardinal(int(match['first']), 'f' + case)} až {last}" + stop(match)
