"""Looks words up in the pronunciations that Kokoro learned English from, those of misaki 0.9.4 (Apache-2.0).

There is one dictionary for American and one for British English. It stays in memory as the text that its file holds,
5 MB, in which a word is found by halving. `python -m benchmarks.english.dictionaries` makes the files.
"""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

UNCHECKED = "~"
"""Begins the pronunciation of a word that nobody has checked."""
_FOLDER = Path(__file__).parent
_REMEMBERED_WORDS = 4096


@dataclass(frozen=True, slots=True)
class Entry:
    usual: str
    """Kokoro's symbols, with `ɾ` for its T."""
    special: Mapping[str, str]
    """By part of speech (`VERB`, `VBD`), or `None` before a pause; empty where the word is spelled out."""
    checked: bool


class Dictionary:
    def __init__(self, lines: bytes):
        """`lines` are sorted by their bytes, `word<TAB>usual TAG=special …`, and end with a line end."""
        self._lines = lines
        self.find = lru_cache(_REMEMBERED_WORDS)(self._find)

    def _find(self, word: str) -> Entry | None:
        """Returns the entry of a word as it is written, or else with its first letter in the other case."""
        entry, other = self._search(word), None
        if entry is None or not entry.checked:
            swapped = _with_other_case(word)
            other = self._search(swapped) if swapped else None
        return other if entry is None or (other is not None and other.checked) else entry

    def _search(self, word: str) -> Entry | None:
        sought, low, high = word.encode(), 0, len(self._lines)
        while low < high:
            start = self._lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._lines.index(b"\n", start)
            found, _, said = self._lines[start:end].partition(b"\t")
            if found == sought:
                return _entry(said.decode())
            low, high = (end + 1, high) if found < sought else (low, start)
        return None


@cache
def load_dictionary(name: str) -> Dictionary:
    """Returns the dictionary `us` or `gb`."""
    return Dictionary(gzip.decompress((_FOLDER / f"{name}.txt.gz").read_bytes()))


def _entry(said: str) -> Entry:
    usual, *special = said.removeprefix(UNCHECKED).split(" ")
    pairs = (each.partition("=") for each in special)
    return Entry(usual, {tag: symbols for tag, _, symbols in pairs}, not said.startswith(UNCHECKED))


def _with_other_case(word: str) -> str | None:
    if len(word) < 2:
        return None
    lower = word.lower()
    other = lower.capitalize() if word == lower else lower
    return other if other != word and word in (lower, lower.capitalize()) else None
