"""When the marks of a text are reached: each as the first word behind it begins. It knows nothing of the daemon."""

import re
from collections.abc import Iterator
from html import unescape

import numpy as np

from vozes.types import AudioChunk, Samples, WordTiming

_MARK = re.compile(r"""<mark\b[^>]*?\bname\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>""")


class MarkedSpeech:
    """Takes the chunks of a speech and gives its sound back with the names of marks between.

    While marks are left, sound is kept back until the words in it are known: a word comes once its end is.
    """

    def __init__(self, ssml: str, *, has_words: bool):
        """`has_words`: whether the engine tells when words are heard; else all marks come at the end."""
        self._marks = [(found.start(), unescape(found[1] or found[2] or "")) for found in _MARK.finditer(ssml)]
        self._has_words = has_words
        self._kept: Samples = np.zeros(0, np.float32)
        self._given = 0
        """How many samples have been given back."""
        self._rate = 0

    def push(self, chunk: AudioChunk) -> Iterator[str | Samples]:
        """Yields names of marks, and samples between them, in the order in which they are heard."""
        self._rate = chunk.sample_rate
        self._kept = np.concatenate([self._kept, chunk.samples])
        known = 0.0
        for word in chunk.words:
            yield from self._reach(word)
            known = word.end
        if not self._marks or not self._has_words:
            yield from self._give(len(self._kept))
        elif known:
            yield from self._give(round(known * self._rate) - self._given)

    def finish(self) -> Iterator[str | Samples]:
        """Yields what is left, and behind it the marks that no word follows."""
        yield from self._give(len(self._kept))
        yield from (name for _, name in self._marks)

    def _reach(self, word: WordTiming) -> Iterator[str | Samples]:
        while self._marks and self._marks[0][0] <= word.text_start:
            yield from self._give(round(word.start * self._rate) - self._given)
            yield self._marks.pop(0)[1]

    def _give(self, count: int) -> Iterator[Samples]:
        count = min(max(count, 0), len(self._kept))
        if count:
            given, self._kept = self._kept[:count], self._kept[count:]
            self._given += count
            yield given
