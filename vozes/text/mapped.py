"""A text that was made of another one, and for each of its characters where it came from.

Each step of reading (`characters`, markup, `normalizing`) returns the edits that it makes, and this module keeps the
account of them: whatever becomes of a text, each of its characters tells the span that the user wrote. It knows nothing
of what the edits mean.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Edit(NamedTuple):
    """What replaces a span of a text; an empty `text` removes it."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class MappedText:
    text: str
    starts: Sequence[int]
    """For each character where the span begins that it came from, in code points of what the user sent."""
    ends: Sequence[int]
    """For each character where that span ends. Neither numbers ever fall."""

    @classmethod
    def of(cls, text: str) -> "MappedText":
        """Returns a text as the user sent it."""
        return cls(text, range(len(text)), range(1, len(text) + 1))

    def edited(self, edits: Iterable[Edit]) -> "MappedText":
        """Returns the text after edits, which rise and do not overlap; the same object where there are none.

        Each character of a replacement comes from the whole span that it replaces, and an insertion from the character
        before it.
        """
        texts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        end = 0
        for edit in edits:
            texts += self.text[end : edit.start], edit.text
            starts += self.starts[end : edit.start]
            ends += self.ends[end : edit.start]
            if edit.text:
                first, last = self.span(edit.start, edit.end)
                starts += [first] * len(edit.text)
                ends += [last] * len(edit.text)
            end = edit.end
        if not texts:
            return self
        return MappedText("".join((*texts, self.text[end:])), [*starts, *self.starts[end:]], [*ends, *self.ends[end:]])

    def moved(self, by: int) -> "MappedText":
        """Returns the same text, of a part of the user's text that begins at `by`."""
        if not by:
            return self
        return MappedText(self.text, [start + by for start in self.starts], [end + by for end in self.ends])

    def slice(self, start: int, end: int) -> "MappedText":
        return MappedText(self.text[start:end], self.starts[start:end], self.ends[start:end])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Returns the span of the user's text that a span of this one came from."""
        if start < end:
            return self.starts[start], self.ends[end - 1]
        place = self.ends[start - 1] if start else (self.starts[0] if self.starts else 0)
        return place, place
