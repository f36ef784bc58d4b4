"""Turkish: how numbers, money, dates and times are said.

Norms: Türk Dil Kurumu, Yazım Kılavuzu, for figures, abbreviations and suffixes behind them. A suffix behind figures or
a sign (`5'te`, `50 TL'ye`) is joined to the word that is said.
"""

from collections.abc import Sequence
from functools import cached_property, lru_cache

from vozes.text.normalizing.language import Gender, Language, Unit
from vozes.text.normalizing.languages import continental
from vozes.text.normalizing.languages.turkish import rules, tables, times
from vozes.text.normalizing.languages.turkish.suffixes import attached
from vozes.text.normalizing.normalizer import Normalizer, applied
from vozes.text.normalizing.numbers import Number, NumberFormat
from vozes.text.normalizing.rules import Rule

_POINTS = {"K": "kuzey", "G": "güney", "D": "doğu", "B": "batı", "N": "kuzey", "S": "güney", "E": "doğu", "W": "batı"}
_BEFORE = ("yüzde", "binde", "saatte", "saniyede", "dakikada")
"""What is said before the number that it belongs to."""
_IS = str.maketrans("Iİ", "ıi")
_SHORT_DECIMALS = 3
_LONGEST_BESIDE_LETTERS = 4


class Turkish(Language):
    tag = "tr"
    numbers = NumberFormat(spaced=False)
    minus, plus, percent, permille = "eksi", "artı", "yüzde", "binde"
    decimal_word, point_word, comma_word = "virgül", "nokta", "virgül"
    inch_word = "inç"
    dash_score_word = ""
    range_word, score_word, times_word, and_word, per_word = "ila", "", "çarpı", "", "bölü"
    digits = tables.UNITS
    letters = tables.LETTERS
    months = tables.MONTHS
    units = tables.UNITS_OF_MEASURE
    loose_units = tables.LOOSE_UNITS
    currencies = tables.CURRENCIES
    currency_signs = tables.CURRENCY_SIGNS
    scales = tables.SCALES
    symbols = tables.SYMBOLS
    operators = tables.OPERATORS
    hashtag_word = "etiket"
    abbreviations = tables.ABBREVIATIONS
    name_abbreviations = tables.NAME_ABBREVIATIONS
    number_abbreviations = tables.NUMBER_ABBREVIATIONS
    last_abbreviations = tables.LAST_ABBREVIATIONS
    spoken_acronyms = tables.SPOKEN_ACRONYMS
    spelled_acronyms = tables.SPELLED_ACRONYMS
    address_words = tables.ADDRESS_WORDS
    roman_before = tables.ROMAN_BEFORE
    vowels = "aeıioöuüâîû"
    longest_number = 21

    def plain(self, text: str) -> str:
        return text.translate(rules.PLAIN_DIGITS) if not text.isascii() else text

    def cardinal(self, number: int, gender: Gender = "m") -> str:
        if number == 0:
            return tables.UNITS[0]
        said: list[str] = []
        for power in range(len(tables.POWERS) - 1, -1, -1):
            group = number // 1000**power % 1000
            if group and not (power == 1 and group == 1):
                said.append(_below_thousand(group))
            said += [tables.POWERS[power]] * (group > 0 and power > 0)
        return " ".join(said)

    def ordinal(self, number: int, gender: Gender = "m") -> str:
        before, _, last = self.cardinal(number).rpartition(" ")
        return f"{before} {tables.ORDINALS[last]}".lstrip()

    def number_beside_letters(self, digits: str) -> str:
        return self.integer(digits) if len(digits) <= _LONGEST_BESIDE_LETTERS else self.digits_in_turn(digits)

    def decimals(self, fraction: str) -> str:
        """Returns what is said after the comma: as one number where it is short, zeros before it one by one."""
        rest = fraction.lstrip("0")
        if len(fraction) > _SHORT_DECIMALS or not rest:
            return self.digits_in_turn(fraction)
        zeros = [tables.UNITS[0]] * (len(fraction) - len(rest))
        return " ".join((*zeros, self.cardinal(int(rest))))

    def measure(self, number: Number, unit: Unit) -> str:
        """Returns an amount; `saatte kilometre` parts around its number."""
        before, _, name = unit.one.partition(" ")
        if before not in _BEFORE:
            return super().measure(number, unit)
        return f"{before} {self.number(number)} {name}".rstrip()

    def range(self, first: str, last: str) -> str:
        before, _, rest = last.partition(" ")
        if before in _BEFORE and rest:
            return f"{before} {super().range(first, rest)}"
        return super().range(first, last)

    def beside(self, before: str, said: str, after: str) -> str:
        return said if said[0] == ":" else super().beside(before, said, after)

    def in_place(self, said: str, text: str, start: int, end: int) -> str:
        """Returns a range with `ile` before a word for what is between its ends."""
        return said.replace(" ila ", " ile ") if " ila " in said and times.is_between(text, end) else said

    def fraction(self, numerator: int, denominator: int) -> str:
        top, bottom = self.cardinal(numerator), self.cardinal(denominator)
        if (numerator, denominator) == (1, 2):
            return "yarım"
        if numerator < denominator and (denominator <= 100 or set(str(denominator)[1:]) == {"0"}):
            return f"{attached(bottom, 'de')} {top}"
        return f"{top} {self.per_word} {bottom}"

    def mixed_fraction(self, whole: int, numerator: int, denominator: int) -> str:
        said = "buçuk" if (numerator, denominator) == (1, 2) else f"tam {self.fraction(numerator, denominator)}"
        return f"{self.cardinal(whole)} {said}"

    def date(self, day: int | None, month: int, year: int | None, written_year: str = "") -> str:
        parts = [] if day is None else [self.cardinal(day)]
        parts.append(self.months[month - 1])
        return " ".join((*parts, *([] if year is None else [self.year(year)])))

    def time(self, hour: int, minute: int | None, second: int | None, half: str = "") -> str:
        parts = [self.cardinal(hour) if hour else "sıfır sıfır"]
        if minute or second is not None:
            parts.append(_two_digits(self, minute or 0))
        parts += [] if second is None else [_two_digits(self, second)]
        return " ".join(parts)

    def telephone(self, written: str) -> str:
        return rules.say_telephone(self, written)

    def spelled(self, text: str) -> str:
        return super().spelled(text.translate(_IS))

    def roman(self, value: int, numeral: str, before: str, after: str) -> str | None:
        if before.lower() in tables.ROMAN_NAMES and len(numeral) > 1:
            return self.ordinal(value)
        return self.cardinal(value) if before.lower() in self.roman_before else None

    def suffixed(self, amount: str, suffix: str) -> str:
        """Returns an amount, which is read as a text of its own, with a suffix."""
        return _suffixed(self, amount, suffix)

    @cached_property
    def reader(self) -> Normalizer:
        return Normalizer(self)

    def own_rules(self) -> Sequence[Rule]:
        return (
            *continental.documents(self),
            continental.codes(self, tables.CODE_WORDS),
            *times.rules(self),
            *rules.rules(self),
            continental.coordinates(self, ("derece", "dakika", "saniye"), _POINTS),
            *continental.powers(self, "üssü"),
        )


def _below_thousand(number: int) -> str:
    hundreds, tens, units = number // 100, number // 10 % 10, number % 10
    said = [tables.UNITS[hundreds]] * (hundreds > 1) + ["yüz"] * (hundreds > 0)
    return " ".join(said + [tables.TENS[tens]] * (tens > 0) + [tables.UNITS[units]] * (units > 0))


def _two_digits(language: Turkish, number: int) -> str:
    return ("sıfır " if number < 10 else "") + language.cardinal(number)


@lru_cache(maxsize=4096)
def _suffixed(language: Turkish, amount: str, suffix: str) -> str:
    return attached(applied(amount, language.reader.edits(amount)), suffix)
