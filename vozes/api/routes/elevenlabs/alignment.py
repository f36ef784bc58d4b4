"""Cuts speech between words, and says of each piece when its characters are heard, as ElevenLabs does.

A piece holds whole words with what stands behind them, and its characters last exactly as long as it: clients add the
lengths up. They are told twice, as they were sent and as they are said. The last word that is known is held back until
the next one is, or the passage ends. Where the engine tells no words, pieces have no characters. It knows neither
formats nor messages.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from vozes.service.speech.alignment import Alignment, SpokenText, SpokenWords, TimedCharacters
from vozes.types import AudioChunk, Samples, WordTiming

_MOST_SECONDS = 2.0
"""Speech that is held back for a word whose end is not known."""

_MOST_CHARACTERS = 1_000_000
"""That are remembered until they are heard."""


@dataclass(slots=True)
class PieceAlignment:
    """Characters, and when each is heard, in milliseconds of the piece: what ElevenLabs' messages tell."""

    chars: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    durations: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, timed: TimedCharacters, seconds: float) -> "PieceAlignment":
        """`seconds`: of the piece, which the last character ends with."""
        moments = [round(time * 1000) for time in (*timed.starts, seconds)]
        return cls(timed.characters, moments[:-1], [after - before for before, after in pairwise(moments)])

    def extend(self, other: "PieceAlignment", after: float) -> None:
        """Adds those of a piece that follows after so many seconds."""
        self.chars += other.chars
        self.starts += [start + round(after * 1000) for start in other.starts]
        self.durations += other.durations

    def as_message(self) -> dict[str, list[str] | list[int]]:
        return {"chars": self.chars, "charStartTimesMs": self.starts, "charDurationsMs": self.durations}


@dataclass(slots=True)
class Alignments:
    """Both texts of a piece."""

    original: PieceAlignment = field(default_factory=PieceAlignment)
    """As it was sent."""
    normalized: PieceAlignment = field(default_factory=PieceAlignment)
    """As it is said, in words alone."""

    def extend(self, other: "Alignments", after: float) -> None:
        """Adds those of a piece that follows after so many seconds."""
        self.original.extend(other.original, after)
        self.normalized.extend(other.normalized, after)


class Piece(NamedTuple):
    samples: Samples  # (time,)
    sample_rate: int
    """Hz."""
    alignments: Alignments | None


class AlignedSpeech:
    """The pieces of one answer."""

    def __init__(self, tells_words: bool = True):
        """`tells_words`: whether places in the text are known at all."""
        self._tells_words = tells_words
        self._text = ""
        """What was pushed and is not in a piece yet."""
        self._place = 0
        """Where that begins in the whole text."""
        self._spoken = SpokenText("", ())
        """What is said of the passage and is not in a piece yet, with spans of the whole text."""
        self._held: list[Samples] = []
        self._rate = 0
        self._cut = 0
        """Samples in the pieces so far."""
        self._words: list[WordTiming] = []
        """Those that are in no piece yet."""

    def push_text(self, text: str) -> None:
        """Takes the next piece of the text that is spoken."""
        if self._tells_words:
            self._text += text
            forgotten = max(len(self._text) - _MOST_CHARACTERS, 0)  # nobody says it: it would be gone otherwise
            self._text, self._place = self._text[forgotten:], self._place + forgotten

    def begin_passage(self, spoken: SpokenText, start: int) -> None:
        """Takes what is said of the passage that begins at that place of the text."""
        words = (
            replace(word, text_start=word.text_start + start, text_end=word.text_end + start) for word in spoken.words
        )
        self._spoken = SpokenText(spoken.text, tuple(words))

    def add(self, chunk: AudioChunk, *, words_come: bool) -> Iterator[Piece]:
        """Takes the next chunk, and yields what is ready. `words_come`: the engine tells the words of this one."""
        self._rate = chunk.sample_rate
        self._held.append(chunk.samples)
        self._words += chunk.words if self._tells_words else ()
        last = self._last_that_moves_on()
        if last:
            until = self._words[last]
            yield from self._piece(until.start, self._words[:last], until.text_start)
        elif not (words_come and self._tells_words) or (not self._words and self._held_seconds > _MOST_SECONDS):
            yield from self._piece(math.inf, [], self._place)

    def end_passage(self, end: int) -> Iterator[Piece]:
        """Yields the rest of a passage that ends at that place of the text."""
        yield from self._piece(math.inf, self._words, end if self._words else self._place)
        if self._tells_words and end > self._place:  # nothing of it was heard, or nobody knows when
            self._text, self._place = self._text[end - self._place :], end

    def _last_that_moves_on(self) -> int:
        """Returns the number of the last word before which there are characters; 0 where there is none.

        Of what is written as one and said in several words, all but the first begin where a piece has ended already.
        """
        later = [number for number, word in enumerate(self._words) if number and word.text_start > self._place]
        return later[-1] if later else 0

    @property
    def _held_seconds(self) -> float:
        return sum(map(len, self._held)) / self._rate if self._rate else 0.0

    def _piece(self, until: float, words: Sequence[WordTiming], place: int) -> Iterator[Piece]:
        """Yields the samples up to a time of the answer, which say the text up to that place, in these words."""
        held = np.concatenate(self._held) if self._held else np.empty(0, np.float32)
        count = len(held) if until == math.inf else min(max(round(until * self._rate) - self._cut, 0), len(held))
        if not count:
            return
        begin, self._cut = self._cut / self._rate, self._cut + count
        self._held = [held[count:]]
        alignments = self._aligned(words, place, begin, self._cut / self._rate) if words else None
        self._words = self._words[len(words) :]
        yield Piece(held[:count], self._rate, alignments)

    def _aligned(self, words: Sequence[WordTiming], place: int, begin: float, end: float) -> Alignments:
        """Returns the characters up to a place, which are heard between these times of the answer."""
        size = place - self._place
        text, self._text = self._text[:size], self._text[size:]
        alignment = Alignment(text, self._spoken_up_to(place))
        alignment.add(
            [
                WordTiming(
                    word.text_start - self._place,
                    word.text_end - self._place,
                    min(word.start, end) - begin,
                    min(word.end, end) - begin,
                )
                for word in words
            ]
        )
        alignment.finish(end - begin)
        self._place = place
        return Alignments(*(PieceAlignment.of(timed, end - begin) for timed in alignment.taken()))

    def _spoken_up_to(self, place: int) -> SpokenText:
        """Returns what is said up to a place of the text, with spans of the next piece, and keeps what follows."""
        words = self._spoken.words
        count = sum(word.text_start < place for word in words)
        until = words[count].start if count < len(words) else len(self._spoken.text)
        said = tuple(
            replace(word, text_start=word.text_start - self._place, text_end=word.text_end - self._place)
            for word in words[:count]
        )
        rest = tuple(SpokenWords(w.start - until, w.end - until, w.text_start, w.text_end) for w in words[count:])
        taken = SpokenText(self._spoken.text[:until], said)
        self._spoken = SpokenText(self._spoken.text[until:], rest)
        return taken
