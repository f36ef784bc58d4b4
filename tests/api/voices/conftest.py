"""A server that clones, shared by the tests of a module; each test finds its library empty."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.api.voices.serving import VoiceServer, voice_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VoiceServer]:
    with voice_server(tmp_path_factory.mktemp("server") / "home") as server:
        yield server


@pytest.fixture
def client(server: VoiceServer) -> TestClient:
    return server.emptied()


@pytest.fixture
def home(server: VoiceServer) -> Path:
    return server.home
