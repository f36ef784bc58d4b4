"""Text that eSpeak NG 1.52 bears: no word and no clause too long for it, no character at which it overruns a buffer.

The library reads clause by clause into buffers of fixed sizes, and does not always look where they end; where it does,
it drops the rest. So a word that is too long is parted, and a clause that may be too much for it is ended
early, as the library itself ends those of 725 bytes: without a pause. Some dictionaries have entries that it cannot
follow; their characters are replaced, by a like one where there is one. Ordinary text stays as it is.
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
"""Of a word: the library has 160 bytes for it, and 200 for its phonemes with their stress."""
_WORD = Cost(spaced=300, words=90, sounds=400, alone=36)
"""At most between two spaces, where signs part it into several words."""
_LONGEST_NUMBER = 32
"""Digits; a longer one is read digit by digit, as far as there is room for its phonemes."""
_CLAUSE = Cost(spaced=790, words=220, sounds=950, alone=72)
_FULL_CLAUSE = 726
"""Bytes from which on the library ends a clause at the first space."""
_PARTS_IN_STEP = 100
PART = "─"
"""Parts words and is not heard. Unlike a space it lets a full stop before it end no sentence."""
BREAK = PART + " " * (_FULL_CLAUSE + 1)
"""Ends the clause wherever it began, since the spaces alone fill it; they are not heard."""
_WIDE_ENDS = "。、！，：；？।"
_UNITS = re.compile(rf"[{SPACES}]+|[^{SPACES}{_WIDE_ENDS}]*[{_WIDE_ENDS}]+|[^{SPACES}{_WIDE_ENDS}]+")
_KNOWN = "0-9A-Za-zÀ-ÖØ-öø-žΑ-ΡΣ-ωА-яא-תء-غف-يअ-हกก-ฮ가-힣ぁ-んァ-ヴ一-龥"
"""Letters that every system takes for some."""
_MARK, _FULL_STOP = re.compile(f"[{_KNOWN}][,;:!?]"), re.compile("[A-HJ-UWYZa-zÀ-ÖØ-öø-žΑ-ΡΣ-ωА-я][.]")
"""The end of a clause, if white space follows; after a full stop, which may be an abbreviation's, also a capital."""
_WIDE_END = re.compile(f"[{_KNOWN}][{_WIDE_ENDS}]+$")
_CAPITAL = re.compile("[A-ZÀ-ÖØ-ÞΑ-ΡΣ-ΩА-Я]")
_JOINT = re.compile(r"[^\x00-\u02ff][A-Za-zÀ-ɏ]|-[^\x00-/:-@\[-`{-\x7f]")
"""Where the library joins two words: at a hyphen before a letter, and where Latin letters follow others."""
_KNOWN_LETTER, _ACCENTS = re.compile(f"[{_KNOWN}]"), frozenset(map(chr, range(0x300, 0x370)))
_HYPHEN = frozenset("-")
_MOST_DOTS = {"ar": 6, "fi": 7, "mto": 7, "ti": 5, "tn": 7}
"""By voice: how many dots of a braille pattern it can name before a buffer is full."""
_BROKEN_ENTRIES = {"ⓜ": "m"}
_BROKEN_ENTRIES_OF = {"my": {"း": " "}, "si": {"]": ")"}, "ti": {"🕉": " "}}
"""By voice: characters that a dictionary replaces by a text that is empty or broken. With more than 159 bytes of the
clause to come, the library overruns a buffer there. In Burmese it is a common letter, a mark of tone."""

Tamed = tuple[str, list[int] | None]
"""A text for the library, and for each of its characters the place in the original; None where it is the same."""


def tame(text: str, voice: str) -> Tamed:
    """The text as the library bears it."""
    steps = tame_in_steps(text, voice)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            tamed: Tamed = end.value
            return tamed


def tame_in_steps(text: str, voice: str) -> Generator[None, None, Tamed]:
    """As `tame`; a long text takes a second, so that one can stop at each step, after some hundredths of one."""
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
    """Which characters of the text `tame` takes away without another in their place."""
    replacements = _replacements(voice)
    return sorted(character for character in set(text) if replacements.get(ord(character)) == " ")


@cache
def _replacements(voice: str) -> dict[int, str]:
    """By code point."""
    braille = {chr(0x2800 + dots): " " for dots in range(256) if dots.bit_count() > _MOST_DOTS.get(voice, 8)}
    return str.maketrans(_BROKEN_ENTRIES | _BROKEN_ENTRIES_OF.get(voice, {}) | braille)


def _additions(text: str, language: str) -> Iterator[tuple[int, str]]:
    """What is to be put in, and before which character, in order; empty after each part that needs nothing."""
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
    """Whether the library surely ends a clause at white space; often it does where this cannot tell."""
    before = text[max(0, blank.start() - 2) : blank.start()]
    if blank[0].count("\n") > 1 or _MARK.fullmatch(before):
        return True
    return _FULL_STOP.fullmatch(before) is not None and _CAPITAL.match(text, blank.end()) is not None


def _unsure_joints(unit: str) -> Iterator[int]:
    """Where a word is joined to what may go unsaid: some voices look for its start beyond where their list begins."""
    for joint in _JOINT.finditer(unit):
        is_hyphen = joint[0][0] == "-"
        if not is_hyphen and kind_of(joint[0][0]) is not Kind.LETTER:
            continue
        place = joint.start() + (0 if is_hyphen else 1)
        hyphens = place - _before(unit, 0, place, _HYPHEN)
        if place and hyphens % 2 == 0 and not _is_said(unit, 0, place):  # two hyphens make a dash
            yield place


def _is_said(text: str, start: int, end: int) -> bool:
    """Whether what stands there ends in a letter that every system knows, with its accents, and hyphens."""
    letter = _before(text, start, _before(text, start, end, _HYPHEN), _ACCENTS) - 1
    return letter >= start and _KNOWN_LETTER.match(text, letter) is not None


def _before(text: str, start: int, end: int, characters: frozenset[str]) -> int:
    """Where the characters begin that end a text, none before `start`; only they are looked at."""
    while end > start and text[end - 1] in characters:
        end -= 1
    return end


def _words(unit: str, language: str, apart: set[int]) -> Iterator[tuple[int, Cost]]:
    """What stands between two spaces, in parts that are not too long: where each begins, and what it costs.

    `apart` are places where it is parted anyway.
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
            parted = place < read_apart or place in apart or characters == LONGEST_WORD
            if characters and (parted or sounds > _MOST_SOUNDS or not _fits(total.plus(cost))):
                yield start, total
                start, characters, total, sounds = place, 0, Cost(), cost.sounds
            characters, total, place = characters + 1, total.plus(cost), place + 1
    yield start, total


def _fits(word: Cost) -> bool:
    return word.source <= _MOST_BYTES and word.within(_WORD)


class _Clause:
    """What the library may hold of the text just before a word, wherever its clause began."""

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
        """Whether the library may have ended one, as it was full."""
        return self._total.source >= _FULL_CLAUSE - _MOST_BYTES

    def has_room_for(self, cost: Cost) -> bool:
        return self._total.plus(cost).within(_CLAUSE)
