"""One attempt at speaking a segment of the text: its audio tokens are made and judged, its sound is given out.

In a stream the sound is given out while tokens are made, in chunks that begin small, otherwise all of it at the end.
How often a segment is tried is decided in `synthesis`.
"""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from vozes.audio.level import levels, loud_level
from vozes.engines.xtts.guard import Guard, Verdict
from vozes.engines.xtts.model import XttsModel
from vozes.engines.xtts.network.decoding import Utterance
from vozes.engines.xtts.network.sampling import SamplingOptions
from vozes.engines.xtts.options import FIRST_PIECE, REPETITION_PENALTY, TEMPERATURE, TOP_K, TOP_P
from vozes.engines.xtts.trimming import LONGEST_GIBBERISH, fade_out, trim_end
from vozes.engines.xtts.voice import XttsVoice
from vozes.engines.xtts.word_timings import SegmentWord, estimate
from vozes.types import AudioChunk, OptionValue, Samples, SpeechRequest


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the text that the model reads at once."""

    start: int
    end: int
    """Its span of the text, in code points."""
    cleaned: str
    ids: list[int]
    """The tokens of `cleaned`."""
    words: tuple[SegmentWord, ...] = ()
    forced_tokens: int | None = None
    """Benchmarks only: how many audio tokens are made of it, wherever the model would stop."""


class Attempt:
    def __init__(self, model: XttsModel, segment: Segment, voice: XttsVoice, request: SpeechRequest, seed: str):
        config = model.config
        most = segment.forced_tokens or config.max_new_tokens
        sampling = _sampling(request.options, segment.forced_tokens or 0)
        first = int(FIRST_PIECE.of(request.options)) if request.streaming else None
        self.verdict = Verdict.GOOD
        self._model = model
        self._segment = segment
        self._request = request
        self._guard = Guard(segment.cleaned, request.language, limit=most, tokens_per_second=config.tokens_per_second)
        self._utterance = Utterance(segment.ids, voice.latents, sampling, seed, most)
        self._vocoder = model.vocoder.stream(voice.speaker, request.speed, first)
        self._waiting: list[Tensor] = []  # latents, each (count, width), that the vocoder has not got yet
        self._vocoded = 0
        """How many latents the vocoder has got."""
        self._heard: list[Samples] = []  # each (time,), what has been given out
        self._loudest = 0.0
        """The level of the loudest chunk that was given out."""

    @property
    def heard(self) -> bool:
        """Whether some of it has been given out already."""
        return bool(self._heard)

    @property
    def severity(self) -> float:
        """How bad it is; 0 if it is good."""
        return self._guard.severity(self._utterance.tokens, self.verdict)

    def generate(self) -> Iterator[AudioChunk | None]:
        """Makes its tokens, to the end or until it is known to be bad; in a stream yields its sound meanwhile."""
        decoder = self._model.decoder
        decoder.add(self._utterance)
        try:
            while self.verdict is Verdict.GOOD and (self._utterance.has_news or not self._utterance.finished):
                if not self._utterance.has_news:  # nobody else has asked for this step yet
                    decoder.step()
                self._receive()
                yield self._next_chunk() if self._request.streaming and self.verdict is Verdict.GOOD else None
        finally:
            decoder.remove(self._utterance)

    def finish(self) -> Generator[AudioChunk | None]:
        """Yields the rest of its sound, without what does not belong to the text, with the times of all its words."""
        self._push(self._guard.good_length(self._utterance.tokens, self.verdict))
        self._vocoder.finish()
        waves = []
        while (wave := self._vocoder.next_chunk()) is not None:
            waves.append(wave.numpy())
            yield None
        rest = self._trim(np.concatenate(waves)) if waves else np.empty(0, np.float32)
        whole = np.concatenate([*self._heard, rest])
        words = estimate(self._segment.words, whole, self._model.vocoder.sample_rate)
        if waves or words:
            yield replace(self._chunk(rest), words=words)

    def _receive(self) -> None:
        utterance = self._utterance
        if utterance.failure is not None:
            raise utterance.failure
        self._waiting.append(utterance.take_latents())
        if self._segment.forced_tokens is None:
            stopped, finished = utterance.stopped, utterance.finished
            self.verdict = self._guard.check(utterance.tokens, finished=finished, stopped=stopped)

    def _next_chunk(self) -> AudioChunk | None:
        """Returns the next chunk of sound once there are enough latents for it."""
        self._push(None)
        wave = self._vocoder.next_chunk()
        if wave is None:
            return None
        samples = wave.numpy()
        self._heard.append(samples)
        self._loudest = max(self._loudest, loud_level(levels(samples, self._model.vocoder.sample_rate)))
        return self._chunk(samples)

    def _push(self, good_tokens: int | None) -> None:
        """Gives the waiting latents to the vocoder; of a bad attempt only those of its first `good_tokens`."""
        latents = torch.cat(self._waiting) if self._waiting else torch.empty(0, self._model.config.width)
        if good_tokens is not None and self.verdict is not Verdict.GOOD:
            latents = latents[: max(0, good_tokens - self._vocoded)]
        self._waiting = []
        self._vocoded += len(latents)
        if len(latents):
            self._vocoder.push(latents)

    def _trim(self, samples: Samples) -> Samples:
        if self._segment.forced_tokens is not None:
            return samples
        rate = self._model.vocoder.sample_rate
        said = self._guard.said_seconds / self._request.speed - sum(map(len, self._heard)) / rate
        longest = LONGEST_GIBBERISH if self.verdict is Verdict.GOOD else float("inf")
        end = trim_end(samples, rate, max(said, 0.0), longest=longest, loud=self._loudest)
        return samples if end == len(samples) else fade_out(samples[:end], rate)

    def _chunk(self, samples: Samples) -> AudioChunk:
        return AudioChunk(samples, self._model.vocoder.sample_rate, self._segment.start, self._segment.end)


def _sampling(options: Mapping[str, OptionValue], min_tokens: int) -> SamplingOptions:
    return SamplingOptions(
        temperature=float(TEMPERATURE.of(options)),
        top_k=int(TOP_K.of(options)),
        top_p=float(TOP_P.of(options)),
        repetition_penalty=float(REPETITION_PENALTY.of(options)),
        min_tokens=min_tokens,
    )
