"""What Chinese, Japanese and Korean share: numbers by myriads, and their marks. `east_asian_rules` has shared rules.

Their letters touch numbers and Latin words, so patterns count only ASCII as letters and digits there, and name the
letters of these languages by `OWN`.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import ClassVar

from vozes.text.normalizing.common.electronic import say_address
from vozes.text.normalizing.language import Language, Unit
from vozes.text.normalizing.numbers import Number, NumberFormat
from vozes.text.normalizing.rules import EAST_ASIAN, spell

NUMBER = r"(?>\d{1,3}(?:,\d{3})++(?!\d)(?:\.\d++)?|\d++(?:\.\d++)?)"
DASHES = "-~～〜∼–—"
"""What stands between the ends of a range."""
DASH = f"[{DASHES}]"
OWN = f"[{EAST_ASIAN}]"
_BEFORE = 12
"""Characters that are looked at before a match."""


def ascii_pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.ASCII)


def text_before(match: re.Match[str], length: int = _BEFORE) -> str:
    """Returns what stands before a match, as much of it as is looked at."""
    return match.string[max(0, match.start() - length) : match.start()]


class EastAsian(Language):
    numbers = NumberFormat(decimal=".", spaced=False)
    has_spaces = False
    latin_beside_own = True
    date_order = "mdy"
    has_halves = True
    longest_number = 16
    loose_units = frozenset({"in", "pt"})
    versions_after: ClassVar[str]
    """A pattern of words that announce a version, not a date."""
    page: ClassVar[str]
    """What is said for `p. 3`, with a place for the number."""
    about_word: ClassVar[str] = ""
    """What is said for a tilde before a number alone."""
    over_word: ClassVar[str]
    """What stands between the two pressures of blood."""
    points: ClassVar[Mapping[str, str]]
    """What is said before degrees for N, S, E and W behind them."""
    arcs: ClassVar[tuple[str, str, str]]
    """The names of degrees, minutes and seconds of arc."""
    money_words: ClassVar[str]
    """A pattern of words for money, which are often written though the sign is there."""

    @cached_property
    def number_pattern(self) -> str:
        return NUMBER

    def parse(self, written: str) -> Number:
        whole, mark, fraction = written.replace(",", "").partition(".")
        return Number(whole, fraction, mark)

    def number_or_year(self, number: Number, written: str) -> str:
        return self.number(number)

    def said(self, written: str) -> str:
        """Returns a number as it is written, with its marks."""
        return self.number(self.parse(written))

    def single_letter(self, match: re.Match[str]) -> str | None:
        return spell(match[0]) if match[0].lower() in self.letters else None

    def address(self, written: str) -> str:
        return say_address(self, written)

    def version(self, written: str) -> str:
        """Returns a version with the word for a decimal mark between its numbers."""
        letter = f"{self.spelled(written[0])} " if written[0].isalpha() else ""
        return letter + f" {self.decimal_word} ".join(map(self.integer, written.lstrip("vV").split(".")))

    def joint(self, following: str) -> str:
        """Returns what is said for a sign between two amounts, the second of which is given."""
        return self.range_word

    def power(self, said: str) -> str:
        """Returns what is said for raised digits, whose number is given."""
        raise NotImplementedError


def myriads(number: int) -> list[tuple[int, int]]:
    """Returns the groups of four digits that are not 0, the largest first, each with the power of 10,000 before it."""
    groups = []
    power = 0
    while number:
        number, group = divmod(number, 10_000)
        if group:
            groups.append((power, group))
        power += 1
    return groups[::-1]


def units(table: str) -> dict[str, Unit]:
    """Returns units from lines of signs and a name, parted by a colon."""
    found: dict[str, Unit] = {}
    for row in table.split("\n"):
        signs, _, name = row.strip().partition(":")
        found |= {sign: Unit(name, name) for sign in signs.split()}
    return found
