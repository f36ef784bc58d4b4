"""From a request to speech: the text's segments are decoded beside those of other requests, judged and vocoded.

A segment that goes wrong is spoken again with another seed, as long as nothing of it has been heard. This module
drives the model and knows nothing of processes, devices or formats.
"""

import itertools
import math
import secrets
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace

import numpy as np

from vozes.engines.spoken_text import SpokenText
from vozes.engines.steps import Steps
from vozes.engines.xtts.attempt import Attempt, Segment
from vozes.engines.xtts.guard import Verdict, warning
from vozes.engines.xtts.model import XttsModel
from vozes.engines.xtts.text_limits import MAX_TEXT_TOKENS, character_limit
from vozes.engines.xtts.voice import XttsVoice
from vozes.engines.xtts.word_timings import moved, segment_words
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.voice_files import Tensors
from vozes.text.mapped import MappedText
from vozes.text.splitting import split
from vozes.types import AudioChunk, ClonedVoice, SpeechRequest
from vozes.warnings import CodedWarning, WarningCode


@dataclass(frozen=True, slots=True)
class Synthesis:
    model: XttsModel
    retries: int = 2
    """How often a segment that went wrong is spoken again."""
    forced_seconds: float | None = None
    """The setting `EngineSettings.forced_seconds`."""

    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        """Speaks as `Engine.speak` does; refuses what cannot be spoken before any work."""
        self._check_language(request.language)
        text, lost = SpokenText(request), set[str]()
        segments = self._segments(text, request.language, lost)
        first = next(segments, None)
        if first is None:
            raise VozesError(ErrorCode.NOTHING_TO_SAY, "XTTS v2 finds nothing to say in this text.", param="text")
        voice, warnings = yield from self.model.speakers.find(request.voice, request.cloned)
        yield from _with_warnings(self._speak_all(itertools.chain([first], segments), voice, request), warnings)
        told = text.take_warnings()
        if lost:
            signs = tuple(sorted(lost))
            sentence = f"Left out, since XTTS v2 has no sign for it: {' '.join(signs)}"
            told = (*told, CodedWarning(WarningCode.SIGNS_LEFT_OUT, sentence, engine="XTTS v2", names=signs))
        if told:
            yield AudioChunk(np.empty(0, np.float32), self.model.vocoder.sample_rate, warnings=told)

    def clone(self, voice: ClonedVoice) -> Steps[tuple[Tensors, tuple[CodedWarning, ...]]]:
        return self.model.speakers.cloned.get(voice)

    def warm_up(self) -> None:
        brief = replace(self, retries=0, forced_seconds=0.3)
        for voice in list(self.model.speakers.own)[:1]:
            for _ in brief.speak(SpeechRequest("a", self.model.config.languages[0], voice, streaming=True)):
                pass

    def _speak_all(
        self, segments: Iterable[Segment], voice: XttsVoice, request: SpeechRequest
    ) -> Generator[AudioChunk | None]:
        seed = secrets.randbits(63) if request.seed is None else request.seed
        rate, samples = self.model.vocoder.sample_rate, 0
        for number, segment in enumerate(segments):
            before = samples / rate
            with closing(self._speak_segment(segment, voice, request, f"{seed}/{number}")) as chunks:
                for chunk in chunks:
                    samples += 0 if chunk is None else len(chunk.samples)
                    yield None if chunk is None else replace(chunk, words=moved(chunk.words, before))

    def _check_language(self, language: str) -> None:
        if language not in self.model.config.languages:
            message = f"This checkpoint of XTTS v2 does not speak {language!r}."
            raise VozesError(ErrorCode.UNSUPPORTED_LANGUAGE, message, param="language")

    def _segments(self, text: SpokenText, language: str, lost: set[str]) -> Iterator[Segment]:
        """Yields the segments that have something to say, each block of the text read when its turn comes."""
        segments = (segment for block in text.blocks() for segment in self._of_block(block, language, lost))
        if self.forced_seconds is None:
            return segments
        return itertools.chain.from_iterable(
            self._force(segment, self.forced_seconds) for segment in itertools.islice(segments, 1)
        )

    def _of_block(self, block: MappedText, language: str, lost: set[str]) -> Iterator[Segment]:
        """Yields the segments of a block, and adds to `lost` what the model has no sign for."""
        tokenizer = self.model.tokenizer

        def read(text: str) -> tuple[str, list[int], set[str]]:
            cleaned, unknown = tokenizer.without_unknown(tokenizer.clean(text, language))
            return cleaned, tokenizer.encode_cleaned(cleaned, language), unknown

        def fits(text: str) -> bool:
            return len(read(text)[1]) <= MAX_TEXT_TOKENS

        for part in split(block.text, language, character_limit(language), fits):
            cleaned, ids, unknown = read(part.text)
            lost |= unknown
            if any(map(str.isalnum, cleaned)):  # of a lone "***" it would babble
                words = segment_words(block.slice(part.start, part.end), language)
                yield Segment(*block.span(part.start, part.end), cleaned, ids, words)

    def _force(self, segment: Segment, seconds: float) -> list[Segment]:
        """Returns the segment as often as is needed to speak for exactly so long."""
        tokens = math.ceil(seconds * self.model.config.tokens_per_second)
        most = self.model.config.max_new_tokens
        counts = [most] * (tokens // most) + [tokens % most]
        return [replace(segment, forced_tokens=count) for count in counts if count]

    def _speak_segment(
        self, segment: Segment, voice: XttsVoice, request: SpeechRequest, seed: str
    ) -> Generator[AudioChunk | None]:
        attempts: list[Attempt] = []
        while True:
            attempt = Attempt(self.model, segment, voice, request, f"{seed}/{len(attempts)}")
            attempts.append(attempt)
            yield from attempt.generate()
            if attempt.verdict is Verdict.GOOD or attempt.heard or len(attempts) > self.retries:
                break
        best = attempt if attempt.heard else min(attempts, key=lambda each: each.severity)
        chunks = best.finish()
        if best.verdict is not Verdict.GOOD:
            chunks = _with_warnings(chunks, (warning(best.verdict, len(attempts)),))
        yield from chunks


def _with_warnings(
    chunks: Generator[AudioChunk | None], warnings: tuple[CodedWarning, ...]
) -> Generator[AudioChunk | None]:
    """Yields the chunks, the first of them with the warnings."""
    with closing(chunks):
        for chunk in chunks:
            if chunk is not None:
                yield replace(chunk, warnings=warnings + chunk.warnings)
                break
            yield None
        yield from chunks
