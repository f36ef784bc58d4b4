"""From a request to speech: pieces of text, decoded with everyone else's, guarded, vocoded, in order.

A piece that goes wrong is spoken again with another seed, as long as nobody has heard any of it. It drives the model
and knows nothing of processes, devices or formats.
"""

import math
import secrets
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from vozes.engines.xtts.guard import Verdict, warning
from vozes.engines.xtts.limits import MAX_TEXT_TOKENS, character_limit
from vozes.engines.xtts.model import XttsModel
from vozes.engines.xtts.take import Part, Take
from vozes.engines.xtts.voice import Voice
from vozes.errors import ErrorCode, VozesError
from vozes.text.normalizing import normalize
from vozes.text.splitting import split
from vozes.types import AudioChunk, SpeechRequest


@dataclass(frozen=True, slots=True)
class Synthesis:
    model: XttsModel
    retries: int = 2
    """How often a piece that went wrong is spoken again."""
    forced_seconds: float | None = None
    """As `EngineSettings.forced_seconds`."""

    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        """As `Engine.speak`; what cannot be spoken is refused before any work."""
        parts = self._parts(request)
        voice, warnings = yield from self.model.speakers.find(request.voice, request.cloned)
        yield from _with_warnings(self._speak_parts(parts, voice, request), warnings)

    def _speak_parts(self, parts: Sequence[Part], voice: Voice, request: SpeechRequest) -> Generator[AudioChunk | None]:
        seed = secrets.randbits(63) if request.seed is None else request.seed
        for number, part in enumerate(parts):
            yield from self._speak_part(part, voice, request, f"{seed}/{number}")

    def _parts(self, request: SpeechRequest) -> list[Part]:
        language = request.language
        if language not in self.model.config.languages:
            message = f"This checkpoint of XTTS v2 does not speak {language!r}."
            raise VozesError(ErrorCode.UNSUPPORTED_LANGUAGE, message, param="language")
        tokenizer = self.model.tokenizer

        def read(text: str) -> tuple[str, list[int]]:
            cleaned = tokenizer.clean(normalize(text, language), language)
            return cleaned, tokenizer.encode_cleaned(cleaned, language)

        def fits(text: str) -> bool:
            return len(read(text)[1]) <= MAX_TEXT_TOKENS

        pieces = split(request.text, language, character_limit(language), fits)
        parts = [Part(piece, *read(piece.text)) for piece in pieces]
        parts = [part for part in parts if any(map(str.isalnum, part.cleaned))]  # of a lone "***" it would babble
        if not parts:
            raise VozesError(ErrorCode.NOTHING_TO_SAY, "XTTS v2 finds nothing to say in this text.", param="text")
        return parts if self.forced_seconds is None else self._force(parts[0], self.forced_seconds)

    def _force(self, part: Part, seconds: float) -> list[Part]:
        """The part again and again, for exactly so long together."""
        tokens = math.ceil(seconds * self.model.config.tokens_per_second)
        most = self.model.config.max_new_tokens
        counts = [most] * (tokens // most) + [tokens % most]
        return [replace(part, forced_tokens=count) for count in counts if count]

    def _speak_part(self, part: Part, voice: Voice, request: SpeechRequest, seed: str) -> Iterator[AudioChunk | None]:
        takes: list[Take] = []
        while True:
            take = Take(self.model, part, voice, request, f"{seed}/{len(takes)}")
            takes.append(take)
            yield from take.record()
            if take.verdict is Verdict.GOOD or take.heard or len(takes) > self.retries:
                break
        best = take if take.heard else min(takes, key=lambda each: each.severity)
        chunks = best.finish()
        if best.verdict is not Verdict.GOOD:
            chunks = _with_warnings(chunks, (warning(best.verdict, len(takes)),))
        yield from chunks


def _with_warnings(chunks: Generator[AudioChunk | None], texts: tuple[str, ...]) -> Generator[AudioChunk | None]:
    """The first chunk carries them."""
    with closing(chunks):
        for chunk in chunks:
            if chunk is not None:
                yield replace(chunk, warnings=texts + chunk.warnings)
                break
            yield None
        yield from chunks
