"""Documents, Roman numerals, powers and single letters of Spanish, French and Italian."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.abbreviations import ends_sentence
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.languages.romance.context import BLANK, PLAIN_DIGITS, numeral_value, word_before
from vozes.text.normalizing.rules import NOT_AFTER_WORD, NOT_BEFORE_WORD, RAISED, Rule, Start, any_of, spell

_CARD = re.compile(r"(?<![\w.,-])\d{4}(?P<blank>[ -])\d{4}(?P=blank)\d{4}(?P=blank)\d{4}(?![\w-]|[.,]\d)")
_ACCOUNT = re.compile(
    rf"{NOT_AFTER_WORD}[A-Z]{{2}}\d{{2}}(?: ?[\dA-Z]{{4}}){{3,7}}(?: ?[\dA-Z]{{1,3}})?{NOT_BEFORE_WORD}"
)
_LAW = re.compile(r"(?<![\w./,-])(?P<number>\d{1,5})/(?P<year>\d{2,4})(?![\w/]|[.,]\d)")
_REFERENCE = re.compile(r"(?<![\w./,-])(?P<first>\d{1,9})/(?P<last>0\d{2,9})(?![\w/]|[.,]\d)")
_MONTHS = 12
_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)+)\.?[ \u00a0]$")
_DOTTED_WORDS = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")
_LONGEST_WORDS = 32
_DOCUMENT = re.compile(r"(?<![\w.,-])\d(?:[ .\-/]?\d){3,24}(?![\w/]|[.,]\d)")
_LABELLED = re.compile(rf"(?<![\w.,])(?P<number>\d{{1,4}})(?P<letter>[A-Z]){NOT_BEFORE_WORD}")
_NUMBER_SIGN = re.compile(
    rf"(?:n\.{BLANK}?[º°o]\.?|[nN]\.?[º°]\.?|N\.[ºo]\.?|№|#){BLANK}?"
    rf"(?=\d|[IVXLC]{{1,7}}{NOT_BEFORE_WORD}|d(?:e|i)?[ '’])|[nN][º°]{BLANK}(?=[^\W\d_]{{2}})"
)
_SHARP = re.compile(rf"{NOT_AFTER_WORD}[CF]#(?!\w)")
_NUMERALS = re.compile(
    rf"{NOT_AFTER_WORD}(?P<first>[IVXLC]{{1,9}})(?P<joint>[ \u00a0](?:y|e|et|a|al|au|o|ou)[ \u00a0]|[-–])"
    rf"(?P<last>[IVXLC]{{1,9}}){NOT_BEFORE_WORD}"
)
_BEFORE_ERA = re.compile(rf"{NOT_AFTER_WORD}[IVX]{{1,5}}(?=[ \u00a0][ad]\. ?C\.)")
_CENTURY = re.compile(rf"{NOT_AFTER_WORD}s(?P<many>s?)\.{BLANK}?(?=[IVX]{{1,6}}{NOT_BEFORE_WORD})")
_ABOUT = re.compile(r"~(?=[ \u00a0]?[\d€$£])")
_TIMES = re.compile(r"\d ?(?:[kcm]?m|mt)? ?[xX] ?\d")
_POWER = re.compile(
    rf"(?P<base>[^\W\d_ⁿ{RAISED}]{{0,40}}+|\d{{1,15}}+)(?P<power>[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ]{{1,9}}){NOT_BEFORE_WORD}"
)
_CARET = re.compile(r"(?<=[\w)])\^(?=[\w(-])")
_QUOTIENT = re.compile(r"(?<![\w.,/])(?P<top>\d{1,9})(?:/| ?: )(?P<bottom>\d{1,9})(?= ?=)")
_SMALL_ROMANS = "IVX"
"""Numerals of these letters are numbers after any name; those of others are more often acronyms."""


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in ("19", "20")


class RomanceLetters(Language):
    phrases: ClassVar[Mapping[str, str]] = {}
    """Abbreviations of several words, which begin like others and are tried before them: `av. J.-C.`"""
    labels: ClassVar[frozenset[str]] = frozenset()
    """Words after which a letter or a number is a name: `plan` B, `página` 1."""
    law_words: ClassVar[frozenset[str]] = frozenset()
    """What is numbered within a year: `ley` 39/2015."""
    law_joint: ClassVar[str] = ""
    """What is said for the slash between the number of a law and its year."""
    document_words: ClassVar[frozenset[str]] = frozenset()
    """Words, in small letters, after which digits are read one by one: `dni`."""
    number_words: ClassVar[frozenset[str]] = frozenset()
    """Words that may stand between those and the digits: `número`."""
    number_word: ClassVar[str]
    """What is said for a number sign before a number: `número`."""
    about_word: ClassVar[str]
    """What is said for `~` before a number: `aproximadamente`."""
    century_word: ClassVar[str]
    squared: ClassVar[str]
    cubed: ClassVar[str]
    power_word: ClassVar[str]
    """What is said between a number and its power."""
    greek: ClassVar[Sequence[str]] = ()
    """The names of the Greek letters."""
    roman_ordinal_names: ClassVar[frozenset[str]] = frozenset()
    """Names of rulers in small letters, which roman numerals follow as ordinals."""

    def _phrase_rules(self) -> Iterator[Rule]:
        if self.phrases:
            said = {written.lower(): spoken for written, spoken in self.phrases.items()}
            pattern = re.compile(rf"{NOT_AFTER_WORD}(?i:{any_of(said)})(?:(?<=\.)|{NOT_BEFORE_WORD})")
            yield Rule(
                TextClass.ABBREVIATION,
                Start.ANY_WORD,
                pattern,
                lambda match: said[match[0].lower()] + "." * ends_sentence(match, certain=True),
                "".join({form for key in said for form in (key[0], key[0].upper())}),
            )

    def _document_rules(self) -> Iterator[Rule]:
        digits = "0123456789"
        yield Rule(TextClass.DOCUMENT, Start.ANY_NUMBER, _CARD, self._card, behind=f"{digits}-")
        yield Rule(TextClass.DOCUMENT, Start.LETTER, _ACCOUNT, lambda match: self.spelled(match[0]), behind=digits)
        yield Rule(TextClass.DOCUMENT, Start.DIGIT, _LAW, self._law, behind="/")
        yield Rule(TextClass.DOCUMENT, Start.DIGIT, _REFERENCE, self._reference, behind="/")
        yield Rule(TextClass.DOCUMENT, Start.ANY_NUMBER, _DOCUMENT, self._document)

    def _letter_rules(self) -> Iterator[Rule]:
        starts = Start.ANY_WORD | Start.SIGN
        yield Rule(TextClass.ABBREVIATION, starts, _NUMBER_SIGN, lambda _: self.number_word, "nN№#")
        yield Rule(TextClass.ABBREVIATION, Start.LETTER, _SHARP, lambda match: f"{spell(match[0][0])} sharp", "CF", "#")
        yield Rule(TextClass.ROMAN, Start.LETTER, _NUMERALS, self._numerals, "IVXLC")
        yield Rule(TextClass.ROMAN, Start.LETTER, _BEFORE_ERA, self._before_era, "IVX", "ad")
        yield Rule(TextClass.ABBREVIATION, Start.LETTER, _CENTURY, self._century_sign, "s", ".")
        yield Rule(TextClass.SYMBOL, Start.SIGN, _ABOUT, lambda _: self.about_word, "~")
        capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        yield Rule(TextClass.ALPHANUMERIC, Start.DIGIT, _LABELLED, self._labelled, behind=capitals)
        raised = "⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ"
        yield Rule(TextClass.FORMULA, Start.ANY_WORD | Start.ANY_NUMBER, _POWER, self._power, behind=raised)
        yield Rule(TextClass.FORMULA, Start.ANY_WORD, _POWER, self._power, raised)
        yield Rule(TextClass.FORMULA, Start.ANY_NUMBER, _QUOTIENT, self._quotient, behind="/:")
        yield Rule(TextClass.FORMULA, Start.SIGN, _CARET, lambda _: self.power_word, "^")

    def _law(self, match: re.Match[str]) -> str | None:
        """Returns the number of a law and its year, or a year and a number, where a word or the year shows them."""
        number, year = match["number"], match["year"]
        dotted = _WORD_BEFORE.search(match.string[max(0, match.start() - _LONGEST_WORDS) : match.start()])
        before = dotted[1].lower() if dotted else word_before(match.string, match.start())
        if before not in self.law_words:
            if int(number) <= _MONTHS or _is_year(number) or not _is_year(year):
                return None
        elif _is_year(number) and not _is_year(year):
            return f"{self.year(int(number))} {self.symbols['/']} {self.integer(year)}"
        return f"{self.integer(number)} {self.law_joint} {self.year(int(year))}"

    def _reference(self, match: re.Match[str]) -> str:
        return f"{self.integer(match['first'])} {self.symbols['/']} {self.integer(match['last'])}"

    def _card(self, match: re.Match[str]) -> str:
        return self.digits_in_turn(re.sub(r"\D", "", match[0]))

    def _document(self, match: re.Match[str]) -> str | None:
        """Returns digits one by one after a word that announces a number of a document or telephone."""
        before = match.string[max(0, match.start() - _LONGEST_WORDS) : match.start()].lower()
        words = _DOTTED_WORDS.findall(before)
        if words and words[-1] in self.number_words:
            del words[-1]
        return self.telephone(match[0]) if words and words[-1] in self.document_words else None

    def _labelled(self, match: re.Match[str]) -> str | None:
        """Returns a number with a letter that is no unit: `puerta 12A`."""
        if word_before(match.string, match.start()) not in self.labels:
            return None
        return f"{self.integer(match['number'])} {spell(match['letter'])}"

    def _power(self, match: re.Match[str]) -> str:
        base, power = match["base"], match["power"].translate(PLAIN_DIGITS)
        if match[0] in self.units:
            return self.units[match[0]].many
        if base.isdecimal():
            return f"{self.integer(base)} {self.power(power)}"
        if len(base) in (2, 3) and set(base.lower()).isdisjoint(self.vowels):
            return f"{spell(base)} {self.power(power)}"
        if len(base) > 1:
            return f"{base} {spell('n') if power == 'ⁿ' else self.digits_in_turn(power)}"
        if base:
            return f"{spell(base)} {self.power(power)}"
        return " " * (match.string[match.start() - 1 : match.start()] in (")", "]")) + self.power(power)

    def power(self, power: str) -> str:
        if power in ("2", "3"):
            return self.squared if power == "2" else self.cubed
        return f"{self.power_word} {self.integer(power) if power.isdecimal() else spell('n')}"

    def _quotient(self, match: re.Match[str]) -> str:
        return f"{self.integer(match['top'])} {self.operators['/']} {self.integer(match['bottom'])}"

    def single_letter(self, match: re.Match[str]) -> str | None:
        """Returns Greek letters by name, and others as letters: vowels only after a word that names by letters."""
        letter = match[0].lower()
        place = "αβγδεζηθικλμνξοπρστυφχψω".find(letter)
        if place >= 0 and self.greek:
            return self.greek[place]
        if letter == "x" and _TIMES.search(match.string[max(0, match.start() - 5) : match.end() + 2]):
            return self.operators["×"]
        if match[0].isupper() and word_before(match.string, match.start()) in self.labels:
            return spell(match[0])
        return super().single_letter(match)

    def is_number(self, numeral: str) -> bool:
        """Returns whether a Roman numeral may be a number: one letter that stands for 50 or more is none."""
        return len(numeral) > 1 or numeral in _SMALL_ROMANS

    def roman(self, value: int, numeral: str, before: str, after: str) -> str | None:
        """Returns numerals of rulers as ordinals, by the tables, and after any name those that look like no acronym."""
        if not self.is_number(numeral):
            return None
        if before in ("s", "ss"):
            before = self.century_word
        if before.lower() in self.roman_ordinal_names:
            return self.of_ruler(value, before.lower())
        said = super().roman(value, numeral, before, after)
        if said is not None:
            return said
        named = before[:1].isupper() and before[1:].islower() and len(before) > 2
        return self.cardinal(value) if named and len(numeral) > 1 and not numeral.strip(_SMALL_ROMANS) else None

    def of_ruler(self, value: int, name: str) -> str:
        """Returns what is said behind a ruler's name."""
        return self.ordinal(value) if value <= self.last_roman_ordinal else self.cardinal(value)

    def _numerals(self, match: re.Match[str]) -> str | None:
        """Returns two numerals that share the word before them: `siglos XV y XVI`."""
        before = word_before(match.string, match.start())
        said = []
        for numeral in (match["first"], match["last"]):
            value = numeral_value(numeral)
            said.append(self.roman(value, numeral, before, "") if value else None)
        if said[0] is None or said[1] is None:
            return None
        return self.range(said[0], said[1]) if match["joint"] in "-–" else f"{said[0]}{match['joint']}{said[1]}"

    def _before_era(self, match: re.Match[str]) -> str | None:
        value = numeral_value(match[0])
        return self.roman(value, match[0], self.century_word, "") if value else None

    def _century_sign(self, match: re.Match[str]) -> str:
        return self.century_word + match["many"]
