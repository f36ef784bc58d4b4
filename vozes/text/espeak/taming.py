"""Makes text safe for eSpeak NG 1.52: no word or clause is too long, and no character makes it overrun a buffer.

The library reads clause by clause into buffers of fixed sizes, and does not always look where they end; where it does,
it drops the rest. So a word that is too long is split, and a clause that may be too long is ended early, as the library
itself ends clauses of 725 bytes: without a pause. Some dictionaries have broken entries; their characters are replaced,
by a similar one where there is one. Ordinary text stays as it is.
"""

import re
from collections import deque
from collections.abc import Generator, Iterator
from functools import cache
from itertools import groupby

from vozes.text.espeak.costs import SPACES, Cost, Kind, costs_of, kind_of
from vozes.text.language import base_language

LONGEST_WORD = 50
"""Characters. Words of nearly any language are shorter; addresses on the web may not be."""
_MOST_BYTES, _MOST_SOUNDS = 148, 140
"""The most of a word: the library has 160 bytes for it, and 200 for its phonemes with their stress."""
_WORD = Cost(spaced=300, words=90, sounds=400, single=36)
"""The most of a text between two spaces, which signs may split into several words."""
_LONGEST_NUMBER = 32
"""Digits. A longer number is read digit by digit, as far as there is room for its phonemes."""
_CLAUSE = Cost(spaced=790, words=220, sounds=950, single=72)
_FULL_CLAUSE = 726
"""Bytes from which on the library ends a clause at the first space."""
_PARTS_IN_STEP = 100
PART = "─"
"""A sign that separates words and is not spoken. Unlike after a space, a full stop before it ends no sentence."""
BREAK = PART + " " * (_FULL_CLAUSE + 1)
"""Text that ends a clause wherever it began, since the spaces alone fill it; they are not spoken."""
_WIDE_ENDS = "。、！，：；？।"
_UNITS = re.compile(rf"[{SPACES}]+|[^{SPACES}{_WIDE_ENDS}]*[{_WIDE_ENDS}]+|[^{SPACES}{_WIDE_ENDS}]+")
_KNOWN = "0-9A-Za-zÀ-ÖØ-öø-žΑ-ΡΣ-ωА-яא-תء-غف-يअ-हกก-ฮ가-힣ぁ-んァ-ヴ一-龥"
"""Letters and digits that every system knows as such."""
_MARK, _FULL_STOP = re.compile(f"[{_KNOWN}][,;:!?]"), re.compile("[A-HJ-UWYZa-zÀ-ÖØ-öø-žΑ-ΡΣ-ωА-я][.]")
"""Match where a clause ends, if white space follows, and after a full stop, which may abbreviate, also a capital."""
_WIDE_END = re.compile(f"[{_KNOWN}][{_WIDE_ENDS}]+$")
_CAPITAL = re.compile("[A-ZÀ-ÖØ-ÞΑ-ΡΣ-ΩА-Я]")
_JOINT = re.compile(r"[^\x00-\u02ff][A-Za-zÀ-ɏ]|-[^\x00-/:-@\[-`{-\x7f]")
"""Places where the library joins two words: a hyphen before a letter, and Latin letters after others."""
_KNOWN_LETTER = re.compile(f"[{_KNOWN}]")
_ACCENTS = frozenset(map(chr, (*range(0x300, 0x370), *range(0x900, 0x904), 0x93C, *range(0x93E, 0x94E))))
"""Combining accents, and the vowel signs of Devanagari, which no letter is between a consonant and a hyphen."""
_HYPHEN = frozenset("-")
_MOST_DOTS = {"ar": 6, "fi": 7, "mto": 7, "ti": 5, "tn": 7}
"""The dots of a braille pattern that a voice can name before a buffer is full."""
_BROKEN_ENTRIES = {"ⓜ": "m"}
_BROKEN_ENTRIES_OF = {"my": {"း": " "}, "si": {"]": ")"}, "ti": {"🕉": " "}}
"""Characters that a voice's dictionary replaces by a text that is empty or broken. The library overruns a buffer there
where more than 159 bytes of the clause follow. In Burmese it is a common letter, a mark of tone."""

Tamed = tuple[str, list[int] | None]
"""A text for the library, and for each of its characters its place in the original; None for the original itself."""


def tame(text: str, voice: str) -> Tamed:
    """Returns the text that is safe for the library."""
    steps = tame_in_steps(text, voice)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            tamed: Tamed = end.value
            return tamed


def tame_in_steps(text: str, voice: str) -> Generator[None, None, Tamed]:
    """Returns what `tame` does, in steps of some hundredths of a second: a long text takes a second."""
    text = text.translate(_replacements(voice))
    tamed: list[str] = []
    places: list[int] = []
    end = 0
    for count, (place, added) in enumerate(_additions(text, base_language(voice)), 1):
        if added:
            tamed += text[end:place], added
            places += *range(end, place), place - 1, *[place] * (len(added) - 1)
            end = place
        if count % _PARTS_IN_STEP == 0:
            yield
    return ("".join((*tamed, text[end:])), [*places, *range(end, len(text))]) if tamed else (text, None)


def left_out(text: str, voice: str) -> list[str]:
    """Returns the characters of the text that `tame` removes without another in their place."""
    replacements = _replacements(voice)
    return sorted(character for character in set(text) if replacements.get(ord(character)) == " ")


@cache
def _replacements(voice: str) -> dict[int, str]:
    """Returns the replacements of characters, by code point."""
    braille = {chr(0x2800 + dots): " " for dots in range(256) if dots.bit_count() > _MOST_DOTS.get(voice, 8)}
    return str.maketrans(_BROKEN_ENTRIES | _BROKEN_ENTRIES_OF.get(voice, {}) | braille)


def _additions(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Yields places in order, each with the text to insert before its character: an empty one where none is needed."""
    clause, end = _Clause(), 0
    for unit in _UNITS.finditer(text):
        if unit[0][0] in SPACES:
            if _ends_clause(text, unit):
                clause.begin()
            clause.add(Cost(len(unit[0].encode("utf-8", "ignore")), 1))
            continue
        may_begin = not _is_said(text, max(0, end - 1), end) or clause.may_have_ended
        for place, cost in _words(unit[0], language, set(_unsure_joints(unit[0])) if may_begin else set()):
            if not clause.has_room_for(cost):
                yield unit.start() + place if place else end, BREAK
                clause.begin()
            else:
                yield unit.start() + place, PART if place else ""
            clause.add(cost)
        end = unit.end()
        if _WIDE_END.search(unit[0]):
            clause.begin()


def _ends_clause(text: str, blank: re.Match[str]) -> bool:
    """Returns whether the library surely ends a clause at white space; it may do so elsewhere too."""
    before = text[max(0, blank.start() - 2) : blank.start()]
    if blank[0].count("\n") > 1 or _MARK.fullmatch(before):
        return True
    return _FULL_STOP.fullmatch(before) is not None and _CAPITAL.match(text, blank.end()) is not None


def _unsure_joints(unit: str) -> Iterator[int]:
    """Yields where a word is joined to what may go unsaid: some voices then read before the start of their list."""
    for joint in _JOINT.finditer(unit):
        is_hyphen = joint[0][0] == "-"
        if not is_hyphen and kind_of(joint[0][0]) is not Kind.LETTER:
            continue
        place = joint.start() + (0 if is_hyphen else 1)
        hyphens = place - _before(unit, 0, place, _HYPHEN)
        if place and hyphens % 2 == 0 and not _is_said(unit, 0, place):  # two hyphens make a dash
            yield place


def _is_said(text: str, start: int, end: int) -> bool:
    """Returns whether the text there ends in a letter that every system knows, with its accents, and hyphens."""
    letter = _before(text, start, _before(text, start, end, _HYPHEN), _ACCENTS) - 1
    return letter >= start and _KNOWN_LETTER.match(text, letter) is not None


def _before(text: str, start: int, end: int, characters: frozenset[str]) -> int:
    """Returns where the run of `characters` begins that ends at `end`, not before `start`."""
    while end > start and text[end - 1] in characters:
        end -= 1
    return end


def _words(unit: str, language: str, apart: set[int]) -> Iterator[tuple[int, Cost]]:
    """Yields the parts of a text between two spaces, none too long: where each begins, and its cost.

    `apart` are places where the text is split anyway.
    """
    start, characters, total = 0, 0, Cost()
    place, read_apart = 0, 0
    for kind, group in groupby(unit, key=kind_of):
        run = "".join(group)
        if kind is Kind.DIGIT and len(run) > _LONGEST_NUMBER:
            read_apart = place + len(run)
        sounds = 0
        costs = costs_of(run, kind, language)
        costs[0] = costs[0].plus(Cost(spaced=int(place > 0)))
        for cost in costs:
            sounds += 0 if kind is Kind.DIGIT else cost.sounds
            is_split = place < read_apart or place in apart or characters == LONGEST_WORD
            if characters and (is_split or sounds > _MOST_SOUNDS or not _fits(total.plus(cost))):
                yield start, total
                start, characters, total, sounds = place, 0, Cost(), cost.sounds
            characters, total, place = characters + 1, total.plus(cost), place + 1
    yield start, total


def _fits(word: Cost) -> bool:
    return word.source <= _MOST_BYTES and word.within(_WORD)


class _Clause:
    """The text just before a word that the library may still hold, wherever its clause began."""

    def __init__(self) -> None:
        self._costs: deque[Cost] = deque()
        self._total = Cost()

    def begin(self) -> None:
        self._costs.clear()
        self._total = Cost()

    def add(self, cost: Cost) -> None:
        self._costs.append(cost)
        self._total = self._total.plus(cost)
        while self._total.source - self._costs[0].source >= _FULL_CLAUSE:
            self._total = self._total.minus(self._costs.popleft())

    @property
    def may_have_ended(self) -> bool:
        """Whether the library may have ended a clause because it was full."""
        return self._total.source >= _FULL_CLAUSE - _MOST_BYTES

    def has_room_for(self, cost: Cost) -> bool:
        return self._total.plus(cost).within(_CLAUSE)
