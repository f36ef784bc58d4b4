"""Reads a text for an engine: its characters are cleaned, what is no word is written out, and its lines get their ends.

What comes out is what the engine says, and nothing but that. It knows no engine; how letters are named is asked for.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from vozes.text.breaks import sentence_ends
from vozes.text.characters import clean
from vozes.text.mapped import Edit, MappedText
from vozes.text.normalizing.classes import Switches, TextClass
from vozes.text.normalizing.languages import find_language
from vozes.text.normalizing.normalizer import Normalizer
from vozes.text.normalizing.rules import SPELLED
from vozes.text.plain import plain
from vozes.text.reading.blocks import block_ends, released
from vozes.text.reading.homographs import homograph_edits
from vozes.text.reading.pinning import pinned_edits
from vozes.types import Pronunciation, ReadingOptions
from vozes.warnings import CodedWarning, WarningCode

_NO_PAUSE_AT_END = re.compile(r"[^\W_][)\]\"'”’»]*$")
"""A line that ends so is a heading or an item of a list, and gets a full stop."""
_NEAR = 4
"""Characters before the end of a line that are looked at."""
_SYMBOLS = frozenset({"Sm", "Sc", "So", "Sk"})
_SPELLED = re.compile(rf"{SPELLED}(.)")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of what is said, which ends with a sentence."""

    text: MappedText
    """What is said, mapped to the user's text; each letter that is spelled has `SPELLED` before it."""
    sentence_ends: tuple[int, ...] = ()
    """Where its sentences end, but for the last, which ends with it."""
    dropped: tuple[CodedWarning, ...] = ()
    """Warnings of characters that no text should hold, as `characters.clean` gives them for the whole text too."""
    warnings: tuple[CodedWarning, ...] = ()
    """Other warnings of what is left out."""


class Reader:
    """Reads one text, whole or in pieces as they come."""

    def __init__(
        self,
        language: str,
        options: ReadingOptions = ReadingOptions(),  # noqa: B008  (it is frozen)
        pronunciations: Sequence[Pronunciation] = (),
        *,
        knows_ipa: bool = False,
        homographs: bool = False,
    ):
        """`pronunciations` have spans of the whole text; `knows_ipa`: sounds in IPA are wanted in what is said;
        `homographs`: what is said is to show how words sound that are written alike.
        """
        self._pronunciations = pronunciations
        self._knows_ipa = knows_ipa
        self._homographs = homographs
        self._language = language
        self._normalizes = options.normalize
        self._normalizer = _normalizer(language) if options.normalize else None
        self._switches = Switches(frozenset(map(TextClass, options.off)))
        self._held = ""
        self._place = 0
        """How many characters have been read."""

    def read(self, text: str) -> Iterator[Block]:
        """Yields the blocks of a whole text. Each is read when it is asked for."""
        start = 0
        for end in block_ends(text):
            yield self._block(text[start:end], start)
            start = end

    def push(self, piece: str) -> Iterator[Block]:
        """Takes the next piece of a text, and yields what no further piece can change."""
        self._held += piece
        end = released(self._held)
        if end:
            yield from self._take(end)

    def finish(self) -> Iterator[Block]:
        """Yields what is left when no piece follows."""
        if self._held:
            yield from self._take(len(self._held))

    def _take(self, end: int) -> Iterator[Block]:
        text, self._held = self._held[:end], self._held[end:]
        start = 0
        for stop in block_ends(text):
            yield self._block(text[start:stop], self._place + start)
            start = stop
        self._place += end

    def _block(self, text: str, place: int) -> Block:
        cleaned = clean(text)
        said, warnings = cleaned.text.moved(place), list[CodedWarning]()
        if self._normalizes:
            without_markup = plain(said)
            said = without_markup.text
            warnings += without_markup.warnings
        edits = iter(()) if self._normalizer is None else self._normalizer.edits(said.text, self._switches)
        said = said.edited(pinned_edits(said, self._pronunciations, edits, knows_ipa=self._knows_ipa))
        if self._normalizer is not None and (nameless := _nameless(said.text)):
            names = tuple(sorted(nameless))
            told = f"Left out, since it has no name in {self._language}: {' '.join(names)}"
            warnings.append(CodedWarning(WarningCode.SYMBOLS_LEFT_OUT, told, language=self._language, names=names))
            said = said.edited(_without(said.text, nameless))
        ends = sentence_ends(said.text, self._language)
        if "\n" in text[len(text.rstrip()) :]:
            ends.append(len(said.text.rstrip()))
        stops = [Edit(end, end, ".") for end in ends if _NO_PAUSE_AT_END.search(said.text, max(end - _NEAR, 0), end)]
        said, ends = said.edited(stops), list(_moved(ends, stops))
        if self._homographs:
            sounds = list(homograph_edits(said.text, ends, self._language, knows_ipa=self._knows_ipa))
            said, ends = said.edited(sounds), list(_moved(ends, sounds))
        return Block(said, tuple(ends), cleaned.warnings, tuple(warnings))


def _nameless(text: str) -> set[str]:
    """Returns the symbols of a text that no rule has named."""
    return {sign for sign in set(text) if unicodedata.category(sign) in _SYMBOLS}


def _without(text: str, signs: set[str]) -> Iterator[Edit]:
    for match in re.finditer(f"[{re.escape(''.join(signs))}]", text):
        yield Edit(match.start(), match.end(), " ")


def _moved(ends: Sequence[int], edits: Sequence[Edit]) -> Iterator[int]:
    """Yields where sentences end after edits, of which none reaches over such an end."""
    added = place = 0
    for end in ends:
        while place < len(edits) and edits[place].end <= end:
            added += len(edits[place].text) - (edits[place].end - edits[place].start)
            place += 1
        yield end + added


def with_letters_named(block: MappedText, language: str) -> MappedText:
    """Returns a block's text with the name of each letter that is spelled, where the language has names for them."""
    if SPELLED not in block.text:
        return block
    rules = find_language(language)
    names = rules.letters if rules is not None else {}
    return block.edited(
        Edit(match.start(), match.end(), names.get(match[1].lower(), match[1]))
        for match in _SPELLED.finditer(block.text)
    )


@cache
def _normalizer(language: str) -> Normalizer | None:
    rules = find_language(language)
    return None if rules is None else Normalizer(rules)
