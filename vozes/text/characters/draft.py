"""A text while its characters are being replaced, with the map of where each came from in arrays, for speed's sake."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from vozes.text.mapped import MappedText


class Draft:
    def __init__(self, text: str, starts: NDArray[np.int64], ends: NDArray[np.int64]):
        self.text = text
        self.starts, self.ends = starts, ends
        """For each character where the span that it came from begins, and where it ends."""

    @classmethod
    def of(cls, text: str) -> "Draft":
        return cls(text, np.arange(len(text)), np.arange(1, len(text) + 1))

    @cached_property
    def characters(self) -> frozenset[str]:
        """Those that there are, each once."""
        return frozenset(self.text)

    def pieces(self, forms: Mapping[str, str]) -> list[str]:
        """Returns each character, or what stands for it among the forms."""
        return list(map(forms.get, self.text, self.text))

    def replaced(self, pieces: Sequence[str]) -> "Draft":
        """Returns the text with a piece for each of its characters; an empty one removes it."""
        lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
        if (lengths == 1).all():
            return Draft("".join(pieces), self.starts, self.ends)
        return Draft("".join(pieces), np.repeat(self.starts, lengths), np.repeat(self.ends, lengths))

    def finished(self) -> MappedText:
        return MappedText(self.text, self.starts.tolist(), self.ends.tolist())
