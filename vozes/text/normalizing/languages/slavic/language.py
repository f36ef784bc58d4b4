"""What Russian, Polish and Czech have in common: numbers that are declined, and nouns with several forms beside them.

The case of a number is told by the preposition before it and the ending of the noun behind it, its gender by the noun.
The languages give their words and endings; the rules that find numbers in a text stand in `slavic_amounts` and
`slavic_words`, and those for dates in a file of each language.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from typing import ClassVar, NamedTuple, TypeVar

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.language import Gender, Language
from vozes.text.normalizing.languages.slavic.nouns import CASES, Case, Noun, case_of, index
from vozes.text.normalizing.numbers import Number
from vozes.text.normalizing.rules import Rule, Start

Forms = Sequence[str]
"""The six cases of a word."""
Said = Callable[[Case], str]
"""What is said of a number in a case."""
_REACH = 40
_LONGEST_LIST = 4
_OPENING = '(«„"“'
_BLANKS = (" ", "\u00a0", "\n", "\t")
_AFTER = re.compile(
    r"[ \u00a0]+[«„\"“]?([^\W\d_]{1,30})(?![^\W\d_])"
    r"(?:[ \u00a0]+([^\W\d_]{1,30})(?![^\W\d_]))?(?:[ \u00a0]+([^\W\d_]{1,30})(?![^\W\d_]))?"
)
_LISTED = re.compile(r"(?<![\w.])\d{1,4}\.?(?:,| a| i| až| nebo| lub| oraz| albo| и| или)[ \u00a0]$")
_BETWEEN = re.compile(r"(?<![^\W\d_])(\w{2,8}) \S{1,12}(?: [^\W\d_]{1,12})? (?:и|a|i)\s$")


DIGITS = "0123456789"
DASHES = "-–—"
Speaker = TypeVar("Speaker", bound="Slavic")
Saying = tuple[TextClass, Start, re.Pattern[str], Callable[[Speaker, re.Match[str]], str | None], str, str]
"""A rule's class, starts, pattern, function of the language and a match, and the characters it may begin with and have
behind."""


def bound(language: Speaker, sayings: Iterable[Saying[Speaker]]) -> Iterator[Rule]:
    """Yields rules whose functions are asked with their language."""
    for kind, starts, pattern, say, first, behind in sayings:
        yield Rule(kind, starts, pattern, partial(say, language), first, behind)


def first_letters(words: Iterable[str]) -> str:
    """Returns the letters with which words begin, small and capital."""
    return "".join({form for word in words for form in (word[0].lower(), word[0].upper())})


class Money(NamedTuple):
    noun: Noun
    minor: Noun | None = None
    minor_digits: int = 2


@lru_cache(maxsize=4096)
def _last_words(before: str) -> tuple[str, str]:
    """Returns the last two words of a text that ends with white space; the last one may have a full stop."""
    before = before.lower()
    opened = before.rstrip(_OPENING) if before[-1:] in _OPENING else before
    if opened[-1:] not in _BLANKS or not opened:
        return "", ""
    words = [word.lstrip(_OPENING) for word in opened.split()[-2:]]
    if not words or not words[-1].removesuffix(".").isalpha():
        return "", ""
    return (words[0] if len(words) > 1 and words[0].isalpha() else ""), words[-1]


@lru_cache(maxsize=4096)
def _next_words(following: str) -> tuple[str, ...]:
    """Returns up to three words with which a text goes on, as far as only white space is between."""
    found = _AFTER.match(following)
    return tuple(word.lower() for word in found.groups() if word) if found else ()


def before_list(text: str, start: int) -> int:
    """Returns where a list of ordinals begins whose last one begins at a place."""
    for _ in range(_LONGEST_LIST):
        found = _LISTED.search(text, max(0, start - _REACH), start)
        if found is None:
            break
        start = found.start()
    return start


class Slavic(Language):
    # Numbers, all in the six cases.
    zero: ClassVar[Forms]
    ones: ClassVar[Mapping[str, Forms]]
    """One, by gender."""
    twos: ClassVar[Mapping[str, Forms]]
    words: ClassVar[Mapping[int, Forms]]
    """3 to 20, the tens and the hundreds."""
    large: ClassVar[Sequence[Noun]]
    """Thousand, million, and so on by thousands."""

    # What tells a case or gender.
    governs: ClassVar[Mapping[str, Case]]
    """Cases by prepositions and other words before a number."""
    adverbs: ClassVar[frozenset[str]]
    """Words that may stand between a preposition and its number: `примерно`."""
    labels: ClassVar[frozenset[str]]
    """Words behind which a number is a name and agrees with nothing: `номер`."""
    function_words: ClassVar[frozenset[str]]
    """Words behind a number that are not counted, though they end as nouns do."""
    genders: ClassVar[Mapping[str, str]]
    """Genders of words, as they stand behind a number, that their endings do not tell."""
    animates: ClassVar[frozenset[str]] = frozenset()
    """Accusatives of men and animals, which are their genitives."""
    places: ClassVar[Mapping[str, Case]]
    """Prepositions that want another case where a place is meant: `на улице`, `в трёх километрах`."""

    # Nouns.
    measures: ClassVar[Mapping[str, Noun]]
    """Units by their signs."""
    money_signs: ClassVar[Mapping[str, Money]]
    """Currencies by what is written for them."""
    scale_nouns: ClassVar[Mapping[str, Noun]]
    """Large numbers by their abbreviations."""
    numbered: ClassVar[Sequence[Noun]]
    """Nouns that ordinals stand before: `этаж`, `класс`, `век`."""
    strongly_numbered: ClassVar[frozenset[str]] = frozenset()
    """Those of them that are ordinal even behind a 1."""
    kings: ClassVar[Sequence[Noun]]
    """Names behind which Roman numerals are ordinals."""
    number_nouns: ClassVar[Mapping[str, Noun]]
    """Nouns by abbreviations that are such before a number: `стр.`."""
    name_nouns: ClassVar[Mapping[str, Noun]]
    """Nouns by abbreviations that are such before a capital: `ул.`."""

    # What amounts need.
    per_measure: ClassVar[Mapping[str, str]]
    """What is said for a slash and a unit behind a measure: `ч` -> `в час`."""
    per_money: ClassVar[Mapping[str, str]]
    scale_words: ClassVar[str]
    """A pattern of large numbers that are written out."""
    place_units: ClassVar[frozenset[str]] = frozenset()
    """Units of distance, before which a preposition tells a place."""
    times_case: ClassVar[Case] = "n"
    """The case of a number behind `times_word`."""
    has_pointed_ordinals: ClassVar[bool] = False
    """Whether a full stop behind digits makes them an ordinal."""
    counting: ClassVar[Gender] = "m"
    """The gender of a number that counts nothing."""
    always: ClassVar[str]
    """What is said for `24/7`."""
    ordinal_joint: ClassVar[str]
    """What stands between the ordinals of a range."""
    roman_point: ClassVar[bool] = False
    """Whether a full stop behind a Roman numeral makes it an ordinal."""
    dotted_words: ClassVar[Sequence[str]] = ()
    """Abbreviations that look like initials: `P.S.`"""
    letter_announcers: ClassVar[frozenset[str]]
    """Words before a letter that is no initial: `план Б.`"""

    # How numbers are put together.
    def cardinal(self, number: int, gender: Gender = "m") -> str:
        if number == 0:
            return self.zero[CASES.index(case_of(gender))]
        said: list[str] = []
        for power in range(len(self.large), -1, -1):
            group = number // 1000**power % 1000
            if not group:
                continue
            if power:
                said.append(self._thousands(group, power, case_of(gender), exact=not said and number == 1000**power))
            else:
                said.append(self.below_thousand(group, gender, follows=bool(said)))
        return " ".join(said)

    def _thousands(self, group: int, power: int, case: Case, *, exact: bool) -> str:
        noun = self.large[power - 1]
        name = self.noun_form(noun, group, case)
        if group == 1 and not self.says_one(power, case, exact=exact):
            return name
        return f"{self.below_thousand(group, noun.gender + case)} {name}"

    def says_one(self, power: int, case: Case, *, exact: bool) -> bool:
        """Returns whether `one` is said before a thousand to the power; `exact`: nothing follows it."""
        return False

    def below_thousand(self, number: int, gender: Gender, *, follows: bool = False) -> str:
        """Returns a number below a thousand; `follows`: it stands behind thousands."""
        case = case_of(gender)
        said = []
        if number >= 100:
            said.append(self.word(number // 100 * 100, gender, case))
            number %= 100
        if number > 20 and number % 10:
            said.append(self.word(number // 10 * 10, gender, case))
            number %= 10
        if number:
            said.append(self.unit(number, gender, case, compound=bool(said) or follows))
        return " ".join(said)

    def unit(self, number: int, gender: Gender, case: Case, *, compound: bool) -> str:
        """Returns the last word of a number; `compound`: others stand before it."""
        forms = self.ones if number == 1 else self.twos
        if number > 2:
            return self.word(number, gender, case)
        return forms.get(gender[:1], forms["m"])[CASES.index(case)]

    def word(self, number: int, gender: Gender, case: Case) -> str:
        return self.words[number][CASES.index(case)]

    # Nouns beside numbers.
    def kind(self, value: int) -> str:
        """Returns which form a noun has beside a number: `one`, `few` or `many`."""
        raise NotImplementedError

    def noun_form(self, noun: Noun, number: Number | int, case: Case = "n") -> str:
        if isinstance(number, Number):
            if not number.is_whole and number.fraction.strip("0"):
                return noun.one("g")
            number = number.value
        kind = self.kind(number)
        if kind == "one":
            return noun.one(case)
        if case in "na":
            return noun.few if kind == "few" else noun.many("g")
        return noun.many(case)

    def amount(self, number: Number, noun: Noun, case: Case = "n") -> str:
        return f"{self.number(number, noun.gender + case)} {self.noun_form(noun, number, case)}"

    def money_amount(self, number: Number, money: Money, case: Case = "n") -> str:
        """Returns an amount with its minor unit where there are as many decimals as that has, or fewer."""
        digits = money.minor_digits
        if not number.fraction.strip("0") or money.minor is None or len(number.fraction) > digits:
            whole = number if number.fraction.strip("0") else Number(number.whole)
            return self.amount(whole, money.noun, case)
        minor = self.amount(Number(str(int(number.fraction.ljust(digits, "0")))), money.minor, case)
        if not number.value:
            return minor
        return f"{self.amount(Number(number.whole), money.noun, case)} {minor}"

    def scaled_amount(self, number: Number, noun: Noun, case: Case = "n") -> str:
        """Returns a number with a large number's noun."""
        return self.amount(number, noun, case)

    def number_beside_letters(self, digits: str) -> str:
        is_year = len(digits) == 4 and digits[:2] in ("19", "20")
        return self.integer(digits) if is_year else super().number_beside_letters(digits)

    def span(self, first: Said, last: Said, case: Case, *, is_governed: bool, is_counted: bool = False) -> str:
        """Returns a range.

        `is_governed`: the words before it want the case, and may want no preposition; `is_counted`: the noun behind it
        has the form that the last number's nominative wants.
        """
        raise NotImplementedError

    def years(self, first: int, last: int) -> str:
        """Returns a range of years that nothing names."""
        return f"{self.year(first)} {self.ordinal_joint} {self.year(last)}"

    def score(self, first: int, last: int, before: str) -> str:
        """Returns a score or ratio, which the words before tell apart."""
        raise NotImplementedError

    # Cases and genders by the words around.
    def words_before(self, text: str, start: int) -> tuple[str, str]:
        """Returns the last two words before a place in small letters, without adverbs."""
        before, last = _last_words(text[max(0, start - _REACH) : start])
        return ("", before) if last in self.adverbs else (before, last)

    def words_after(self, text: str, end: int) -> tuple[str, ...]:
        """Returns up to three words behind a place in small letters, as far as only white space is between."""
        return _next_words(text[end : end + _REACH]) if text[end : end + 1] in _BLANKS else ()

    def case_before(self, text: str, start: int, *, is_place: bool = False) -> Case:
        """Returns the case that the words before a place want; empty where they tell none."""
        before, last = self.words_before(text, start)
        case = self.governs.get(f"{before} {last}", "")
        if is_place and not case and last in self.places:
            return self.places[last]
        case = case or self.governs.get(last, "")
        if not case and last in ("и", "a", "i"):
            between = _BETWEEN.search(text, max(0, start - _REACH), start)
            case = self.governs.get(between[1].lower(), "") if between and between[1].lower() in _MEANS_BETWEEN else ""
        return case

    def case_of_word(self, word: str) -> Case:
        """Returns the case that a plural noun's or adjective's ending shows; empty where it shows none."""
        raise NotImplementedError

    def is_adjective(self, word: str) -> bool:
        raise NotImplementedError

    def case_after(self, text: str, end: int) -> Case:
        for word in self.words_after(text, end):
            if word in self.function_words:
                return ""
            if case := self.case_of_word(word):
                return case
            if not self.is_adjective(word):
                return ""
        return ""

    def case_at(self, text: str, start: int, end: int) -> Case:
        return self.case_after(text, end) or self.case_before(text, start) or "n"

    def is_labelled(self, text: str, start: int) -> bool:
        """Returns whether a number is a name by the word before it."""
        if text[max(0, start - 2) : start].rstrip().endswith("№"):
            return True
        return self.words_before(text, start)[1].rstrip(".") in self.labels

    def agreement(self, text: str, start: int, end: int) -> Gender:
        if self.is_labelled(text, start):
            return self.counting
        case = self.case_at(text, start, end)
        words = self.words_after(text, end)
        if not words or words[0] in self.function_words:
            return self.counting + case
        value = int("".join(filter(str.isdecimal, text[max(start, end - 2) : end])) or 0)
        if words[0] in self.animates and case in "na" and self.kind(value) == "one":
            return "mg"
        gender = self.gender_of_words(words, value, case)
        return gender if len(gender) > 1 else gender + case

    def gender_of_words(self, words: Sequence[str], value: int, case: Case) -> Gender:
        """Returns the gender, perhaps with a case, of a number before words; its last two digits are given."""
        raise NotImplementedError

    @cached_property
    def numbered_forms(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        return index(self.numbered)

    @cached_property
    def counts(self) -> Mapping[str, str]:
        """The form that a noun has behind a number in words, by its last word."""
        found = {forms[0]: "many" for forms in self.words.values()} | {noun.one("n"): "many" for noun in self.large}
        few = [forms[0] for forms in (*self.twos.values(), self.words[3], self.words[4])]
        return found | {word.split()[-1]: "few" for word in few} | {forms[0]: "one" for forms in self.ones.values()}

    @cached_property
    def nouns_by_form(self) -> Mapping[str, Sequence[Noun]]:
        found: dict[str, list[Noun]] = {}
        for noun in self.numbered:
            for word in {word.lower() for word in (*noun.singular, *noun.plural)}:
                found.setdefault(word, []).append(noun)
        return found

    @cached_property
    def strong_forms(self) -> frozenset[str]:
        return frozenset(
            word.lower()
            for noun in self.numbered
            if noun.name in self.strongly_numbered
            for word in (*noun.singular, *noun.plural)
        )

    @cached_property
    def king_forms(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        return index(self.kings)

    def king_form(self, text: str, start: int, name: str) -> str:
        """Returns the form of an ordinal behind a king's name, which stands before `start`; empty where it is none."""
        forms = [form for number, form in self.king_forms.get(name, ()) if number == "s"]
        case = self.case_before(text, start - len(name) - 1)
        return next((form for form in forms if form[1] == case), forms[0] if forms else "")

    def case_of_ordinal(self, text: str, start: int) -> Case:
        """Returns the case that the words before an ordinal want, past other ordinals of a list."""
        return self.case_before(text, before_list(text, start), is_place=True)

    def ordinal_form(self, word: str, case: Case, *, each: bool = False) -> str:
        """Returns the form of an ordinal before a noun that is numbered; empty where it is none.

        `case`: that which a preposition wants, or empty. `p` stands for the plural's gender; `each`: the noun's plural
        counts several singular ordinals.
        """
        forms = self.numbered_forms.get(word, ())
        fitting = [form for form in forms if form[1][1] == case] or list(forms)
        if not fitting:
            return ""
        number, form = fitting[0]
        return form if number == "s" or each else self.plural_of(form[0]) + form[1]

    def plural_of(self, gender: Gender) -> Gender:
        """Returns what stands for the plural of a gender in the forms of ordinals."""
        return "p"

    def is_hour(self, value: int, word: str) -> bool:
        """Returns whether a word behind a number tells a part of the day, which the number is an hour of."""
        return False

    def guess_form(self, words: Sequence[str], case: Case) -> str:
        """Returns the form of an ordinal before words that no table has, by their endings."""
        return ""


_MEANS_BETWEEN = frozenset(("между", "między", "mezi"))
