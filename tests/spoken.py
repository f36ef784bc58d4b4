"""Recordings of somebody speaking, made by eSpeak, for tests of what takes in recordings."""

import io
import wave
from functools import cache

import numpy as np

from vozes.engines.espeak.engine import EspeakEngine
from vozes.engines.settings import EngineSettings
from vozes.types import SpeechRequest

SENTENCES = "The quick brown fox jumps over the lazy dog. She sells sea shells by the sea shore. How are you today?"
"""Six seconds."""


@cache
def spoken(text: str = SENTENCES, voice: str = "en-us") -> bytes:
    """A WAV file, the same one each time."""
    chunks = [chunk for chunk in _espeak().speak(SpeechRequest(text, voice, voice)) if chunk is not None]
    samples = np.concatenate([chunk.samples for chunk in chunks])
    sink = io.BytesIO()
    with wave.open(sink, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(chunks[0].sample_rate)
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    return sink.getvalue()


@cache
def _espeak() -> EspeakEngine:
    engine = EspeakEngine()
    engine.load(EngineSettings("nowhere"), lambda progress: None)
    return engine
