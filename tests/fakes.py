"""A fake engine, for tests only: a sine whose frequency tells the request that it belongs to.

Its text is a command: `440 Hz 0.5 s` hums, `crash` ends the process, `hang` stops obeying, `fail` raises, `poison`
raises what ends the process, `warn A|B` warns of A, then of B, `how` warns of being streamed or whole.
"""

import json
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict

import numpy as np

from tests.live import wait_for
from vozes.engines.base import (
    Capabilities,
    Engine,
    EngineInfo,
    EngineSpec,
    FatalEngineError,
    LoadProgress,
    OptionSpec,
    VoiceInfo,
)
from vozes.engines.settings import EngineSettings
from vozes.errors import ErrorCode, VozesError
from vozes.types import AudioChunk, Samples, SpeechRequest

RATE = 16_000
CHUNK_SECONDS = 0.05
STEPS = {
    "first": LoadProgress("converting", 0.0),
    "second": LoadProgress("converting", 0.5),
    "third": LoadProgress("warming_up"),
}
"""What the stepping engine reports, each until the file of that name is in the home folder."""

Report = Callable[[LoadProgress], None]


class SineEngine(Engine):
    def load(self, settings: EngineSettings, report: Report) -> dict[str, str]:
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
        if command == "poison":
            raise FatalEngineError("told to be poisoned")
        if command == "warn":
            yield from map(_warn, request.text.removeprefix("warn ").split("|"))
        elif command == "how":
            yield _warn("streamed" if request.streaming else "whole")
        else:
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


def _warn(warning: str) -> AudioChunk:
    return AudioChunk(np.full(RATE // 10, 0.5, np.float32), RATE, warnings=(warning,))


def _parse(text: str) -> tuple[int, float, bool]:
    """Frequency, seconds, and whether to take time; a text that is no command hums shortly."""
    match = re.fullmatch(r"(\d+) Hz ([\d.]+) s( slowly)?", text)
    return (int(match[1]), float(match[2]), bool(match[3])) if match else (440, 0.1, False)


class BrokenEngine(SineEngine):
    """Cannot be loaded."""

    def load(self, settings: EngineSettings, report: Report) -> dict[str, str]:
        raise VozesError(ErrorCode.ENGINE_FAILED, "told not to load")


class DyingEngine(SineEngine):
    """Its process ends while it loads."""

    def load(self, settings: EngineSettings, report: Report) -> dict[str, str]:
        os._exit(3)


class DamagedEngine(SineEngine):
    """Cannot be loaded, and trying again is of no use."""

    def load(self, settings: EngineSettings, report: Report) -> dict[str, str]:
        raise VozesError(ErrorCode.INVALID_CHECKPOINT, "told that its files are damaged")


class FadingEngine(DamagedEngine):
    """Can be loaded once; from then on its files are damaged."""

    def load(self, settings: EngineSettings, report: Report) -> dict[str, str]:
        settings.home_path.mkdir(parents=True, exist_ok=True)
        try:
            (settings.home_path / "loaded").touch(exist_ok=False)
        except FileExistsError:
            return super().load(settings, report)
        return {}


class SteppingEngine(SineEngine):
    """Loads in `STEPS`."""

    def load(self, settings: EngineSettings, report: Report) -> dict[str, str]:
        for name, progress in STEPS.items():
            report(progress)
            wait_for((settings.home_path / name).exists)
        return {}


class TellingEngine(SineEngine):
    """Its versions are all that it was told."""

    def load(self, settings: EngineSettings, report: Report) -> dict[str, str]:
        return {
            "settings": json.dumps(asdict(settings)),
            "arguments": json.dumps(sys.argv),
            "environment": json.dumps(dict(os.environ)),
        }


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
            OptionSpec("motto", "text", "", "Some words.", max_length=12),
        ),
        language_aliases={"en": "en"},
    )
    return EngineSpec(info, f"tests.fakes:{engine}", lambda _: missing)


def frequency_of(samples: Samples, rate: int = RATE) -> int:
    """The strongest frequency, Hz."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 8 * len(samples)))
    return round(float(np.argmax(spectrum)) * rate / (8 * len(samples)))
