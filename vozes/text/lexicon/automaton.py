"""The automaton of Aho and Corasick (1975) over the entries of a lexicon, which are read backwards.

A text runs through it from its end to its beginning, so that it tells at each word the longest entry that begins there,
in time linear in the text whatever the entries. It knows nothing of languages, nor of which of two entries is better.
"""

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from vozes.text.lexicon.entries import LexiconEntry
from vozes.text.lexicon.words import Words


class Match(NamedTuple):
    """An entry that begins at some piece of a text; of two there the greater one counts."""

    pieces: int
    rank: int
    entry: LexiconEntry


class Automaton:
    """Knows words backwards: a state is the beginning of some, and its match the longest whole word that it ends."""

    def __init__(self, words: Words, *, case_sensitive: bool):
        self._words = words
        self._case_sensitive = case_sensitive
        self._next: list[dict[str, int]] = [{}]
        self._shorter = [0]
        self._matches: list[Match | None] = [None]
        self._signs: set[str] = set()
        self._single: set[str] = set()
        self._last: set[str] = set()
        self._pairs: set[tuple[str, str]] = set()

    @property
    def knows_words(self) -> bool:
        return bool(self._signs)

    def add(self, rank: int, entry: LexiconEntry) -> None:
        """Adds an entry; of two for the same words the one of the higher rank stays, else the last."""
        state = 0
        pieces = self._words.cut(entry.word)
        signs = self._words.signs(pieces, case_sensitive=self._case_sensitive)
        self._signs.update(signs.values())
        for piece in reversed(pieces):
            sign = signs[piece]
            following = self._next[state].get(sign)
            if following is None:
                following = self._next[state][sign] = len(self._next)
                self._next.append({})
                self._shorter.append(0)
                self._matches.append(None)
            state = following
        before = self._matches[state]
        if before is None or before.rank <= rank:
            self._matches[state] = Match(len(pieces), rank, entry)

    def link(self) -> None:
        """Leads each state to the longest one that it ends with, once all entries are there."""
        waiting = deque(self._next[0].values())
        while waiting:
            state = waiting.popleft()
            for sign, following in self._next[state].items():
                shorter = self._after(self._shorter[state], sign)
                self._shorter[following] = shorter
                self._matches[following] = self._matches[following] or self._matches[shorter]
                waiting.append(following)
        first = self._next[0]
        self._single = {sign for sign, state in first.items() if self._matches[state]}
        self._pairs = {(before, sign) for sign, state in first.items() for before in self._next[state]}
        self._last = {sign for _, sign in self._pairs}

    def longest(self, pieces: Sequence[str]) -> dict[int, Match]:
        """Returns the longest entry at each place where one begins, of a text that is cut as `words` does."""
        signs = self._words.signs(set(pieces), case_sensitive=self._case_sensitive)
        known = {piece: sign for piece, sign in signs.items() if sign in self._signs}
        trail = [known.get(piece, "") for piece in pieces]
        found: dict[int, Match] = {}
        reached = len(trail)
        for place in reversed(self._candidates(trail)):
            if place < reached:
                reached = self._follow(trail, place, found)
        return found

    def _candidates(self, trail: Sequence[str]) -> list[int]:
        """Returns the places where a word of one sign stands, or the last two signs of a longer one may."""
        single, last, pairs = self._single, self._last, self._pairs
        return [
            place
            for place, sign in enumerate(trail)
            if sign in single or (sign in last and (trail[place - 1], sign) in pairs)
        ]

    def _follow(self, trail: Sequence[str], place: int, found: dict[int, Match]) -> int:
        """Goes back from a candidate as long as words may begin further back; returns how far it came."""
        following, shorter, matches = self._next, self._shorter, self._matches
        state = following[0][trail[place]]
        while True:
            if match := matches[state]:
                found[place] = match
            if not place:
                return 0
            sign = trail[place - 1]
            while (reached := following[state].get(sign)) is None and state:
                state = shorter[state]
            if not state:  # what begins here, or ends before, is a candidate of its own
                return place
            state, place = reached or 0, place - 1

    def _after(self, state: int, sign: str) -> int:
        while state and sign not in self._next[state]:
            state = self._shorter[state]
        return self._next[state].get(sign, 0)
