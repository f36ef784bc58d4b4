"""Arabic: how numbers, money, dates and times are said, in the standard language and in pause.

Numbers agree with the noun behind them as far as its ending tells, and stand in the genitive behind prepositions. What
is written together with figures (`و5`, `بـ20%`) is read with the number.
"""

import re
from collections.abc import Sequence
from typing import ClassVar

from vozes.text.normalizing.language import Currency, Gender, Language, Unit
from vozes.text.normalizing.languages import continental
from vozes.text.normalizing.languages.arabic import numbers, rules, tables
from vozes.text.normalizing.numbers import Number, NumberFormat
from vozes.text.normalizing.rules import PLAIN, Rule, spell

_PLAIN = PLAIN | {ord("٫"): ".", ord("٬"): ",", ord("٪"): "%"}
_ARABIC = "".join(map(chr, (*range(0x620, 0x660), *range(0x66E, 0x6D4))))
_POINTS = {"N": "شمالا", "S": "جنوبا", "E": "شرقا", "W": "غربا"}
_LONG_COMMA = re.compile(r"\d{4,},\d+|\d+,(?:\d{1,2}|\d{4,})")
_PREFIX = re.compile(r"(?<!\w)[وفبلكا]{1,4}ـ*(?=[$€£¥%]?\d)")
_BEFORE = re.compile(r"(?<!\w)(?P<prefix>[وفبلكا]{1,4})$")
_PREFIX_ENDS = frozenset("وفبلكا")
_JOINED = re.compile(r"(?<!\w)(?:بين|عامي) [^.،؛\n]*$")
_LABEL = re.compile(r"(?:1[89]|20)\d\d")
"""A number that is most often a year: it is said as one behind a noun."""
_LOOK_BACK = 40
_IN_TURN = frozenset((*tables.DIGITS, "زائد"))
_FEWEST_IN_TURN = 2


class Arabic(Language):
    tag = "ar"
    numbers = NumberFormat(decimal=".", spaced=False)
    minus, plus, percent, permille = "سالب", "زائد", "في المائة", "في الألف"
    decimal_word, point_word, comma_word = "فاصلة", "نقطة", "فاصلة"
    inch_word = "بوصة"
    range_word, score_word, times_word, and_word, per_word = "إلى", "إلى", "في", "و", "لكل"
    digits = tables.DIGITS
    letters = tables.LETTERS
    months = tables.MONTHS
    units = tables.UNITS
    loose_units = tables.LOOSE_UNITS
    currencies = tables.CURRENCIES
    currency_signs = tables.CURRENCY_SIGNS
    scales = tables.SCALES
    symbols = tables.SYMBOLS
    operators = tables.OPERATORS
    abbreviations = tables.ABBREVIATIONS
    number_abbreviations = tables.NUMBER_ABBREVIATIONS
    spoken_acronyms = tables.SPOKEN_ACRONYMS
    address_words = tables.ADDRESS_WORDS
    vowels: ClassVar[str] = f"aeiouy{_ARABIC}"
    longest_number = 18

    def plain(self, text: str) -> str:
        """Returns a text with the digits of ASCII, and blanks for the prefixes that are written together with them."""
        if text.isascii():
            return text
        return _PREFIX.sub(lambda match: " " * len(match[0]), text.translate(_PLAIN))

    def begin(self, text: str, start: int) -> int:
        while start and text[start - 1] == "ـ":
            start -= 1
        return start

    def in_place(self, said: str, text: str, start: int, end: int) -> str:
        """Returns what is said in the case that what is before it wants; digits one by one have none."""
        if said.count(" ") >= _FEWEST_IN_TURN and set(said.split()) <= _IN_TURN:
            return said
        said = self._in_case(numbers.after_to(said), text, start, end)
        return numbers.construct(said) if self._is_counting(text, start, end) else said

    def _is_counting(self, text: str, start: int, end: int) -> bool:
        """Returns whether a number is bare and counts the noun behind it."""
        return text[end - 1].isdecimal() and rules.counts(text, end) and not rules.is_year(text, start)

    def _in_case(self, said: str, text: str, start: int, end: int) -> str:
        letters, whole = "", start
        if text[start - 1 : start] in _PREFIX_ENDS and (prefix := _BEFORE.search(text, max(0, start - 8), start)):
            letters, start = prefix["prefix"], prefix.start()
        if "ال" in letters or letters.startswith("لل"):
            if said.startswith("ال"):
                return said.removeprefix("ال")
            return self._ordinal_in_place(text, start, end, letters) or numbers.definite(said)
        if letters and letters[-1] in "بلك":
            return numbers.genitive(said)
        word = rules.word_before(text, start)
        if word and _LABEL.fullmatch(text, whole, end) and not rules.counts(text, end):
            return numbers.genitive(said)
        is_joined = letters[:1] == "و" and _JOINED.search(text[max(0, start - _LOOK_BACK) : start]) is not None
        if is_joined or word in tables.BEFORE_GENITIVE or word in tables.YEAR_WORDS:
            return numbers.genitive(said)
        return said

    def _ordinal_in_place(self, text: str, start: int, end: int, letters: str) -> str | None:
        """Returns an ordinal without its article behind a noun that has one: `القمة الـ33`."""
        digits, noun = text[start + len(letters) : end].lstrip("ـ"), rules.word_before(text, start)
        if letters != "ال" or not noun.startswith("ال") or not digits.isdecimal() or rules.counts(text, end):
            return None
        gender = tables.ORDINAL_NOUNS.get(noun) or ("f" if noun.endswith("ة") else "m")
        number = int(digits)
        if not 0 < number <= tables.LAST_ORDINAL:
            return None
        return rules.genitive_ordinal(self.ordinal(number, gender)).removeprefix("ال")

    def parse(self, written: str) -> Number:
        """Returns the parts of a number; a comma is a decimal mark where it cannot group thousands."""
        if _LONG_COMMA.fullmatch(written):
            whole, mark, fraction = written.partition(",")
            return Number(whole, fraction, mark)
        return self.numbers.parse(written)

    def cardinal(self, number: int, gender: Gender = "m") -> str:
        return numbers.cardinal(number, gender)

    def ordinal(self, number: int, gender: Gender = "m") -> str:
        small = number <= tables.LAST_ORDINAL
        return numbers.ordinal(number, gender) if small else self.cardinal(number, gender)

    def number(self, number: Number, gender: Gender = "m") -> str:
        """Returns a number with its decimals as parts of ten, a hundred, …"""
        whole = self.integer(number.whole or "0", gender)
        if number.is_whole:
            return whole
        size = tables.PARTS_OF_TEN.get(len(number.fraction))
        if size is None or not int(number.fraction):
            return f"{whole} {self.decimal_word} {self.digits_in_turn(number.fraction)}"
        return f"{whole} و{self.cardinal(int(number.fraction))} من {size}"

    def amount(self, number: Number, gender: Gender = "m") -> str:
        """Returns a number of something, whose zeros before it are not said."""
        return self.number(Number(number.whole.lstrip("0") or "0", number.fraction, number.mark), gender)

    def counted_noun(self, number: Number, one: str, few: str, gender: Gender) -> str:
        """Returns a number with what it counts: one and two are forms of the noun."""
        if number.is_whole and number.value in (1, 2):
            return f"{one} {'واحدة' if gender == 'f' else 'واحد'}" if number.value == 1 else numbers.dual(one)
        is_few = number.is_whole and 3 <= number.value % 100 <= 10
        said = numbers.construct(self.amount(number, gender if number.is_whole else "m"))
        return f"{said} {few if is_few else one}"

    def measure(self, number: Number, unit: Unit) -> str:
        if unit.one in (self.percent, self.permille):
            return f"{self.amount(number)} {unit.one}"
        return self.counted_noun(number, unit.one, unit.many, unit.gender)

    def scaled(self, number: Number, scale: str) -> str:
        """Returns a number with the word for a large one, in the form that the number wants."""
        power = tables.SCALE_POWERS.get(scale)
        if power is None or not number.is_whole or not 0 < number.value <= 10:
            return f"{numbers.construct(self.number(number))} {scale}"
        return (power.one, power.two)[number.value - 1] if number.value <= 2 else f"{self.number(number)} {power.few}"

    def money(self, number: Number, currency: Currency, scale: str = "") -> str:
        if scale:
            return f"{self.scaled(number, scale)} {currency.one}"
        digits = currency.minor_digits
        fraction = number.fraction.rstrip("0")
        if len(fraction) > digits:
            return self.counted_noun(number, currency.one, currency.many, currency.gender)
        minor = Number(fraction.ljust(digits, "0").lstrip("0"))
        parts = []
        if number.value or not minor.value:
            parts.append(self.counted_noun(Number(number.whole), currency.one, currency.many, currency.gender))
        if minor.value:
            parts.append(self.counted_noun(minor, currency.minor_one, currency.minor_many, currency.minor_gender))
        return " و".join(parts)

    def range(self, first: str, last: str) -> str:
        return f"{first} {self.range_word} {numbers.genitive(last)}"

    def fraction(self, numerator: int, denominator: int) -> str:
        return numbers.parts(numerator, denominator)

    def mixed_fraction(self, whole: int, numerator: int, denominator: int) -> str:
        return f"{self.cardinal(whole)} و{self.fraction(numerator, denominator)}"

    def date(self, day: int | None, month: int, year: int | None, written_year: str = "") -> str:
        parts = [] if day is None else [f"{rules.day(self, day)} من"]
        parts.append(self.months[month - 1])
        return " ".join((*parts, *([] if year is None else [numbers.genitive(self.year(year))])))

    def time(self, hour: int, minute: int | None, second: int | None, half: str = "") -> str:
        return rules.time(self, hour, minute, second, half)

    def agreement(self, text: str, start: int, end: int) -> Gender:
        return rules.gender(text, start, end)

    def single_letter(self, match: re.Match[str]) -> str | None:
        if match[0] in tables.GREEK:
            return tables.GREEK[match[0]]
        if match[0].isascii():
            return spell(match[0])
        word = rules.word_before(match.string, match.start())
        return spell(match[0]) if word in tables.LETTER_BEFORE else None

    def roman(self, value: int, numeral: str, before: str, after: str) -> str | None:
        if not before or before.isascii() or len(numeral) < 2:
            return None
        return self.ordinal(value, tables.ORDINAL_NOUNS.get(before, "m"))

    def own_rules(self) -> Sequence[Rule]:
        return (
            *rules.rules(self),
            *continental.documents(self),
            continental.coordinates(self, ("درجة", "دقيقة", "ثانية"), _POINTS),
            *continental.powers(self, "أس"),
        )
