"""Polish dates, years, centuries, weekdays and times of day, in the case that the words before them want.

How numbers are said is asked of the language.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.dates import full_year, is_date
from vozes.text.normalizing.common.romans import roman_value
from vozes.text.normalizing.languages.polish import tables
from vozes.text.normalizing.languages.slavic.language import DASHES, DIGITS, Saying, bound, first_letters
from vozes.text.normalizing.languages.slavic.nouns import Case, stop
from vozes.text.normalizing.rules import NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start, any_of, folded

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.polish.language import Polish

_BLANK = "[ \u00a0\u202f]?"
_START = r"(?<![\w.,:/-])"
_YEAR_WORD = r"(?:rok(?:u|iem)?|r\.)"
_GENITIVES = any_of(tables.MONTHS)
_SHORT = any_of(tables.MONTH_ABBREVIATIONS)
_ROMAN_MONTH = "(?:I{1,3}|IV|VI{0,3}|IX|XI{0,2})"
_DAY = r"(?P<day>\d{1,2})\.?"
_YEAR = rf"(?:[ \u00a0]?(?P<year>[12]\d{{3}})(?:{_BLANK}(?P<word>{_YEAR_WORD}))?)?"
_NAMED = re.compile(
    rf"{_START}(?:(?P<first>\d{{1,2}})\.?(?P<joint>{_BLANK}[-–—/]{_BLANK}|,? (?:i|lub|a|do|na|oraz) ))?{_DAY}[ \u00a0]"
    rf"(?P<month>(?i:{_GENITIVES}|(?:{_SHORT})\.?)|{_ROMAN_MONTH}(?=[ \u00a0][12]\d{{3}})){_YEAR}(?!\w)"
)
_LISTED = re.compile(
    rf"{_START}(?P<day>\d{{1,2}})\.?(?=(?:,| i| lub| a| do| oraz) \d{{1,2}}\.?(?:(?:,| i| lub| a| do"
    rf"| oraz) \d{{1,2}}\.?){{0,3}} {_GENITIVES})"
)
_NUMERIC = re.compile(
    rf"(?<![\w./,-])(?P<day>\d{{1,2}})(?P<mark>[./-]){_BLANK}(?P<month>\d{{1,2}})(?P=mark){_BLANK}"
    rf"(?P<year>[12]\d{{3}}|\d{{2}})(?:{_BLANK}(?P<word>{_YEAR_WORD}))?(?![\w/-]|\.\d)"
)
_SHORT_DATE = re.compile(r"(?<![\w./,-])(?P<day>\d{1,2})\.(?P<month>0[1-9]|1[0-2])(?![\w/-]|[.,]\d|\s?[%°€$]|\s?zł)")
_BEFORE_SHORT = frozenset("do od z na dnia po przed dniu termin dziś jutro wczoraj".split())
_ISO = re.compile(
    r"(?<![\w./-])(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?P<word>(?!))?(?![\w/:-]|[.,]\d"
    r"|[ T]\d\d:)"
)
_MONTH_AND_YEAR = re.compile(
    rf"{NOT_AFTER_WORD}(?P<month>[^\W\d_]{{3,15}})[ \u00a0](?P<year>[12]\d{{3}})(?:{_BLANK}(?P<word>{_YEAR_WORD}))?"
    rf"(?![\w/-]|[.,]\d)"
)
_FIRST_YEAR = re.compile(r"(?<!\w)([Ww]|[Pp]o|[Dd]o|[Oo]d|[Zz]) \d{4} (?:i|lub|a|oraz) $")
_YEARS = re.compile(rf"{_START}(?P<year>\d{{2,4}})[ \u00a0]?(?P<word>roku|rok|rokiem|r\.)(?!\w)")
_YEAR_AFTER = re.compile(rf"{_START}(?P<year>[12]\d{{3}})(?![\w/-]|[.,]\d)")
_DECADE = re.compile(
    rf"{_START}(?P<first>\d{{2,4}})\.?(?:{_BLANK}[-–—i]{_BLANK}(?P<last>\d{{2,4}}))?(?P<point>\.)?(?![\w/-]|[.,]\d)"
)
_DECADE_WORDS = {"lata": "pn", "lat": "pg", "latach": "pl", "latom": "pd", "latami": "pi"}
_CENTURY = re.compile(
    rf"{NOT_AFTER_WORD}(?P<first>(?=[XVI])X{{0,3}}(?:IX|IV|V?I{{0,3}}))(?:{_BLANK}(?P<joint>[-–—/]|i){_BLANK}"
    rf"(?P<last>(?=[XVI])X{{0,3}}(?:IX|IV|V?I{{0,3}})))?{_BLANK}w\.(?!\w)"
)
_WEEKDAY = rf"(?i:{any_of(tables.WEEKDAYS)})"
_WEEKDAYS = re.compile(
    rf"{NOT_AFTER_WORD}(?P<first>{_WEEKDAY})\.?{_BLANK}[-–—]{_BLANK}(?P<last>{_WEEKDAY})(?:\.(?=\S|\s\S)"
    rf"|{NOT_BEFORE_WORD})"
)
_ONE_WEEKDAY = re.compile(rf"{NOT_AFTER_WORD}(?P<day>{_WEEKDAY})(?:\.|(?=,? ?\d|:? \d))(?!\w)")
_CLOCK = re.compile(
    r"(?<![\w:.,/])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![:\w]|[.,]\d)"
)
_POINT_CLOCK = re.compile(
    r"(?<![\w:.,/])(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d)(?P<second>(?!))?(?![:\w%]|[.,]\d|\s?zł|\s?%)"
)
_CLOCKS = re.compile(
    rf"(?<![\w:.,/])(?P<first>[01]?\d|2[0-4])(?::(?P<first_minute>[0-5]\d))?{_BLANK}[-–—]{_BLANK}(?P<hour>[01]?\d"
    rf"|2[0-4]):(?P<minute>[0-5]\d)(?![:\w]|[.,]\d)"
)
_HOUR_WORD = re.compile(
    rf"{NOT_AFTER_WORD}(?i:(?P<noun>godzin(?:a|y|ie|ę|ach)?|godz\.?))[ \u00a0](?P<hour>[01]?\d|2[0-4])(?:[:.]"
    rf"(?P<minute>[0-5]\d))?"
    rf"(?:{_BLANK}[-–—]{_BLANK}(?P<last>[01]?\d|2[0-4])(?:[:.](?P<last_minute>[0-5]\d))?)?(?![\w:]|[.,]\d)"
)
_AT = re.compile(
    r"(?<![\w:.,/])(?P<hour>[01]?\d|2[0-4])(?=\s?(?:$|[.;!?)\n]|,(?!\d))|\s(?:rano|wieczorem|po południu|w nocy"
    r"|w południe|i|lub|do|na|we?|dzisiaj|dziś|jutro)\b)"
)
_BEFORE_CLOCK = {
    "o": "l",
    "od": "g",
    "do": "g",
    "po": "l",
    "przed": "i",
    "około": "g",
    "ok.": "g",
    "koło": "g",
    "między": "i",
    "a": "i",
    "na": "a",
    "z": "g",
}


_BEHIND_DAY = f".,{DASHES}/XVI{first_letters(tables.MONTHS)}iladon"


def rules(language: "Polish") -> Iterator[Rule]:
    sayings: tuple[Saying[Polish], ...] = (
        (TextClass.DATE, Start.ANY_NUMBER, _NAMED, _named, "", _BEHIND_DAY),
        (TextClass.DATE, Start.ANY_NUMBER, _LISTED, _listed, "", ".,ilado"),
        (TextClass.DATE, Start.DIGIT, _NUMERIC, _numeric, "", "./-"),
        (TextClass.DATE, Start.DIGIT, _ISO, _numeric, "12", "-"),
        (TextClass.TIME, Start.ANY_WORD, _HOUR_WORD, _hour_word, "gG", f".{DIGITS}"),
        (TextClass.TIME, Start.DIGIT, _POINT_CLOCK, _point_clock, DIGITS, "."),
        (TextClass.DATE, Start.DIGIT, _SHORT_DATE, _short_date, "", "."),
        (TextClass.DATE, Start.ANY_WORD, _MONTH_AND_YEAR, _month_and_year, first_letters(tables.MONTH_FORMS), "12"),
        (TextClass.DATE, Start.ANY_NUMBER, _YEARS, _years, "", "r"),
        (TextClass.DATE, Start.ANY_NUMBER, _DECADE, _decade, "", ""),
        (TextClass.DATE, Start.ANY_NUMBER, _YEAR_AFTER, _year_after, "12", ""),
        (TextClass.DATE, Start.LETTER, _CENTURY, _century, "XVI", f"wi/{DASHES}"),
        (TextClass.DATE, Start.LETTER | Start.WORD, _WEEKDAYS, _weekdays, first_letters(tables.WEEKDAYS), f".{DASHES}"),
        (
            TextClass.DATE,
            Start.LETTER | Start.WORD,
            _ONE_WEEKDAY,
            _weekday,
            first_letters(tables.WEEKDAYS),
            f".,:{DIGITS}",
        ),
        (TextClass.TIME, Start.ANY_NUMBER, _CLOCKS, _clocks, "", f":{DASHES}"),
        (TextClass.TIME, Start.DIGIT, _CLOCK, _clock, "", ":"),
        (TextClass.TIME, Start.ANY_NUMBER, _AT, _at, "", ""),
    )
    yield from bound(language, sayings)


def _last_word(language: "Polish", match: re.Match[str]) -> str:
    return language.words_before(match.string, match.start())[1]


def _day_case(language: "Polish", match: re.Match[str]) -> Case:
    """Returns the case of a day: the genitive tells when, the nominative what."""
    last = _last_word(language, match)
    if last in ("przed", "po", "między", "pomiędzy", "nad"):
        return "i" if last != "po" else "l"
    if last in ("a", "i", "oraz"):
        return "i" if language.case_before(match.string, match.start()) == "i" else "g"
    is_what = last in ("jest", "mamy", "był", "była", "było", "będzie") and re.search(
        r"(?:dziś|dzisiaj|jutro|wczoraj|pojutrze)(?: \w+)? $",
        match.string[max(0, match.start() - 30) : match.start()].lower(),
    )
    return "n" if is_what else "g"


def _of_year(language: "Polish", match: re.Match[str]) -> str:
    parts = match.groupdict()
    if not parts.get("year"):
        return ""
    word = parts.get("word") or "roku"
    return f" {language.ordinal(full_year(parts['year']), 'mg')} {'roku' if word == 'r.' else word}" + (
        stop(match) if word == "r." else ""
    )


def _named(language: "Polish", match: re.Match[str]) -> str | None:
    name = folded(match["month"]).rstrip(".")
    month = tables.MONTH_FORMS.get(name) or tables.MONTH_ABBREVIATIONS.get(name) or roman_value(match["month"])
    if not is_date(int(match["day"]), month):
        return None
    case = _day_case(language, match)
    day = language.ordinal(int(match["day"]), "m" + case)
    if match["first"]:
        joint = match["joint"].strip(" \u00a0,")
        if joint == "na":
            day = f"{language.ordinal(int(match['first']), 'mg')} na {language.ordinal(int(match['day']), 'mg')}"
        elif joint in ("-", "–", "—", "do"):
            start = language.ordinal(int(match["first"]), "mg")
            bare = joint != "do" and _last_word(language, match) not in ("od", "w", "dniach", "dni", "z")
            day = f"{'od ' if bare else ''}{start} do {language.ordinal(int(match['day']), 'mg')}"
        else:
            day = f"{language.ordinal(int(match['first']), 'm' + case)} {'i' if joint == '/' else joint} {day}"
    return f"{day} {tables.MONTHS[month - 1]}{_of_year(language, match)}"


def _listed(language: "Polish", match: re.Match[str]) -> str | None:
    return language.ordinal(int(match["day"]), "m" + _day_case(language, match)) if 0 < int(match["day"]) < 32 else None


def _numeric(language: "Polish", match: re.Match[str]) -> str | None:
    day, month = int(match["day"]), int(match["month"])
    if not is_date(day, month):
        day, month = month, day
    if not is_date(day, month):
        return None
    said = language.ordinal(day, "m" + _day_case(language, match))
    return f"{said} {tables.MONTHS[month - 1]}{_of_year(language, match)}"


def _short_date(language: "Polish", match: re.Match[str]) -> str | None:
    day, month = int(match["day"]), int(match["month"])
    if _last_word(language, match) not in _BEFORE_SHORT or not is_date(day, month):
        return None
    if re.match(r"\s?[^\W\d_]{1,3}(?!\w)", match.string[match.end() : match.end() + 5]) and day < 13:
        return None
    return f"{language.ordinal(day, 'm' + _day_case(language, match))} {tables.MONTHS[month - 1]}"


def _month_and_year(language: "Polish", match: re.Match[str]) -> str | None:
    if folded(match["month"]) not in tables.MONTH_FORMS:
        return None
    return f"{match['month']}{_of_year(language, match)}"


def _years(language: "Polish", match: re.Match[str]) -> str | None:
    """Returns a year before its word; `r.` takes its case from the preposition before it."""
    word, value = match["word"], int(match["year"])
    if len(match["year"]) < 4 and (word != "r." and value < 30):
        return None
    last = _last_word(language, match)
    if last in ("i", "lub", "a", "oraz"):
        earlier = _FIRST_YEAR.search(match.string, max(0, match.start() - 24), match.start())
        last = earlier[1].lower() if earlier else last
    if word == "r.":
        form = {"w": "ml", "po": "ml", "przed": "mi", "na": "ma", "za": "ma"}.get(last, "mg")
    elif word == "roku":
        form = "ml" if last in ("w", "po", "o", "przy") else "mg"
    else:
        form = "mi" if word == "rokiem" else "mn"
    name = {"i": "rokiem", "a": "rok"}.get(form[1], "roku") if word == "r." else word
    return f"{language.ordinal(value, form)} {name}" + (stop(match) if word == "r." else "")


def _year_after(language: "Polish", match: re.Match[str]) -> str | None:
    """Returns a year behind `rok`, or behind `w` where nothing follows that it could count."""
    last, value = _last_word(language, match), int(match["year"])
    if last in ("rok", "roku", "r."):
        return language.ordinal(value, "mn" if last == "rok" else _case_of_rok(language, match))
    ends = re.match(
        r"\s?(?:$|[.;:)!?\n]|,(?!\d)|\s(?:do [12]\d{3} r\w*|i [12]\d{3} r\w*|roku|był[ao]?|na|przez"
        r"|[a-ząćęłńóśźż]{2,14}(?:ł[aoy]?|li))\b)",
        match.string[match.end() : match.end() + 24],
    )
    if last in ("w", "po") and ends and 1000 <= value < 2100:
        return language.ordinal(value, "ml")
    return language.ordinal(value, "mg") if last in ("od", "do", "z") and ends and 1500 <= value < 2100 else None


def _case_of_rok(language: "Polish", match: re.Match[str]) -> str:
    before = language.words_before(match.string, match.start())[0]
    return "ml" if before in ("w", "po", "o", "przy") else "mg"


def _decade(language: "Polish", match: re.Match[str]) -> str | None:
    """Returns decades and ranges of years behind `lata`: `lata 80.`, `w latach 1939–1945`."""
    form = _DECADE_WORDS.get(_last_word(language, match))
    if form is None:
        return None
    values = [int(match[name]) for name in ("first", "last") if match[name]]
    if len(match["first"]) == 4 and len(values) == 2:
        return f"{language.cardinal(values[0])} – {language.cardinal(values[1])}" + "." * (match["point"] is not None)
    if any(value % 10 for value in values) or (
        len(values) == 1 and not match[0].endswith(".") and values[0] < 100 and form == "pg"
    ):
        return None
    said = " i ".join(language.ordinal(value, form) for value in values)
    follows = re.match(r"\s*(?:$|\n)", match.string[match.end() : match.end() + 3])
    return said + "." * (match[0].endswith(".") and follows is not None and match.start() > 0)


def _century(language: "Polish", match: re.Match[str]) -> str | None:
    values = [roman_value(match[name]) for name in ("first", "last") if match[name]]
    if not all(values):
        return None
    last = _last_word(language, match)
    case = {"w": "l", "we": "l", "po": "l", "na": "a"}.get(last, "g" if last else "n")
    joint = match["joint"] if match["joint"] == "i" else "–"
    said = f" {joint} ".join(language.ordinal(value, "m" + case) for value in values)
    return f"{said} {'wiek' if case in 'na' else 'wieku'}" + stop(match)


def _weekdays(language: "Polish", match: re.Match[str]) -> str:
    first, last = (tables.WEEKDAYS[folded(match[name])].split()[1] for name in ("first", "last"))
    said = first if _last_word(language, match) == "od" else f"od {first}"
    said = said[0].upper() + said[1:] if match[0][0].isupper() else said
    return f"{said} do {last}"


def _weekday(language: "Polish", match: re.Match[str]) -> str:
    last = _last_word(language, match)
    name = tables.WEEKDAYS[folded(match["day"])].split()[1 if last in ("od", "do") else 2 if last in ("w", "we") else 0]
    return name[0].upper() + name[1:] if match[0][0].isupper() else name


def _clock_case(language: "Polish", match: re.Match[str]) -> Case:
    return _BEFORE_CLOCK.get(_last_word(language, match), "n")


def _clock(language: "Polish", match: re.Match[str]) -> str:
    second = None if match["second"] is None else int(match["second"])
    return language.time(int(match["hour"]), int(match["minute"]), second, case=_clock_case(language, match))


def _point_clock(language: "Polish", match: re.Match[str]) -> str | None:
    """Returns a time with a full stop in it, behind `o` or between `od` and `do`."""
    last = _last_word(language, match)
    before = match.string[max(0, match.start() - 24) : match.start()]
    is_time = last == "o" or re.search(r"(?:(?<!\w)od \d{1,2}[.:]\d\d do |godz\S* )$", before)
    starts = last == "od" and re.match(
        r" do (?:[01]?\d|2[0-4])[.:][0-5]\d(?!\d)", match.string[match.end() : match.end() + 10]
    )
    return _clock(language, match) if is_time or starts else None


def _clocks(language: "Polish", match: re.Match[str]) -> str:
    first_minute, minute = match["first_minute"], match["minute"]
    first = language.time(int(match["first"]), int(first_minute or 0), None, case="g")
    last = language.time(int(match["hour"]), int(minute), None, case="g")
    return f"{'' if _last_word(language, match) == 'od' else 'od '}{first} do {last}"


def _hour_word(language: "Polish", match: re.Match[str]) -> str:
    """Returns a time behind the word for hours, which is declined by the preposition before it."""
    last_word, noun = _last_word(language, match), match["noun"].lower()
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["last"]:
        hours = (
            language.time(hour, minute, None, case="g"),
            language.time(int(match["last"]), int(match["last_minute"] or 0), None, case="g"),
        )
        word = match["noun"] if noun.startswith("godzin") else "godzinach" if last_word == "w" else "godziny"
        return f"{word} od {hours[0]} do {hours[1]}"
    case = _BEFORE_CLOCK.get(last_word, "n")
    if noun.startswith("godzin"):
        case = {"godziny": "g", "godzinie": "l", "godzinę": "a", "godzina": "n"}.get(noun, case)
        return f"{match['noun']} {language.time(hour, minute, None, case=case)}"
    word = {"n": "godzina", "g": "godziny", "l": "godzinie", "i": "godziną", "a": "godzinę"}[case]
    return f"{word} {language.time(hour, minute, None, case=case)}"


def _at(language: "Polish", match: re.Match[str]) -> str | None:
    return language.ordinal(int(match["hour"]), "fl") if _last_word(language, match) == "o" else None
