"""A server for tests of voices, emptied for each; voices put into its library as they are; what is left of others."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from tests.api.conftest import ADDRESS
from tests.clustered import supervise
from tests.fakes import fake_spec
from tests.spoken import spoken
from vozes.api.app import create_app
from vozes.settings import load_settings
from vozes.voices.voice import DraftRecording, LibraryVoice, VoiceDraft

KEPT = ["voices/custom/ID", "voices/custom/ID/recording-1.wav", "voices/custom/ID/voice.json"]
"""What is left of one voice with one recording."""


@dataclass(frozen=True, slots=True)
class VoiceServer:
    client: TestClient
    home: Path

    def emptied(self) -> TestClient:
        """Without any voice, and without what was made of voices."""
        for folder in ("custom", "trash", "embeddings", "previews", "consents"):
            shutil.rmtree(self.home / "voices" / folder, ignore_errors=True)
        return self.client


@contextmanager
def voice_server(home: Path, **flags: object) -> Iterator[VoiceServer]:
    """With an engine that is selected and cannot clone, and one that can."""
    settings = load_settings(**{"home": home, "default_engine": "sine", **flags})
    engines = [fake_spec(), fake_spec("cloner", cloning=True)]
    app = create_app(settings, engines, supervise(settings, engines))
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        yield VoiceServer(client, home)


def keep_voice(client: TestClient, name: str = "Ana", wav: bytes | None = None, **fields: Any) -> LibraryVoice:
    draft = VoiceDraft(name, [DraftRecording(wav or spoken(), 6.0)], **fields)
    voice: LibraryVoice = client.app.state.service.library.add(draft)  # type: ignore[attr-defined]
    return voice


def error_of(answer: Any) -> tuple[int, str, str | None]:
    error = answer.json()["error"]
    assert set(error) == {"message", "type", "param", "code", "request_id"}
    return answer.status_code, error["code"], error["param"]


def left(home: Path) -> list[str]:
    """What lies in the library, its trash, and where things are received."""
    folders = (home / "cache" / "uploads", home / "voices" / "custom", home / "voices" / "trash")
    paths = (path.relative_to(home).as_posix() for folder in folders for path in folder.glob("**/*"))
    return sorted(re.sub("voice_[0-9a-f]{16}", "ID", path) for path in paths)
