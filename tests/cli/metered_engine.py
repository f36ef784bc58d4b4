"""An engine for the tests of `vozes bench`: it is silent for as long as it is told, and notes what it was asked.

An answer takes its time, as long for several at once as for one.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np

from vozes.engines.base import Engine, EngineSpec, LoadProgress
from vozes.engines.info import Capabilities, EngineInfo, VoiceInfo
from vozes.engines.settings import EngineSettings
from vozes.types import AudioChunk, SpeechRequest

RATE = 16_000
SECONDS = 0.1
COLD_SECONDS = 3.0
BYTES = 40_000_000
"""More than the process itself."""
_PIECES = 5


class MeteredEngine(Engine):
    def load(self, settings: EngineSettings, report: Callable[[LoadProgress], None]) -> dict[str, str]:
        self._settings = settings
        self._open = 0
        return {}

    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        self._open += 1
        yield from self._work(SECONDS)
        self._note(request)
        samples = np.zeros(round((self._settings.forced_seconds or 0) * RATE), np.float32)
        for piece in np.split(samples, _PIECES) if request.streaming else [samples]:
            yield AudioChunk(piece, RATE)
        self._open -= 1

    def _work(self, seconds: float) -> Iterator[None]:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            threading.Event().wait(0.001)  # as a step's computing would, it lets the other thread read
            yield None

    def _note(self, request: SpeechRequest) -> None:
        noted = asdict(request) | {"open": self._open}
        with (self._settings.home_path / "asked").open("a", encoding="utf-8") as file:
            file.write(json.dumps(noted) + "\n")


class ColdEngine(MeteredEngine):
    """Takes longer for its first answer."""

    _is_cold = True

    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        if self._is_cold:
            self._is_cold = False
            yield from self._work(COLD_SECONDS)
        yield from super().speak(request)


class HungryEngine(MeteredEngine):
    """Holds memory while it speaks."""

    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        held = np.ones(BYTES, np.uint8)
        yield from super().speak(request)
        del held


class MuteEngine(MeteredEngine):
    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        yield None


def metered_spec(
    *, concurrency: int = 1, languages: tuple[str, ...] = ("en", "pt"), engine: str = "MeteredEngine"
) -> EngineSpec:
    info = EngineInfo(
        id="metered",
        name="Metered",
        description="Is silent.",
        languages=languages,
        voices=(VoiceInfo("nobody", "Nobody", languages),),
        capabilities=Capabilities(streaming=True, concurrency=concurrency),
    )
    return EngineSpec(info, f"{__name__}:{engine}")


def asked(home: Path) -> list[dict[str, object]]:
    """Every request that reached the engine, with how many were open at the time."""
    return [json.loads(line) for line in (home / "asked").read_text("utf-8").splitlines()]
