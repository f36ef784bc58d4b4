import io
import wave
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.voices.serving import VoiceServer, keep_voice, voice_server
from tests.live import wait_for

TONE = "440 Hz 0.2 s"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VoiceServer]:
    """It clones, and has the voice Ana; tests leave it as it is."""
    with voice_server(tmp_path_factory.mktemp("compatible") / "home") as server:
        keep_voice(server.client)
        wait_for(lambda: server.client.get("/ready").status_code == 200)
        yield server


@pytest.fixture
def client(server: VoiceServer) -> TestClient:
    return server.client


def seconds(body: bytes) -> float:
    """Of a WAV file."""
    with wave.open(io.BytesIO(body)) as file:
        return float(file.getnframes() / file.getframerate())


def ignored(answer: Any) -> set[str]:
    return set(filter(None, answer.headers.get("x-ignored-fields", "").split(", ")))
