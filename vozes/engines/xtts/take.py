"""One attempt at a piece of text, as in a studio: its tokens are made and judged, its sound is given out.

In a stream the sound goes out while tokens are made, in pieces that begin small; else all of it at the end. It knows
one piece of text; how often that is tried is for `synthesis`.
"""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from vozes.engines.xtts.guard import Guard, Verdict
from vozes.engines.xtts.model import XttsModel
from vozes.engines.xtts.network.decoding import Utterance
from vozes.engines.xtts.network.sampling import SamplingOptions
from vozes.engines.xtts.options import FIRST_PIECE, REPETITION_PENALTY, TEMPERATURE, TOP_K, TOP_P
from vozes.engines.xtts.trimming import LONGEST_GIBBERISH, fade_out, loud_level, trim_end
from vozes.engines.xtts.voice import Voice
from vozes.text.splitting import Piece
from vozes.types import AudioChunk, OptionValue, Samples, SpeechRequest


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text as the model reads it."""

    piece: Piece
    cleaned: str
    ids: list[int]
    forced_tokens: int | None = None
    """Benchmarks: audio tokens that it becomes, wherever the model would stop."""


class Take:
    def __init__(self, model: XttsModel, part: Part, voice: Voice, request: SpeechRequest, seed: str):
        config = model.config
        most = part.forced_tokens or config.max_new_tokens
        sampling = _sampling(request.options, part.forced_tokens or 0)
        sizes = model.vocoder.sizes
        first = int(FIRST_PIECE.of(request.options)) if request.streaming else sizes.largest_piece_tokens
        self.verdict = Verdict.GOOD
        self.heard = False
        """Whether some of it has been given out already."""
        self._model = model
        self._part = part
        self._request = request
        self._guard = Guard(part.cleaned, request.language, limit=most, tokens_per_second=config.tokens_per_second)
        self._utterance = Utterance(part.ids, voice.latents, sampling, seed, most)
        self._vocoder = model.vocoder.stream(voice.speaker, request.speed, replace(sizes, first_piece_tokens=first))
        self._kept: list[Tensor] = []  # latents, each (count, width), that the vocoder has not got yet
        self._given = 0
        self._heard_samples = 0
        self._loud = 0.0
        """The loudest that was heard."""

    @property
    def severity(self) -> float:
        """How bad it is; 0 if it is good."""
        return self._guard.severity(self._utterance.tokens, self.verdict)

    def record(self) -> Iterator[AudioChunk | None]:
        """Makes its tokens, to the end or until it is known to be bad; in a stream gives out sound meanwhile."""
        decoder = self._model.decoder
        decoder.add(self._utterance)
        try:
            while self.verdict is Verdict.GOOD and (self._utterance.has_news or not self._utterance.finished):
                if not self._utterance.has_news:  # nobody else has asked for this step yet
                    decoder.step()
                self._take_news()
                yield self._play() if self._request.streaming and self.verdict is Verdict.GOOD else None
        finally:
            decoder.remove(self._utterance)

    def finish(self) -> Generator[AudioChunk | None]:
        """Gives out the rest, without what is none of the text."""
        self._push(self._guard.good_length(self._utterance.tokens, self.verdict))
        self._vocoder.finish()
        pieces = []
        while (piece := self._vocoder.next_piece()) is not None:
            pieces.append(piece.numpy())
            yield None
        if pieces:
            yield self._chunk(self._trim(np.concatenate(pieces)))

    def _take_news(self) -> None:
        utterance = self._utterance
        if utterance.failure is not None:
            raise utterance.failure
        self._kept.append(utterance.take_latents())
        if self._part.forced_tokens is None:
            stopped, finished = utterance.stopped, utterance.finished
            self.verdict = self._guard.check(utterance.tokens, finished=finished, stopped=stopped)

    def _play(self) -> AudioChunk | None:
        """The next piece of sound, once there are latents enough for it."""
        self._push(None)
        piece = self._vocoder.next_piece()
        if piece is None:
            return None
        samples = piece.numpy()
        self.heard = True
        self._heard_samples += len(samples)
        self._loud = max(self._loud, loud_level(samples, self._model.vocoder.sample_rate))
        return self._chunk(samples)

    def _push(self, good_tokens: int | None) -> None:
        """Gives the vocoder what is kept; of a bad take only what comes before its token `good_tokens`."""
        latents = torch.cat(self._kept) if self._kept else torch.empty(0, self._model.config.width)
        if good_tokens is not None and self.verdict is not Verdict.GOOD:
            latents = latents[: max(0, good_tokens - self._given)]
        self._kept = []
        self._given += len(latents)
        if len(latents):
            self._vocoder.push(latents)

    def _trim(self, samples: Samples) -> Samples:
        if self._part.forced_tokens is not None:
            return samples
        rate = self._model.vocoder.sample_rate
        said = self._guard.said_seconds / self._request.speed - self._heard_samples / rate
        longest = LONGEST_GIBBERISH if self.verdict is Verdict.GOOD else float("inf")
        end = trim_end(samples, rate, max(said, 0.0), longest=longest, loud=self._loud)
        return samples if end == len(samples) else fade_out(samples[:end], rate)

    def _chunk(self, samples: Samples) -> AudioChunk:
        piece = self._part.piece
        return AudioChunk(samples, self._model.vocoder.sample_rate, piece.start, piece.end)


def _sampling(options: Mapping[str, OptionValue], min_tokens: int) -> SamplingOptions:
    return SamplingOptions(
        temperature=float(TEMPERATURE.of(options)),
        top_k=int(TOP_K.of(options)),
        top_p=float(TOP_P.of(options)),
        repetition_penalty=float(REPETITION_PENALTY.of(options)),
        min_tokens=min_tokens,
    )
