"""A fake engine, for tests only: a sine whose frequency tells the request that it belongs to.

Its text is a command: `440 Hz 0.5 s` hums, `crash` ends the process, `hang` stops obeying, `fail` raises, `poison`
raises what ends the process, `warn A|B` warns of A, then of B, `how` warns of being streamed or whole, `stall` hangs
after a first sound, `ponder 3` works in silence for 3 s after one, then ends with another, `deaf 1.5` looks at nothing
for so many seconds, `shout` writes a line of 200 KB on standard error before it hums, `clumsy` hums for ever and fails
when it is told to stop. What hangs or is deaf writes on standard error that it is from now on.

The engine that clones hums in cloned voices at their own frequencies, whatever the text says. It obeys the id of a
voice to be cloned where that is a command: also `slow`, which never ends.
"""

import hashlib
import importlib
import json
import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from tests.live import wait_for
from vozes.engines.base import Engine, EngineSpec, FatalEngineError, LoadProgress
from vozes.engines.info import Capabilities, EngineInfo, ModelInfo, VoiceInfo
from vozes.engines.mixtures import parse_mixture
from vozes.engines.options import OptionSpec, OptionText
from vozes.engines.settings import EngineSettings
from vozes.errors import ErrorCode, VozesError
from vozes.types import AudioChunk, ClonedVoice, Samples, SpeechRequest, WordTiming
from vozes.warnings import CodedWarning, WarningCode

RATE = 16_000
CHUNK_SECONDS = 0.05
OWN_FREQUENCY = 440
"""Of a text that names none, Hz."""
DEAF = "looks at nothing from now on"
WAV_HEADER = 44
"""Bytes."""
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
        _obey(command)
        if command == "deaf":
            _look_at_nothing(float(request.text.split()[1]))
            yield from self._hum(request)
        elif command == "clumsy":
            yield from self._stumble()
        elif command == "warn":
            yield from map(_warn, request.text.removeprefix("warn ").split("|"))
        elif command == "how":
            yield _warn("streamed" if request.streaming else "whole")
        elif command == "stall":
            yield _TONE
            threading.Event().wait()
        elif command == "ponder":
            yield _TONE
            yield from _ponder(float(request.text.split()[1]))
            yield _TONE
        else:
            yield from self._hum(request)

    def _stumble(self) -> Iterator[AudioChunk | None]:
        try:
            while True:
                threading.Event().wait(CHUNK_SECONDS / 5)
                yield _warn("clumsy")
        finally:
            raise RuntimeError("told to stumble")

    def _hum(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        frequency, seconds, slowly = self._parse(request)
        length = round(seconds * RATE)
        step = round(CHUNK_SECONDS * RATE)
        for start in range(0, length, step):
            if slowly:
                threading.Event().wait(CHUNK_SECONDS / 5)
                yield None
            moments = np.arange(start, min(start + step, length)) / RATE
            yield AudioChunk((0.5 * np.sin(2 * np.pi * frequency * moments)).astype(np.float32), RATE)

    def _parse(self, request: SpeechRequest) -> tuple[float, float, bool]:
        """Frequency, seconds, and whether to take time; a text that is no command hums shortly."""
        match = re.fullmatch(r"(\d+) Hz ([\d.]+) s( slowly)?", request.text)
        return (float(match[1]), float(match[2]), bool(match[3])) if match else (OWN_FREQUENCY, 0.1, False)


def _obey(command: str) -> None:
    if command == "crash":
        os.abort()
    if command == "hang":
        _look_at_nothing()
    if command == "fail":
        raise RuntimeError("told to fail")
    if command == "refuse":
        raise VozesError(ErrorCode.ENGINE_FAILED, "told to refuse")
    if command == "shout":
        os.write(2, b"x" * 200_000 + b"\n")
    if command == "poison":
        raise FatalEngineError("told to be poisoned")


def _look_at_nothing(seconds: float | None = None) -> None:
    os.write(2, f"{DEAF}\n".encode())
    threading.Event().wait(seconds)


_TONE = AudioChunk(np.full(RATE // 10, 0.5, np.float32), RATE)


def _ponder(seconds: float) -> Iterator[None]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        threading.Event().wait(CHUNK_SECONDS / 5)
        yield None


def _warn(warning: str) -> AudioChunk:
    return AudioChunk(
        np.full(RATE // 10, 0.5, np.float32),
        RATE,
        warnings=(CodedWarning(WarningCode.WORDS_FOUND_WHOLE, warning),),
    )


class CloningEngine(SineEngine):
    """Clones, and mixes: a mixture hums at the mean of the frequencies, where the engine's own voices have 440 Hz."""

    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        for voice in request.cloned:
            yield from self.clone(voice)
        yield from super().speak(request)

    def clone(self, voice: ClonedVoice) -> Iterator[None]:
        yield None
        _obey(voice.id)
        while voice.id == "slow":
            threading.Event().wait(CHUNK_SECONDS / 5)
            yield None
        _kept_frequency(voice)

    def _parse(self, request: SpeechRequest) -> tuple[float, float, bool]:
        frequency, seconds, slowly = super()._parse(request)
        if request.cloned:
            cloned = {voice.id: _kept_frequency(voice) for voice in request.cloned}
            parts = parse_mixture(request.voice) or [(request.voice, 1.0)]
            frequency = sum(cloned.get(name, OWN_FREQUENCY) * weight for name, weight in parts)
        return frequency, seconds, slowly


def cloned_frequency(*recordings: bytes) -> int:
    """What a voice made from these files hums at, Hz. Raises VozesError(INVALID_RECORDING) for one without sound."""
    if not recordings or any(len(recording) <= WAV_HEADER for recording in recordings):
        raise VozesError(ErrorCode.INVALID_RECORDING, "told that a recording has no sound")
    digest = hashlib.sha256(b"".join(hashlib.sha256(recording).digest() for recording in recordings)).digest()
    return 500 + int.from_bytes(digest[:2]) % 5000


def _kept_frequency(voice: ClonedVoice) -> int:
    """As the file says that the voice names; made and kept there where that is missing or of other recordings."""
    recordings = [Path(path).read_bytes() for path in voice.recordings]
    made_from = [hashlib.sha256(recording).hexdigest() for recording in recordings]
    path = None if voice.embedding is None else Path(voice.embedding)
    if path is not None and path.exists():
        kept = json.loads(path.read_text())
        if kept["made_from"] == made_from:
            return int(kept["frequency"])
    frequency = cloned_frequency(*recordings)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.{os.getpid()}")
        unfinished.write_text(json.dumps({"made_from": made_from, "frequency": frequency}))
        unfinished.replace(path)
    return frequency


class WordEngine(SineEngine):
    """Speaks each word of a text for a tenth of a second, in a chunk of its own, and tells when it is heard."""

    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        for number, word in enumerate(re.finditer(r"\S+", request.text)):
            timing = WordTiming(word.start(), word.end(), number / 10, (number + 1) / 10)
            yield replace(_TONE, text_start=word.start(), text_end=word.end(), words=(timing,))


class PacedWordEngine(WordEngine):
    """Hums each word for three tenths of a second and takes a third of that for it, as an engine does that is quicker
    than its listener. A word that is a command is obeyed when its turn comes: `refuse`, `crash`, `hang`.
    """

    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        for number, word in enumerate(re.finditer(r"\S+", request.text)):
            threading.Event().wait(0.1)
            yield None
            _obey(word.group())
            moments = np.arange(round(0.3 * RATE)) / RATE
            hum = np.sin(2 * np.pi * (200 + 20 * (number % 20)) * moments) * np.hanning(len(moments))
            timing = WordTiming(word.start(), word.end(), 0.3 * number, 0.3 * (number + 1))
            yield AudioChunk((0.5 * hum).astype(np.float32), RATE, word.start(), word.end(), (timing,))


class LateWordEngine(WordEngine):
    """Tells all times at its end, in a chunk without sound."""

    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        words: list[WordTiming] = []
        for chunk in super().speak(request):
            if chunk is not None:
                words += chunk.words
                yield replace(chunk, words=())
        yield AudioChunk(np.empty(0, np.float32), RATE, words=tuple(words))


class TwoRatesEngine(SineEngine):
    """Speaks texts with `low` in them at half the rate."""

    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        yield replace(_TONE, sample_rate=RATE // 2) if "low" in request.text else _TONE


class ParentEngine(SineEngine):
    """Starts a process that outlives it and holds its pipes open."""

    def load(self, settings: EngineSettings, report: Report) -> dict[str, str]:
        if os.fork() == 0:
            threading.Event().wait()
        return {}


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


class TryingEngine(SineEngine):
    """Its text is an expression, and what becomes of that is its warning: the value, or the error's name."""

    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        modules = ("os", "pathlib", "resource", "socket", "subprocess", "gc")
        names = {name: importlib.import_module(name) for name in modules if find_spec(name)}
        try:
            yield _warn(str(eval(request.text, names | {"other_thread": _in_another_thread})))
        except Exception as error:
            yield _warn(type(error).__name__)


class SmallEngine(TryingEngine):
    """Needs little memory."""

    growth_mb = 128


def _in_another_thread(work: Callable[[], object]) -> object:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def texts(english: str, portuguese: str, *, ends: bool = False) -> tuple[OptionText, OptionText]:
    """What people read of an option, in English and in Portuguese; its label is the help without its full stop."""
    return (
        OptionText(english.rstrip("."), english, ("little", "much") if ends else None),
        OptionText(portuguese.rstrip("."), portuguese, ("pouco", "muito") if ends else None),
    )


def fake_spec(
    engine_id: str = "sine",
    *,
    concurrency: int = 1,
    missing: str | None = None,
    engine: str | None = None,
    cloning: bool = False,
    release_seconds: float = 5.0,
) -> EngineSpec:
    """`cloning`: it clones and mixes."""
    engine = engine or ("CloningEngine" if cloning else "SineEngine")
    info = EngineInfo(
        id=engine_id,
        name=engine_id.capitalize(),
        description="Hums.",
        languages=("en", "pt"),
        voices=(VoiceInfo("hum", "Hum", ("en", "pt")), VoiceInfo("alto", "Alto", ("pt",), "female")),
        capabilities=Capabilities(
            cloning=cloning,
            mixing=cloning,
            streaming=True,
            word_timings="exact" if engine in ("WordEngine", "PacedWordEngine") else "none",
            concurrency=concurrency,
            release_seconds=release_seconds,
        ),
        options=(
            OptionSpec("depth", "integer", 1, *texts("A number.", "Um número.", ends=True), 0, 10),
            OptionSpec("warmth", "number", 0.5, *texts("A fraction.", "Uma fração.", ends=True), 0.0, 1.0),
            OptionSpec("echo", "boolean", False, *texts("A switch.", "Um interruptor.")),
            OptionSpec("color", "choice", "blue", *texts("A choice.", "Uma escolha."), choices=("blue", "red")),
            OptionSpec("motto", "text", "", *texts("Some words.", "Umas palavras."), max_length=12),
        ),
        language_aliases={"en": "en"},
    )
    return EngineSpec(info, f"tests.fakes:{engine}", lambda _: missing)


def plain_spec(engine: str = "SineEngine") -> EngineSpec:
    """A fake that is always there, as eSpeak is: many languages, some by region, a voice for each."""
    languages = ("cmn", "de", "en-gb", "en-us", "eo", "es", "es-mx", "ja", "pt-br", "pt-pt")
    spec = fake_spec("plain", engine=engine)
    return replace(
        spec,
        info=replace(
            spec.info,
            languages=languages,
            voices=tuple(VoiceInfo(tag, f"Plain {tag}", (tag,)) for tag in languages),
            options=(OptionSpec("rate", "integer", 175, *texts("A pace.", "Um ritmo.", ends=True), 80, 449),),
            language_aliases={"en": "en-us", "pt": "pt-br", "zh": "cmn", "zh-cn": "cmn"},
        ),
    )


def natural_spec(
    engine: str = "CloningEngine",
    *,
    missing: Callable[[EngineSettings], str | None] = lambda _: None,
    voices: str = "af_heart bf_alice bf_emma ef_dora jf_alpha pf_dora pm_alex zf_xiaobei",
) -> EngineSpec:
    """A fake that mixes and has the model `kokoro`, with voices by the names of its own, and one that clones."""
    languages = {"a": "en-us", "b": "en-gb", "e": "es", "j": "ja", "p": "pt-br", "z": "zh"}
    spec = fake_spec("natural", engine=engine, cloning=True)
    packs = tuple(
        VoiceInfo(name, name.title(), (languages[name[0]],), "female" if name[1] == "f" else "male")
        for name in voices.split()
    )
    return replace(
        spec,
        info=replace(
            spec.info,
            languages=tuple(languages.values()),
            voices=(*packs, VoiceInfo("libritts", "LibriTTS", ("en-us", "pt-br"))),
            options=(OptionSpec("preset", "choice", "", *texts("A mood.", "Uma emoção."), choices=("", "happy")),),
            language_aliases={"en": "en-us", "pt": "pt-br", "cmn": "zh"},
            models=(
                ModelInfo("kokoro", tuple(voices.split()), options=()),
                ModelInfo("libritts", ("libritts",), cloning=True),
            ),
        ),
        missing=missing,
    )


def frequency_of(samples: Samples, rate: int = RATE) -> int:
    """The strongest frequency, Hz."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 8 * len(samples)))
    return round(float(np.argmax(spectrum)) * rate / (8 * len(samples)))
