"""Dutch, as in the Netherlands.

Norms: Woordenlijst der Nederlandse Taal (numbers are written together up to a thousand, with a blank behind `duizend`);
amounts and times are said as in shops and on the radio.
"""

import re
from collections.abc import Sequence

from vozes.text.normalizing.language import Currency, Gender, Language, Unit
from vozes.text.normalizing.languages import continental
from vozes.text.normalizing.languages.dutch import rules, tables
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import Rule, spell

_VOWEL_ENDS = ("twee", "drie")
_COUNTRIES = (
    "31",
    "32",
    "33",
    "34",
    "39",
    "41",
    "43",
    "44",
    "45",
    "46",
    "47",
    "48",
    "49",
    "1",
    "7",
    "90",
    "212",
    "597",
    "599",
)
_POINTS = {
    "N": "noord",
    "Z": "zuid",
    "S": "zuid",
    "O": "oost",
    "E": "oost",
    "W": "west",
    "NB": "noorderbreedte",
    "OL": "oosterlengte",
}
_ALREADY_HUNDREDS = range(1100, 2000)
_WITHOUT_CENT = ("EUR", "NLG")


class Dutch(Language):
    tag = "nl"
    minus, plus, percent, permille = "min", "plus", "procent", "promille"
    decimal_word, point_word, comma_word = "komma", "punt", "komma"
    inch_word = "inch"
    range_word, score_word, times_word, and_word, per_word = "tot", "tegen", "bij", "en", "per"
    digits = tables.UNITS[:10]
    letters = dict(
        zip(
            "abcdefghijklmnopqrstuvwxyz",
            "aa bee cee dee ee ef gee haa ie jee kaa el em en oo pee kuu er es tee uu vee wee iks ypsilon zet".split(),
            strict=True,
        )
    )
    months = tables.MONTHS
    month_abbreviations = tables.MONTH_ABBREVIATIONS
    units = tables.MEASURES
    loose_units = tables.LOOSE
    currencies = tables.CURRENCIES
    currency_signs = tables.CURRENCY_SIGNS
    scales = {scale: (name, name) for scale, name in tables.SCALES.items()}
    symbols = tables.SYMBOLS
    address_symbols = {"&": "ampersand"}
    operators = tables.OPERATORS
    abbreviations = tables.ABBREVIATIONS
    name_abbreviations = tables.NAME_ABBREVIATIONS
    number_abbreviations = tables.NUMBER_ABBREVIATIONS
    last_abbreviations = tables.LAST_ABBREVIATIONS
    spoken_acronyms = tables.SPOKEN
    spelled_acronyms = tables.SPELLED
    most_consonants = 6
    address_words = tables.ADDRESS_WORDS
    roman_before = tables.ROMAN_BEFORE
    longest_number = 21

    def cardinal(self, number: int, gender: Gender = "m") -> str:
        if number < 1000:
            return _below_thousand(number)
        if number in _ALREADY_HUNDREDS and number % 100 == 0:
            return f"{_below_thousand(number // 100)}honderd"
        said, rest = [], number % 1_000_000
        for power, name in reversed(tuple(enumerate(tables.LARGE))):
            group = number // 1000 ** (power + 2) % 1000
            if group:
                said.append(f"{_below_thousand(group)} {name}")
        thousands, rest = divmod(rest, 1000)
        said += [f"{_below_thousand(thousands) if thousands > 1 else ''}duizend"] if thousands else []
        return " ".join((*said, *([_below_thousand(rest)] if rest else [])))

    def joined(self, number: int) -> str:
        """Returns a number as the first part of a word: `een`, `tachtig`."""
        return self.cardinal(number).replace(" ", "").replace("één", "een")

    def ordinal(self, number: int, gender: Gender = "m") -> str:
        small = number % 100
        if number < 1000 and number % 100 < 20 and small:
            whole = number - small
            return (_below_thousand(whole) if whole else "") + tables.ORDINALS[small]
        said = self.cardinal(number)
        if small and small < 20:
            return said.removesuffix(_below_thousand(number % 1000)) + self.ordinal(number % 1000)
        return f"{said}ste" if number else "nulde"

    def decimals(self, fraction: str) -> str:
        """Returns two decimals as one number, others digit by digit."""
        is_number = len(fraction) == 2 and fraction[0] != "0"
        return self.cardinal(int(fraction)) if is_number else self.digits_in_turn(fraction)

    def measure(self, number: Number, unit: Unit) -> str:
        if unit.one == "meter" and len(number.fraction) == 2 and number.mark == "," and number.value:
            return f"{self.cardinal(number.value)} meter {self.cardinal(int(number.fraction))}"
        return super().measure(number, unit)

    def counted(self, number: Number, one: str, many: str) -> str:
        return one if number.is_one and number.is_whole else many

    def money(self, number: Number, currency: Currency, scale: str = "") -> str:
        if scale or not number.fraction or currency.minor_digits == 0 or len(number.fraction) > currency.minor_digits:
            return super().money(number, currency, scale)
        cents = int(number.fraction.ljust(2, "0"))
        if not cents or not number.value:
            return super().money(number, currency)
        whole = super().money(Number(number.whole), currency)
        if currency in map(self.currencies.get, _WITHOUT_CENT):
            return f"{whole} {self.cardinal(cents)}"
        minor = self.counted(Number(str(cents)), currency.minor_one, currency.minor_many)
        return f"{whole} {self.cardinal(cents)} {minor}"

    def fraction(self, numerator: int, denominator: int) -> str:
        top = self.cardinal(numerator).replace("één", "een")
        if denominator == 2:
            return f"{top} half" if numerator == 1 else f"{top} halven"
        return f"{top} kwart" if denominator == 4 else f"{top} {self.ordinal(denominator)}"

    def mixed_fraction(self, whole: int, numerator: int, denominator: int) -> str:
        if (numerator, denominator) != (1, 2):
            return super().mixed_fraction(whole, numerator, denominator)
        said = self.joined(whole)
        return "anderhalf" if whole == 1 else f"{said}{'ën' if said.endswith('e') else 'en'}half"

    def year(self, year: int) -> str:
        if year in _ALREADY_HUNDREDS:
            return f"{_below_thousand(year // 100)}honderd" + (
                _below_thousand(year % 100).replace("één", "een") if year % 100 else ""
            )
        return self.cardinal(year)

    def date(self, day: int | None, month: int, year: int | None, written_year: str = "") -> str:
        parts = [] if day is None else [self.cardinal(day)]
        return " ".join((*parts, self.months[month - 1], *([] if year is None else [self.year(year)])))

    def time(self, hour: int, minute: int | None, second: int | None, half: str = "") -> str:
        said = f"{self.cardinal(hour)} uur"
        if second is not None:
            minutes, seconds = Number(str(minute or 0)), Number(str(second))
            return f"{said} {self.measure(minutes, self.units['min'])} en {self.measure(seconds, self.units['s'])}"
        return f"{said} {self.cardinal(minute)}" if minute else said

    def telephone(self, written: str) -> str:
        digits = "".join(filter(str.isdecimal, written))
        prefix = next((prefix for prefix in _COUNTRIES if digits.startswith(prefix)), "") if digits[0] != "0" else ""
        if not prefix:
            return self.digits_in_turn(digits)
        return f"{self.cardinal(int(prefix))} {self.digits_in_turn(digits[len(prefix) :])}"

    def single_letter(self, match: re.Match[str]) -> str | None:
        """Returns a letter by its name, but what is left of a shortened word: `'s avonds`, `'n`, `zo'n`."""
        before = match.string[match.start() - 1 : match.start()]
        if before in ("'", "’", "‘", "`") or match[0].lower() not in self.letters:
            return None
        return (
            None
            if match[0] in "uo" and match.string[match.end() : match.end() + 1] not in (")", ".")
            else spell(match[0])
        )

    def roman(self, value: int, numeral: str, before: str, after: str) -> str | None:
        """Returns an ordinal behind names of kings, a cardinal behind other nouns for `II` to `XXXIX`."""
        if before.lower() in tables.KINGS and before[0].isupper():
            return f"de {self.ordinal(value)}"
        return self.cardinal(value) if continental.is_numbered(self, numeral, before) else None

    def own_rules(self) -> Sequence[Rule]:
        return (
            *continental.documents(self),
            continental.telephones(self),
            continental.codes(self, tables.CODE_WORDS),
            continental.coordinates(self, ("graden", "minuten", "seconden"), _POINTS),
            continental.seasons(self),
            *continental.powers(self, "tot de macht"),
            *rules.rules(self),
        )


def _below_hundred(number: int) -> str:
    if number < 20:
        return tables.UNITS[number]
    ten, unit = divmod(number, 10)
    if not unit:
        return tables.TENS[ten]
    one = "een" if unit == 1 else tables.UNITS[unit]
    return f"{one}{'ën' if one in _VOWEL_ENDS else 'en'}{tables.TENS[ten]}"


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    said = (tables.UNITS[hundreds] if hundreds > 1 else "") + "honderd"
    return said + (_below_hundred(rest).replace("één", "een") if rest else "")
