"""What Polish and Czech share beyond `language`: decimals as one number, and ordinals of which only the end is one."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from vozes.text.normalizing.language import Gender
from vozes.text.normalizing.languages.slavic.language import Slavic
from vozes.text.normalizing.languages.slavic.nouns import CASES, case_of

_LONGEST_DECIMALS = 3
"""Decimals that are read as one number."""

Forms = Mapping[str, Sequence[str]]
"""The six cases of an adjective by gender."""


class WesternSlavic(Slavic):
    ordinals: ClassVar[Mapping[int, Forms]]
    """The ordinals from 0 to 20, of tens and of hundreds."""
    large_ordinals: ClassVar[Sequence[str]]
    """Those of a thousand and its powers."""

    def declined(self, nominative: str) -> Forms:
        """Returns the forms of an adjective."""
        raise NotImplementedError

    def joined(self, number: int) -> str:
        """Returns a number as it stands before an adjective, in one word with it."""
        raise NotImplementedError

    def decimals(self, fraction: str) -> str:
        """Returns decimals as one number, behind its zeros; many of them digit by digit."""
        rest = fraction.lstrip("0")
        if len(fraction) > _LONGEST_DECIMALS or not rest:
            return self.digits_in_turn(fraction)
        return " ".join([self.digits[0]] * (len(fraction) - len(rest)) + [self.cardinal(int(rest))])

    def ordinal(self, number: int, gender: Gender = "m") -> str:
        """Returns an ordinal in a form; its tens and units are ordinals, what is before them a cardinal."""
        gender, place = gender[0], CASES.index(case_of(gender))
        rest = number % 100
        if rest or not number:
            values = [rest] if rest in self.ordinals else [rest // 10 * 10, rest % 10]
            said = " ".join(self.ordinals[value][gender][place] for value in values)
            return f"{self.cardinal(number - rest)} {said}" if number > rest else said
        if number % 1000:
            hundred = number % 1000
            said = self.ordinals[hundred][gender][place]
            return f"{self.cardinal(number - hundred)} {said}" if number > hundred else said
        power = max(power for power in range(1, 5) if number % 1000**power == 0)
        group = number // 1000**power % 1000
        before = number - group * 1000**power
        name = (self.joined(group) if group > 1 else "") + self.large_ordinals[power - 1]
        said = self.declined(name)[gender][place]
        return f"{self.cardinal(before)} {said}" if before else said
