"""Hungarian.

Norms: A magyar helyesírás szabályai (12th edition): numbers are written together, beyond two thousand with a hyphen
between the groups of three digits. `Kettő` becomes `két` before what it counts.
"""

import re
from collections.abc import Sequence

from vozes.text.normalizing.language import Currency, Gender, Language
from vozes.text.normalizing.languages import continental
from vozes.text.normalizing.languages.hungarian import rules, tables
from vozes.text.normalizing.languages.hungarian.words import ordinal
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import Rule, spell

_COUNTED = re.compile(r"[ \u00a0](?P<word>[a-záéíóöőúüű]{2,40})")
_LARGEST_WITHOUT_HYPHENS = 2000
_LONGEST_GROUP = 4
_POINTS = {
    "É": "észak",
    "N": "észak",
    "D": "dél",
    "S": "dél",
    "K": "kelet",
    "E": "kelet",
    "NY": "nyugat",
    "W": "nyugat",
}
_LETTERS = "a á bé cé dé e é ef gé há i í jé ká el em en o ó ö ő pé kú er es té u ú ü ű vé duplavé iksz ipszilon zé"
_WORDS_OF_ONE_LETTER = "aeosőóéá"


class Hungarian(Language):
    tag = "hu"
    minus, plus, percent, permille = "mínusz", "plusz", "százalék", "ezrelék"
    decimal_word, point_word, comma_word = "egész", "pont", "vessző"
    range_word, score_word, times_word, and_word, per_word = "-", "", "szorozva", "és", "per"
    digits = tables.DIGITS
    letters = dict(
        zip(
            "aábcdeéfghiíjklmnoóöőpqrstuúüűvwxyz",
            _LETTERS.split(),
            strict=True,
        )
    )
    vowels = "aáeéiíoóöőuúüűy"
    months = tables.MONTHS
    month_abbreviations = tables.MONTH_ABBREVIATIONS
    units = tables.MEASURES
    loose_units = tables.LOOSE
    currencies = tables.CURRENCIES
    currency_signs = tables.CURRENCY_SIGNS
    scales = {scale: (name, name) for scale, name in tables.SCALES.items()}
    symbols = tables.SYMBOLS
    operators = tables.OPERATORS
    abbreviations = tables.ABBREVIATIONS
    name_abbreviations = tables.NAME_ABBREVIATIONS
    number_abbreviations = tables.NUMBER_ABBREVIATIONS
    last_abbreviations = tables.LAST_ABBREVIATIONS
    spoken_acronyms = tables.SPOKEN
    spelled_acronyms = tables.SPELLED
    most_consonants = 5
    address_words = tables.ADDRESS_WORDS
    longest_number = 24

    def cardinal(self, number: int, gender: Gender = "") -> str:
        """Returns a number; of the gender `a`, before what it counts, it has `két` at its end."""
        said = self._full(number)
        return f"{said[:-5]}két" if gender == "a" and said.endswith("kettő") else said

    def _full(self, number: int) -> str:
        if number < 1000:
            return _below_thousand(number) if number else "nulla"
        rest, thousands = number % 1000, number // 1000 % 1000
        if number <= _LARGEST_WITHOUT_HYPHENS and thousands == 1:
            return "ezer" + (_below_thousand(rest) if rest else "")
        groups = [
            f"{_before(number // 1000 ** (power + 2) % 1000)}{name}"
            for power, name in reversed(tuple(enumerate(tables.LARGE)))
            if number // 1000 ** (power + 2) % 1000
        ]
        groups += [f"{_before(thousands) if thousands > 1 or groups else ''}ezer"] if thousands else []
        return "-".join((*groups, *([_below_thousand(rest)] if rest else [])))

    def number(self, number: Number, gender: Gender = "") -> str:
        """Returns a number, its decimals as tenths, hundredths and so on."""
        if number.is_whole or number.mark == "." or not 0 < len(number.fraction) < len(tables.FRACTIONS):
            return super().number(number, gender if number.is_whole else "")
        whole = self.integer(number.whole or "0")
        return f"{whole} egész {self.cardinal(int(number.fraction), 'a')} {tables.FRACTIONS[len(number.fraction)]}"

    def integer(self, digits: str, gender: Gender = "") -> str:
        return super().integer(digits, gender)

    def ordinal(self, number: int, gender: Gender = "") -> str:
        return ordinal(self._full(number))

    def gender_of(self, following: str) -> Gender:
        """Returns `a` before a word that a number may count."""
        word = _COUNTED.match(following)
        if word is None or word["word"] in tables.NO_NOUNS or word["word"].startswith(tuple(tables.MONTHS)):
            return ""
        return "a"

    def range(self, first: str, last: str) -> str:
        return f"{first}-{last}"

    def scaled(self, number: Number, scale: str) -> str:
        name = self.scales[scale][0]
        if not number.is_whole:
            return f"{self.number(number)} {name}"
        said = self.cardinal(number.value, "a")
        return said + name if number.value < 1000 and name in ("ezer", "száz") else f"{said} {name}"

    def money(self, number: Number, currency: Currency, scale: str = "") -> str:
        if not number.fraction.strip("0"):
            number = Number(number.whole)
        return super().money(number, currency, scale).replace(f" {self.and_word} ", " ")

    def fraction(self, numerator: int, denominator: int) -> str:
        if (numerator, denominator) in ((1, 2), (1, 4), (3, 4)):
            return {(1, 2): "fél", (1, 4): "negyed", (3, 4): "háromnegyed"}[numerator, denominator]
        part = "ketted" if denominator == 2 else self.ordinal(denominator).removesuffix("ik")
        return f"{self.cardinal(numerator, 'a')} {part}"

    def mixed_fraction(self, whole: int, numerator: int, denominator: int) -> str:
        if (whole, numerator, denominator) == (1, 1, 2):
            return "másfél"
        return f"{self.cardinal(whole, 'a')} és {self.fraction(numerator, denominator)}"

    def date(self, day: int | None, month: int, year: int | None, written_year: str = "") -> str:
        return rules.date(self, year, month, day, "")

    def time(self, hour: int, minute: int | None, second: int | None, half: str = "") -> str:
        said = f"{self.cardinal(hour, 'a')} óra"
        if minute:
            said += f" {self.cardinal(minute, 'a')} perc"
        return said + (f" {self.cardinal(second, 'a')} másodperc" if second else "")

    def telephone(self, written: str) -> str:
        """Returns the groups of a telephone number as they were written, each as a number."""
        groups = re.findall(r"\d+", written)
        return " ".join(
            self.digits_in_turn(group) if len(group) > _LONGEST_GROUP or group[0] == "0" else self.cardinal(int(group))
            for group in groups
        )

    def single_letter(self, match: re.Match[str]) -> str | None:
        before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
        is_word = match[0].lower() in _WORDS_OF_ONE_LETTER and after not in (")", ".")
        if is_word or before in ("'", "’") or match[0].lower() not in self.letters:
            return None
        return spell(match[0])

    def own_rules(self) -> Sequence[Rule]:
        return (
            *continental.documents(self),
            continental.codes(self, tables.CODE_WORDS),
            continental.coordinates(self, ("fok", "perc", "másodperc"), _POINTS),
            continental.seasons(self),
            *rules.rules(self),
            *continental.powers(self, "a hatványon"),
        )


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    said = f"{_before(hundreds) if hundreds > 1 else ''}száz" if hundreds else ""
    tens, unit = divmod(rest, 10)
    if tens and unit:
        said += {1: "tizen", 2: "huszon"}.get(tens, tables.TENS[tens])
    elif tens:
        said += tables.TENS[tens]
    return said + (tables.DIGITS[unit] if unit else "")


def _before(number: int) -> str:
    """Returns a number before a larger one: `két` in `kétszáz`."""
    said = _below_thousand(number)
    return f"{said[:-5]}két" if said.endswith("kettő") else said
