"""What a language must know to have its numbers, dates, money, units and signs written out.

The tables and methods here are what `common` and `normalizer` ask for; a file of `languages` fills them in, and
overrides what is different there. Nothing here finds anything in a text.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import ClassVar, NamedTuple

from vozes.text.normalizing.numbers import Number, NumberFormat
from vozes.text.normalizing.rules import EAST_ASIAN, MARKS, PLAIN, RAISED, Rule, spell

_OF_WORD = re.compile(rf"[\w{MARKS}]")
_GLUED_COMMA = re.compile(rf"(?<=[^\W\d_][^\W\d_{RAISED}]|\d[hms%]),(?=\d)")
_BETWEEN_IDEOGRAPHS = re.compile(rf"(?<=[{EAST_ASIAN}])(?:(?<![ァ-ー]) | (?![ァ-ー]))(?=[{EAST_ASIAN}])")
"""A space there, but none between two words in katakana."""

Gender = str
"""`m`, `f` or `n`; other forms (cases) where a language wants them."""


class Unit(NamedTuple):
    one: str
    """Its name after one: `metro`."""
    many: str
    """Its name after other numbers: `metros`. Languages with more forms override `Language.counted`."""
    gender: Gender = "m"


class Currency(NamedTuple):
    one: str
    many: str
    gender: Gender = "m"
    minor_one: str = ""
    minor_many: str = ""
    minor_gender: Gender = "m"
    minor_digits: int = 2
    """How many decimals the minor unit has; 0: there is none."""


class Language:
    """The rules of one language. Every table may be empty; a language without a table has no such rule."""

    tag: ClassVar[str]
    numbers: ClassVar[NumberFormat] = NumberFormat()
    has_spaces: ClassVar[bool] = True
    """Whether words are written with spaces between them."""
    latin_beside_own: ClassVar[bool] = False
    """Whether Latin words and numbers touch the language's own letters, so that for the common rules these are no part
    of a word, and no rule begins with one: Chinese, Japanese, Korean."""

    # Words for signs inside numbers.
    minus: ClassVar[str]
    plus: ClassVar[str]
    decimal_word: ClassVar[str]
    """What is said for the language's own decimal mark: `vírgula`."""
    point_word: ClassVar[str]
    """What is said for a full stop in addresses, versions and foreign decimals: `ponto`."""
    comma_word: ClassVar[str]
    percent: ClassVar[str]
    permille: ClassVar[str] = ""
    range_word: ClassVar[str] = ""
    """What stands between the ends of a range: `a`."""
    score_word: ClassVar[str] = ""
    """What stands between the numbers of a score or ratio: `a`."""
    dash_score_word: ClassVar[str | None] = None
    """What stands between two small numbers with a dash, the first of which is larger: `대`; None: as in a range."""
    slash_parts: ClassVar[bool] = False
    """Whether a slash with blanks around is a pause, and not named."""
    times_word: ClassVar[str] = ""
    """What is said for × between numbers: `por`, `vezes`."""
    and_word: ClassVar[str] = ""
    cents_word: ClassVar[str | None] = None
    """What stands between an amount of money and its cents, where that is not `and_word`; empty where nothing does."""

    digits: ClassVar[Sequence[str]]
    """The names of 0 to 9, as they are read one by one."""
    letters: ClassVar[Mapping[str, str]] = {}
    """The names of letters, in small letters, for engines that would misread a single one."""
    months: ClassVar[Sequence[str]] = ()
    month_abbreviations: ClassVar[Mapping[str, int]] = {}
    """Other written forms of months, in small letters without full stop, and their numbers."""
    weekday_abbreviations: ClassVar[Mapping[str, str]] = {}
    date_order: ClassVar[str] = "dmy"
    units: ClassVar[Mapping[str, Unit]] = {}
    """Units by their signs, as they are written (`km`, `km/h`, `°C`, `m²`)."""
    of_words: ClassVar[frozenset[str]] = frozenset()
    """Words behind a unit for what is measured: `de` in `1,5 ha de viña`."""
    loose_units: ClassVar[frozenset[str]] = frozenset()
    """Signs of units that are one only right behind a number and before no word, as they are words or letters too."""
    currencies: ClassVar[Mapping[str, Currency]] = {}
    """Currencies by their codes (`BRL`)."""
    currency_signs: ClassVar[Mapping[str, str]] = {}
    """Codes of currencies by what is written for them: `R$`, `€`, `euros`."""
    scales: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """Words and abbreviations for large numbers, in small letters, with what is said after one and after more:
    `mi` -> (`milhão`, `milhões`)."""
    inch_word: ClassVar[str] = ""
    """What is said for `"` behind a number."""
    per_word: ClassVar[str] = ""
    """What stands for the slash between two units: `por`."""
    symbols: ClassVar[Mapping[str, str]] = {}
    """The names of signs: `@` -> `arroba`. Plain punctuation has none here."""
    address_symbols: ClassVar[Mapping[str, str]] = {}
    """The names of signs inside addresses, where they are others than in texts: `&` -> `ampersand`."""
    hashtag_word: ClassVar[str] = ""
    """What is said for `#` before a word, where that is not the sign's name."""
    operators: ClassVar[Mapping[str, str]] = {}
    """What is said for signs inside formulas: `-` -> `menos`, `=` -> `igual a`."""
    has_halves: ClassVar[bool] = False
    """Whether `am` and `pm` are written behind times."""
    hour_signs: ClassVar[str] = ""
    """A pattern of what stands between hours and minutes instead of a colon: `h|H|hs`."""
    abbreviations: ClassVar[Mapping[str, str]] = {}
    """What is said for abbreviations, which are given with their full stops: `Sr.` -> `senhor`."""
    abbreviations_have_case: ClassVar[bool] = False
    """Whether an abbreviation is one only as it is written in the tables, or with a capital first: nouns have one."""
    name_abbreviations: ClassVar[Mapping[str, str]] = {}
    """Abbreviations that are such only before a capital letter: `D.` -> `Dona`, `Dr.` -> `Doutor`."""
    number_abbreviations: ClassVar[Mapping[str, str]] = {}
    """Abbreviations that are such only before a number: `nº`, `p.` -> `página`."""
    last_abbreviations: ClassVar[Mapping[str, str]] = {}
    """Abbreviations that often end a sentence: `etc.` -> `etcétera`. Their full stop stays where it does."""
    spoken_acronyms: ClassVar[frozenset[str]] = frozenset()
    """Words in capitals that are read as words although they look as if they were spelled: `NASA`."""
    spelled_acronyms: ClassVar[frozenset[str]] = frozenset()
    """Words in capitals that are spelled although they look like words: `SUS` is none, `USA`, `IBGE`."""
    vowels: ClassVar[str] = "aeiouyáéíóúàâêôãõäöüæøåœ"
    most_consonants: ClassVar[int] = 4
    """Consonants in a row that can still be read."""
    roman_before: ClassVar[frozenset[str]] = frozenset()
    """Words in small letters after which Roman numerals are numbers: `século`, `capítulo`."""
    roman_ordinal_before: ClassVar[frozenset[str]] = frozenset()
    """Those of them after which they are ordinals up to ten: `século`; names of kings and popes."""
    roman_after: ClassVar[frozenset[str]] = frozenset()
    """Words before which Roman numerals are ordinals: `Guerra` (II Guerra), `Congresso`."""
    unreadable: ClassVar[re.Pattern[str] | None] = None
    """What is in no word of the language; words in capitals where it is found are spelled."""
    address_words: ClassVar[frozenset[str]] = frozenset()
    """Words that are read as such inside addresses of the web and mail, where other parts are spelled if they cannot
    be read: `google`, `com`."""

    # Numbers.
    def cardinal(self, number: int, gender: Gender = "m") -> str:
        """Returns a whole number from 0 up to where `digits_in_turn` begins."""
        raise NotImplementedError

    def ordinal(self, number: int, gender: Gender = "m") -> str:
        raise NotImplementedError

    longest_number: ClassVar[int] = 15
    """Digits; longer numbers are read digit by digit."""

    def digits_in_turn(self, digits: str) -> str:
        return " ".join(self.digits[int(digit)] for digit in digits)

    def decimals(self, fraction: str) -> str:
        """Returns what is said after the decimal mark: the digits one by one."""
        return self.digits_in_turn(fraction)

    def integer(self, digits: str, gender: Gender = "m") -> str:
        """Returns a whole number as written: what is too long, or begins with a 0, is read digit by digit."""
        if len(digits) > self.longest_number or (len(digits) > 1 and digits[0] == "0"):
            return self.digits_in_turn(digits)
        return self.cardinal(int(digits), gender)

    def number_beside_letters(self, digits: str) -> str:
        """Returns the digits of `MP3` or `A380`: as one number where they are three at most, else one by one."""
        return self.integer(digits) if len(digits) <= 3 else self.digits_in_turn(digits)

    def number(self, number: Number, gender: Gender = "m") -> str:
        """Returns a number with its decimals."""
        whole = self.integer(number.whole or "0", gender)
        if number.is_whole:
            return whole
        mark = self.decimal_word if number.mark == self.numbers.decimal else self._other_mark(number.mark)
        return f"{whole} {mark} {self.decimals(number.fraction)}"

    def _other_mark(self, mark: str) -> str:
        return self.point_word if mark == "." else self.comma_word

    def parse(self, written: str) -> Number:
        return self.numbers.parse(written)

    def signed(self, sign: str, said: str) -> str:
        """Returns what is said with the words of a sign before it: `-`, `+`, `±` or none."""
        words = {"-": self.minus, "+": self.plus, "±": self.symbols.get("±", "")}.get(sign, "")
        return f"{words} {said}" if words else said

    def counted(self, number: Number, one: str, many: str) -> str:
        """Returns the form of a noun that a number wants; languages with more forms than two override it."""
        return one if number.is_one else many

    def beside(self, before: str, said: str, after: str) -> str:
        """Returns what is said with spaces where it would touch a word, or seem to be part of an address.

        One character before and after it is given.
        """
        if not self.has_spaces:
            return _BETWEEN_IDEOGRAPHS.sub("", said)
        return " " * bool(_OF_WORD.match(before) or before == ".") + said + " " * bool(_OF_WORD.match(after))

    def plain(self, text: str) -> str:
        """Returns the text that rules look at, as long as the one given.

        The digits of every script are ASCII's there, and a comma that no space parts from the number behind it is
        another sign: `rice,2kg`.
        """
        plain = text if text.isascii() else text.translate(PLAIN)
        return _GLUED_COMMA.sub(";", plain) if "," in plain else plain

    def begin(self, text: str, start: int) -> int:
        """Returns where a part of a text begins: before signs that only join it to a word."""
        return start

    def in_place(self, said: str, text: str, start: int, end: int) -> str:
        """Returns what is said for a part of a text as it is said there: languages with cases override it."""
        return said

    def in_address(self, letters: str) -> str | None:
        """Returns how letters of an address are said; None where they are a word if they can be read, else spelled."""
        return None

    # What numbers are part of.
    def measure(self, number: Number, unit: Unit) -> str:
        return f"{self.number(number, unit.gender)} {self.counted(number, unit.one, unit.many)}"

    def scaled(self, number: Number, scale: str) -> str:
        """Returns a number with a word for a large number (`1,5 mi`), whose key in `scales` is given."""
        one, many = self.scales[scale]
        return f"{self.number(number)} {self.counted(number, one, many)}"

    def scaled_joint(self, scale: str) -> str:
        """Returns what stands between a large number's word and what it counts: `de` in `milhões de reais`."""
        return ""

    def money(self, number: Number, currency: Currency, scale: str = "") -> str:
        """Returns an amount: with cents where there are as many decimals as the currency has, or fewer."""
        if scale:
            joint = self.scaled_joint(scale)
            return " ".join(filter(None, (self.scaled(number, scale), joint, currency.many)))
        if not number.fraction or currency.minor_digits == 0 or len(number.fraction) > currency.minor_digits:
            name = self.counted(number, currency.one, currency.many)
            joint = self.money_joint(number)
            return " ".join(filter(None, (self.number(number, currency.gender), joint, name)))
        minor = Number(str(int(number.fraction.ljust(currency.minor_digits, "0"))))
        parts = []
        if number.value or not minor.value:
            parts.append(self.money(Number(number.whole), currency))
        if minor.value:
            name = self.counted(minor, currency.minor_one, currency.minor_many)
            parts.append(f"{self.cardinal(minor.value, currency.minor_gender)} {name}")
        joint = self.and_word if self.cents_word is None else self.cents_word
        return f" {joint} ".join(parts) if joint else " ".join(parts)

    def money_joint(self, number: Number) -> str:
        """Returns what stands between a round million and the currency: `um milhão de reais`."""
        return ""

    def fraction(self, numerator: int, denominator: int) -> str:
        raise NotImplementedError

    def mixed_fraction(self, whole: int, numerator: int, denominator: int) -> str:
        return f"{self.cardinal(whole)} {self.and_word} {self.fraction(numerator, denominator)}"

    # Dates and times.
    def year(self, year: int) -> str:
        return self.cardinal(year)

    def date(self, day: int | None, month: int, year: int | None, written_year: str = "") -> str:
        """Returns a date whose month is a number from 1 to 12; what is None is not said.

        `written_year` has the digits of a year that was written short (`24`).
        """
        raise NotImplementedError

    def time(self, hour: int, minute: int | None, second: int | None, half: str = "") -> str:
        """Returns a time of day; `half` is `am` or `pm` where that was written."""
        raise NotImplementedError

    # Letters.
    def raised(self, sign: str) -> str:
        """Returns what is said inside a word for a raised digit, or a fraction in one sign."""
        whole, _, part = unicodedata.normalize("NFKC", sign).partition("⁄")
        if sign in self.symbols or not whole.isdecimal():
            return self.symbols.get(sign, sign)
        return self.fraction(int(whole), int(part)) if part else self.cardinal(int(whole))

    def spelled(self, text: str) -> str:
        """Returns the letters of a text apart, its digits as numbers one by one."""
        return " ".join(map(self._spelled_sign, filter(str.isalnum, text)))

    def _spelled_sign(self, sign: str) -> str:
        """Returns a letter, a digit, a raised digit, or what else counts as alphanumeric (`½`) as it is."""
        return self.digits[unicodedata.digit(sign)] if sign.isdigit() else spell(sign) or sign

    def single_letter(self, match: re.Match[str]) -> str | None:
        """Returns how a letter that stands alone is said; None where it is a word or nothing is known of it."""
        letter = match[0].lower()
        if letter in self.vowels or letter not in self.letters:
            return None
        return spell(match[0])

    def range(self, first: str, last: str) -> str:
        return f"{first} {self.range_word} {last}"

    def number_or_year(self, number: Number, written: str) -> str:
        """Returns an end of a range, which may be a year."""
        is_year = number.is_whole and len(written) == 4 and written.isdecimal() and 1100 <= number.value < 2100
        return self.year(number.value) if is_year else self.number(number)

    def telephone(self, written: str) -> str:
        """Returns a telephone number digit by digit."""
        return self.digits_in_turn("".join(filter(str.isdecimal, written)))

    def roman(self, value: int, numeral: str, before: str, after: str) -> str | None:
        """Returns how a Roman numeral is said between two words, by the language's tables; None where it is none."""
        if before.lower() in self.roman_ordinal_before and value <= self.last_roman_ordinal:
            return self.ordinal(value)
        if before.lower() in self.roman_before or before.lower() in self.roman_ordinal_before:
            return self.cardinal(value)
        if after.lower() in self.roman_after:
            return self.ordinal(value, self.gender_of(after))
        return None

    last_roman_ordinal: ClassVar[int] = 10

    def gender_of(self, following: str) -> Gender:
        """Returns the gender in which a number is said before what follows it; `m` where that is not known."""
        return "m"

    def agreement(self, text: str, start: int, end: int) -> Gender:
        """Returns the gender in which a bare number is said that stands in a text.

        Languages that look at what is before it too override it.
        """
        return self.gender_of(text[end : end + 40])

    def own_rules(self) -> Sequence[Rule]:
        """Returns the language's own rules, which are tried before the common ones: dates with words, documents, …"""
        return ()

    @cached_property
    def number_pattern(self) -> str:
        return self.numbers.pattern
