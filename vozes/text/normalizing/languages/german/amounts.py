"""Amounts in German: money, measures, formulas, and numbers of documents and telephones.

How numbers are said is asked of the language, and which ending they have of `german_grammar`. `german` tries these
rules before the common ones.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.languages.continental import BLANK, bound
from vozes.text.normalizing.languages.german import tables
from vozes.text.normalizing.languages.german.compounds import part_of_compound
from vozes.text.normalizing.languages.german.grammar import before, full_stop_at_end, gender_of, half, last_word, one
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import IN_NUMBERS, LETTER, NOT_AFTER_WORD, NOT_BEFORE_WORD, Rule, Start, any_of

if TYPE_CHECKING:
    from vozes.text.normalizing.languages.german.language import German

_DASH = re.compile(rf"[-–—]{BLANK}(?=\d)")
_EXTENSION = re.compile(r"-(?P<number>\d{1,5})(?![\w-]|[.,]\d)")
_BEFORE_EXTENSION = re.compile(r"(?:Durchwahl|DW|App\.|Apparat)[: ]\s?$")
_NUMBER_SIGN = re.compile(r"#(?=\d++(?!\w))")
_THOUSANDS = re.compile(
    rf"(?<![\w.,])(?P<number>\d{{1,9}}(?:\.\d{{3}}){{0,2}}(?:,\d{{1,2}})?){BLANK}(?:T€|TEUR|T EUR|k€)(?!\w)"
)
_PLATE = re.compile(
    r"(?<![\w-])(?P<letters>[A-ZÄÖÜ]{1,3}-[A-Z]{1,2})[ \u00a0](?P<number>[1-9]\d{0,3})(?P<end>[EH])?(?![\w-]|[.,:]\d)"
)
_TWO = re.compile(r"(?:24/7|9/11|08/15|50/50)(?![\w/]|[.,]\d)")
_PRODUCT = re.compile(r"x(?=\s?\d)")
_QUOTIENT = re.compile(r"[:/]\s?(?=\d)")
_TILDE = re.compile(r"~\s?(?=\d)")
_NOT_IN_NUMBER = r"(?<![\w.,:/-])"
_UNIT_FIRSTS = "".join({unit[0] for unit in tables.MEASURES})
_SCALE_FIRSTS = "".join({form for scale in tables.SCALES for form in (scale[0], scale[0].upper())})
_SIGNS = any_of(tables.CURRENCY_SIGNS)
_FIRSTS = "F" + "".join({sign[0] for sign in tables.CURRENCY_SIGNS})
_ROUND = r"(?P<number>\d{1,3}(?:[.'’]\d{3})+|\d{1,9})[,.][-–—]{1,2}(?!\w)"
_PRICE = re.compile(rf"(?<![\w.,]){_ROUND}(?:{BLANK}(?P<currency>{_SIGNS}){NOT_BEFORE_WORD})?")
_PRICE_AFTER = re.compile(rf"{NOT_AFTER_WORD}(?P<currency>{_SIGNS}|Fr\.){BLANK}{_ROUND}")
_PER = re.compile(rf"/{BLANK}(?:(?P<per>{any_of(tables.PER)})(?!\w)|(?<=[€$£]/)(?P<noun>[A-ZÄÖÜ][a-zäöüß]{{2,40}}+))")
_AMOUNT = re.compile(r"\d[\d.,]{0,20}\s?(?:[^\s\d]{1,24})?(?:\s[^\s\d]{1,24})?\s?$")
_ALWAYS_PER = frozenset(("h", "kg", "kWh", "km²", "m²", "m³", "Stunde", "Woche", "Monat", "Tag", "Jahr"))
_UNIT = rf"(?P<unit>{any_of(tables.MEASURES)}){NOT_BEFORE_WORD}(?![/-]\w)"
_NOUN = r"(?P<noun>[A-ZÄÖÜ][a-zäöüß]{1,60})(?!\w)"
_NO_ADJECTIVE = "oder|aber|über|unter|unser|mehr|wieder|immer|leider|alle|diese|eine|weitere|andere"
_ONE = re.compile(
    rf"(?<![\w.,:/+*=-])1{BLANK}(?:{_UNIT}"
    rf"|(?<=[ \u00a0])(?=(?P<adjective>(?!(?:{_NO_ADJECTIVE})\b)[a-zäöüß]{{2,20}}e[rsnm]?[ \u00a0])?{_NOUN}))"
)
_HALF = re.compile(rf"(?<![\w.,:/-])(?:½|1/2){BLANK}(?:{_UNIT}|(?={_NOUN}))")
_SINGLES = {"¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8", "½": "1/2"}
"""Fractions in one sign, which count as letters."""
_PART = re.compile(
    rf"(?<![\w.,:/])(?P<sign>-)?(?:(?P<whole>\d{{1,6}})(?:[ \u00a0\u202f]|(?=[{''.join(_SINGLES)}])))?"
    rf"(?P<part>\d{{1,3}}[/⁄][1-9]\d{{0,3}}|[{''.join(_SINGLES)}]){BLANK}{_UNIT}"
)
_LARGEST_PART = 20
"""Beyond it two numbers with a slash are no fraction of a unit: `120/80 mmHg`."""
_EMERGENCY = re.compile(r"11[02](?![\w]|[.,:-]\d|[ \u00a0]?[€%°])")
_CALLS = re.compile(
    r"(?:[Nn]otruf\w*|Feuerwehr|Polizei|unter|(?<![\w])der|(?<![\w])die|[Nn]otfall|ruf\w*)[: ]{1,2}(?:der |die )?$"
)
_CALLED = re.compile(r"\s(?:an)?(?:wähl|ruf|gewählt)")
_POSTAL_CODE = re.compile(r"(?<![\w.,/-])\d{5}(?=[ \u00a0](?P<city>[A-ZÄÖÜ][a-zäöüß]+))")
_ADDRESS = re.compile(r"(?:\d\s?[a-z]?(?:,\s?|\n)|\bD-)$")
_RATE = re.compile(
    rf"(?<![\w.,])(?P<number>\d{{1,9}}(?:[.,]\d{{1,9}})?){BLANK}(?P<unit>{any_of(tables.MEASURES)})/{BLANK}(?P<per>{any_of(tables.PER)})(?!\w)"
)
_QUANTITY = re.compile(r"\d[\d.,]{0,20}\s?(?:[€$£%]|°C?|[^\W\d_]{1,4}[²³]?)\s?$")
_FACTOR = re.compile(r"\d\s?[^\W\d_]{0,3}[²³]?\s?$")
_FOUR_BY_FOUR = re.compile(
    rf"{_NOT_IN_NUMBER}(?P<first>\d{{1,4}})x(?P<last>\d{{1,4}})(?P<more>(?:-{LETTER}{{1,40}}+){{1,3}}){NOT_BEFORE_WORD}"
)
_RATIO = re.compile(
    rf"{_NOT_IN_NUMBER}(?P<first>\d{{1,3}}):(?P<last>\d{{1,3}})(?P<more>-{LETTER}{{2,40}}+){NOT_BEFORE_WORD}"
)
_NUMBERED = re.compile(r"(?<![\w.,/-])(?P<first>\d{2,9})[-/](?P<last>0\d{2,9})(?![\w/-]|[.,]\d)")
_SCALED = re.compile(
    rf"(?<![\w.,])(?P<number>\d{{1,9}}(?:,\d{{1,9}})?){BLANK}(?P<scale>(?i:{any_of(tables.SCALES)})){BLANK}{_UNIT}"
)


def rules(language: "German") -> Iterator[Rule]:
    digits = "0123456789"
    sayings = (
        (TextClass.TELEPHONE, Start.ANY_NUMBER, _EMERGENCY, _emergency, "1", ""),
        (TextClass.DOCUMENT, Start.NUMBER, _POSTAL_CODE, _postal_code, "", ""),
        (TextClass.MONEY, Start.DIGIT, _PRICE, _price, "", IN_NUMBERS),
        (TextClass.MONEY, Start.LETTER | Start.SIGN, _PRICE_AFTER, _price, _FIRSTS, ""),
        (TextClass.MEASURE, Start.SIGN, _PER, _per, "/", ""),
        (TextClass.MEASURE, Start.ANY_NUMBER, _SCALED, _scaled, "", IN_NUMBERS + _SCALE_FIRSTS),
        (TextClass.MEASURE, Start.ANY_NUMBER, _RATE, _rate, "", IN_NUMBERS + _UNIT_FIRSTS),
        (TextClass.RANGE, Start.SIGN, _DASH, _until, "-–—", ""),
        (TextClass.SYMBOL, Start.SIGN, _NUMBER_SIGN, lambda _, __: "Nummer", "#", ""),
        (TextClass.MONEY, Start.ANY_NUMBER, _THOUSANDS, _thousands, "", IN_NUMBERS + "Tk"),
        (TextClass.DOCUMENT, Start.ATTACHED, _PLATE, _plate, "", "-"),
        (TextClass.DOCUMENT, Start.DIGIT, _EXTENSION, _extension, "-", ""),
        (TextClass.RANGE, Start.DIGIT, _TWO, _two, "0295", "/"),
        (TextClass.FORMULA, Start.ANY_WORD, _PRODUCT, _product, "x", ""),
        (TextClass.FORMULA, Start.SIGN, _QUOTIENT, _quotient, ":/", ""),
        (TextClass.FORMULA, Start.DIGIT, _FOUR_BY_FOUR, _four_by_four, "", "x"),
        (TextClass.RANGE, Start.DIGIT, _RATIO, _ratio, "", ":"),
        (TextClass.SYMBOL, Start.SIGN, _TILDE, lambda _, __: "circa", "~", ""),
        (TextClass.DOCUMENT, Start.DIGIT, _NUMBERED, _numbered, "", "-/"),
        (TextClass.MEASURE, Start.ANY_NUMBER, _ONE, _one, "1", ""),
        (TextClass.MEASURE, Start.DIGIT | Start.ANY_WORD, _HALF, _half, "½1", ""),
        (TextClass.MEASURE, Start.ANY_NUMBER | Start.ANY_WORD, _PART, _part, f"-{digits}{''.join(_SINGLES)}", ""),
    )
    yield from bound(language, sayings)


def _emergency(language: "German", match: re.Match[str]) -> str | None:
    announced = _CALLS.search(before(match)) or _CALLED.match(match.string, match.end())
    counted = re.match(r"[ \u00a0][A-ZÄÖÜ]", match.string[match.end() : match.end() + 2])
    return language.digits_in_turn(match[0]) if announced and not counted else None


def _postal_code(language: "German", match: re.Match[str]) -> str | None:
    is_code = match["city"] in tables.CITIES or _ADDRESS.search(before(match)) is not None
    return language.digits_in_turn(match[0]) if is_code else None


def _price(language: "German", match: re.Match[str]) -> str | None:
    sign = match["currency"] or "€"
    currency = tables.CURRENCIES["CHF" if sign == "Fr." else tables.CURRENCY_SIGNS[sign]]
    return language.money(Number(re.sub(r"\D", "", match["number"])), currency)


def _per(language: "German", match: re.Match[str]) -> str | None:
    if match["noun"]:
        return f"pro {match['noun']}"
    text = before(match)
    behind_amount = _AMOUNT.search(text[-48:]) is not None
    if not behind_amount and not (match["per"] in _ALWAYS_PER and text[-1:].isalpha()):
        return None
    return f"pro {tables.PER[match['per']]}"


def _scaled(language: "German", match: re.Match[str]) -> str | None:
    unit = tables.MEASURES[match["unit"]]
    return f"{language.scaled(language.parse(match['number']), match['scale'].lower())} {unit.many}"


def _rate(language: "German", match: re.Match[str]) -> str | None:
    unit = tables.MEASURES[match["unit"]]
    return f"{language.measure(language.parse(match['number']), unit)} pro {tables.PER[match['per']]}"


def _until(language: "German", match: re.Match[str]) -> str | None:
    """Returns `bis` between two quantities: `10 €–20 €`."""
    return "bis" if _QUANTITY.search(before(match)[-40:]) else None


def _thousands(language: "German", match: re.Match[str]) -> str | None:
    return f"{language.scaled(language.parse(match['number']), 'tsd.')} Euro"


def _plate(language: "German", match: re.Match[str]) -> str | None:
    """Returns the number plate of a car letter by letter and digit by digit; None for `DIN-A 4`."""
    if match["letters"].partition("-")[0] in tables.SPOKEN:
        return None
    return f"{language.spelled(match['letters'])} {language.spelled(match['number'] + (match['end'] or ''))}"


def _extension(language: "German", match: re.Match[str]) -> str | None:
    return language.digits_in_turn(match["number"]) if _BEFORE_EXTENSION.search(before(match)) else None


def _two(language: "German", match: re.Match[str]) -> str | None:
    return " ".join(map(language.integer, match[0].split("/")))


def _product(language: "German", match: re.Match[str]) -> str | None:
    return language.times_word if _FACTOR.search(before(match)[-8:]) else None


def _quotient(language: "German", match: re.Match[str]) -> str | None:
    is_formula = _FACTOR.search(before(match)[-8:]) and "=" in match.string[match.end() : match.end() + 12]
    return tables.OPERATORS["÷"] if is_formula else None


def _four_by_four(language: "German", match: re.Match[str]) -> str | None:
    first, last = language.integer(match["first"]), language.integer(match["last"])
    more = "-".join(part_of_compound(language, part) for part in match["more"].split("-"))
    return f"{first} {language.times_word} {last}{more}"


def _ratio(language: "German", match: re.Match[str]) -> str | None:
    first, last = language.integer(match["first"]), language.integer(match["last"])
    return f"{first}-{language.score_word}-{last}{match['more']}"


def _numbered(language: "German", match: re.Match[str]) -> str | None:
    return f"{language.integer(match['first'])} {language.integer(match['last'])}"


def _one(language: "German", match: re.Match[str]) -> str | None:
    last = last_word(match)
    if last.lower() in tables.CARDINAL_BEFORE or (match["unit"] in tables.LOOSE and not match[0][1:2].isalpha()):
        return None
    if match["noun"] and f"{match['noun']}." in tables.NUMBER_ABBREVIATIONS | tables.ABBREVIATIONS:
        return None
    if match["unit"]:
        unit = tables.MEASURES[match["unit"]]
        return f"{one(before(match), unit.gender)} {unit.one}" + full_stop_at_end(match)
    gender = gender_of(match["noun"])
    if match["adjective"]:
        end = match["adjective"].rstrip()[-2:]
        gender = {"er": "m", "es": "n"}.get(end, "f" if end[-1] == "e" else gender)
    return one(before(match), gender)


def _half(language: "German", match: re.Match[str]) -> str | None:
    if match["unit"]:
        unit = tables.MEASURES[match["unit"]]
        return f"{half(before(match), unit.gender)} {unit.one}" + full_stop_at_end(match)
    return half(before(match), gender_of(match["noun"]))


def _part(language: "German", match: re.Match[str]) -> str | None:
    top, bottom = re.split("[/⁄]", _SINGLES.get(match["part"], match["part"]))
    if int(bottom) == 1:
        return None
    part = int(top), int(bottom)
    if min(part) > _LARGEST_PART:
        unit = tables.MEASURES[match["unit"]]
        return f"{language.cardinal(part[0])} zu {language.measure(Number(bottom), unit)}"
    said = language.mixed_fraction(int(match["whole"]), *part) if match["whole"] else language.fraction(*part)
    unit = tables.MEASURES[match["unit"]]
    name = unit.many if match["whole"] or part[0] > part[1] else unit.one
    return language.signed(match["sign"] or "", f"{said} {name}") + full_stop_at_end(match)
