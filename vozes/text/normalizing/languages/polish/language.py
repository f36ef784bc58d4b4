"""Polish.

Norms: Wielki słownik ortograficzny PWN for the declension of numbers and how dates and times are written. Before men
and in compounds numbers are as in careful speech. The tables and rules stand in the files beside this one.
"""

import re
from collections.abc import Sequence

from vozes.text.normalizing.language import Gender
from vozes.text.normalizing.languages import continental
from vozes.text.normalizing.languages.polish import dates, tables, words
from vozes.text.normalizing.languages.polish.nouns import adjective
from vozes.text.normalizing.languages.slavic import amounts
from vozes.text.normalizing.languages.slavic import words as slavic_words
from vozes.text.normalizing.languages.slavic.language import Said
from vozes.text.normalizing.languages.slavic.nouns import Case, Noun
from vozes.text.normalizing.languages.slavic.western import Forms, WesternSlavic
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import Rule, spell

_FEMININE_ENDS = (
    "by", "ki", "gi", "wy", "ice", "cje", "sje", "zje", "ie", "le", "ści", "ci", "si", "ny", "rzy", "sze", "nie",
)  # fmt: skip
_MASCULINE_ENDS = ("ony", "eny", "iki", "yki", "aki", "oki", "unki", "ynki", "ele", "aje", "oje", "uje", "any")


class Polish(WesternSlavic):
    ordinals = {value: adjective(name) for value, name in tables.ORDINALS.items()}
    large_ordinals = ("tysięczny", "milionowy", "miliardowy", "bilionowy")
    tag = "pl"
    minus, plus, percent, permille = "minus", "plus", "procent", "promil"
    decimal_word, point_word, comma_word = "przecinek", "kropka", "przecinek"
    range_word, times_word, and_word, per_word = "do", "na", "i", "na"
    digits = tables.DIGITS
    letters = tables.LETTERS
    months = tables.MONTHS
    month_abbreviations = tables.MONTH_ABBREVIATIONS
    symbols = tables.SYMBOLS
    operators = tables.OPERATORS
    hashtag_word = "hasztag"
    address_symbols = {"&": "ampersand"}
    abbreviations = tables.ABBREVIATIONS
    last_abbreviations = tables.LAST_ABBREVIATIONS
    spoken_acronyms = tables.SPOKEN_ACRONYMS
    spelled_acronyms = tables.SPELLED_ACRONYMS
    address_words = tables.ADDRESS_WORDS
    vowels = tables.VOWELS
    most_consonants = 5
    loose_units = tables.LOOSE_UNITS

    zero, ones, twos, words, large = tables.ZERO, tables.ONES, tables.TWOS, tables.WORDS, tables.LARGE
    governs = {word: case for case, words in tables.GOVERNS.items() for word in words.split()} | {"zgodnie z": "i"}
    adverbs = tables.ADVERBS
    places = tables.PLACES
    labels = tables.LABELS
    function_words = tables.FUNCTION_WORDS
    genders = tables.GENDERS
    animates = tables.ANIMATES
    measures, money_signs, scale_nouns = tables.MEASURES, tables.MONEY, tables.SCALES
    scale_words = tables.SCALE_WORDS
    per_measure, per_money = tables.PER_MEASURE, tables.PER_MONEY
    place_units = tables.PLACE_UNITS
    numbered, strongly_numbered, kings = tables.NUMBERED, tables.STRONGLY_NUMBERED, tables.KINGS
    number_nouns, name_nouns = tables.NUMBER_NOUNS, tables.NAME_NOUNS
    letter_announcers = tables.LETTER_ANNOUNCERS
    dotted_words = ("P.S.", "P. S.")
    times_case = "a"
    has_pointed_ordinals = True
    always = "dwadzieścia cztery na siedem"
    ordinal_joint = "–"

    def kind(self, value: int) -> str:
        if value == 1:
            return "one"
        return "few" if 2 <= value % 10 <= 4 and not 12 <= value % 100 <= 14 else "many"

    def unit(self, number: int, gender: Gender, case: Case, *, compound: bool) -> str:
        if number == 1 and compound:
            return "jeden"
        if gender[0] == "v" and number > 1:
            case = "g" if case in "na" else case
        return super().unit(number, gender, case, compound=compound)

    def word(self, number: int, gender: Gender, case: Case) -> str:
        """Returns a word of a number; before men the nominative is the genitive."""
        return super().word(number, gender, "g" if gender[0] == "v" and case in "na" else case)

    def scaled_amount(self, number: Number, noun: Noun, case: Case = "n") -> str:
        if number.is_one and number.is_whole and noun is tables.LARGE[0]:
            return noun.one(case)
        return self.amount(number, noun, case)

    def amount(self, number: Number, noun: Noun, case: Case = "n") -> str:
        """Returns an amount; one and a half has a word of its own."""
        if number.value == 1 and number.fraction == "5" and case in "na":
            return f"{'półtorej' if noun.gender == 'f' else 'półtora'} {noun.one('g')}"
        return super().amount(number, noun, case)

    def number(self, number: Number, gender: Gender = "m") -> str:
        if number.is_whole:
            return self.integer(number.whole or "0", gender)
        mark = self.point_word if number.mark == "." else self.decimal_word
        return f"{self.integer(number.whole or '0')} {mark} {self.decimals(number.fraction)}"

    def declined(self, nominative: str) -> Forms:
        return adjective(nominative)

    def guess_form(self, words: Sequence[str], case: Case) -> str:
        word = words[0]
        if word[-1] in "ęą":
            return "fa" if word[-1] == "ę" else "fi"
        if word[-1] == "a":
            return "mg" if case == "g" else "f"
        if word[-1] in "yi":
            return "fg" if case in ("g", "l") else "m"
        if word.endswith(("em", "ym", "im")):
            return "mi"
        if word[-1] == "u":
            return "m" + (case if case in ("g", "l") else "l")
        if word[-1] in "oe":
            return "ml" if case == "l" and word[-1] == "e" else "n"
        return "m"

    def joined(self, number: int) -> str:
        """Returns a number as the first part of a word: `pięcio`, `dwudziestopięcio`, `stu`."""
        if number in tables.PREFIXES:
            return tables.PREFIXES[number]
        if number < 100:
            return tables.PREFIXES[number // 10 * 10] + tables.PREFIXES[number % 10]
        if number < 500:
            return tables.PREFIXES[number // 100 * 100] + self.joined(number % 100)
        return self.cardinal(number).replace(" ", "")

    def fraction(self, numerator: int, denominator: int) -> str:
        kind = self.kind(numerator)
        form = {"one": "f", "few": "pn", "many": "pg"}[kind]
        return f"{self.cardinal(numerator, 'f')} {self.ordinal(denominator, form)}"

    def mixed_fraction(self, whole: int, numerator: int, denominator: int) -> str:
        return f"{self.cardinal(whole)} i {self.fraction(numerator, denominator)}"

    def year(self, year: int) -> str:
        return self.cardinal(year)

    def date(self, day: int | None, month: int, year: int | None, written_year: str = "") -> str:
        name = tables.MONTH_NAMES[month - 1] if day is None else tables.MONTHS[month - 1]
        parts = [] if day is None else [self.ordinal(day, "mg")]
        return " ".join([*parts, name, *([] if year is None else [f"{self.ordinal(year, 'mg')} roku"])])

    def time(self, hour: int, minute: int | None, second: int | None, half: str = "", case: Case = "n") -> str:
        """Returns the hour as an ordinal, then the minutes: `czternasta trzydzieści`."""
        said = [self.ordinal(hour, "f" + case)]
        if minute or second is not None:
            said.append(self.group_of_digits(f"{minute or 0:02}") if minute or second is None else self.digits[0])
        if second is not None:
            said = [*said, "i", self.amount(Number(str(second)), self.measures["s"])]
        return " ".join(said)

    def group_of_digits(self, digits: str) -> str:
        rest = digits.lstrip("0")
        zeros = [self.digits[0]] * (len(digits) - len(rest))
        return " ".join([*zeros, *([self.cardinal(int(rest))] if rest else [])])

    def span(self, first: Said, last: Said, case: Case, *, is_governed: bool, is_counted: bool = False) -> str:
        return f"{first(case)} – {last(case)}" if is_counted else f"{first(case)} do {last('g')}"

    def score(self, first: int, last: int, before: str) -> str:
        if (first, last) in ((16, 9), (16, 10), (21, 9)):
            return f"{self.cardinal(first)} na {self.cardinal(last)}"
        return f"{self.cardinal(first)} do {self.cardinal(last, 'mg')}"

    def number_or_year(self, number: Number, written: str) -> str:
        return self.number(number)

    # Words around numbers.
    def is_adjective(self, word: str) -> bool:
        return len(word) > 3 and word.endswith(
            ("ych", "ich", "ymi", "imi", "ego", "ej", "we", "ne", "kie", "gie", "łe", "te", "sze")
        )

    def case_of_word(self, word: str) -> Case:
        if word.endswith(("ami", "ymi", "imi", "źmi", "ćmi", "dźmi", "śćmi")):
            return "i"
        if word.endswith("om") and word not in tables.NOT_DATIVE:
            return "d"
        return "l" if word.endswith("ach") and word not in tables.NOT_LOCATIVE else ""

    def gender_of_words(self, words: Sequence[str], value: int, case: Case) -> Gender:
        noun = next((word for word in words if word in tables.MEN or not self.is_adjective(word)), words[-1])
        if value == 1:
            return self._gender_of_one(words[0], noun, case)
        if noun in tables.MEN or (self.kind(value) == "few" and noun.endswith("ów") and case in "na"):
            return "v"
        if value % 10 != 2 or value == 12:
            return "m"
        return self._gender_of_two(noun)

    def _gender_of_one(self, first: str, noun: str, case: Case) -> Gender:
        if first.endswith("ą") or (noun.endswith(("ę", "ą")) and noun not in self.genders):
            return "fa" if case in "na" else "f"
        if noun in self.genders:
            return self.genders[noun]
        if noun.endswith("a"):
            return "m" if noun in tables.MASCULINES or case == "g" else "f"
        if noun in tables.FEMININES or noun.endswith("ość"):
            return "f"
        if noun[-1] in "yi" and case == "g":
            return "f"
        return "n" if noun[-1] in "oeę" or noun.endswith("um") else "m"

    def _gender_of_two(self, noun: str) -> Gender:
        if noun in self.genders:
            return self.genders[noun]
        if noun in tables.FEMININE_PLURALS:
            return "f"
        if noun in tables.MASCULINE_PLURALS or noun.endswith(_MASCULINE_ENDS):
            return "m"
        return "f" if noun.endswith(_FEMININE_ENDS) else "m"

    def single_letter(self, match: re.Match[str]) -> str | None:
        if match[0] in self.symbols:
            return self.symbols[match[0]]
        announced = self.words_before(match.string, match.start())[1].rstrip(".") in self.letter_announcers
        if match[0].lower() in tables.WORD_LETTERS and not announced:
            return None
        return spell(match[0]) if match[0].lower() in self.letters else None

    def own_rules(self) -> Sequence[Rule]:
        return (
            *continental.documents(self),
            continental.codes(self, tables.CODE_WORDS),
            continental.seasons(self),
            *words.first_rules(self),
            *slavic_words.powers(self, "do potęgi"),
            *dates.rules(self),
            *slavic_words.rules(self),
            *amounts.rules(self),
            *words.rules(self),
        )
