"""A server with the real engines on tiny made-up models, asked as a plain client asks.

And what it ought to keep: what the engines' own functions make of recordings, without a server.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from torch import Tensor

from tests.engines.styletts2.checkpoints import write_checkpoint as write_styletts2
from tests.engines.xtts.checkpoints import write_checkpoint as write_xtts
from tests.live import running_server, wait_for
from vozes.audio.decoding import read_recording
from vozes.audio.recording import Recording
from vozes.engines.settings import EngineSettings
from vozes.engines.steps import finish
from vozes.engines.styletts2.cloning import clone
from vozes.engines.styletts2.models import Models
from vozes.engines.xtts.checkpoint.checkpoint import Precision
from vozes.engines.xtts.checkpoint.config_file import read_config
from vozes.engines.xtts.checkpoint.conversion import converted
from vozes.engines.xtts.checkpoint.files import CheckpointFiles, find_checkpoint
from vozes.engines.xtts.cloning import VoiceEncoder
from vozes.runtime.device import place
from vozes.runtime.weights import Weights

ENGINES = ("xtts_v2", "styletts2")
WORDS = {"text": "Hello.", "language": "en", "seed": 7, "speed": 4}
"""What is said is soon over: made-up weights hardly ever stop by themselves."""
Tensors = dict[str, Tensor]
File = tuple[str, bytes]
"""Name and content."""


def tiny_models(folder: Path) -> EngineSettings:
    """Those of an XTTS v2 and of a LibriTTS, and where they and a home folder lie."""
    xtts, libritts = write_xtts(folder / "xtts"), write_styletts2(folder / "libritts", "libritts")
    return EngineSettings(
        str(folder / "home"),
        device="cpu",
        threads=1,
        retries=0,
        xtts_checkpoint=str(xtts),
        styletts2_checkpoints=str(libritts),
    )


def server_variables(settings: EngineSettings) -> dict[str, str]:
    """The environment in which a server, or a command, uses those models and that home."""
    return {
        "VOZES_HOME": settings.home,
        "VOZES_DEVICE": settings.device,
        "VOZES_THREADS": str(settings.threads),
        "VOZES_SPEECH_RETRIES": str(settings.retries),
        "VOZES_XTTS_CHECKPOINT": str(settings.xtts_checkpoint),
        "VOZES_STYLETTS2_CHECKPOINTS": str(settings.styletts2_checkpoints),
    }


@dataclass(frozen=True)
class Speech:
    engine: str
    voice: str
    """The id in `X-Voice`."""
    audio: bytes


class CloningServer:
    def __init__(self, url: str, home: Path):
        self.home = home
        self.http = httpx2.Client(base_url=url, timeout=120)

    def clone(self, name: str, *recordings: File) -> str:
        """The id of the new voice."""
        files = [("files", recording) for recording in recordings]
        answer = self.http.post("/v1/tts/clone-voice", data={"name": name, "consent": "true"}, files=files)
        assert answer.status_code == 201, answer.text
        voice_id: str = answer.json()["id"]
        return voice_id

    def get(self, voice_id: str) -> dict[str, Any]:
        """What the server tells of a voice."""
        voice: dict[str, Any] = self.http.get(f"/v1/voices/{voice_id}").json()
        return voice

    def ask(self, voice: str, engine: str | None = None, **fields: object) -> httpx2.Response:
        """For the same words each time."""
        return self.http.post("/v1/tts/synth", json={**WORDS, "voice": voice, "engine": engine, **fields})

    def speak(self, voice: str, engine: str | None = None, **fields: object) -> Speech:
        return heard(self.ask(voice, engine, **fields))

    def embedding_path(self, engine: str, voice_id: str) -> Path:
        return self.home / "voices" / "embeddings" / engine / f"{voice_id}.safetensors"

    def embedded(self, voice_id: str) -> set[str]:
        """The engines that have kept something of a voice."""
        return {engine for engine in ENGINES if self.embedding_path(engine, voice_id).exists()}

    def embedding(self, engine: str, voice_id: str) -> Tensors:
        return Weights(self.embedding_path(engine, voice_id)).load()

    def recordings(self, voice_id: str) -> list[Recording]:
        """As they are kept, in order."""
        folder = self.home / "voices" / "custom" / voice_id
        return [read_recording(path) for path in sorted(folder.glob("recording-*.wav"))]

    def tree(self) -> list[str]:
        """All that lies in the home folder, once nothing that was sent waits any more."""
        wait_for(lambda: os.listdir(self.home / "cache" / "uploads") == [], seconds=10)
        return sorted(
            os.path.join(folder, name) for folder, *within in os.walk(self.home) for names in within for name in names
        )


def heard(answer: httpx2.Response) -> Speech:
    assert answer.status_code == 200, answer.text
    return Speech(answer.headers["x-engine"], answer.headers["x-voice"], answer.content)


@contextmanager
def cloning_server(settings: EngineSettings) -> Iterator[CloningServer]:
    """One that has nothing left to get ready, but no engine other than eSpeak."""
    with running_server(env=server_variables(settings)) as live:
        server = CloningServer(live.url, settings.home_path)
        with server.http:
            heard(server.http.post("/v1/tts/synth", json={"text": "Where is the railway station?"}))
            yield server


class OwnFunctions:
    """Of engines whose models have been converted."""

    def __init__(self, settings: EngineSettings):
        placement = place(settings.device, settings.precision)
        precision: Precision = "int8" if placement.precision == "int8" else "float32"
        files = CheckpointFiles.of(find_checkpoint(settings))
        config = read_config(files.config, files.vocabulary)
        ready = converted(files, config, precision, settings.home_path, lambda _: None)
        self._encoder = VoiceEncoder(config, Weights(ready.weights).load)
        self._model = Models(settings, placement).get("libritts").model

    def embedding(self, engine: str, recordings: Sequence[Recording]) -> Tensors:
        if engine == "xtts_v2":
            voice = finish(self._encoder.clone(recordings))
            return {"latents": voice.latents, "speaker": voice.speaker}
        return {"style": finish(clone(self._model, recordings))}
