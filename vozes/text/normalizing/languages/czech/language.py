"""Czech.

Norms: Internetová jazyková příručka of the Institute of the Czech Language for the declension of numbers, ordinals with
a full stop and how dates and times are written; ČSN 01 6910 for how they are typed.
"""

import re
from collections.abc import Sequence

from vozes.text.normalizing.language import Gender
from vozes.text.normalizing.languages import continental
from vozes.text.normalizing.languages.czech import dates, tables, words
from vozes.text.normalizing.languages.czech.nouns import adjective
from vozes.text.normalizing.languages.slavic import amounts
from vozes.text.normalizing.languages.slavic import words as slavic_words
from vozes.text.normalizing.languages.slavic.language import Said, before_list
from vozes.text.normalizing.languages.slavic.nouns import Case
from vozes.text.normalizing.languages.slavic.western import Forms, WesternSlavic
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import Rule, spell

_PARTS = {2: "polovin", 3: "třetin", 4: "čtvrtin", 9: "devítin", 100: "setin", 1000: "tisícin"}
_YEARS = range(1000, 2100)


class Czech(WesternSlavic):
    ordinals = {value: adjective(name) for value, name in tables.ORDINALS.items()}
    large_ordinals = ("tisící", "miliontý", "miliardtý", "biliontý")
    tag = "cs"
    minus, plus, percent, permille = "minus", "plus", "procento", "promile"
    decimal_word, point_word, comma_word = "celá", "tečka", "čárka"
    range_word, times_word, and_word, per_word = "až", "krát", "a", "na"
    digits = tables.DIGITS
    letters = tables.LETTERS
    months = tables.MONTHS
    month_abbreviations = tables.MONTH_ABBREVIATIONS
    symbols = tables.SYMBOLS
    operators = tables.OPERATORS
    hashtag_word = "hashtag"
    address_symbols = {"&": "ampersand"}
    abbreviations = tables.ABBREVIATIONS
    last_abbreviations = tables.LAST_ABBREVIATIONS
    spoken_acronyms = tables.SPOKEN_ACRONYMS
    spelled_acronyms = tables.SPELLED_ACRONYMS
    address_words = tables.ADDRESS_WORDS
    vowels = tables.VOWELS
    loose_units = tables.LOOSE_UNITS

    zero, ones, twos, words, large = tables.ZERO, tables.ONES, tables.TWOS, tables.WORDS, tables.LARGE
    governs = {word: case for case, words in tables.GOVERNS.items() for word in words.split()}
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
    has_pointed_ordinals = roman_point = True
    counting = "c"
    always = "dvacet čtyři sedm"
    ordinal_joint = "až"

    def kind(self, value: int) -> str:
        if value == 1:
            return "one"
        return "few" if 2 <= value <= 4 else "many"

    def cardinal(self, number: int, gender: Gender = "c") -> str:
        return super().cardinal(number, gender)

    def integer(self, digits: str, gender: Gender = "c") -> str:
        return super().integer(digits, gender)

    def unit(self, number: int, gender: Gender, case: Case, *, compound: bool) -> str:
        """Returns the last word of a number; behind others one and two are the same for every gender."""
        if number == 1 and compound:
            return "jedna"
        return super().unit(number, "c" if compound and number == 2 else gender, case, compound=compound)

    def number(self, number: Number, gender: Gender = "c") -> str:
        """Returns a number, its decimals as one number behind `celá`."""
        if number.is_whole:
            return self.integer(number.whole or "0", gender)
        whole = number.value if len(number.whole) <= self.longest_number else 0
        name = "celá" if whole < 2 else "celé" if whole < 5 else "celých"
        return f"{self.integer(number.whole or '0', 'f')} {name} {self.decimals(number.fraction)}"

    def declined(self, nominative: str) -> Forms:
        return adjective(nominative)

    def joined(self, number: int) -> str:
        """Returns a number as the first part of a word: `pěti`, `dvacetipěti`, `sto`."""
        if number in tables.PREFIXES:
            return tables.PREFIXES[number]
        if number < 100:
            return tables.PREFIXES[number // 10 * 10] + tables.PREFIXES[number % 10]
        if number < 600:
            return tables.PREFIXES[number // 100 * 100] + self.joined(number % 100)
        return self.cardinal(number, "cg").replace(" ", "")

    def fraction(self, numerator: int, denominator: int) -> str:
        stem = _PARTS.get(denominator) or self.joined(denominator).removesuffix("i") + "in"
        ending = {"one": "a", "few": "y", "many": ""}[self.kind(numerator)]
        return f"{self.cardinal(numerator, 'f')} {stem}{ending}"

    def mixed_fraction(self, whole: int, numerator: int, denominator: int) -> str:
        if (numerator, denominator) == (1, 2):
            return f"{self.cardinal(whole, 'f')} a půl"
        return f"{self.cardinal(whole, 'f')} a {self.fraction(numerator, denominator)}"

    def date(self, day: int | None, month: int, year: int | None, written_year: str = "") -> str:
        name = tables.MONTH_NAMES[month - 1] if day is None else tables.MONTHS[month - 1]
        parts = [] if day is None else [self.ordinal(day, "mg")]
        return " ".join([*parts, name, *([] if year is None else [self.year(year)])])

    def time(self, hour: int, minute: int | None, second: int | None, half: str = "", case: Case = "n") -> str:
        parts = [(hour, "h"), (minute, "min"), (second, "s")]
        return " ".join(
            self.amount(Number(str(value)), self.measures[sign], case)
            for value, sign in parts
            if value or sign == "h" or (second is not None and value is not None)
        )

    def span(self, first: Said, last: Said, case: Case, *, is_governed: bool, is_counted: bool = False) -> str:
        return f"{first(case)} až {last(case)}"

    def score(self, first: int, last: int, before: str) -> str:
        if re.search(r"(?:poměr|měřítk)\S* \S{0,12} ?$", before) or (first, last) in ((16, 9), (16, 10), (21, 9)):
            return f"{self.cardinal(first)} ku {self.cardinal(last, 'cd')}"
        return f"{self.cardinal(first)} {self.cardinal(last)}"

    def number_or_year(self, number: Number, written: str) -> str:
        return self.number(number)

    # Words around numbers.
    def agreement(self, text: str, start: int, end: int) -> Gender:
        """Returns the form of a number; years stay in the nominative."""
        written = text[start:end]
        is_year = len(written) == 4 and written.isdecimal() and int(written) in _YEARS
        words = self.words_after(text, end) if is_year else ()
        if is_year and (not words or words[0] in self.function_words):
            return self.counting
        return super().agreement(text, start, end)

    def case_of_ordinal(self, text: str, start: int) -> Case:
        """Returns the case of an ordinal; behind a part of a century it is the genitive."""
        start = before_list(text, start)
        return self.case_before(text, start, is_place=True) or (
            "g" if self.words_before(text, start)[1] in tables.PARTS else ""
        )

    def plural_of(self, gender: Gender) -> Gender:
        return "o" if gender == "n" else "p"

    def is_adjective(self, word: str) -> bool:
        return len(word) > 3 and word.endswith(
            ("ých", "ích", "ými", "ími", "ého", "ému", "é", "á", "ý", "ní", "cí", "ší")
        )

    def case_of_word(self, word: str) -> Case:
        if word in self.numbered_forms or word in self.genders:
            return self._case_of_known(word)
        if word.endswith(("ami", "emi", "ěmi", "ými", "ími", "tmi", "dmi")):
            return "i"
        if word.endswith(("ům", "ám")) and len(word) > 3:
            return "d"
        return (
            "l"
            if word.endswith(("ech", "ách", "cích", "zích", "ětích", "ách")) and word not in tables.NOT_LOCATIVE
            else ""
        )

    def _case_of_known(self, word: str) -> Case:
        cases = {form[1] for number, form in self.numbered_forms.get(word, ()) if number == "p"}
        return cases.pop() if len(cases) == 1 and not cases & set("nga") else ""

    def gender_of_words(self, words: Sequence[str], value: int, case: Case) -> Gender:
        if value not in (1, 2):
            return "m"
        noun = next((word for word in words if not self.is_adjective(word)), words[-1])
        if noun in self.genders:
            return self.genders[noun]
        return self._gender_of_one(words[0], noun, case) if value == 1 else self._gender_of_two(noun)

    def _gender_of_one(self, first: str, noun: str, case: Case) -> Gender:
        if noun[-1] == "u" and case in "na":
            return "fa"
        if first.endswith("ou"):
            return "fa" if case in "na" else "fi"
        if noun[-1] == "a":
            return "m" if noun in tables.MASCULINES or case == "g" else "f"
        if noun in tables.FEMININES or noun.endswith("ost") or (noun[-1] in "yěe" and case in "gdl"):
            return "f"
        if noun[-1] in "eě":
            return "f"
        return "n" if noun[-1] in "oí" or noun.endswith("um") else "m"

    def _gender_of_two(self, noun: str) -> Gender:
        if noun in tables.FEMININE_PLURALS or noun[-1] in "aí":
            return "f"
        if noun in tables.MASCULINE_PLURALS:
            return "m"
        return (
            "f"
            if noun.endswith(("ky", "iny", "ny", "ice", "ce", "ie", "osti", "ovny", "le"))
            and not noun.endswith(_MASCULINE_ENDS)
            else "m"
        )

    def guess_form(self, words: Sequence[str], case: Case) -> str:
        word = words[0]
        for endings, form in _ENDINGS:
            if word.endswith(endings):
                return form
        if word[-1] == "é":
            return "f" + case if case in ("g", "d", "l") else "n"
        if word[-1] == "a":
            return "mg" if case == "g" else "f"
        if word[-1] == "u":
            return ("f" if case == "a" else "m") + (case if case in ("g", "d", "a", "l") else "l")
        if word[-1] in "yěe":
            return "f" + (case if case in ("g", "d", "l") else "n") if case else "f"
        return {"o": "n"}.get(word[-1], "m")

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
            *slavic_words.powers(self, "na"),
            *dates.rules(self),
            *slavic_words.rules(self),
            *amounts.rules(self),
            *words.rules(self),
        )


_ENDINGS = (
    (("ého", "ího"), "mg"), (("ému", "ímu"), "md"), (("ém",), "ml"), (("ým", "ím", "em"), "mi"), (("ou",), "fi"),
    (("ých", "ích", "ech", "ách"), "pl"), (("á",), "f"), (("ů",), "pg"),
)  # fmt: skip
_MASCULINE_ENDS = ("ony", "oty", "áty", "enty", "íky", "áky", "kty", "isty", "ouky", "oky", "šky", "uty", "ety", "any")
