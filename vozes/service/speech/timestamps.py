"""When each word or sentence of an answer is heard, with the span of the text that the user sent.

Engines tell the times of what they say, which may be several words for one that was written ("15" in English is one
word, "R$ 15" in Portuguese are two, and so is "e-mail" in English): such are one here. It knows no engine, no audio and
no HTTP.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from vozes.engines.info import WordTimings
from vozes.errors import ErrorCode, VozesError
from vozes.service.speech.parts import SpokenPart
from vozes.service.speech.service import Speech
from vozes.text.breaks import sentence_ends
from vozes.text.mapped import MappedText
from vozes.text.markup.planning import joined
from vozes.text.reading.words import word_spans
from vozes.types import WordTiming

Unit = Literal["word", "sentence"]
_LONGEST_WORD = 64
"""Characters before and behind a place that are looked at for the word around it."""
_WORST_FIRST: tuple[WordTimings, ...] = ("none", "estimated", "exact")


@dataclass(frozen=True, slots=True)
class Timestamp:
    """When a word or a sentence is heard. Text positions count code points of the user's text, times seconds."""

    text: str
    """As it was written, without markup."""
    text_start: int
    text_end: int
    start: float
    end: float


class Transcript:
    """What an answer says, as the user wrote it but without markup."""

    def __init__(self, text: MappedText, language: str):
        """`language`: that of its beginning; it tells which full stops end a sentence."""
        self.text = text
        self.language = language

    @classmethod
    def of(cls, speech: Speech) -> "Transcript":
        spoken = (part for part in speech.parts if isinstance(part, SpokenPart))
        texts = (MappedText.of(part.request.text) if part.source is None else part.source for part in spoken)
        return cls.joining(texts, speech.request.language)

    @classmethod
    def joining(cls, texts: Iterable[MappedText], language: str) -> "Transcript":
        """Returns the transcript of texts that are said in turn, in a language that stands for all."""
        apart: list[MappedText] = []
        for text in texts:
            apart += [*_gap(apart[-1], text), text] if apart else [text]
        return cls(joined(apart), language)

    def placed(self, timing: WordTiming) -> WordTiming:
        """Returns a word with its span of the transcript, for that of the user's text: of whole words, as written."""
        place = bisect_right(self.text.ends, timing.text_start)
        stop = max(bisect_left(self.text.starts, timing.text_end), place)
        if place < stop:
            place, stop = min(place, self._word(place)[0]), max(stop, self._word(stop - 1)[1])
        return WordTiming(place, stop, timing.start, max(timing.start, timing.end))

    def _word(self, place: int) -> tuple[int, int]:
        """Returns the span of the written word that a character belongs to; of a mark its own."""
        head, tail = (
            self.text.text[max(place - _LONGEST_WORD, 0) : place],
            self.text.text[place : place + _LONGEST_WORD],
        )
        before = "" if head[-1:].isspace() else "".join(head.split()[-1:])
        for start, end in word_spans(before + "".join(tail.split()[:1])):
            if start <= len(before) < end:
                return place - len(before) + start, place - len(before) + end
        return place, place + 1

    def timestamp(self, word: WordTiming) -> Timestamp:
        span = self.text.span(word.text_start, word.text_end)
        return Timestamp(
            self.text.text[word.text_start : word.text_end], *span, round(word.start, 3), round(word.end, 3)
        )


class TimestampFeed:
    """Makes timestamps of words in the order in which they are heard, each once nothing can be added to it."""

    def __init__(self, transcript: Transcript, unit: Unit):
        """Reads the whole text where sentences are wanted; words in it have spans of the transcript."""
        self._transcript = transcript
        text = transcript.text.text
        self._ends = [*sentence_ends(text, transcript.language), len(text)] if unit == "sentence" else None
        self._open: WordTiming | None = None

    def push(self, timings: Iterable[WordTiming]) -> Iterator[Timestamp]:
        for timing in timings:
            word = self._transcript.placed(timing)
            if self._open is not None and self._belongs(self._open, word):
                word = replace(
                    self._open, text_end=max(self._open.text_end, word.text_end), end=max(self._open.end, word.end)
                )
            else:
                yield from self.finish()
            self._open = word

    def finish(self) -> Iterator[Timestamp]:
        """Yields the last one."""
        if self._open is not None:
            yield self._transcript.timestamp(self._whole(self._open))
        self._open = None

    def _belongs(self, before: WordTiming, word: WordTiming) -> bool:
        if self._ends is None:
            return word.text_start < before.text_end
        return bisect_right(self._ends, before.text_start) == bisect_right(self._ends, word.text_start)

    def _whole(self, word: WordTiming) -> WordTiming:
        """Returns the word as it is; of sentences the whole one, with its punctuation."""
        if self._ends is None:
            return word
        number = min(bisect_right(self._ends, word.text_start), len(self._ends) - 1)
        start, end = self._ends[number - 1] if number else 0, self._ends[number]
        written = self._transcript.text.text[start:end]
        place = start + len(written) - len(written.lstrip())
        return replace(word, text_start=place, text_end=start + len(written.rstrip()))


def require_word_timings(speech: Speech) -> None:
    """Raises VozesError where one of the engines that speak does not tell when words are heard."""
    for part in speech.parts:
        if isinstance(part, SpokenPart) and part.engine.info.capabilities.word_timings == "none":
            message = f"The engine {part.engine.info.id} does not tell when words are heard."
            raise VozesError(ErrorCode.INVALID_FIELD, message, param="timestamps")


def word_timings_of(speech: Speech) -> WordTimings:
    """Returns how well the times of a speech are known, as those of its worst part are."""
    spoken = (part for part in speech.parts if isinstance(part, SpokenPart))
    known = {part.engine.info.capabilities.word_timings for part in spoken}
    return next(each for each in _WORST_FIRST if each in known)


def timestamps(transcript: Transcript, timings: Sequence[WordTiming], unit: Unit) -> list[Timestamp]:
    """Returns the timestamps of a whole answer; where sentences are wanted this reads the whole text."""
    feed = TimestampFeed(transcript, unit)
    return [*feed.push(timings), *feed.finish()]


def _gap(before: MappedText, after: MappedText) -> list[MappedText]:
    """Returns the space between two parts that do not touch each other in what the user wrote, or nothing."""
    if not before.text or not after.text or before.ends[-1] == after.starts[0]:
        return []
    return [MappedText(" ", [before.ends[-1]], [after.starts[0]])]
