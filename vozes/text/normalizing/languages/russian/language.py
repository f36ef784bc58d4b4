"""Russian.

Norms: Rosenthal's reference book for the declension of numbers; GOST R 7.0.97 for how dates, times and amounts are
typed. Letters with dots are written as such, since they are spoken. The tables and rules stand in the files beside
this one.
"""

import re
from collections.abc import Sequence

from vozes.text.normalizing.language import Gender
from vozes.text.normalizing.languages import continental
from vozes.text.normalizing.languages.russian import dates, tables, words
from vozes.text.normalizing.languages.russian.nouns import adjective
from vozes.text.normalizing.languages.slavic import amounts
from vozes.text.normalizing.languages.slavic import words as slavic_words
from vozes.text.normalizing.languages.slavic.language import Said, Slavic
from vozes.text.normalizing.languages.slavic.nouns import CASES, Case, Noun, case_of
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import Rule, spell

_PARTS = ("десятый", "сотый", "тысячный", "десятитысячный", "стотысячный", "миллионный")
"""The names of decimals by their number."""
_ORDINALS = {value: adjective(name) for value, name in tables.ORDINALS.items()}
_LARGE = ("тысячный", "миллионный", "миллиардный", "триллионный")
_RATIO_BEFORE = re.compile(r"(?:соотношени|пропорци|масштаб|отношени|коэффициент|шансы|раствор)\S* \S{0,12} ?$")
_NAMED_PARTS = {3: "трет", 4: "четверт"}
_LAST_HOUR_OF_DAY = 5
"""The last hour that is one of the afternoon: `5 дня`."""
_CONSONANTS = frozenset("бвгджзйклмнпрстфхцчшщь")
"""Ends of genitive plurals, before which two to four are genitives too."""
_SCREENS = ((16, 9), (16, 10), (21, 9))
_READABLE = re.compile(r"(?=[a-z]{3,30}$)(?=[a-z]*[aeiouy])(?!.*[bcdfghjklmnpqrstvwxz]{5})")
_FEWEST_LETTERS = 4


class Russian(Slavic):
    tag = "ru"
    minus, plus, percent, permille = "минус", "плюс", "процент", "промилле"
    decimal_word, point_word, comma_word = "запятая", "точка", "запятая"
    range_word, times_word, and_word, per_word = "до", "на", "и", "на"
    digits = tables.DIGITS
    letters = tables.LETTERS | tables.LATIN_LETTERS
    months = tables.MONTHS
    month_abbreviations = tables.MONTH_ABBREVIATIONS
    symbols = tables.SYMBOLS
    operators = tables.OPERATORS
    hashtag_word = "хештег"
    address_symbols = {"&": "амперсанд"}
    abbreviations = tables.ABBREVIATIONS
    last_abbreviations = tables.LAST_ABBREVIATIONS
    spoken_acronyms = tables.SPOKEN_ACRONYMS
    spelled_acronyms = tables.SPELLED_ACRONYMS
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
    times_case = "a"
    always = "двадцать четыре на семь"
    ordinal_joint = "–"

    def says_one(self, power: int, case: Case, *, exact: bool) -> bool:
        return power > 1 or (case in "na" and not exact)

    def kind(self, value: int) -> str:
        if value % 10 == 1 and value % 100 != 11:
            return "one"
        return "few" if 2 <= value % 10 <= 4 and not 12 <= value % 100 <= 14 else "many"

    def number(self, number: Number, gender: Gender = "m") -> str:
        """Returns a number, its decimals as a part with a name: `две целых пять десятых`."""
        if number.is_whole:
            return self.integer(number.whole or "0", gender)
        if len(number.fraction) > len(_PARTS) or len(number.whole) > self.longest_number:
            mark = self.point_word if number.mark == "." else self.comma_word
            return f"{self.integer(number.whole or '0')} {mark} {self.digits_in_turn(number.fraction)}"
        case = case_of(gender)
        top = int(number.fraction)
        whole = f"{self.cardinal(number.value, 'f' + case)} {self._part('целый', number.value, case)}"
        return f"{whole} {self.cardinal(top, 'f' + case)} {self._part(_PARTS[len(number.fraction) - 1], top, case)}"

    def _part(self, name: str, value: int, case: Case) -> str:
        """Returns the name of what is counted as a feminine adjective."""
        forms = adjective(name)
        if self.kind(value) == "one":
            return forms["f"][CASES.index(case)]
        return forms["p"][CASES.index("g" if case in "na" else case)]

    def ordinal(self, number: int, gender: Gender = "m") -> str:
        """Returns an ordinal in a form; only its last word is one."""
        place = CASES.index(case_of(gender))
        last = next((number % size for size in (10, 100, 1000) if number % size in _ORDINALS and number % size), 0)
        if 10 < number % 100 < 20:
            last = number % 100
        if last or not number:
            before = number - last
            return f"{self._before_ordinal(before)}{_ORDINALS[last][gender[0]][place]}"
        power = max(power for power in range(1, 5) if number % 1000**power == 0)
        group = number // 1000**power % 1000
        before = number - group * 1000**power
        name = (self.joined(group) if group > 1 else "") + _LARGE[power - 1]
        return f"{self._before_ordinal(before)}{adjective(name)[gender[0]][place]}"

    def _before_ordinal(self, number: int) -> str:
        """Returns the cardinal part of an ordinal; a thousand alone has no `одна` there."""
        if not number:
            return ""
        said = self.cardinal(number)
        return (said.removeprefix("одна ") if number < 2000 else said) + " "

    def joined(self, number: int) -> str:
        """Returns a number as the first part of a word: `двадцатипяти`, `сто`, `двух`."""
        if number in tables.PREFIXES:
            return tables.PREFIXES[number]
        if number < 1000:
            hundred, rest = number // 100 * 100, number % 100
            tens, unit = (rest // 10 * 10, rest % 10) if rest > 20 else (rest, 0)
            parts = [part for part in (hundred, tens, unit) if part]
            if len(parts) == 1:
                return self.cardinal(number, "mg").replace(" ", "")
            return "".join(tables.PREFIXES.get(part) or self.cardinal(part, "mg") for part in parts)
        if number % 1000 == 0 and number < 1_000_000:
            return ("" if number == 1000 else self.joined(number // 1000)) + "тысяче"
        return self.cardinal(number, "mg").replace(" ", "")

    def fraction(self, numerator: int, denominator: int) -> str:
        is_one = self.kind(numerator) == "one"
        if denominator in _NAMED_PARTS and self.kind(numerator) != "many":
            name = _NAMED_PARTS[denominator] + ("ь" if is_one else "и")
        else:
            name = self.ordinal(denominator, "f" if is_one else "pg")
        return f"{self.cardinal(numerator, 'f')} {name}"

    def mixed_fraction(self, whole: int, numerator: int, denominator: int) -> str:
        return f"{self.cardinal(whole, 'f')} {self._part('целый', whole, 'n')} {self.fraction(numerator, denominator)}"

    def year(self, year: int) -> str:
        return self.ordinal(year)

    def date(self, day: int | None, month: int, year: int | None, written_year: str = "") -> str:
        name = tables.MONTH_NAMES[month - 1] if day is None else tables.MONTHS[month - 1]
        parts = [] if day is None else [self.ordinal(day, "n")]
        return " ".join([*parts, name, *([] if year is None else [f"{self.ordinal(year, 'mg')} года"])])

    def time(self, hour: int, minute: int | None, second: int | None, half: str = "", case: Case = "n") -> str:
        parts = [(hour, "ч"), (minute, "мин"), (second, "с")]
        return " ".join(
            self.amount(Number(str(value)), self.measures[sign], case)
            for value, sign in parts
            if value or sign == "ч" or (second is not None and value is not None)
        )

    def span(self, first: Said, last: Said, case: Case, *, is_governed: bool, is_counted: bool = False) -> str:
        return f"{first(case)} – {last(case)}" if is_governed or is_counted else f"от {first('g')} до {last('g')}"

    def range(self, first: str, last: str) -> str:
        return f"{first} – {last}"

    def score(self, first: int, last: int, before: str) -> str:
        if _RATIO_BEFORE.search(before):
            return f"{self.cardinal(first)} к {self.cardinal(last, 'md')}"
        if (first, last) in _SCREENS:
            return f"{self.cardinal(first)} на {self.cardinal(last)}"
        return f"{self.cardinal(first)} {self.cardinal(last)}"

    def number_or_year(self, number: Number, written: str) -> str:
        return self.number(number)

    def telephone(self, written: str) -> str:
        """Returns a telephone number by its groups, each as a number."""
        return " ".join(self.group_of_digits(group) for group in re.findall(r"\d+", written))

    def group_of_digits(self, digits: str) -> str:
        rest = digits.lstrip("0")
        if len(digits) > 3:
            return self.digits_in_turn(digits)
        zeros = [self.digits[0]] * (len(digits) - len(rest))
        return " ".join([*zeros, *([self.cardinal(int(rest))] if rest else [])])

    def amount(self, number: Number, noun: Noun, case: Case = "n") -> str:
        """Returns an amount; one and a half has a word of its own."""
        if number.value == 1 and number.fraction == "5" and case in "na" and "градус" not in noun.name:
            return f"{'полторы' if noun.gender == 'f' else 'полтора'} {noun.one('g')}"
        return super().amount(number, noun, case)

    # Words around numbers.
    def is_hour(self, value: int, word: str) -> bool:
        return word == "дня" and value <= _LAST_HOUR_OF_DAY

    def agreement(self, text: str, start: int, end: int) -> Gender:
        words = self.words_after(text, end)
        if words and words[0] in tables.PARTS_OF_DAY and self.words_before(text, start)[1] in tables.BEFORE_HOURS:
            return "m" + (self.case_before(text, start) or "n")
        return super().agreement(text, start, end)

    def case_at(self, text: str, start: int, end: int) -> Case:
        """Returns the case of a number; behind `по` one alone is a dative."""
        case = super().case_at(text, start, end)
        is_one = text[max(start, end - 2) : end].endswith("1") and not text[:end].endswith("11")
        return "d" if is_one and case == "a" and self.words_before(text, start)[1] == "по" else case

    def is_adjective(self, word: str) -> bool:
        return len(word) > 3 and word.endswith(
            ("ых", "их", "ые", "ие", "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ую", "юю", "ого", "его", "ым", "им")
        )

    def case_of_word(self, word: str) -> Case:
        if word.endswith(("ами", "ями", "ыми", "ими", "ьми")):
            return "i"
        if word.endswith(("ам", "ям")) and word not in tables.NOT_DATIVE:
            return "d"
        return "l" if word.endswith(("ах", "ях")) and word not in tables.NOT_LOCATIVE else ""

    def gender_of_words(self, words: Sequence[str], value: int, case: Case) -> Gender:
        kind = self.kind(value)
        noun = next((word for word in words if not self.is_adjective(word)), words[-1])
        if kind == "few" and case == "n" and noun[-1] in _CONSONANTS:
            return "mg"
        if kind == "many" or (kind == "few" and value % 10 > 2):
            return "m"
        word = words[0]
        if kind == "one" and (form := self.ordinal_form(word, case)):
            return form if form[1] in (case, "g") or (case in "na" and form[1] in "ald") else form[0]
        if len(words) > 1 and self.is_adjective(word) and word not in self.genders:
            known = {"ая": "f", "яя": "f", "ую": "fa", "юю": "fa", "ое": "n", "ее": "n", "ый": "m", "ий": "m"}.get(
                word[-2:]
            )
            if kind == "one" and known:
                return known
            word = words[1]
        if word in self.genders:
            return "fa" if word.endswith("у") else self.genders[word]
        return _gender_of_one(word, case) if kind == "one" else _gender_of_two(word)

    # Letters.
    def spelled(self, text: str) -> str:
        """Returns the letters apart, Latin ones by name; a Latin word that is read as one stays whole."""
        small = text.lower()
        if small in tables.SPOKEN_LETTERS:
            return tables.SPOKEN_LETTERS[small]
        is_short = text.isupper() and len(text) <= _FEWEST_LETTERS
        if len(text) >= _FEWEST_LETTERS and text.isascii() and not is_short and _READABLE.match(small):
            return text
        if len(text) > 1 and text.istitle() and not text.isascii() and not set(small).isdisjoint(self.vowels):
            return text
        return " ".join(map(self._sign, filter(str.isalnum, text)))

    def _sign(self, sign: str) -> str:
        if sign.isdecimal():
            return self.digits[int(sign)]
        return tables.LATIN_LETTERS.get(sign.lower()) or spell(sign) or sign

    def single_letter(self, match: re.Match[str]) -> str | None:
        letter, text = match[0].lower(), match.string
        if match[0] in self.symbols:
            return self.symbols[match[0]]
        announced = self.words_before(text, match.start())[1] in self.letter_announcers
        if letter in tables.WORD_LETTERS and not announced:
            return None
        return self.spelled(match[0]) if letter in self.letters else None

    def own_rules(self) -> Sequence[Rule]:
        return (
            *continental.documents(self),
            continental.codes(self, tables.CODE_WORDS),
            *words.first_rules(self),
            *slavic_words.powers(self, "в степени"),
            *dates.rules(self),
            *slavic_words.rules(self),
            *amounts.rules(self),
            *words.rules(self),
        )


def _gender_of_one(word: str, case: Case) -> Gender:
    """Returns the gender of a noun in the singular by its ending."""
    last = word[-1]
    if last == "е" and case == "a":
        return "fl" if word in tables.FEMININE_LOCATIVES else "ml"
    if last == "ь":
        is_feminine = word in tables.FEMININES or word.endswith(("ость", "есть", "знь"))
        return "f" if is_feminine else "m"
    if last in "уюы" or (last == "и" and case != "n"):
        if case == "d" and last in "ую":
            return "m"
        return "fa" if last in "ую" and case in "na" else "f"
    if last in "ая":
        return "m" if case == "g" else "f"
    if last in "оеё":
        return "f" if case in "ld" else "n"
    if word.endswith(("ой", "ей")) and case != "n":
        return "f"
    return "m"


def _gender_of_two(word: str) -> Gender:
    return "f" if word[-1] in "ыи" else "m"
