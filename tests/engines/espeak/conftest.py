from collections.abc import Callable

import numpy as np
import pytest

from vozes.engines.espeak.engine import EspeakEngine
from vozes.engines.settings import EngineSettings
from vozes.types import AudioChunk, OptionValue, Samples, SpeechRequest

Speak = Callable[..., list[AudioChunk]]


@pytest.fixture(scope="session")
def engine() -> EspeakEngine:
    espeak = EspeakEngine()
    espeak.load(EngineSettings("nowhere"), lambda progress: None)
    return espeak


@pytest.fixture(scope="session")
def speak(engine: EspeakEngine) -> Speak:
    def chunks(text: str, voice: str = "pt-br", speed: float = 1.0, **options: OptionValue) -> list[AudioChunk]:
        pieces = engine.speak(SpeechRequest(text, voice, voice, speed, options=options))
        return [piece for piece in pieces if piece is not None]

    return chunks


def samples_of(chunks: list[AudioChunk]) -> Samples:
    return np.concatenate([chunk.samples for chunk in chunks])


def seconds_of(chunks: list[AudioChunk]) -> float:
    return sum(chunk.seconds for chunk in chunks)
