"""Russian dates, years, centuries, weekdays and times of day, in the case that the words before them want.

How numbers are said is asked of the language.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.dates import full_year, is_date
from vozes.text.normalizing.common.romans import roman_value
from vozes.text.normalizing.languages.russian import tables
from vozes.text.normalizing.languages.slavic.language import DASHES, DIGITS, Saying, bound, first_letters
from vozes.text.normalizing.languages.slavic.nouns import Case, stop
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start, any_of, folded

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.russian.language import Russian

_BLANK = "[ \u00a0\u202f]?"
_START = r"(?<![\w.,:/-])"
_MONTH_FORMS = {
    form: number
    for number, (name, genitive) in enumerate(zip(tables.MONTH_NAMES, tables.MONTHS, strict=True), 1)
    for form in (name, genitive, *(genitive[:-1] + end for end in ("у", "ю", "е", "ом", "ем", "ём")))
} | tables.MONTH_ABBREVIATIONS
_GENITIVES = any_of(tables.MONTHS)
_SHORT = any_of(tables.MONTH_ABBREVIATIONS)
_YEAR_WORD = r"(?:год(?:а|у|ом)?|г\.(?!\s?г\.)|г(?![\w.]))"
_NAMED = re.compile(
    rf"{_START}(?:(?P<first>\d{{1,2}})(?:-?(?:го|е|му|м))?(?P<joint>{_BLANK}[-–—]{_BLANK}|,? (?:и|или|по|до) ))?"
    rf"(?P<day>\d{{1,2}})(?:-?(?:го|ого|ое|е|му|ому|м|ым))?[ \u00a0\-/.](?P<month>(?i:{_GENITIVES}|(?:{_SHORT})\.?))"
    rf"(?:[ \u00a0\-/.](?P<year>[12]\d{{3}}|\d{{2}}(?=[ \u00a0]?г)|(?<=[-/.])\d{{2}})(?:{_BLANK}"
    rf"(?P<word>{_YEAR_WORD}))?)?(?!\w)"
)
_LISTED = re.compile(
    rf"{_START}(?P<day>\d{{1,2}})(?=(?:,| и| или| по| до|,? и) \d{{1,2}}(?:(?:,| и| или| по"
    rf"| до) \d{{1,2}}){{0,3}} {_GENITIVES})"
)
_NUMERIC = re.compile(
    r"(?<![\w./,-])(?P<day>\d{1,2})(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<year>[12]\d{3}|\d{2})"
    rf"(?:{_BLANK}(?P<word>{_YEAR_WORD}))?(?![\w/-]|\.\d)"
)
_SHORT_DATE = re.compile(r"(?<![\w./,-])(?P<day>\d{1,2})\.(?P<month>0[1-9]|1[0-2])(?![\w/-]|[.,]\d|\s?[%°₽$€])")
_SHORT_DATES = re.compile(
    r"(?<![\w./,-])(?P<first>\d{1,2})\.(?P<first_month>0[1-9]|1[0-2])[ \u00a0]?[-–—][ \u00a0]?(?P<day>\d{1,2})\."
    r"(?P<month>0[1-9]|1[0-2])(?P<year>\.[12]\d{3})?(?![\w/-]|[.,]\d)"
)
_MONTH_NUMBER = re.compile(r"(?<![\w./,-])(?P<month>0[1-9]|1[0-2])[./](?P<year>(?:19|20)\d\d)(?![\w/-]|[.,]\d)")
_POINT_CLOCK = re.compile(
    r"(?<![\w:.,/-])(?P<hour>[01]?\d|2[0-4])(?:\.(?P<minute>[0-5][05])|-(?P<minutes>00|15|20|30|40|45|50))"
    r"(?=\s?(?:$|[.;:)!?»\n]|,(?!\d)|[-–—]|(?:до|по|и|утра|вечера|дня|ночи|мск)(?!\w))|\s[^\W\d_]{4})(?![.,]\d)"
)
_BEFORE_SHORT = frozenset(
    "дедлайн срок встреча вылет отъезд заезд приезд начало старт до с к на от по после дата даты датой сегодня завтра "
    "вчера".split()
)
_NOMINATIVE_BEFORE = frozenset(
    "сегодня завтра вчера послезавтра позавчера это было был будет дата по на календаре наступило за настало".split()
)
_ISO = re.compile(
    r"(?<![\w./-])(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?P<word>(?!))?(?![\w/:-]|[.,]\d"
    r"|[ T]\d\d:)"
)
_MONTH_AND_YEAR = re.compile(
    rf"{NOT_AFTER_WORD}(?P<month>[^\W\d_]{{3,10}})\.?(?P<mark>[ \u00a0/-])(?P<year>[12]\d{{3}})(?:{_BLANK}"
    rf"(?P<word>{_YEAR_WORD}))?(?![\w/-]|[.,]\d)"
)
_SEASON = re.compile(
    r"(?:(?<=весна )|(?<=весны )|(?<=весной )|(?<=весну )|(?<=лето )|(?<=лета )|(?<=летом )|(?<=осень )|(?<=осени )|"
    r"(?<=осенью )|(?<=зима )|(?<=зимы )|(?<=зимой )|(?<=зиму ))(?P<year>[12]\d{3})(?![\w/-]|[.,]\d| год)"
)
_YEARS = re.compile(
    rf"{_START}(?P<first>[1-9]\d{{1,3}})(?:{_BLANK}(?P<joint>[-–—/]|и|или){_BLANK}(?P<last>[1-9]\d{{1,3}}))?{_BLANK}"
    r"(?P<adjective>(?:учебн|финансов)[а-яё]{2,3} )?(?P<word>год(?:ами?|ах|ов|ом|у|а|ы)?|гг\.|г\.{0,1}\s?г\.|г\.|гг"
    r"|г)(?!\w)"
)
_CASES_OF_WORDS = {
    "год": "mn", "года": "mg", "году": "ml", "годом": "mi", "годы": "pn", "годов": "pg", "годам": "pd", "годами": "pi",
    "годах": "pl",
}  # fmt: skip
_WORDS_OF_CASES = {form: word for word, form in _CASES_OF_WORDS.items()} | {"md": "году", "ma": "год", "pa": "годы"}
_BARE = re.compile(
    r"(?<![\w.,:/+*=-])(?P<year>1[1-9]\d\d|20\d\d)(?=\s?(?:$|[.;:)!?»]|,(?!\d)|[–—]\s[^\d]|(?: (?:и|году|я|он|она|они"
    r"|мы|на|[а-яё]{2,12}л[аио]?)\b)))(?![.,]\d)"
)
_BARE_RANGE = re.compile(
    rf"{_START}(?P<first>1[0-9]\d\d|20\d\d)(?P<joint>{_BLANK}[-–—]{_BLANK}| по | до )"
    rf"(?P<last>1[0-9]\d\d|20\d\d)(?:{_BLANK}(?P<word>гг?\.)(?!\w))?"
    rf"(?![\w/-]|[.,]\d|[ \u00a0]?[%₽$€]|[ \u00a0](?:руб|м|км|человек|тыс))"
)
_ROMAN = r"(?=[XVIХ])[XХ]{0,3}(?:I[XХ]|IV|V?I{0,3})"
_CENTURY = re.compile(
    rf"{NOT_AFTER_WORD}(?P<first>{_ROMAN}|\d{{1,2}})(?:{_BLANK}(?P<joint>[-–—]|и|,){_BLANK}(?P<last>{_ROMAN}"
    rf"|\d{{1,2}}))?{_BLANK}(?P<word>вв\.|в\.\s?в\.|в\.)(?!\w)"
)
_WEEKDAY = rf"(?i:{any_of(tables.WEEKDAYS)})"
_NEIGHBOURS = re.compile(rf"(?<!\w){_WEEKDAY}\.?(?:,| и|/|,? по)? ?$")
_LIST_OF_WEEKDAYS = re.compile(rf"(?<!\w)по (?:{_WEEKDAY}\.?(?:,| и|, и)? ){{0,6}}$")
_WEEKDAYS = re.compile(
    rf"{NOT_AFTER_WORD}(?P<first>{_WEEKDAY})\.?{_BLANK}[-–—]{_BLANK}(?P<last>{_WEEKDAY})(?:\.(?=\S|\s\S)"
    rf"|{NOT_BEFORE_WORD})"
)
_ONE_WEEKDAY = re.compile(r"(?P<day>[^\W\d_]{2})(?P<mark>\.|(?=,|:?\s?\d|\)|\s[–—]))?(?!\w)")
_CLOCK = re.compile(
    r"(?<![\w:.,/])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?(?![:\w]|[.,]\d)"
    rf"(?:{_BLANK}(?:ч\.?|час(?:ов|а)?)(?!\w))?"
)
_CLOCKS = re.compile(
    rf"(?<![\w:.,/])(?P<first>[01]?\d|2[0-4]):(?P<first_minute>[0-5]\d){_BLANK}[-–—]{_BLANK}"
    r"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![:\w]|[.,]\d)"
)
_HOURS = re.compile(
    r"(?<![\w:.,/])(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d)(?=\s?(?:ч\.?|час\w*|утра|вечера|дня|ночи)(?!\w))"
    r"(?:\s?(?:ч\.?|час\w*))?"
)
_DAY_CASES = {"к": "d", "ко": "d", "перед": "i", "между": "i", "над": "i", "о": "l", "об": "l", "при": "l"}
_BEHIND_DAY = f"{DASHES}.,/гоем{first_letters(tables.MONTHS)}ипд"


def rules(language: "Russian") -> Iterator[Rule]:
    sayings: tuple[Saying[Russian], ...] = (
        (TextClass.DATE, Start.ANY_NUMBER, _NAMED, _named, "", _BEHIND_DAY),
        (TextClass.DATE, Start.ANY_NUMBER, _LISTED, _listed, "", ",ипд"),
        (TextClass.DATE, Start.DIGIT, _NUMERIC, _numeric, "", "./-"),
        (TextClass.DATE, Start.DIGIT, _ISO, _numeric, "12", "-"),
        (TextClass.DATE, Start.DIGIT, _SHORT_DATES, _short_dates, "", "."),
        (TextClass.DATE, Start.DIGIT, _MONTH_NUMBER, _month_number, "01", "./"),
        (TextClass.DATE, Start.DIGIT, _SHORT_DATE, _short_date, "", "."),
        (TextClass.DATE, Start.ANY_WORD, _MONTH_AND_YEAR, _month_and_year, first_letters(_MONTH_FORMS), "12./-"),
        (TextClass.DATE, Start.ANY_NUMBER, _SEASON, _season, "12", ""),
        (TextClass.DATE, Start.ANY_NUMBER, _YEARS, _years, "", f"г/иуф{DASHES}"),
        (TextClass.DATE, Start.ANY_NUMBER, _BARE_RANGE, _bare_range, "12", f"пд{DASHES}"),
        (TextClass.DATE, Start.ANY_NUMBER, _BARE, _bare, "12", ""),
        (TextClass.DATE, Start.ANY_NUMBER | Start.LETTER, _CENTURY, _century, f"XVIХ{DIGITS}", f"в,и{DASHES}"),
        (TextClass.DATE, Start.LETTER | Start.WORD, _WEEKDAYS, _weekdays, first_letters(tables.WEEKDAYS), f".{DASHES}"),
        (TextClass.DATE, Start.LETTER | Start.WORD, _ONE_WEEKDAY, _weekday, first_letters(tables.WEEKDAYS), ""),
        (TextClass.TIME, Start.DIGIT, _POINT_CLOCK, _point_clock, "", ".-"),
        (TextClass.TIME, Start.DIGIT, _CLOCKS, _clocks, "", ":"),
        (TextClass.TIME, Start.DIGIT, _CLOCK, _clock, "", ":"),
        (TextClass.TIME, Start.DIGIT, _HOURS, _clock, "", "."),
    )
    yield from bound(language, sayings)


def _day_case(language: "Russian", match: re.Match[str]) -> Case:
    """Returns the case of a day by the words before it: the genitive tells when, the nominative what."""
    text = match.string
    _, last = language.words_before(text, match.start())
    if last in _DAY_CASES:
        return _DAY_CASES[last]
    if last in ("и", "или"):
        governed = language.case_before(text, match.start())
        return governed if governed in ("d", "i") else "g"
    if last in _NOMINATIVE_BEFORE:
        return "n"
    alone = not text[: match.start()].strip(' \n(«"') and not text[match.end() :].strip(' .!?…»")')
    before = text[max(0, match.start() - 2) : match.start()]
    names = before in ("— ", "– ", ": ") or re.match(r"\s[–—]\s", text[match.end() : match.end() + 3])
    return "n" if alone or names else "g"


def _full(language: "Russian", match: re.Match[str], day: str, month: int) -> str:
    said = f"{day} {tables.MONTHS[month - 1]}"
    parts = match.groupdict()
    if parts.get("year"):
        word = parts.get("word") or ""
        said += f" {language.ordinal(full_year(parts['year']), 'mg')} {word if word.startswith('год') else 'года'}"
    return said


def _named(language: "Russian", match: re.Match[str]) -> str | None:
    month = _MONTH_FORMS[folded(match["month"]).rstrip(".")]
    if not is_date(int(match["day"]), month):
        return None
    case = _day_case(language, match)
    day = language.ordinal(int(match["day"]), "n" + case)
    if match["first"]:
        first, joint = int(match["first"]), match["joint"].strip(" \u00a0,")
        if joint in ("-", "–", "—"):
            governed = match.start() and language.words_before(match.string, match.start())[1] in ("с", "со")
            said = language.ordinal(first, "ng")
            day = f"{said if governed else 'с ' + said} по {language.ordinal(int(match['day']), 'n')}"
        elif joint == "по":
            day = f"{language.ordinal(first, 'ng')} по {language.ordinal(int(match['day']), 'n')}"
        else:
            case = "g" if joint == "до" else case
            day = f"{language.ordinal(first, 'n' + case)} {joint} {language.ordinal(int(match['day']), 'n' + case)}"
    return _full(language, match, day, month) + (stop(match) if match["word"] or match["month"].endswith(".") else "")


def _listed(language: "Russian", match: re.Match[str]) -> str | None:
    return language.ordinal(int(match["day"]), "n" + _day_case(language, match)) if 0 < int(match["day"]) < 32 else None


def _numeric(language: "Russian", match: re.Match[str]) -> str | None:
    day, month = int(match["day"]), int(match["month"])
    if not is_date(day, month):
        day, month = month, day
    if not is_date(day, month):
        return None
    said = language.ordinal(day, "n" + _day_case(language, match))
    return _full(language, match, said, month) + (stop(match) if match["word"] else "")


def _short_date(language: "Russian", match: re.Match[str]) -> str | None:
    day, month = int(match["day"]), int(match["month"])
    _, last = language.words_before(match.string, match.start())
    if last not in _BEFORE_SHORT or not is_date(day, month):
        return None
    if re.match(r"\s?[^\W\d_]{1,3}(?!\w)", match.string[match.end() : match.end() + 5]) and day < 13:
        return None
    return f"{language.ordinal(day, 'n' + _day_case(language, match))} {tables.MONTHS[month - 1]}"


def _short_dates(language: "Russian", match: re.Match[str]) -> str | None:
    days = (int(match["first"]), int(match["first_month"])), (int(match["day"]), int(match["month"]))
    if not all(is_date(*day) for day in days):
        return None
    (first, first_month), (last, month) = days
    year = f" {language.ordinal(int(match['year'][1:]), 'mg')} года" if match["year"] else ""
    before = "" if language.words_before(match.string, match.start())[1] in ("с", "со") else "с "
    start = f"{before}{language.ordinal(first, 'ng')} {tables.MONTHS[first_month - 1]}"
    return f"{start} по {language.ordinal(last, 'n')} {tables.MONTHS[month - 1]}{year}"


def _month_number(language: "Russian", match: re.Match[str]) -> str:
    case = language.case_before(match.string, match.start())
    names = tables.MONTHS if case == "g" else tables.MONTH_NAMES
    return f"{names[int(match['month']) - 1]} {language.ordinal(int(match['year']), 'mg')} года"


def _month_and_year(language: "Russian", match: re.Match[str]) -> str | None:
    name = match["month"]
    if folded(name) not in _MONTH_FORMS:
        return None
    if folded(name) in tables.MONTH_ABBREVIATIONS:
        name = tables.MONTH_NAMES[tables.MONTH_ABBREVIATIONS[folded(name)] - 1]
    word = match["word"] if match["word"] and match["word"].startswith("год") else "года"
    return f"{name} {language.ordinal(int(match['year']), 'mg')} {word}" + (stop(match) if match["word"] else "")


def _season(language: "Russian", match: re.Match[str]) -> str:
    return f"{language.ordinal(int(match[0]), 'mg')} года"


def _years(language: "Russian", match: re.Match[str]) -> str | None:
    """Returns years with the word for them, which tells their case, or takes it from the preposition before them."""
    word, several = match["word"], match["last"] is not None or match["word"].startswith(("гг", "г.г", "г. г"))
    case = language.case_before(match.string, match.start(), is_place=True)
    if word.startswith("год"):
        form = _CASES_OF_WORDS[word]
        if form == "ml" and case == "d":
            form = "md"
        if form == "mn" and case == "a":
            form = "ma"
        if not _is_year(language, match, form):
            return None
    else:
        of_era = re.match(r"\s?(?:до )?н\.", match.string[match.end() : match.end() + 6])
        if len(match["first"]) < 4 and not several and not of_era:
            return None
        word = word.replace(" ", "")
        if word == "г" and not (1000 <= int(match["first"]) < 2100 and len(match["first"]) == 4):
            return None
        form = ("p" if several else "m") + _case_of_short(language, match, case)
    word = _WORDS_OF_CASES[form] if match["word"][:3] != "год" else match["word"]
    said = [
        language.ordinal(_year_of(match[name], match["first"]), "m" + form[1])
        for name in ("first", "last")
        if match[name]
    ]
    if form[0] == "p" and len(said) == 1:
        said = [language.ordinal(int(match["first"]), form)]
    joint = match["joint"] if match["joint"] and match["joint"].isalpha() else "–"
    return (
        f" {joint} ".join(said) + f" {match['adjective'] or ''}{word}" + (stop(match) if word != match["word"] else "")
    )


def _year_of(digits: str, first: str) -> int:
    """Returns a year, whose century may be that of the first one: `1941–45`."""
    return int(first[:-2] + digits) if len(digits) == 2 and len(first) == 4 else int(digits)


def _is_year(language: "Russian", match: re.Match[str], form: str) -> bool:
    """Returns whether a number before `год` is a year and not how many of them: `2024 год`, `3 года`."""
    value = int(match["last"] or match["first"])
    if match["last"] and len(match["first"]) == 4:
        return True
    kind = language.kind(value)
    if form[0] == "p":
        return len(match["first"]) == 4 or (value % 10 == 0 and form in ("pn", "pl", "pd", "pi") and 20 <= value < 100)
    if value >= 1000:
        return True
    expected = {"one": ("mn", "mg", "md", "ma", "ml", "mi"), "few": ("mg",), "many": ()}[kind]
    return form not in expected


def _case_of_short(language: "Russian", match: re.Match[str], case: Case) -> Case:
    if case:
        return case
    _, last = language.words_before(match.string, match.start())
    return "g" if last and match.string[match.start() - 1] != "(" else "n"


def _bare_range(language: "Russian", match: re.Match[str]) -> str | None:
    first, last = int(match["first"]), int(match["last"])
    if last <= first:
        return None
    _, before = language.words_before(match.string, match.start())
    joint = match["joint"].strip()
    if joint in ("по", "до"):
        if before not in ("с", "со", "от"):
            return None
        then = language.ordinal(last, "ma" if joint == "по" else "mg")
        word = f" {'год' if joint == 'по' else 'года'}" if match["word"] else ""
        return f"{language.ordinal(first, 'mg')} {joint} {then}{word}" + (stop(match) if word else "")
    case = language.case_before(match.string, match.start(), is_place=True) or "n"
    return f"{language.ordinal(first, 'm' + case)} – {language.ordinal(last, 'm' + case)}"


def _bare(language: "Russian", match: re.Match[str]) -> str | None:
    """Returns a year that nothing names, behind `в` or `с` and before no noun."""
    _, before = language.words_before(match.string, match.start())
    case = {"в": "l", "с": "g", "до": "g", "после": "g", "к": "d"}.get(before)
    return language.ordinal(int(match["year"]), "m" + case) if case else None


def _century(language: "Russian", match: re.Match[str]) -> str | None:
    values = [_century_number(match[name]) for name in ("first", "last") if match[name] is not None]
    if not all(values):
        return None
    several = len(values) > 1 or match["word"] != "в."
    case = language.case_before(match.string, match.start(), is_place=True)
    if not case:
        case = "g" if language.words_before(match.string, match.start())[1] else "n"
    one = {"n": "век", "a": "век", "g": "века", "d": "веку", "i": "веком", "l": "веке"}
    more = {"n": "века", "a": "века", "g": "веков", "d": "векам", "i": "веками", "l": "веках"}
    said = [language.ordinal(value, "m" + case) for value in values]
    joint = {"и": " и ", ",": ", "}.get(match["joint"] or "", " – ")
    return joint.join(said) + f" {(more if several else one)[case]}" + stop(match)


def _century_number(written: str) -> int:
    return int(written) if written.isdecimal() else roman_value(written.replace("Х", "X"))


def _weekdays(language: "Russian", match: re.Match[str]) -> str:
    first, last = (tables.WEEKDAYS[folded(match[name])].split() for name in ("first", "last"))
    with_preposition = language.words_before(match.string, match.start())[1] in ("с", "со")
    start = "" if with_preposition else "со " if first[1].startswith("ср") or first[1].startswith("вт") else "с "
    said = f"{start}{first[1]} по {(last[2:] or last)[0]}"
    return said[0].upper() + said[1:] if match[0][0].isupper() and not with_preposition else said


def _weekday(language: "Russian", match: re.Match[str]) -> str | None:
    """Returns a weekday before a time, a date or a mark, or beside another one."""
    names = tables.WEEKDAYS.get(folded(match["day"]))
    if names is None:
        return None
    before = match.string[max(0, match.start() - 24) : match.start()]
    listed = _LIST_OF_WEEKDAYS.search(before) is not None
    if match["mark"] is None and not listed and not _NEIGHBOURS.search(before):
        return None
    last = language.words_before(match.string, match.start())[1]
    name = names.split()[3 if listed else 2 if last in ("в", "во") else 0]
    return name[0].upper() + name[1:] if match[0][0].isupper() else name


def _clock(language: "Russian", match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    second = None if parts.get("second") is None else int(parts["second"])
    case = _clock_case(language, match)
    return language.time(int(match["hour"]), int(match["minute"]), second, case=case) + stop(match)


def _point_clock(language: "Russian", match: re.Match[str]) -> str | None:
    """Returns a time with a full stop or hyphen in it, behind a preposition that stands before times."""
    if language.words_before(match.string, match.start())[1] not in tables.BEFORE_HOURS:
        return None
    if (
        match["minute"]
        and re.match(r"\s[^\W\d_]{4}", match.string[match.end() : match.end() + 5])
        and match["minute"] != "00"
    ):
        return None
    return language.time(
        int(match["hour"]), int(match["minute"] or match["minutes"]), None, case=_clock_case(language, match)
    )


def _clock_case(language: "Russian", match: re.Match[str]) -> Case:
    case = language.case_before(match.string, match.start())
    return case if case in ("g", "d", "i") else "n"


def _clocks(language: "Russian", match: re.Match[str]) -> str:
    minutes = int(match["first_minute"]), int(match["minute"])
    last = language.time(int(match["hour"]), minutes[1], None, case="g")
    if any(minutes):
        first = language.time(int(match["first"]), minutes[0], None, case="g")
    else:
        first = language.number(Number(match["first"].lstrip("0") or "0"), "mg")
    before = language.words_before(match.string, match.start())[1]
    if before in ("в", "на"):
        times = (int(match["first"]), minutes[0]), (int(match["hour"]), minutes[1])
        return " – ".join(language.time(hour, minute, None) for hour, minute in times)
    return f"{'' if before in ('с', 'со') else 'с '}{first} до {last}"
