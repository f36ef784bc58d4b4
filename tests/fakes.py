"""A fake engine, for tests only: a sine whose frequency tells the request that it belongs to.

Its text is a command: `440 Hz 0.5 s` hums, `crash` ends the process, `hang` stops obeying, `fail` raises.
"""

import os
import re
import threading
from collections.abc import Iterator

import numpy as np

from vozes.engines.base import Capabilities, Engine, EngineInfo, EngineSpec, OptionSpec, VoiceInfo
from vozes.errors import ErrorCode, VozesError
from vozes.types import AudioChunk, Samples, SpeechRequest

RATE = 16_000
CHUNK_SECONDS = 0.05


class SineEngine(Engine):
    def load(self) -> dict[str, str]:
        return {"sine": "1"}

    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        command = request.text.split()[0]
        if command == "crash":
            os.abort()
        if command == "hang":
            threading.Event().wait()
        if command == "fail":
            raise RuntimeError("told to fail")
        if command == "refuse":
            raise VozesError(ErrorCode.ENGINE_FAILED, "told to refuse")
        yield from self._hum(request)

    def _hum(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        frequency, seconds, slowly = _parse(request.text)
        length = round(seconds * RATE)
        step = round(CHUNK_SECONDS * RATE)
        for start in range(0, length, step):
            if slowly:
                threading.Event().wait(CHUNK_SECONDS / 5)
                yield None
            time = np.arange(start, min(start + step, length)) / RATE
            yield AudioChunk((0.5 * np.sin(2 * np.pi * frequency * time)).astype(np.float32), RATE)


def _parse(text: str) -> tuple[int, float, bool]:
    """Frequency, seconds, and whether to take time; a text that is no command hums shortly."""
    match = re.fullmatch(r"(\d+) Hz ([\d.]+) s( slowly)?", text)
    return (int(match[1]), float(match[2]), bool(match[3])) if match else (440, 0.1, False)


class BrokenEngine(SineEngine):
    """Cannot be loaded."""

    def load(self) -> dict[str, str]:
        raise VozesError(ErrorCode.ENGINE_FAILED, "told not to load")


class DyingEngine(SineEngine):
    """Its process ends while it loads."""

    def load(self) -> dict[str, str]:
        os._exit(3)


def fake_spec(
    engine_id: str = "sine", *, concurrency: int = 1, missing: str | None = None, engine: str = "SineEngine"
) -> EngineSpec:
    info = EngineInfo(
        id=engine_id,
        name=engine_id.capitalize(),
        description="Hums.",
        languages=("en", "pt"),
        voices=(VoiceInfo("hum", "Hum", ("en", "pt")), VoiceInfo("alto", "Alto", ("pt",), "female")),
        capabilities=Capabilities(streaming=True, concurrency=concurrency),
        options=(
            OptionSpec("depth", "integer", 1, "A number.", 0, 10),
            OptionSpec("warmth", "number", 0.5, "A fraction.", 0.0, 1.0),
            OptionSpec("echo", "boolean", False, "A switch."),
            OptionSpec("color", "choice", "blue", "A choice.", choices=("blue", "red")),
        ),
        language_aliases={"en": "en"},
    )
    return EngineSpec(info, f"tests.fakes:{engine}", lambda: missing)


def frequency_of(samples: Samples, rate: int = RATE) -> int:
    """The strongest frequency, Hz."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 8 * len(samples)))
    return round(float(np.argmax(spectrum)) * rate / (8 * len(samples)))
