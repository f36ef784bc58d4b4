"""The rules for Hungarian alone: dates, times, amounts with endings, ordinals, and numbers with endings.

`hungarian` tries them before the common ones. How numbers are said is asked of the language, how words take endings of
`hungarian_words`.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.alphanumerics import say_part
from vozes.text.normalizing.common.dates import is_date
from vozes.text.normalizing.common.romans import roman_value
from vozes.text.normalizing.languages.continental import BLANK, bound, ends_text
from vozes.text.normalizing.languages.hungarian import tables
from vozes.text.normalizing.languages.hungarian.words import day_of_month, number_with_ending, times, with_ending
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import IN_NUMBERS, LETTER, NOT_AFTER_WORD, NOT_BEFORE_WORD, SIGN, Rule, Start, any_of

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.hungarian.language import Hungarian

_WINDOW = 48
_NOT_IN_NUMBER = r"(?<![\w.,:/-])"
_LETTERS = "a-záéíóöőúüű"
_ENDING = rf"(?:-(?P<ending>[{_LETTERS}]{{1,20}}))"
_DAY, _MONTH_NUMBER, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:1[0-2]|0?[1-9])", r"[12]\d{3}"
_MONTH = (
    rf"(?:(?P<name>(?i:{any_of([*tables.MONTHS, *tables.MONTH_ABBREVIATIONS])}))(?![{_LETTERS}])\.?"
    rf"|(?P<roman>VI{{0,3}}|I[VX]|I{{1,3}}|XI{{0,2}})\.|(?P<number>{_MONTH_NUMBER})\.)"
)
_LAST_DAY = rf"(?:[-–](?P<last>{_DAY}))?"
_DATE = re.compile(
    rf"{_NOT_IN_NUMBER}(?P<year>{_YEAR})\.?{BLANK}{_MONTH}{BLANK}(?P<day>{_DAY}){_LAST_DAY}(?:\.(?!\d)|(?=-)|(?![\w.]))"
    rf"{_ENDING}?(?!\w)"
)
_DAY_OF_MONTH = re.compile(
    rf"(?<![\w.,:/-]){_MONTH}{BLANK}(?P<day>{_DAY}){_LAST_DAY}(?:\.(?!\d)|(?=-[{_LETTERS}])|(?=\s|$)){_ENDING}?(?!\w)"
)
_MONTH_OF_YEAR = re.compile(
    rf"{_NOT_IN_NUMBER}(?P<year>{_YEAR})\.{BLANK}(?P<name>(?i:{any_of(tables.MONTHS)}|{any_of(tables.MONTH_ABBREVIATIONS)}\.?))(?!\w)"
)
_YEAR_WITH_DOT = re.compile(
    rf"{_NOT_IN_NUMBER}(?P<year>{_YEAR})\.(?=\s(?:évi|év|évben|évtől|évig|I{{1,3}}\.\s(?:negyed|fél)|IV\.\snegyed)\b)"
)
_HOUR, _MINUTE = r"(?:[01]?\d|2[0-4])", r"[0-5]\d"
_CLOCK = re.compile(
    rf"(?<![\w:.,/])(?P<hour>{_HOUR})(?P<mark>[:.])(?P<minute>{_MINUTE})(?::(?P<second>{_MINUTE}))?"
    rf"(?:{_ENDING}|\s?(?P<word>óra(?:kor)?|h))?(?![\w:]|[.,]\d)"
)
_CLOCKS = re.compile(
    rf"(?<![\w:.,/])(?P<hour>{_HOUR})(?:[:.](?P<minute>{_MINUTE}))?{BLANK}[-–—]{BLANK}"
    rf"(?P<hour2>{_HOUR})[:.](?P<minute2>{_MINUTE})(?![\w:]|[.,]\d)"
)
_ZONE = re.compile(rf"(?P<zone>(?i:cest|cet|gmt|utc)){_ENDING}?{NOT_BEFORE_WORD}")
_TIME_BEFORE = re.compile(r"\d\s$")
_ORDINAL = re.compile(
    rf"{_NOT_IN_NUMBER}(?P<number>\d{{1,3}}(?:[. ]\d{{3}})+|\d{{1,9}})\.(?:-(?P<ending>[{_LETTERS}]{{1,12}}))?"
    r"(?![\d\w])"
)
_ARTICLE = re.compile(r"(?<![Ee]z )(?<![Aa]z )\b[Aa]z?\s$")
_HOUSE = re.compile(
    r"(?:u\.|utca|út|útja|tér|tere|krt\.|körút|sor|köz|rakpart|rkp\.|hsz\.|házszám|Nr\.|oldal|old\.)\s$"
)
_PARAGRAPH = re.compile(rf"{_NOT_IN_NUMBER}(?P<number>\d{{1,4}}(?:/[A-Z])?)\.\s?§{_ENDING}?(?!\w)")
_BRACKETED = re.compile(r"\((?P<number>\d{1,3})\)(?=\s(?:bekezd|bek\.))")
_ROMAN = re.compile(
    rf"{NOT_AFTER_WORD}(?P<numeral>(?=[MDCLXVI])M{{0,3}}(?:CM|CD|D?C{{0,3}})(?:XC|XL|L?X{{0,3}})(?:IX|IV|V?I{{0,3}}))"
    rf"(?:(?P<dot>\.)(?!\w)|{_ENDING}(?!\w))"
)
_NUMBER = r"(?P<first>\d{1,3}(?:[ .\u00a0]\d{3})+(?!\d)|\d{1,15})(?:,(?P<fraction>\d{1,12}))?"
_RANGE_FIRST = r"(?:(?P<from>\d{1,9})[-–])?"
_WITH_ENDING = re.compile(rf"(?<![\w.,:/+-]){SIGN}{_RANGE_FIRST}{_NUMBER}{_ENDING}{NOT_BEFORE_WORD}")
_SIGNS = any_of(tables.CURRENCY_SIGNS)
_SCALE = rf"(?:{BLANK}(?P<scale>{any_of(tables.SCALES)})(?!\w))?"
_AMOUNT_WITH_ENDING = re.compile(
    rf"(?<![\w.,:/-]){SIGN}{_RANGE_FIRST}{_NUMBER}{_SCALE}{BLANK}"
    rf"(?P<unit>%|‰|{any_of({**tables.MEASURES, **tables.CURRENCY_SIGNS})}){_ENDING}{NOT_BEFORE_WORD}"
)
_RANGE = re.compile(rf"{_NOT_IN_NUMBER}(?P<first>\d{{1,6}})[-–](?P<last>\d{{1,6}})(?=\s[{_LETTERS}])")
_UNIT_FOLLOWS = re.compile(rf"\s(?:{any_of({**tables.MEASURES, **tables.CURRENCY_SIGNS, **tables.SCALES})})(?!\w)")
_ALWAYS = re.compile(r"24/7(?![\w/]|[.,]\d)")
_WEEKDAYS = re.compile(
    rf"{NOT_AFTER_WORD}(?P<first>{any_of(tables.WEEKDAYS)})[-–](?P<last>{any_of(tables.WEEKDAYS)})(?=[.:]?\s\d)"
)
_SINGLES = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}
_PART = re.compile(
    rf"(?<![\w.,:/-])(?:(?P<whole>\d{{1,6}}){BLANK})?(?P<part>\d{{1,3}}/[1-9]\d{{0,3}}|[{''.join(_SINGLES)}]){BLANK}"
    rf"(?P<unit>{any_of(tables.MEASURES)}){_ENDING}?{NOT_BEFORE_WORD}(?![/-]\w)"
)
_LETTERED = re.compile(rf"{NOT_AFTER_WORD}(?P<letters>{LETTER}{{1,5}})(?P<number>\d{{1,4}}){_ENDING}{NOT_BEFORE_WORD}")
_SCORE = re.compile(r"(?<![\w.,:/-])(?P<first>\d{1,3}):(?P<last>\d{1,3})(?![\w:/-]|[.,]\d|\s?=)")
_TIMES = re.compile(rf"{_NOT_IN_NUMBER}(?P<number>\d{{1,4}}){BLANK}[x×](?!\w|\s?[-−\d=+*/^²)])")
_PRODUCT = re.compile(rf"{_NOT_IN_NUMBER}(?P<first>\d{{1,6}}){BLANK}[x×]{BLANK}(?P<last>\d{{1,6}})(?![\w]|[.,]\d)")
_FACTOR = re.compile(r"\d\s?[^\W\d_]{0,3}[²³]?\s?$")
_QUOTIENT = re.compile(r"[:/]\s?(?=\d)")
_LETTER_PRODUCT = re.compile(r"x(?=\s?\d)")
_PER = re.compile(rf"/{BLANK}(?P<per>{any_of(tables.PER)})(?!\w)")
_AMOUNT_BEFORE = re.compile(r"\d[\d.,]{0,20}\s?(?:[^\s\d]{1,24})?(?:\s[^\s\d]{1,24})?\s?$")
_NATIONAL = re.compile(r"(?<![\w.,/+-])06(?P<rest>(?:[ /-]{1,2}\(?\d{1,4}\)?){2,5})(?![\w]|[.,]\d)")
_BRACKETED_COUNTRY = re.compile(r"\+\s?\((?P<country>\d{1,3})\)(?P<rest>(?:[ /-]{1,2}\d{1,4}){2,5})(?![\w]|[.,]\d)")
_COMPUTER = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]\w)")
_ABBREVIATION = re.compile(
    rf"{NOT_AFTER_WORD}(?P<word>{any_of(word for word in tables.ABBREVIATIONS if word.endswith('.'))})"
    rf"{_ENDING}{NOT_BEFORE_WORD}"
)


def rules(language: "Hungarian") -> Iterator[Rule]:
    units = "".join({unit[0] for unit in (*tables.MEASURES, *tables.CURRENCY_SIGNS, *tables.SCALES)})
    sayings = (
        (TextClass.ELECTRONIC, Start.DIGIT, _COMPUTER, _computer, "", "."),
        (TextClass.TELEPHONE, Start.ANY_NUMBER, _NATIONAL, _national, "0", " -/0123456789("),
        (TextClass.TELEPHONE, Start.SIGN, _BRACKETED_COUNTRY, _bracketed_country, "+", ""),
        (TextClass.DATE, Start.ANY_NUMBER, _DATE, _date, "", ""),
        (TextClass.DATE, Start.ANY_NUMBER, _MONTH_OF_YEAR, _month_of_year, "", "."),
        (TextClass.DATE, Start.DIGIT, _YEAR_WITH_DOT, _year_with_dot, "", "."),
        (TextClass.DATE, Start.ANY_WORD | Start.DIGIT, _DAY_OF_MONTH, _day_of_month, "", ""),
        (TextClass.TIME, Start.DIGIT, _CLOCKS, _clocks, "", ":.-–—"),
        (TextClass.TIME, Start.DIGIT, _CLOCK, _clock, "", ":."),
        (TextClass.TIME, Start.ANY_WORD, _ZONE, _zone, "cguCGU", ""),
        (TextClass.DOCUMENT, Start.DIGIT, _PARAGRAPH, _paragraph, "", "./"),
        (TextClass.DOCUMENT, Start.SIGN, _BRACKETED, _bracketed, "(", ""),
        (TextClass.RANGE, Start.DIGIT, _SCORE, _score, "", ":"),
        (TextClass.RANGE, Start.DIGIT, _ALWAYS, lambda _, __: "huszonnégy hét", "2", "/"),
        (TextClass.RANGE, Start.DIGIT, _RANGE, _range, "", "-–"),
        (TextClass.DATE, Start.ATTACHED, _WEEKDAYS, _weekdays, "HKSCPV", "-–"),
        (TextClass.MEASURE, Start.ANY_NUMBER | Start.ANY_WORD, _PART, _part, f"0123456789{''.join(_SINGLES)}", ""),
        (TextClass.ALPHANUMERIC, Start.ATTACHED, _LETTERED, _lettered, "", "0123456789"),
        (TextClass.MEASURE, Start.ANY_NUMBER, _AMOUNT_WITH_ENDING, _amount, "", f"{IN_NUMBERS}-–%‰{units}"),
        (TextClass.CARDINAL, Start.ANY_NUMBER, _WITH_ENDING, _with_ending, "", f"{IN_NUMBERS}-– "),
        (TextClass.ORDINAL, Start.ANY_NUMBER, _ORDINAL, _ordinal, "", f".{IN_NUMBERS}"),
        (TextClass.CARDINAL, Start.ANY_NUMBER, _TIMES, _times, "", "x×"),
        (TextClass.RANGE, Start.ANY_NUMBER, _PRODUCT, _product, "", "x×"),
        (TextClass.FORMULA, Start.SIGN, _QUOTIENT, _quotient, ":/", ""),
        (TextClass.FORMULA, Start.ANY_WORD, _LETTER_PRODUCT, _letter_product, "x", ""),
        (TextClass.MEASURE, Start.SIGN, _PER, _per, "/", ""),
        (TextClass.ROMAN, Start.ATTACHED, _ROMAN, _roman, "IVXLCDM", ".-"),
        (TextClass.ABBREVIATION, Start.ATTACHED, _ABBREVIATION, _abbreviation, "", "."),
    )
    yield from bound(language, sayings)


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - _WINDOW) : match.start()]


def _value(written: str) -> int:
    return int(re.sub(r"\D", "", written))


# Dates and times.
def date(language: "Hungarian", year: int | None, month: int, day: int | None, ending: str) -> str:
    """Returns a date with the ending of its day."""
    said = [] if year is None else [language.year(year)]
    said.append(tables.MONTHS[month - 1])
    return " ".join((*said, *([] if day is None else [day_of_month(language.ordinal(day), ending)])))


def _month(match: re.Match[str]) -> int:
    if match["number"]:
        return int(match["number"])
    if match["roman"]:
        return roman_value(match["roman"])
    name = match["name"].rstrip(".").lower()
    return tables.MONTH_ABBREVIATIONS.get(name) or tables.MONTHS.index(name) + 1


def _date(language: "Hungarian", match: re.Match[str]) -> str | None:
    month, day = _month(match), int(match["day"])
    return _said_date(language, match, int(match["year"]), month, day) if is_date(day, month) else None


def _day_of_month(language: "Hungarian", match: re.Match[str]) -> str | None:
    month, day = _month(match), int(match["day"])
    if not is_date(day, month) or (match["number"] and not _is_numeric_day(match)):
        return None
    said = _said_date(language, match, None, month, day)
    return said[0].upper() + said[1:] if match[0][0].isupper() and match["name"] else said


def _is_numeric_day(match: re.Match[str]) -> bool:
    """Returns whether two numbers are a date, and no time of day: `8.30-tól`."""
    if not match["ending"]:
        return match[0].endswith(".")
    return match["ending"] != "kor" and (match["number"][0] == "0" or " " in match[0] or match["ending"][0] in "jáéi")


def _said_date(language: "Hungarian", match: re.Match[str], year: int | None, month: int, day: int) -> str:
    ending = match["ending"] or ""
    if ending and ending not in tables.SUFFIXES:
        return f"{date(language, year, month, day, '')} {ending}"
    if match["last"]:
        first = date(language, year, month, day, "")
        return f"{first}-{day_of_month(language.ordinal(int(match['last'])), ending)}"
    return date(language, year, month, day, ending) + _full_stop(match)


def _full_stop(match: re.Match[str]) -> str:
    return "." if match[0].endswith(".") and match.start() and ends_text(match.string, match.end()) else ""


def _month_of_year(language: "Hungarian", match: re.Match[str]) -> str:
    name = match["name"].rstrip(".").lower()
    month = tables.MONTH_ABBREVIATIONS.get(name) or tables.MONTHS.index(name) + 1
    return date(language, int(match["year"]), month, None, "")


def _year_with_dot(language: "Hungarian", match: re.Match[str]) -> str:
    return language.year(int(match["year"]))


def _clock(language: "Hungarian", match: re.Match[str]) -> str | None:
    """Returns a time of day; one with a full stop only where an ending or a word shows that it is one."""
    ending, word = match["ending"], match["word"]
    if match["mark"] == "." and not ending and not word:
        return None
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    said = language.time(hour, minute, second)
    if word == "órakor" or ending:
        said = said if not minute or second else said.removesuffix(" perc")
        return with_ending(said, ending or "kor")
    return said


def _clocks(language: "Hungarian", match: re.Match[str]) -> str:
    first = language.time(int(match["hour"]), int(match["minute"] or 0), None)
    last = language.time(int(match["hour2"]), int(match["minute2"]), None)
    return f"{with_ending(first, 'tól' if first.endswith('a') else 'től')} {with_ending(last, 'ig')}"


def _zone(language: "Hungarian", match: re.Match[str]) -> str | None:
    if not _TIME_BEFORE.search(_before(match)):
        return None
    return language.spelled(match["zone"]) + (f"-{match['ending']}" if match["ending"] else "")


# Numbers.
def _with_ending(language: "Hungarian", match: re.Match[str]) -> str | None:
    """Returns a number with what stands behind its hyphen: an ending, or a word that it is joined with."""
    number = Number(re.sub(r"\D", "", match["first"]), match["fraction"] or "", "," if match["fraction"] else "")
    said = language.number(number)
    said = with_ending(said, match["ending"]) if match["fraction"] else number_with_ending(said, match["ending"])
    if match["from"]:
        said = f"{language.cardinal(int(match['from']))}-{said}"
    return language.signed(match["sign"] or "", said)


def _amount(language: "Hungarian", match: re.Match[str]) -> str | None:
    """Returns an amount whose unit has an ending: `3 mm-ben`, `20%-os`, `1 mrd GBP-t`."""
    unit = match["unit"]
    name = {"%": language.percent, "‰": language.permille}.get(unit)
    if name is None:
        in_money = unit in tables.CURRENCY_SIGNS
        name = tables.CURRENCIES[tables.CURRENCY_SIGNS[unit]].many if in_money else tables.MEASURES[unit].many
    number = Number(re.sub(r"\D", "", match["first"]), match["fraction"] or "", "," if match["fraction"] else "")
    said = language.scaled(number, match["scale"].lower()) if match["scale"] else language.number(number, "a")
    if match["from"]:
        said = f"{language.cardinal(int(match['from']))}-{said}"
    return language.signed(match["sign"] or "", f"{said} {with_ending(name, match['ending'])}")


def _ordinal(language: "Hungarian", match: re.Match[str]) -> str | None:
    """Returns an ordinal, unless the full stop ends a sentence or the number is that of a house."""
    value = _value(match["number"])
    at_start = not match.string[: match.start()].rsplit("\n", 1)[-1].strip('[("„ ') if match.start() < 9 else False
    if _HOUSE.search(_before(match)):
        return f"{language.cardinal(value)}{_full_stop(match)}"
    if not match["ending"]:
        following = match.string[match.end() : match.end() + 2].lstrip()
        ends = ends_text(match.string, match.end()) or (following.isupper() and not _ARTICLE.search(_before(match)))
        return None if ends and not at_start else language.ordinal(value)
    return with_ending(language.ordinal(value), match["ending"])


def _weekdays(language: "Hungarian", match: re.Match[str]) -> str | None:
    first, last = tables.WEEKDAYS[match["first"]], tables.WEEKDAYS[match["last"]]
    return f"{with_ending(first, 'tól' if set(first) & set('aáoóuú') else 'től')} {with_ending(last, 'ig')}"


def _part(language: "Hungarian", match: re.Match[str]) -> str | None:
    top, bottom = map(int, _SINGLES.get(match["part"], match["part"]).split("/"))
    said = (
        language.mixed_fraction(int(match["whole"]), top, bottom) if match["whole"] else language.fraction(top, bottom)
    )
    name = tables.MEASURES[match["unit"]].many
    return f"{said} {with_ending(name, match['ending']) if match['ending'] else name}"


def _lettered(language: "Hungarian", match: re.Match[str]) -> str | None:
    """Returns letters with a number that has an ending: `A4-es`."""
    if match["ending"] not in tables.SUFFIXES:
        return None
    number = language.cardinal(int(match["number"]))
    return f"{say_part(language, match['letters'])} {number_with_ending(number, match['ending'])}"


def _range(language: "Hungarian", match: re.Match[str]) -> str | None:
    following = match.string[match.end() : match.end() + 40]
    if _UNIT_FOLLOWS.match(following):
        return None
    gender = language.gender_of(following)
    return f"{language.cardinal(int(match['first']), gender)}-{language.cardinal(int(match['last']), gender)}"


def _score(language: "Hungarian", match: re.Match[str]) -> str | None:
    if len(match["last"]) == 2 and int(match["first"]) < 24 and int(match["last"]) < 60:
        return None
    return f"{language.integer(match['first'])} {language.integer(match['last'])}"


def _times(language: "Hungarian", match: re.Match[str]) -> str | None:
    return times(language.cardinal(int(match["number"]), "a"))


def _product(language: "Hungarian", match: re.Match[str]) -> str | None:
    return f"{times(language.cardinal(int(match['first']), 'a'))} {language.integer(match['last'])}"


def _quotient(language: "Hungarian", match: re.Match[str]) -> str | None:
    is_formula = _FACTOR.search(_before(match)[-8:]) and "=" in match.string[match.end() : match.end() + 12]
    return tables.OPERATORS["÷"] if is_formula else None


def _letter_product(language: "Hungarian", match: re.Match[str]) -> str | None:
    return language.times_word if _FACTOR.search(_before(match)[-8:]) else None


def _per(language: "Hungarian", match: re.Match[str]) -> str | None:
    return f"per {tables.PER[match['per']]}" if _AMOUNT_BEFORE.search(_before(match)) else None


# Laws, telephones and addresses.
def _paragraph(language: "Hungarian", match: re.Match[str]) -> str | None:
    number, _, letter = match["number"].partition("/")
    said = language.ordinal(int(number)) + (f" per {language.spelled(letter)}" if letter else "")
    name = language.symbols["§"]
    return f"{said} {with_ending(name, match['ending']) if match['ending'] else name}"


def _bracketed(language: "Hungarian", match: re.Match[str]) -> str | None:
    return language.ordinal(int(match["number"]))


def _national(language: "Hungarian", match: re.Match[str]) -> str | None:
    return f"nulla hat {language.telephone(match['rest'])}" if sum(map(str.isdecimal, match["rest"])) > 6 else None


def _bracketed_country(language: "Hungarian", match: re.Match[str]) -> str | None:
    return f"{language.plus} {language.telephone(match['country'])} {language.telephone(match['rest'])}"


def _computer(language: "Hungarian", match: re.Match[str]) -> str | None:
    parts = match[0].split(".")
    if any(int(part) > 255 or part != str(int(part)) for part in parts):
        return None
    return f" {language.point_word} ".join(map(language.integer, parts))


# Roman numerals and abbreviations.
def _roman(language: "Hungarian", match: re.Match[str]) -> str | None:
    """Returns an ordinal for a Roman numeral with a full stop, and a number with an ending for `III-as`."""
    numeral, value = match["numeral"], roman_value(match["numeral"])
    if match["ending"]:
        is_number = len(numeral) > 1 and set(numeral) <= set("IVX")
        return number_with_ending(language.cardinal(value), match["ending"]) if is_number else None
    following = re.match(r"\s+([^\W\d_]+)(\.?)", match.string[match.end() : match.end() + 40])
    if following is None or (len(following[1]) == 1 and following[2]):
        return None
    is_small = set(numeral) <= set("IVX")
    return language.ordinal(value) if is_small or following[1].lower() in tables.LAWS else None


def _abbreviation(language: "Hungarian", match: re.Match[str]) -> str | None:
    return with_ending(tables.ABBREVIATIONS[match["word"]], match["ending"])
