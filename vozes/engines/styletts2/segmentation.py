"""Splits a text into the segments that a model speaks one after the other: sentences, in the model's symbols.

A very short sentence is spoken with the next one, and one beyond the model's limit is split. Only what has no sound is
left out. It knows no network.
"""

import logging
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from vozes.engines.styletts2.config import Family
from vozes.engines.styletts2.phonemizing import SymbolEncoder
from vozes.engines.styletts2.symbols import Encoded, EncodedWord
from vozes.text.breaks import Rank, find_breaks, sentence_ends
from vozes.text.mapped import MappedText
from vozes.text.splitting import split

_LEAST = 20
"""Symbols of a segment, about 1.5 s: the models learned from sentences, and speak less than that badly."""
_SOON = 64
"""Symbols of a sentence that is short enough to start a stream."""
_SOON_ENOUGH = 96
"""Symbols of a clause that starts a stream where no shorter one does."""
_TOO_LATE = 128
"""Symbols of a sentence that is split between any two words to start a stream, where no clause ends soon enough."""
_MOST_CHARACTERS = 1000
"""More characters are not spoken at once, whatever the model's limit."""
_LINE_ENDS = frozenset("\n\r\u2028\u2029")
_PADDING = 0
_COMMA = ","
_ROOM_FOR_COMMA = 2
"""Symbols of the comma, and of a space before it where the notation has one."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the text that the model speaks at once."""

    start: int
    end: int
    """Its span of the text, in code points."""
    ids: tuple[int, ...]
    """Its symbols, without the padding that a model wants at both ends."""
    words: tuple[EncodedWord, ...]
    """Its words in order, by their spans of the whole text and of `ids`."""
    begins: bool = True
    ends: bool = True
    """Whether it begins its sentence, and whether it ends it."""

    def mapped(self, block: MappedText) -> "Segment":
        """Returns the same of a text that the block was made of: its spans are those of that text."""
        start, end = block.span(self.start, self.end)
        return replace(self, start=start, end=end, words=tuple(_mapped(word, block) for word in self.words))


@dataclass(frozen=True, slots=True)
class Segmenter:
    encoder: SymbolEncoder
    language: str
    limit: int
    """Symbols of a segment."""

    def segments(self, text: str, *, early: bool = False) -> Iterator[Segment]:
        """Yields the segments in order, and reads each when it is asked for.

        `early`: the first segment is short, if need be half a sentence. A text without a sound has none. Raises
        VozesError as `SymbolEncoder.encode`.
        """
        omitted: Counter[str] = Counter()
        whole = _without_blanks(text, [0, len(text)])
        silent = True
        try:
            for start, end in self._sentences(text):
                for place, stop in self._cuts(text, start, end, early=early and silent):
                    encoded = self._encode(text[place:stop], only=[(place, stop)] == whole)
                    if encoded is not None:
                        silent = False
                        omitted.update(encoded.omitted)
                        yield _segment(encoded, place, stop, begins=place == start, ends=stop == end)
        finally:
            if omitted:
                signs = ", ".join(f"{sign!r} {count} times" for sign, count in omitted.items())
                log.warning("%d symbols that the model does not have were left out: %s", omitted.total(), signs)

    def _sentences(self, text: str) -> Iterator[tuple[int, int]]:
        """Yields spans without white space around them; joins short sentences, but not across the end of a line."""
        spans = deque(_without_blanks(text, [0, *sentence_ends(text, self.language), len(text)]))
        while spans:
            start, end = spans.popleft()
            while spans and self._belongs(text, start, end, spans):
                end = spans.popleft()[1]
            yield start, end

    def _belongs(self, text: str, start: int, end: int, after: deque[tuple[int, int]]) -> bool:
        """Returns whether the sentence after a span is spoken with it."""
        next_start, next_end = after[0]
        if _LINE_ENDS.intersection(text[end:next_start]):
            return False
        short = self._length(text[start:end]) < _LEAST
        short_last = len(after) == 1 and self._length(text[next_start:next_end]) < _LEAST
        return (short or short_last) and self._fits(text[start:next_end])

    def _cuts(self, text: str, start: int, end: int, *, early: bool) -> Iterator[tuple[int, int]]:
        """Yields the spans of a sentence's segments."""
        first = self._early_end(text[start:end]) if early else None
        if first is not None:
            yield from self._cuts(text, start, start + first, early=False)
            start += first
        while spans := _without_blanks(text, [start, end]):
            start = spans[0][0]
            if self._fits(text[start:end]):
                yield start, end
                return
            beginning = text[start : min(end, start + _MOST_CHARACTERS)]
            parts = split(beginning, self.language, min(self.limit, _MOST_CHARACTERS // 2), self._fits)
            if len(beginning) < end - start:
                parts = parts[:-1]  # the last one goes on
            yield from ((start + part.start, start + part.end) for part in parts)
            start += parts[-1].end

    def _early_end(self, sentence: str) -> int | None:
        """Returns where the first segment of a stream ends within its first sentence; None: with the sentence."""
        whole = self._length(sentence)
        if whole <= _SOON:
            return None
        breaks = find_breaks(sentence, self.language)
        for place in (each.position for each in breaks if each.rank >= Rank.CLAUSE):
            length = self._length(sentence[:place])
            if length > _SOON_ENOUGH:
                break
            if length >= _LEAST and self._length(sentence[place:]) >= _LEAST:
                return place
        if whole <= _TOO_LATE:
            return None
        words = [each.position for each in breaks if each.rank is Rank.WORD and each.position <= _SOON]
        return next((place for place in reversed(words) if _LEAST <= self._length(sentence[:place]) <= _SOON), None)

    def _encode(self, text: str, *, only: bool) -> Encoded | None:
        """Returns the text's symbols; None where it has no sound.

        A segment that ends without a mark gets a comma, unless it is the `only` one, as in the published inference: the
        models break off where no mark announces the end.
        """
        if not any(map(str.isalnum, text)) or not self.encoder.length(text, self.language):
            return None  # of a lone "***" eSpeak would say three asterisks
        encoded = self.encoder.encode(text, self.language)
        if only or encoded.words[-1].end < len(encoded.ids):
            return encoded
        ended = self.encoder.encode(text + _COMMA, self.language)
        return ended if len(ended.ids) <= self.limit else encoded

    def _fits(self, text: str) -> bool:
        return len(text) <= _MOST_CHARACTERS and self._length(text) <= self.limit - _ROOM_FOR_COMMA

    def _length(self, text: str) -> int:
        """Returns the length in symbols; of a text far beyond any limit, that of its beginning."""
        return self.encoder.length(text[:_MOST_CHARACTERS], self.language)


def padded(ids: Sequence[int], family: Family) -> list[int]:
    """Returns symbols as the models learned them: Kokoro with padding at both ends, the others at the start alone."""
    return [_PADDING, *ids, *([_PADDING] if family == "kokoro" else [])]


def _without_blanks(text: str, edges: list[int]) -> list[tuple[int, int]]:
    """Returns the spans between edges without white space around them, and without those that hold nothing else."""
    spans = []
    for start, end in pairwise(edges):
        held = text[start:end]
        if held.strip():
            spans.append((start + len(held) - len(held.lstrip()), start + len(held.rstrip())))
    return spans


def _mapped(word: EncodedWord, block: MappedText) -> EncodedWord:
    start, end = block.span(word.text_start, word.text_end)
    return replace(word, text_start=start, text_end=end)


def _segment(encoded: Encoded, start: int, end: int, *, begins: bool, ends: bool) -> Segment:
    words = tuple(
        replace(word, text_start=start + word.text_start, text_end=start + word.text_end) for word in encoded.words
    )
    return Segment(start, end, encoded.ids, words, begins, ends)
