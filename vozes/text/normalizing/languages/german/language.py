"""German.

Norms: Duden, Die deutsche Rechtschreibung (numbers are written together below a million); DIN 5008 for how dates,
times, amounts and telephone numbers are typed. Amounts and times are said as in shops and on the radio.
"""

import re
from collections.abc import Sequence

from vozes.text.normalizing.language import Currency, Gender, Language, Unit
from vozes.text.normalizing.languages import continental
from vozes.text.normalizing.languages.german import amounts, compounds, dates, letters, tables
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import Rule, spell

_ONES = {"m": "ein", "n": "ein", "f": "eine"}
"""What stands for `eins` before something that is counted."""
_ENDINGS = {"m": "er", "f": "e", "n": "es"}
_PREFIXES = tuple(
    """49 43 41 1 7 20 27 30 31 32 33 34 36 39 40 44 45 46 47 48 51 52 54 55 56 57 60 61 62 63 64 65 66 81 82 84 86 90
    91""".split()
)
"""Numbers of countries."""
_LARGEST_PART = 12
"""Parts beyond which two numbers with a slash are read one behind the other, unless the first is small: `38/40`."""
_POINTS = {"N": "Nord", "S": "Süd", "O": "Ost", "E": "Ost", "W": "West"}


class German(Language):
    tag = "de"
    minus, plus, percent, permille = "minus", "plus", "Prozent", "Promille"
    decimal_word, point_word, comma_word = "Komma", "Punkt", "Komma"
    inch_word = "Zoll"
    slash_parts = True
    range_word, score_word, times_word, and_word, per_word = "bis", "zu", "mal", "und", "pro"
    digits = tables.UNITS[:10]
    letters = dict(
        zip(
            "abcdefghijklmnopqrstuvwxyzäöüß",
            "a be ce de e ef ge ha i jot ka el em en o pe ku er es te u vau we ix ypsilon zett ä ö ü eszett".split(),
            strict=True,
        )
    )
    months = tables.MONTHS
    month_abbreviations = tables.MONTH_ABBREVIATIONS
    units = tables.MEASURES
    loose_units = tables.LOOSE
    currencies = tables.CURRENCIES
    currency_signs = tables.CURRENCY_SIGNS
    scales = tables.SCALES
    symbols = tables.SYMBOLS
    operators = tables.OPERATORS
    abbreviations = tables.ABBREVIATIONS
    abbreviations_have_case = True
    name_abbreviations = tables.NAME_ABBREVIATIONS
    number_abbreviations = tables.NUMBER_ABBREVIATIONS
    last_abbreviations = tables.LAST_ABBREVIATIONS
    spoken_acronyms = tables.SPOKEN
    spelled_acronyms = tables.SPELLED
    most_consonants = 7
    address_words = tables.ADDRESS_WORDS
    roman_before = tables.ROMAN_BEFORE
    longest_number = 21

    def cardinal(self, number: int, gender: Gender = "") -> str:
        """Returns a number as it is counted, or with `ein` and `eine` for one of a gender."""
        if number == 1:
            return _ONES.get(gender, "eins")
        if number < 1_000_000:
            return _below_million(number)
        said, rest = [], number % 1_000_000
        for power, (one, many) in reversed(tuple(enumerate(tables.LARGE))):
            group = number // 1000 ** (power + 2) % 1000
            if group:
                said.append(f"eine {one}" if group == 1 else f"{_below_million(group)} {many}")
        return " ".join((*said, *([_below_million(rest)] if rest else [])))

    def number(self, number: Number, gender: Gender = "") -> str:
        return super().number(number, "" if number.fraction else gender)

    def integer(self, digits: str, gender: Gender = "") -> str:
        return super().integer(digits, gender)

    def gender_of(self, following: str) -> Gender:
        return ""

    def joined(self, number: int) -> str:
        """Returns a number as the first part of a word: `ein`, `hundert`, `zweiundzwanzig`."""
        if number in (1, 100, 1000):
            return {1: "ein", 100: "hundert", 1000: "tausend"}[number]
        return self.cardinal(number).replace(" ", "") if len(str(number)) <= self.longest_number else str(number)

    def ordinal_stem(self, number: int) -> str:
        """Returns an ordinal without its ending."""
        small = number % 100
        if number >= 1_000_000 and number % 1_000_000 == 0:
            return self.cardinal(number).replace("eine ", "ein").replace(" ", "").removesuffix("en").lower() + "st"
        rest = tables.ORDINALS.get(small) or (tables.UNITS[small] + "t" if small < 20 else "")
        if not rest or small == 0:
            return (self.cardinal(number) + "st") if number else "nullt"
        whole = number - small
        return (self.cardinal(whole) if whole else "") + rest

    def ordinal(self, number: int, gender: Gender = "m") -> str:
        return self.ordinal_stem(number) + _ENDINGS.get(gender, "e")

    def counted(self, number: Number, one: str, many: str) -> str:
        return one if number.is_one and number.is_whole else many

    def measure(self, number: Number, unit: Unit) -> str:
        if unit.one == "Meter" and len(number.fraction) == 2 and number.mark == "," and number.value:
            return f"{self.cardinal(number.value, 'm')} Meter {self.cardinal(int(number.fraction))}"
        return super().measure(number, unit)

    def scaled(self, number: Number, scale: str) -> str:
        one, many = self.scales[scale]
        if one in ("tausend", "hundert"):
            is_small = number.is_whole and number.value < 1000
            return f"{self.joined(number.value)}{one}" if is_small else f"{self.number(number)} {one}"
        return f"eine {one}" if number.is_one else f"{self.number(number)} {many}"

    def money(self, number: Number, currency: Currency, scale: str = "") -> str:
        fraction = number.fraction.rstrip("0")
        if not scale and not number.is_whole:
            number = Number(number.whole, fraction.ljust(2, "0"), number.mark) if fraction else Number(number.whole)
        if scale or not number.fraction or currency.minor_digits == 0:
            return super().money(number, currency, scale)
        if len(number.fraction) > currency.minor_digits or not number.value:
            return super().money(number, currency)
        whole = super().money(Number(number.whole), currency)
        cents = int(number.fraction)
        if currency in map(self.currencies.get, tables.WITHOUT_CENT):
            return f"{whole} {self.cardinal(cents)}"
        minor = currency.minor_one if cents == 1 else currency.minor_many
        return f"{whole} {self.cardinal(cents, currency.minor_gender)} {minor}"

    def fraction(self, numerator: int, denominator: int) -> str:
        if denominator > _LARGEST_PART and numerator > min(_LARGEST_PART, denominator) and denominator % 100:
            return f"{self.cardinal(numerator)} {self.cardinal(denominator)}"
        top = self.cardinal(numerator, "n")
        if denominator == 2:
            return f"{top} halb" + "e" * (numerator > 1)
        stem = self.joined(denominator) if denominator in (100, 1000) else ""
        name = f"{stem}stel" if stem else f"{self.ordinal_stem(denominator)}el"
        return f"{top} {name[0].upper()}{name[1:]}"

    def mixed_fraction(self, whole: int, numerator: int, denominator: int) -> str:
        said = self.joined(whole)
        return (
            f"{said}einhalb"
            if (numerator, denominator) == (1, 2)
            else f"{said} {self.fraction(numerator, denominator)}"
        )

    def year(self, year: int) -> str:
        if 1100 <= year < 2000:
            return f"{_below_hundred(year // 100)}hundert" + (_below_million(year % 100) if year % 100 else "")
        return self.cardinal(year)

    def date(self, day: int | None, month: int, year: int | None, written_year: str = "") -> str:
        parts = [] if day is None else [self.ordinal(day)]
        parts.append(self.months[month - 1])
        return " ".join((*parts, *([] if year is None else [self.year(year)])))

    def time(self, hour: int, minute: int | None, second: int | None, half: str = "") -> str:
        said = f"{self.cardinal(hour, 'm')} Uhr"
        if second is not None:
            minutes, seconds = Number(str(minute or 0)), Number(str(second))
            return f"{said} {self.measure(minutes, self.units['min'])} {self.measure(seconds, self.units['s'])}"
        return f"{said} {self.cardinal(minute)}" if minute else said

    def telephone(self, written: str) -> str:
        """Returns a telephone number digit by digit, but for the number of a country, which is read as one."""
        digits = "".join(filter(str.isdecimal, written))
        prefix = next((prefix for prefix in _PREFIXES if digits.startswith(prefix)), "") if digits[0] != "0" else ""
        if not prefix:
            return self.digits_in_turn(digits)
        return f"{self.cardinal(int(prefix))} {self.digits_in_turn(digits[len(prefix) :])}"

    def single_letter(self, match: re.Match[str]) -> str | None:
        before = match.string[max(0, match.start() - 2) : match.start()]
        after = match.string[match.end() : match.end() + 1]
        is_shortened = before[-1:] in ("'", "’", "‘", "`") or (before[1:] == "(" and before[0].isalpha())
        is_shortened |= match[0] in "nso" and after not in (")", "]", ".")
        if is_shortened or match[0].lower() not in self.letters:
            return None
        return spell(match[0])

    def roman(self, value: int, numeral: str, before: str, after: str) -> str | None:
        """Returns a cardinal behind words that are numbered, and behind other nouns for `II` to `XXXIX`."""
        return self.cardinal(value) if continental.is_numbered(self, numeral, before) else None

    def own_rules(self) -> Sequence[Rule]:
        return (
            *continental.documents(self),
            continental.telephones(self),
            continental.codes(self, tables.CODE_WORDS),
            continental.coordinates(self, ("Grad", "Minuten", "Sekunden"), _POINTS),
            continental.seasons(self),
            *continental.powers(self, "hoch"),
            *dates.rules(self),
            *amounts.rules(self),
            *compounds.rules(self),
            *letters.rules(self),
        )


def _below_hundred(number: int) -> str:
    if number < 20:
        return tables.UNITS[number]
    ten, unit = divmod(number, 10)
    one = "ein" if unit == 1 else tables.UNITS[unit]
    return f"{one}und{tables.TENS[ten]}" if unit else tables.TENS[ten]


def _below_million(number: int) -> str:
    """Returns a number as one word; `eins` stands at its end alone."""
    thousands, rest = divmod(number, 1000)
    said = f"{_before(thousands)}tausend" if thousands else ""
    hundreds, rest = divmod(rest, 100)
    said += f"{_before(hundreds)}hundert" if hundreds else ""
    return said + _below_hundred(rest) if rest or not said else said


def _before(number: int) -> str:
    said = _below_million(number)
    return said[:-1] if said.endswith("eins") else said
