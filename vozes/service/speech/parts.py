"""The parts of an answer, and how their audio is joined: each in its own voice, with silence between them.

All of it has one sample rate: that of the first part, where no other one is asked for. Text positions become those of
what the user sent, and the edges of a part are faded over a few milliseconds, so that nothing clicks. It knows no
queues.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from vozes.audio.rates import RateConverter
from vozes.service.registry import RegisteredEngine
from vozes.text.mapped import MappedText
from vozes.types import AudioChunk, Samples, SpeechRequest, WordTiming

_FADE_SECONDS = 0.005


@dataclass(frozen=True, slots=True)
class SpokenPart:
    """What one engine is asked to say."""

    engine: RegisteredEngine
    request: SpeechRequest
    source: MappedText | None = None
    """The request's text as it was made of the user's; None: it is the user's."""
    gain: float = 1.0
    """By which the samples are multiplied."""


@dataclass(frozen=True, slots=True)
class Silence:
    seconds: float


Part = SpokenPart | Silence


class Joining:
    """Joins the chunks of the parts of one answer, in their order."""

    def __init__(self, rate: int | None = None) -> None:
        """`rate`: of the answer, in Hz; None: that of the first part."""
        self._rate = rate or 0
        self._made = 0
        """How many samples the answer has so far."""
        self._silence = 0.0
        self._before = 0.0
        """Seconds of the answer before the part that is being spoken."""
        self._converter: RateConverter | None = None
        self._begins = False
        self._follows = False
        """Whether the part follows another one."""

    @property
    def part_start(self) -> float:
        """Returns when the part that is being spoken began to be heard, in seconds of the answer."""
        return self._before

    def begin(self, part: SpokenPart) -> None:
        self._part = part
        self._follows = self._made > 0
        self._begins = True
        self._converter = None

    def pause(self, silence: Silence) -> None:
        self._silence += silence.seconds

    def add(self, chunk: AudioChunk) -> AudioChunk:
        """Returns the next chunk of the answer for the next one of the part."""
        if not len(chunk.samples):
            return self._placed(chunk, chunk.samples)
        if not self._rate:
            self._rate = chunk.sample_rate
        if self._begins and chunk.sample_rate != self._rate:
            self._converter = RateConverter(chunk.sample_rate, self._rate)
        samples = chunk.samples if self._converter is None else self._converter.push(chunk.samples)
        if self._part.gain != 1.0:
            samples = np.clip(samples * np.float32(self._part.gain), -1, 1)
        if self._begins:
            samples = self._with_silence(_faded_in(samples, self._rate) if self._follows else samples)
            self._begins = False
        placed = self._placed(chunk, samples)
        self._made += len(samples)
        return placed

    def end(self) -> Iterator[AudioChunk]:
        """Yields what is left of a part."""
        if self._converter is not None:
            yield from self._chunk(self._converter.finish())

    def rest(self) -> Iterator[AudioChunk]:
        """Yields the silence behind the last part."""
        if self._rate:
            yield from self._chunk(self._taken_silence())

    def _chunk(self, samples: Samples) -> Iterator[AudioChunk]:
        if len(samples):
            self._made += len(samples)
            yield AudioChunk(samples, self._rate)

    def _with_silence(self, samples: Samples) -> Samples:
        silence = self._taken_silence()
        self._before = (self._made + len(silence)) / self._rate
        return np.concatenate([silence, samples]) if len(silence) else samples

    def _taken_silence(self) -> Samples:
        seconds, self._silence = self._silence, 0.0
        return np.zeros(round(seconds * self._rate), np.float32)

    def _placed(self, chunk: AudioChunk, samples: Samples) -> AudioChunk:
        """Returns the chunk with these samples, with its times and text positions those of the whole answer."""
        rate = self._rate or chunk.sample_rate
        words = chunk.words
        if self._before or self._part.source is not None:
            words = tuple(map(self._word, words))
        start, end = self._span(chunk.text_start, chunk.text_end)
        return replace(chunk, samples=samples, sample_rate=rate, text_start=start, text_end=end, words=words)

    def _word(self, word: WordTiming) -> WordTiming:
        start, end = self._span(word.text_start, word.text_end)
        return WordTiming(start, end, word.start + self._before, word.end + self._before)

    def _span(self, start: int, end: int) -> tuple[int, int]:
        source = self._part.source
        if source is None or not source.text:
            return start, end
        last = len(source.text)
        return source.span(min(start, last), min(end, last))


def _faded_in(samples: Samples, rate: int) -> Samples:
    count = min(len(samples), round(_FADE_SECONDS * rate))
    faded = samples.copy()
    faded[:count] *= np.linspace(0, 1, count, dtype=np.float32)
    return faded
