"""A fake engine that tells when its words are heard: each lasts a fifth of a second."""

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from tests.fakes import RATE, SineEngine, fake_spec
from vozes.engines.base import EngineSpec
from vozes.types import AudioChunk, SpeechRequest, WordTiming

WORD_SECONDS = 0.2


class TimingEngine(SineEngine):
    def _hum(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        for number, word in enumerate(re.finditer(r"[\w$.']*\w", request.text)):
            start = number * WORD_SECONDS
            timing = WordTiming(*word.span(), start, start + WORD_SECONDS / 2)
            yield AudioChunk(np.full(round(WORD_SECONDS * RATE), 0.5, np.float32), RATE, words=(timing,))


def timing_spec() -> EngineSpec:
    spec = fake_spec("sine")
    capabilities = replace(spec.info.capabilities, word_timings="exact")
    return EngineSpec(
        replace(spec.info, capabilities=capabilities), f"{__name__}:{TimingEngine.__name__}", spec.missing
    )
