"""The rules for Dutch alone: dates and times, ordinals, compounds with numbers, amounts, scores and postal codes.

`dutch` tries them before the common ones. How numbers are said is asked of the language.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.dates import full_year, is_date
from vozes.text.normalizing.common.romans import roman_value
from vozes.text.normalizing.languages.continental import BLANK, bound, ends_text
from vozes.text.normalizing.languages.dutch import tables
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import IN_NUMBERS, LETTER, NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start, any_of

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.dutch.language import Dutch

_WINDOW = 48
_NOT_IN_NUMBER = r"(?<![\w.,:/-])"
_JOINT = rf"{BLANK}(?P<joint>[-–—/]|t/m){BLANK}"
_MONTH_NAMES = any_of(
    [*tables.MONTHS, *(f"{month}." for month in tables.MONTH_ABBREVIATIONS), *tables.MONTH_ABBREVIATIONS]
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_NAMED_DATE = re.compile(
    rf"{_NOT_IN_NUMBER}(?:(?P<first>{_DAY}){_JOINT})?(?P<day>{_DAY})[ \u00a0-]?(?P<name>(?i:{_MONTH_NAMES}))(?!\w)"
    r"(?:[ \u00a0-]?(?P<year>[12]\d{3}|['’]\d{2})(?!\w))?"
)
_MONTH_OF_YEAR = re.compile(
    rf"{NOT_AFTER_WORD}(?P<name>(?i:{any_of(tables.MONTH_ABBREVIATIONS)}))\.?[ \u00a0](?P<year>[12]\d{{3}})(?!\w)"
)
_SHORT_DATE = re.compile(r"(?<![\w./,-])(?P<day>\d{1,2})[/-](?P<month>\d{1,2})(?![\w/-]|[.,]\d)")
_ANNOUNCES_DATE = re.compile(
    r"\b(?:op|per|vanaf|d\.d\.|dd|\w*dag|ma|di|wo|do|vr|za|zo|ma\.|di\.|wo\.|do\.|vr\.|za\.|zo\.|datum:|uiterlijk|voor)\s$"
)
_YEAR_ALONE = re.compile(r"(?<![\w.,:/+*=-])1[1-9]\d\d(?![\w°%€$£]|[.,:/-]\d|\s?[-–+*×=x:/]\s?\d|\s[€$£%°])")
_FIRST_YEAR_ALONE = 1500
_COUNTED = re.compile(rf"[ \u00a0](?:{any_of(tables.MEASURES)}{NOT_BEFORE_WORD}|[a-z]{{2,20}}(?:en|s)\b)")
_QUOTED_YEAR = re.compile(r"(?<![\w'’‘])['’‘](?P<year>\d{2})(?P<er>er)?(?![\w'’‘]|[.,]\d)")
_CLOCK = re.compile(
    rf"(?<![\w:.,/])(?:(?P<first>[01]?\d|2[0-4])(?:[:.](?P<first_minute>[0-5]\d))?(?:{BLANK}(?:uur|u))?{_JOINT})?"
    rf"(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?(?:[:.](?P<second>[0-5]\d))?{BLANK}"
    rf"(?:uur|u\.?|h)(?P<after>[0-5]\d)?{NOT_BEFORE_WORD}"
)
_CLOCKS = re.compile(
    rf"(?<![\w:.,/])(?P<first>[01]?\d|2[0-4]):(?P<first_minute>[0-5]\d){_JOINT}"
    r"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?P<second>(?!))?(?P<after>(?!))?(?![\w:])"
)
_CLOCK_BEFORE = re.compile(
    r"(?<![\w:.,/])(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d)(?=\s(?:tot|en|of|t/m)\s\d{1,2}[.:]\d\d\s?u)"
)
_DAY_NAMES = any_of([*tables.WEEKDAYS, *map(str.capitalize, tables.WEEKDAYS)])
_WEEKDAYS = re.compile(
    rf"{NOT_AFTER_WORD}(?P<first>{_DAY_NAMES})\.?(?P<joint>{BLANK}[-–—/&+]{BLANK}|\s(?:t/m|en)\s)(?P<last>{_DAY_NAMES})"
    rf"(?:\.(?=\S|\s\S)|{NOT_BEFORE_WORD})"
)
_WEEKDAY = re.compile(
    rf"{NOT_AFTER_WORD}(?P<day>{_DAY_NAMES})(?:\.(?=,?\s?\d|\s(?:en|t/m)\b|,\s(?:{_DAY_NAMES})\b)|(?=,?\s\d{{1,2}}(?:[.:/-]\d|\s?(?:uur|u\b)|\s(?:{_MONTH_NAMES})\b)))"
)
_ORDINAL = re.compile(
    rf"{_NOT_IN_NUMBER}(?P<number>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,9}})(?:e|ste|de|ᵉ)(?P<more>-{LETTER}{{1,40}}+)?{NOT_BEFORE_WORD}"
)
_ROMAN_ORDINAL = re.compile(
    rf"{NOT_AFTER_WORD}(?P<numeral>(?=[XVI])X{{0,3}}(?:IX|IV|V?I{{0,3}}))(?:e|de|ste){NOT_BEFORE_WORD}"
)
_JOINED = re.compile(rf"{_NOT_IN_NUMBER}(?P<number>\d{{1,9}})-(?P<word>[a-zë]{LETTER}{{1,60}}+){NOT_BEFORE_WORD}")
_HANGING = re.compile(rf"{_NOT_IN_NUMBER}(?P<number>\d{{1,9}})-(?=,?\s(?:tot|en|of|à|\d))")
_DECADE = re.compile(rf"{_NOT_IN_NUMBER}(?P<number>\d{{2,4}})-?er(?P<end>s)?{NOT_BEFORE_WORD}")
_TIMES = re.compile(rf"{_NOT_IN_NUMBER}(?P<number>\d{{1,4}}){BLANK}[x×](?!\w|\s?[-−\d=+*/^²)])")
_LIST = re.compile(r"\d{1,3}(?:,\d{1,3}){2,9}(?![\w]|,\d)")
_OLDER = re.compile(rf"{_NOT_IN_NUMBER}(?P<number>\d{{2}})(?:\+['’]?er|-?plusser)(?P<end>s?){NOT_BEFORE_WORD}")
_ALWAYS = re.compile(r"24/7(?![\w/]|[.,]\d)")
_ASKED = re.compile(rf"{_NOT_IN_NUMBER}(?P<first>\d{{1,6}})\s?[x×]\s?(?P<last>\d{{1,6}})(?=\s?\?)")
_LIMIT = re.compile(r"(?:max|min|Max(?=\.\s\d))\.(?=\s?\d|\s\w)")
_TAX = re.compile(rf"btw{NOT_BEFORE_WORD}")
_TAXED = re.compile(
    r"(?:[eE]xcl|[iI]ncl|[iI]nclusief|[eE]xclusief|%|procent|de|en|zonder|met|over|hoge|lage|aan|geen)\.?\s$"
)
_SCORE = re.compile(r"(?<![\w.,:/-])(?P<first>\d{1,2})[-–](?P<last>\d{1,2})(?![\w/-]|[.,:]\d|\s?[%€°=])")
_SCORED = re.compile(rf"(?:{tables.SCORES})[^.!?\n]{{0,40}}$")
_SIGNS = any_of(tables.CURRENCY_SIGNS)
_FIRSTS = "".join({sign[0] for sign in tables.CURRENCY_SIGNS})
_ROUND = r"(?P<number>\d{1,3}(?:\.\d{3})+|\d{1,9})[,.][-–—=]{1,2}(?!\w)"
_PRICE = re.compile(rf"(?<![\w.,]){_ROUND}(?:{BLANK}(?P<currency>{_SIGNS}){NOT_BEFORE_WORD})?")
_PRICE_AFTER = re.compile(rf"{NOT_AFTER_WORD}(?P<currency>{_SIGNS}){BLANK}{_ROUND}")
_PER = re.compile(rf"/{BLANK}(?P<per>{any_of(tables.PER)})(?!\w)")
_AMOUNT = re.compile(r"\d[\d.,]{0,20}-?\s?(?:[^\s\d]{1,24})?(?:\s[^\s\d]{1,24})?\s?$")
_ALWAYS_PER = frozenset(("u", "kg", "kWh", "km²", "m²", "m³", "dag", "week", "maand", "jaar"))
_POSTAL_CODE = re.compile(
    rf"{_NOT_IN_NUMBER}(?P<first>[1-9]\d)(?P<last>\d\d){BLANK}(?P<letters>[A-Z]{{2}}){NOT_BEFORE_WORD}"
)
_HALF = re.compile(
    rf"(?<![\w.,:/-])(?:½|1/2)[ \u00a0]"
    rf"(?:(?P<unit>{any_of(tables.MEASURES)}){NOT_BEFORE_WORD}|(?=(?P<noun>[a-z]{{3,20}})))"
)
_EMERGENCY = re.compile(r"112(?![\w]|[.,:-]\d|[ \u00a0]?[€%°])")
_CALLS = re.compile(r"(?:[Bb]el\w*|alarmnummer|noodnummer|naar|via)\s(?:direct |meteen |dan |het )?$")
_QUANTITY = re.compile(r"\d[\d.,]{0,20}\s?(?:[€$£%]|°C?|[^\W\d_]{1,4}[²³]?)\s?$")
_DASH = re.compile(rf"[-–—]{BLANK}(?=\d)")
_FACTOR = re.compile(r"\d\s?[^\W\d_]{0,3}[²³]?\s?$")
_PRODUCT = re.compile(r"x(?=\s?\d)")
_QUOTIENT = re.compile(r"[:/]\s?(?=\d)")
_STREET = re.compile(r"(?P<stem>[^\W\d_]{2,40}?)str\.")
_SLASH = re.compile(r"/(?=[^\W\d_])")
_PLURAL = re.compile(rf"{NOT_AFTER_WORD}(?P<word>[A-Z]{{2,5}})['’](?P<end>s|er|je|jes|tje|en)(?!\w)")


def rules(language: "Dutch") -> Iterator[Rule]:
    sayings = (
        (TextClass.TELEPHONE, Start.ANY_NUMBER, _EMERGENCY, _emergency, "1", ""),
        (TextClass.DOCUMENT, Start.ANY_NUMBER, _POSTAL_CODE, _postal_code, "", ""),
        (TextClass.TIME, Start.ANY_NUMBER, _CLOCK, _clock, "", ".:uh-–—/t"),
        (TextClass.TIME, Start.DIGIT, _CLOCKS, _clock, "", ":"),
        (TextClass.TIME, Start.DIGIT, _CLOCK_BEFORE, _clock_before, "", "."),
        (TextClass.DATE, Start.ANY_NUMBER, _NAMED_DATE, _named_date, "", ""),
        (TextClass.DATE, Start.DIGIT, _SHORT_DATE, _short_date, "", "-/"),
        (TextClass.DATE, Start.ANY_WORD, _MONTH_OF_YEAR, _month_of_year, "jfmasondJFMASOND", ".12"),
        (TextClass.DATE, Start.ANY_NUMBER, _YEAR_ALONE, _year_alone, "1", ""),
        (TextClass.DATE, Start.SIGN, _QUOTED_YEAR, _quoted_year, "'’‘", ""),
        (TextClass.DATE, Start.ANY_WORD, _WEEKDAYS, _weekdays, "mdwvzMDWVZ", ".-–—/&+te"),
        (TextClass.DATE, Start.ANY_WORD, _WEEKDAY, _weekday, "mdwvzMDWVZ", ".,0123456789"),
        (TextClass.MONEY, Start.DIGIT, _PRICE, _price, "", IN_NUMBERS),
        (TextClass.MONEY, Start.LETTER | Start.SIGN, _PRICE_AFTER, _price, _FIRSTS, ""),
        (TextClass.MEASURE, Start.SIGN, _PER, _per, "/", ""),
        (TextClass.MEASURE, Start.DIGIT | Start.ANY_WORD, _HALF, _half, "½1", ""),
        (TextClass.RANGE, Start.SIGN, _DASH, _until, "-–—", ""),
        (TextClass.RANGE, Start.DIGIT, _SCORE, _score, "", "-–"),
        (TextClass.RANGE, Start.DIGIT, _ALWAYS, lambda _, __: "vierentwintig zeven", "2", "/"),
        (TextClass.ALPHANUMERIC, Start.DIGIT, _OLDER, _older, "", "+-"),
        (TextClass.FORMULA, Start.ANY_NUMBER, _ASKED, _asked, "", "x×"),
        (TextClass.ABBREVIATION, Start.ATTACHED, _LIMIT, _limit, "mM", "."),
        (TextClass.ACRONYM, Start.ANY_WORD, _TAX, _tax, "b", ""),
        (TextClass.ORDINAL, Start.DIGIT, _ORDINAL, _ordinal, "", ".esdᵉ"),
        (TextClass.ORDINAL, Start.ANY_WORD, _ROMAN_ORDINAL, _roman_ordinal, "IVX", ""),
        (TextClass.DATE, Start.DIGIT, _DECADE, _decade, "", "-e"),
        (TextClass.ALPHANUMERIC, Start.DIGIT, _JOINED, _joined, "", "-"),
        (TextClass.ALPHANUMERIC, Start.DIGIT, _HANGING, _hanging, "", "-"),
        (TextClass.ALPHANUMERIC, Start.ANY_NUMBER, _TIMES, _times, "", "x×"),
        (TextClass.FORMULA, Start.ANY_WORD, _PRODUCT, _product, "x", ""),
        (TextClass.FORMULA, Start.SIGN, _QUOTIENT, _quotient, ":/", ""),
        (TextClass.CARDINAL, Start.DIGIT, _LIST, _list, "", ","),
        (TextClass.ABBREVIATION, Start.ATTACHED, _STREET, _street, "", "."),
        (TextClass.ACRONYM, Start.ATTACHED, _PLURAL, _plural, "", "'’"),
        (TextClass.SYMBOL, Start.SIGN, _SLASH, _between_letters, "/", ""),
    )
    yield from bound(language, sayings)


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - _WINDOW) : match.start()]


def _value(match: re.Match[str]) -> int:
    return int(match["number"].replace(".", ""))


def _last_word(match: re.Match[str]) -> str:
    found = re.search(r"([^\W\d_]+)\.?[\s\u00a0(]+$", _before(match))
    return found[1].lower() if found else ""


# Dates and times.
def _month(name: str) -> int:
    small = name.rstrip(".").lower()
    return tables.MONTH_ABBREVIATIONS.get(small) or tables.MONTHS.index(small) + 1


def _named_date(language: "Dutch", match: re.Match[str]) -> str | None:
    month = _month(match["name"])
    if not is_date(int(match["day"]), month):
        return None
    written = (match["year"] or "").lstrip("'’")
    said = language.date(int(match["day"]), month, full_year(written) if written else None)
    if match["first"]:
        said = f"{language.cardinal(int(match['first']))} {_until_word(match['joint'])} {said}"
    return said + ("." if match[0].endswith(".") and ends_text(match.string, match.end()) else "")


def _until_word(joint: str) -> str:
    return {"t/m": "tot en met", "/": "en"}.get(joint, "tot")


def _short_date(language: "Dutch", match: re.Match[str]) -> str | None:
    day, month = int(match["day"]), int(match["month"])
    if not is_date(day, month) or not _ANNOUNCES_DATE.search(_before(match)):
        return None
    return language.date(day, month, None)


def _month_of_year(language: "Dutch", match: re.Match[str]) -> str:
    return f"{tables.MONTHS[_month(match['name']) - 1]} {language.year(int(match['year']))}"


def _year_alone(language: "Dutch", match: re.Match[str]) -> str | None:
    """Returns a year for four digits that count nothing, or that stand behind a word such as `sinds`."""
    if _COUNTED.match(match.string, match.end()):
        return None
    is_year = int(match[0]) >= _FIRST_YEAR_ALONE or _last_word(match) in tables.YEAR_BEFORE
    return language.year(int(match[0])) if is_year else None


def _quoted_year(language: "Dutch", match: re.Match[str]) -> str:
    return language.integer(match["year"]) + (match["er"] or "")


def _weekdays(language: "Dutch", match: re.Match[str]) -> str:
    joint = match["joint"].strip()
    word = {"/": "en", "&": "en", "+": "en", "en": "en", "t/m": "tot en met"}.get(joint, "tot")
    return f"{_weekday_name(match['first'])} {word} {_weekday_name(match['last'])}"


def _weekday(language: "Dutch", match: re.Match[str]) -> str:
    return _weekday_name(match["day"])


def _weekday_name(short: str) -> str:
    name = tables.WEEKDAYS[short.lower()]
    return name.capitalize() if short[0].isupper() else name


def _clock(language: "Dutch", match: re.Match[str]) -> str | None:
    minute, second = match["minute"] or match["after"], match["second"]
    said = language.time(int(match["hour"]), int(minute) if minute else None, int(second) if second else None)
    if match["first"]:
        minutes = int(match["first_minute"] or 0)
        both_full = not minutes and not int(minute or 0)
        first = (
            language.cardinal(int(match["first"])) if both_full else language.time(int(match["first"]), minutes, None)
        )
        said = f"{first} {_until_word(match['joint'])} {said}"
    return said + ("." if match[0].endswith(".") and ends_text(match.string, match.end()) else "")


def _clock_before(language: "Dutch", match: re.Match[str]) -> str | None:
    return language.time(int(match["hour"]), int(match["minute"]), None)


# Numbers within words.
def _ordinal(language: "Dutch", match: re.Match[str]) -> str | None:
    return language.ordinal(_value(match)) + (match["more"] or "")


def _roman_ordinal(language: "Dutch", match: re.Match[str]) -> str | None:
    return language.ordinal(roman_value(match["numeral"]))


def _decade(language: "Dutch", match: re.Match[str]) -> str | None:
    return language.year(int(match["number"])) + "er" + (match["end"] or "")


def _joined(language: "Dutch", match: re.Match[str]) -> str | None:
    number, word = language.joined(_value(match)), match["word"]
    if word in ("tot", "en", "of"):
        return None
    return f"{number}{'-' if number[-1] in 'aeiou' and word[0] in 'aeiouë' else ''}{word}"


def _hanging(language: "Dutch", match: re.Match[str]) -> str | None:
    return language.joined(_value(match)) + "-"


def _times(language: "Dutch", match: re.Match[str]) -> str | None:
    return f"{language.cardinal(_value(match))} keer"


def _product(language: "Dutch", match: re.Match[str]) -> str | None:
    if not _FACTOR.search(_before(match)[-8:]):
        return None
    return "keer" if "=" in match.string[match.end() : match.end() + 12] else language.times_word


def _quotient(language: "Dutch", match: re.Match[str]) -> str | None:
    is_formula = _FACTOR.search(_before(match)[-8:]) and "=" in match.string[match.end() : match.end() + 12]
    return tables.OPERATORS["÷"] if is_formula else None


def _list(language: "Dutch", match: re.Match[str]) -> str | None:
    return ", ".join(map(language.integer, match[0].split(",")))


def _score(language: "Dutch", match: re.Match[str]) -> str | None:
    """Returns the goals of a match: where the first number is the larger one, or words tell it."""
    first, last = int(match["first"]), int(match["last"])
    if match["last"][0] == "0" and last:
        return None
    falls = first > last and len(match["first"]) + len(match["last"]) < 4
    return f"{language.cardinal(first)} {language.cardinal(last)}" if falls or _SCORED.search(_before(match)) else None


def _postal_code(language: "Dutch", match: re.Match[str]) -> str | None:
    if match["letters"] in ("MB", "GB", "TB", "KB", "PB"):
        return None
    last = match["last"]
    tail = language.digits_in_turn(last) if last[0] == "0" else language.cardinal(int(last))
    return f"{language.cardinal(int(match['first']))} {tail} {language.spelled(match['letters'])}"


def _emergency(language: "Dutch", match: re.Match[str]) -> str | None:
    return "één één twee" if _CALLS.search(_before(match)) else None


# Amounts.
def _price(language: "Dutch", match: re.Match[str]) -> str | None:
    currency = tables.CURRENCIES[tables.CURRENCY_SIGNS[match["currency"] or "€"]]
    return language.money(Number(re.sub(r"\D", "", match["number"])), currency)


def _per(language: "Dutch", match: re.Match[str]) -> str | None:
    text = _before(match)
    if not _AMOUNT.search(text) and not (match["per"] in _ALWAYS_PER and text[-1:].isalpha()):
        return None
    return f"per {tables.PER[match['per']]}"


def _half(language: "Dutch", match: re.Match[str]) -> str | None:
    noun = tables.MEASURES[match["unit"]].one if match["unit"] else match["noun"]
    said = "een half" if noun in tables.HALF_NEUTERS else "een halve"
    return f"{said} {noun}" if match["unit"] else f"{said} "


def _until(language: "Dutch", match: re.Match[str]) -> str | None:
    return language.range_word if _QUANTITY.search(_before(match)) else None


# Letters.
def _older(language: "Dutch", match: re.Match[str]) -> str | None:
    return f"{language.joined(_value(match))}plusser{match['end']}"


def _asked(language: "Dutch", match: re.Match[str]) -> str | None:
    return f"{language.integer(match['first'])} keer {language.integer(match['last'])}"


def _limit(language: "Dutch", match: re.Match[str]) -> str | None:
    """Returns an adverb before a number, an adjective before a noun."""
    is_adverb = match.string[match.end() : match.end() + 2].strip().isdecimal()
    stem = "maxima" if match[0][:2].lower() == "ma" else "minima"
    return stem + ("al" if is_adverb else "le")


def _tax(language: "Dutch", match: re.Match[str]) -> str | None:
    """Returns the letters of the tax; where no word tells it, `btw` may be English shorthand."""
    return language.spelled(match[0]) if _TAXED.search(_before(match)) else None


def _street(language: "Dutch", match: re.Match[str]) -> str | None:
    return f"{match['stem']}straat"


def _plural(language: "Dutch", match: re.Match[str]) -> str | None:
    if match["word"] in tables.SPOKEN:
        return None
    return f"{language.spelled(match['word'])}'{match['end']}"


def _between_letters(language: "Dutch", match: re.Match[str]) -> str | None:
    """Returns a pause for a slash between words: `en/of`."""
    return " " if match.string[match.start() - 1 : match.start()].isalpha() else None
