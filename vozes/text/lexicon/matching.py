"""Finds the words of a lexicon in a text: the longest first, whole, and those that serve the text's language.

It knows nothing of what is done with what is found, nor of where a lexicon is kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from vozes.text.language import normalize_tag
from vozes.text.lexicon.automaton import Automaton, Match
from vozes.text.lexicon.entries import LexiconEntry
from vozes.text.lexicon.words import Words

_WIDER = {"cmn": "zh", "nb": "no", "nn": "no"}
"""Languages whose words are mostly given under another tag."""
_OF_REQUEST = 1_000
"""How much more an entry of a request counts than any of the lexicon."""


class Found(NamedTuple):
    """A word in a text; `start` and `end` in code points. Either `respelling` or `ipa` is there."""

    start: int
    end: int
    respelling: str | None
    ipa: str | None


@dataclass(frozen=True, slots=True)
class Matcher:
    """Finds the entries that count in one language."""

    words: Words
    automata: tuple[Automaton, ...]

    def find(self, text: str) -> list[Found]:
        """Returns what is found in a text as `characters` leaves it, from left to right, never overlapping."""
        pieces = self.words.cut(text) if self.automata else []
        matches: dict[int, Match] = {}
        for automaton in self.automata:
            found = automaton.longest(pieces)
            both = matches.keys() & found.keys()
            better = {place: max(matches[place], found[place]) for place in both}
            matches = matches | found | better if matches else found
        return list(_without_overlaps(matches, pieces))

    def over(self, other: "Matcher") -> "Matcher":
        """Returns what finds the entries of both, where they are of one language and ranked."""
        return Matcher(self.words, self.automata + other.automata)


class Lexicon:
    """Entries, compiled once for each language that they are asked for."""

    def __init__(self, entries: Iterable[LexiconEntry] = ()):
        self.entries = tuple(entries)
        self._languages = frozenset(entry.language for entry in self.entries)
        self._matchers: dict[tuple[Words, tuple[str, ...]], Matcher] = {}

    def matcher(self, language: str, of_request: Sequence[LexiconEntry] = ()) -> Matcher:
        """Returns what finds these entries and those of a request, which win where they are as long."""
        key = Words.of(language), tuple(tag for tag in _serving(language) if tag in self._languages)
        own = self._matchers.get(key)
        if own is None:
            own = self._matchers[key] = self.compile(self.entries, language)
        return _compiled(of_request, language, _OF_REQUEST).over(own) if of_request else own

    @staticmethod
    def compile(entries: Iterable[LexiconEntry], language: str) -> Matcher:
        """Returns what finds the entries that serve the language; of two for a word the one nearest to it wins."""
        return _compiled(entries, language, 0)


def _compiled(entries: Iterable[LexiconEntry], language: str, rank: int) -> Matcher:
    words, serving = Words.of(language), _serving(language)
    automata = Automaton(words, case_sensitive=False), Automaton(words, case_sensitive=True)
    for entry in entries:
        if entry.language in serving:
            nearness = 2 * (len(serving) - serving.index(entry.language)) + entry.case_sensitive
            automata[entry.case_sensitive].add(rank + nearness, entry)
    for automaton in automata:
        automaton.link()
    return Matcher(words, tuple(automaton for automaton in automata if automaton.knows_words))


def _serving(language: str) -> list[str]:
    """Returns the tags whose entries serve a language, the nearest first: `pt-br`, `pt` and the empty one."""
    parts = normalize_tag(language).split("-")
    tags = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return [*tags, *(_WIDER[tag] for tag in tags if tag in _WIDER), ""]


def _without_overlaps(matches: dict[int, Match], pieces: Sequence[str]) -> Iterator[Found]:
    starts = list(accumulate(map(len, pieces), initial=0)) if matches else []
    end = 0
    for place in sorted(matches):
        if place >= end:
            match = matches[place]
            end = place + match.pieces
            yield Found(starts[place], starts[end], match.entry.respelling, match.entry.ipa)
