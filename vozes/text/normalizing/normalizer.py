"""Finds what is not a word in a text and returns the edits that write it out, in one pass from left to right.

At each word, number and sign the rules that may begin there are tried in order, and the first that says something wins.
What no rule knows stays as it is. This module knows no language.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from vozes.text.mapped import Edit
from vozes.text.normalizing.classes import Switches
from vozes.text.normalizing.common import common_rules
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.rules import EAST_ASIAN, MARKS, RAISED, Rule, Start

_BEHIND = "(?=[ \u00a0\u202f]?(?P<behind>\\S))?"
_ALONE = r"(?P<alone>(?=[,;!?)\]\"'”’»…]*(?:\s|$)))?"


def _units(word: str, sign: str) -> re.Pattern[str]:
    """Returns the pattern of what rules are tried at: words, numbers and signs; the rest is passed over."""
    return re.compile(
        rf"(?:(?P<letter>{word})|(?P<digit>[-+±]?\d++)){_ALONE}{_BEHIND}|(?P<sign>(?P<run>[.,;:!?()\[\]{{}}'\"])(?P=run){{3,}}+|{sign})"
    )


_UNIT = _units(rf"[^\W\d_](?:[^\W\d_{RAISED}]|[{MARKS}])*+", rf"[^\s{MARKS}]")
_FOREIGN = rf"[^\W\d_{EAST_ASIAN}{RAISED}]"
"""A letter that is none of the language's own, and no number that Python takes for a letter."""
_UNIT_BESIDE_OWN = _units(
    rf"[A-Za-z]++(?!{_FOREIGN}|[{MARKS}])", rf"{_FOREIGN}(?:{_FOREIGN}|[{MARKS}])*+|[^\s{MARKS}{EAST_ASIAN}]"
)
"""With words of other letters than A to Z as one sign, which no rule knows."""
_NO_SIGN_AFTER = frozenset(")]}%°ºª€$£")


class Normalizer:
    """Writes out the texts of one language; may be called from any thread."""

    def __init__(self, language: Language):
        self.language = language
        self._unit = _UNIT_BESIDE_OWN if language.latin_beside_own else _UNIT

    @cached_property
    def _candidates(self) -> Mapping[Start, "_Candidates"]:
        rules = [*self.language.own_rules(), *common_rules(self.language)]
        return {start: _Candidates(start, [rule for rule in rules if rule.starts & start]) for start in Start}

    def edits(self, text: str, switches: Switches = Switches()) -> Iterator[Edit]:  # noqa: B008  (it is frozen)
        """Yields the edits in order; none of them overlap.

        What is written out is a word of its own, so a word that it touched stands alone then, and is read so.
        """
        plain = self.language.plain(text)
        place = end = 0
        written = ""
        left = slice(0, 0)  # the last unit that stays as it is
        while (unit := self._unit.search(plain, place)) is not None:
            place, start = _begin(plain, unit)
            found = self._say(plain, place, start, unit["behind"] or "", switches)
            if found is None:
                left = slice(place, place + 1 if unit["digit"] and start is Start.SIGN else unit.end())
                place = left.stop
                continue
            before = written[-1:] if end == place else plain[place - 1 : place]
            last, (end, written) = end, found
            if written != plain[place:end]:
                place = max(last, self.language.begin(text, place))
                written = self._placed(written, text, place, end, before)
                if left.stop == place and written[:1] == " ":
                    yield from self._alone(plain[:place] + written + plain[end:], left, switches)
                yield Edit(place, end, written)
                if written[-1:] == " " and plain[end : end + 1].isalpha():
                    plain = f"{plain[: end - 1]} {plain[end:]}"
            place = end

    def _placed(self, said: str, text: str, start: int, end: int, before: str) -> str:
        """Returns what is said for a part of a text as it stands there; `before` is the character before it."""
        said = self.language.in_place(said, text, start, end)
        return self.language.beside(before, said, text[end : end + 1]) if said.strip() else said

    def _alone(self, text: str, span: slice, switches: Switches) -> Iterator[Edit]:
        """Yields the edit of a unit that stays as it is as long as it touches what follows, if it has one now."""
        unit = self._unit.match(text, span.start)
        if unit is None or unit.end() != span.stop:
            return
        place, start = _begin(text, unit)
        found = self._say(text, place, start, unit["behind"] or "", switches)
        if found is not None and found[0] == span.stop and found[1] != text[span]:
            yield Edit(place, span.stop, self._placed(found[1], text, place, span.stop, text[place - 1 : place]))

    def _say(self, text: str, place: int, start: Start, behind: str, switches: Switches) -> tuple[int, str] | None:
        """Returns the end of what begins at a place, and what is said for it."""
        for rule in self._candidates[start].among(text[place], behind):
            match = rule.pattern.match(text, place)
            if match is not None and rule.kind not in switches.off and (said := rule.say(match)) is not None:
                return match.end(), said
        return None


class _Candidates:
    """The rules that may match what begins in one way."""

    def __init__(self, start: Start, rules: Sequence[Rule]):
        self._is_sign = start is Start.SIGN
        self._rules = rules
        self._firsts = frozenset("".join(rule.first for rule in rules))
        self._behinds = frozenset("".join(rule.behind for rule in rules))
        self._known: dict[tuple[str, str], tuple[Rule, ...]] = {}

    def among(self, first: str, behind: str) -> tuple[Rule, ...]:
        """Returns those for what begins with a character and has another one behind its run."""
        key = first if first in self._firsts else "", behind if behind in self._behinds else ""
        rules = self._known.get(key)
        if rules is None:
            rules = self._known[key] = tuple(rule for rule in self._rules if self._may_match(rule, *key))
        return rules

    def _may_match(self, rule: Rule, first: str, behind: str) -> bool:
        is_first = not rule.first or (first != "" and first in rule.first)
        return is_first and (self._is_sign or not rule.behind or (behind != "" and behind in rule.behind))


def _begin(text: str, unit: re.Match[str]) -> tuple[int, Start]:
    """Returns where a unit begins and as what: a hyphen between a word and a number is no sign of that number."""
    place, alone = unit.start(), unit["alone"] is not None
    if unit["letter"]:
        if not alone:
            return place, Start.ATTACHED
        return place, Start.WORD if unit["letter"] == unit["letter"].lower() else Start.CAPITAL
    if unit["sign"]:
        return place, Start.SIGN
    if text[place] not in "-+±":
        return place, Start.NUMBER if alone else Start.DIGIT
    before = text[place - 1] if place else " "
    return place, Start.SIGN if before.isalnum() or before in _NO_SIGN_AFTER else Start.DIGIT


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Returns a text after its edits, where nobody asks for the map."""
    parts: list[str] = []
    end = 0
    for edit in edits:
        parts += text[end : edit.start], edit.text
        end = edit.end
    return "".join((*parts, text[end:]))
