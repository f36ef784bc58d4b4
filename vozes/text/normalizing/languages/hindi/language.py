"""Hindi: how numbers, money, dates and times are said; Latin letters by their names in Devanagari.

Numbers are grouped and named as in India (`1,00,000` is `एक लाख`). Figures of both scripts are read alike.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar

from vozes.text.normalizing.language import Gender, Language, Unit
from vozes.text.normalizing.languages import continental
from vozes.text.normalizing.languages.hindi import dates, rules, tables
from vozes.text.normalizing.numbers import Number, NumberFormat
from vozes.text.normalizing.rules import PLAIN, Rule

_PLAIN = PLAIN | {ord("॰"): "."}
"""The sign of abbreviations is a full stop too."""
_DEVANAGARI = "".join(map(chr, range(0x900, 0x964)))
_POINTS = {"N": "उत्तर", "S": "दक्षिण", "E": "पूर्व", "W": "पश्चिम"}
_PATTERN = (
    r"(?>\d{1,3}(?:,\d{3}){2,}(?!\d)(?:\.\d+)?"
    r"|\d{1,2}(?:,\d{2})*,\d{3}(?!\d)(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d++(?:\.\d+)?)"
)


class Hindi(Language):
    tag = "hi"
    numbers = NumberFormat(decimal=".", indian=True)
    minus, plus, percent, permille = "माइनस", "प्लस", "प्रतिशत", "प्रति हज़ार"
    decimal_word, point_word, comma_word = "दशमलव", "डॉट", "कॉमा"
    inch_word = "इंच"
    range_word, score_word, times_word, and_word, per_word = "से", "", "बाई", "", "प्रति"
    digits = tables.NUMBERS[:10]
    letters = tables.LETTERS
    months = tables.MONTHS
    units = tables.UNITS
    loose_units = tables.LOOSE_UNITS
    currencies = tables.CURRENCIES
    currency_signs = tables.CURRENCY_SIGNS
    scales = tables.SCALES
    symbols = tables.SYMBOLS | tables.EMOJI
    operators = tables.OPERATORS
    hashtag_word = "हैशटैग"
    abbreviations = tables.ABBREVIATIONS
    name_abbreviations = tables.NAME_ABBREVIATIONS
    number_abbreviations = tables.NUMBER_ABBREVIATIONS
    last_abbreviations = tables.LAST_ABBREVIATIONS
    spelled_acronyms = tables.SPELLED_ACRONYMS
    most_consonants = 2
    roman_before = tables.ROMAN_BEFORE
    vowels: ClassVar[str] = f"aeiou{_DEVANAGARI}"
    longest_number = 19

    def plain(self, text: str) -> str:
        return text if text.isascii() else text.translate(_PLAIN)

    @cached_property
    def number_pattern(self) -> str:
        return _PATTERN

    def parse(self, written: str) -> Number:
        whole, mark, fraction = written.replace(",", "").partition(".")
        return Number(whole, fraction, mark)

    def in_place(self, said: str, text: str, start: int, end: int) -> str:
        """Returns what is said without the full stop of an abbreviation that ends a line: sentences end with `।`."""
        is_last = said.endswith(".") and text[end - 1] == "." and not text[end : end + 1].strip()
        return said[:-1] if is_last else said

    def cardinal(self, number: int, gender: Gender = "m") -> str:
        said: list[str] = []
        for size, name in tables.POWERS:
            group, number = divmod(number, size)
            said += [f"{self.cardinal(group)} {name}"] if group else []
        if number or not said:
            said.append(tables.NUMBERS[number])
        return " ".join(said)

    def ordinal(self, number: int, gender: Gender = "m") -> str:
        return rules.ordinal(self, number, "वीं" if gender == "f" else "वां")

    def halved(self, number: Number) -> str | None:
        """Returns a number and a half as it is said of what is counted by it; None for others."""
        if number.fraction != "5" or not number.value:
            return None
        return {1: "डेढ़", 2: "ढाई"}.get(number.value) or f"साढ़े {self.cardinal(number.value)}"

    def scaled(self, number: Number, scale: str) -> str:
        name = self.scales[scale][0]
        return f"{self.halved(number) or self.number(number)} {name}"

    def measure(self, number: Number, unit: Unit) -> str:
        if unit.one == "वर्ष":
            half = self.halved(number)
            if half or (number.is_whole and number.value < tables.LONG_AGO):
                return f"{half or self.number(number)} साल"
        half = self.halved(number) if unit.one in tables.HALVED else None
        return f"{half} {unit.one}" if half else super().measure(number, unit)

    def fraction(self, numerator: int, denominator: int) -> str:
        return f"{self.cardinal(numerator)} बटा {self.cardinal(denominator)}"

    def year(self, year: int) -> str:
        hundreds, rest = divmod(year, 100)
        if not 11 <= hundreds <= 99 or hundreds % 10 == 0:
            return self.cardinal(year)
        return f"{self.cardinal(hundreds)} सौ" + (f" {self.cardinal(rest)}" if rest else "")

    def date(self, day: int | None, month: int, year: int | None, written_year: str = "") -> str:
        parts = [] if day is None else [self.cardinal(day)]
        parts.append(self.months[month - 1])
        return " ".join((*parts, *([] if year is None else [self.year(year)])))

    def time(self, hour: int, minute: int | None, second: int | None, half: str = "") -> str:
        if not minute and second is None:
            return f"{self.cardinal(hour)} बजे"
        parts = [f"{self.cardinal(hour)} बजकर"]
        parts += [f"{self.cardinal(minute)} मिनट"] if minute else []
        parts += [f"{self.cardinal(second)} सेकंड"] if second else []
        return " ".join(parts) if len(parts) > 1 else f"{self.cardinal(hour)} बजे"

    def spelled(self, text: str) -> str:
        """Returns Latin letters by their names, digits one by one, and other letters as they stand."""
        return rules.spelled(self, text)

    def in_address(self, letters: str) -> str | None:
        return tables.ADDRESS_WORDS.get(letters.lower()) or (self.spelled(letters) if letters.isascii() else None)

    def single_letter(self, match: re.Match[str]) -> str | None:
        return tables.LETTERS.get(match[0].lower()) or tables.GREEK.get(match[0])

    def roman(self, value: int, numeral: str, before: str, after: str) -> str | None:
        if before in self.roman_before:
            return self.cardinal(value)
        if len(numeral) < 2 or set(numeral) - set("IVX") or not before or before.isascii():
            return None
        return tables.HIGH_ORDINALS[value - 1] if value <= len(tables.HIGH_ORDINALS) else self.ordinal(value)

    def own_rules(self) -> Sequence[Rule]:
        return (
            *dates.rules(self),
            *rules.rules(self),
            *continental.documents(self),
            continental.coordinates(self, ("डिग्री", "मिनट", "सेकंड"), _POINTS),
            *continental.powers(self, "की घात"),
        )
