"""Numbers as they are written: which characters a language puts between thousands and before decimals.

It finds and takes numbers apart; a `Language` says them.
"""

import re
from dataclasses import dataclass

SPACES = "\u00a0\u202f\u2009"
"""No-break and thin spaces, which join the thousands of a number."""


@dataclass(frozen=True, slots=True)
class Number:
    whole: str
    """Digits, without signs and marks."""
    fraction: str = ""
    """Digits after the decimal mark; empty where there is none."""
    mark: str = ""
    """The decimal mark as it was written."""

    @property
    def value(self) -> int:
        """Returns the whole number."""
        return int(self.whole or "0")

    @property
    def is_one(self) -> bool:
        return self.value == 1 and not self.fraction.strip("0")

    @property
    def is_whole(self) -> bool:
        return not self.mark


@dataclass(frozen=True, slots=True)
class NumberFormat:
    decimal: str = ","
    """The decimal mark; the other of comma and full stop stands between thousands."""
    spaced: bool = True
    """Whether an ordinary space may stand between thousands."""
    indian: bool = False
    """Whether groups of two digits precede the last three (1,00,000)."""

    @property
    def group(self) -> str:
        return "." if self.decimal == "," else ","

    @property
    def pattern(self) -> str:
        """A pattern of a number without its sign, without groups of its own. It takes a number whole or not at all."""
        between = f"[{re.escape(self.group)}'’{SPACES}{' ' if self.spaced else ''}]"
        first = r"\d{1,2}(?:[,]\d{2})*[,]\d{3}" if self.indian else ""
        grouped = rf"\d{{1,3}}(?:{between}\d{{3}})+(?!\d)"
        fraction = rf"(?:{re.escape(self.decimal)}\d+)?"
        other = rf"\d++{re.escape(self.group)}\d++(?!{re.escape(self.group)}\d)"
        """The other mark, where what follows it cannot be thousands."""
        forms = [f"{first}(?!\\d){fraction}"] if first else []
        forms += [] if self.indian else [self._foreign]
        forms += [grouped + fraction, other, r"\d++" + fraction]
        return "(?>" + "|".join(forms) + ")"

    @property
    def _foreign(self) -> str:
        """A pattern of numbers with the marks the other way round, where they can be nothing else."""
        decimal, group = re.escape(self.decimal), re.escape(self.group)
        grouped = rf"\d{{1,3}}(?:{decimal}\d{{3}})"
        return rf"{grouped}++{group}\d++(?!{group}?\d)|{grouped}{{2,}}+(?![{decimal}{group}]?\d)"

    def parse(self, written: str) -> Number:
        """Returns the parts of what `pattern` matched. The other mark groups thousands if three digits follow it."""
        written = re.sub(rf"['’{SPACES} ]", "", written)
        head, mark, tail = written.partition(self.group)
        if written.count(self.decimal) > 1 or (mark and self.decimal in head):
            return Number(head.replace(self.decimal, ""), tail, mark)
        if self.decimal in written:
            whole, _, fraction = written.rpartition(self.decimal)
            return Number(re.sub(r"\D", "", whole), fraction, self.decimal)
        groups = written.split(self.group)
        if len(groups) == 2 and (len(groups[1]) != 3 or groups[0].startswith("0")) and not self.indian:
            return Number(groups[0], groups[1], self.group)
        return Number("".join(groups))
