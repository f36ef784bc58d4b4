"""Nouns and adjectives in all cases, as Russian, Polish and Czech want them beside numbers.

A form is a gender and a case in two letters: `fg` is the feminine genitive, and a gender alone is its nominative. It
knows no language: what a noun's forms are is told by the file of each one.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vozes.text.normalizing.common.abbreviations import ends_sentence

Case = str
"""`n`, `g`, `d`, `a`, `i` or `l`: nominative, genitive, dative, accusative, instrumental, locative."""
CASES = "ngdail"


class Noun(NamedTuple):
    gender: str
    """`m`, `f` or `n`; `v` in Polish for men."""
    singular: Sequence[str]
    """Its six cases in the order of `CASES`."""
    plural: Sequence[str]
    few: str
    """Its form after two, three and four in the nominative."""

    def one(self, case: Case) -> str:
        return self.singular[CASES.index(case)]

    def many(self, case: Case) -> str:
        return self.plural[CASES.index(case)]

    @property
    def name(self) -> str:
        return self.singular[0]


def phrase(words: Sequence[Noun], tail: str = "", few_of_adjective: Case = "n") -> Noun:
    """Returns a noun with adjectives, and with words behind it that stay as they are.

    `few_of_adjective`: the case of the adjectives' plural after two, three and four.
    """
    noun = next(word for word in words if word.gender)
    ends = [tail] if tail else []
    singular = [" ".join([word.singular[i] for word in words] + ends) for i in range(len(CASES))]
    plural = [" ".join([word.plural[i] for word in words] + ends) for i in range(len(CASES))]
    few = " ".join([word.few if word.gender else word.many(few_of_adjective) for word in words] + ends)
    return Noun(noun.gender, singular, plural, few)


def fixed(name: str, gender: str = "m") -> Noun:
    """Returns a noun that is the same in every case."""
    return Noun(gender, [name] * len(CASES), [name] * len(CASES), name)


def case_of(form: str) -> Case:
    return form[1:] or "n"


def index(nouns: Iterable[Noun]) -> dict[str, list[tuple[str, str]]]:
    """Returns what every form of the nouns is, in small letters: `s` or `p` for the number, then gender and case."""
    found: dict[str, list[tuple[str, str]]] = {}
    for noun in nouns:
        for number, words in (("s", noun.singular), ("p", noun.plural)):
            for case, word in zip(CASES, words, strict=True):
                found.setdefault(word.lower(), []).append((number, noun.gender + case))
    return found


_WORD_BEFORE = re.compile(r"[^\W\d_]{2,}(?![\w.])")
_ACRONYM_FOLLOWS = re.compile(r"[ \u00a0][A-ZА-ЯЁ]{2}")
_WINDOW = 60


def stop(match: re.Match[str]) -> str:
    """Returns a full stop where that of a unit or year ends a sentence too: before a capital, or at a text's end.

    What stands alone (`5 руб.`) is no sentence, and an acronym begins none (`5 долл. США`).
    """
    if not ends_sentence(match, certain=False) or _ACRONYM_FOLLOWS.match(match.string, match.end()):
        return ""
    alone = not match.string[match.end() :].strip() and not _WORD_BEFORE.search(
        match.string, max(0, match.start() - _WINDOW), match.start()
    )
    return "" if alone else "."
