"""Who speaks and who listens: a server with Kokoro, and the recogniser."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.api.wyoming.client import WyomingServer, running_wyoming
from tests.live import LiveServer

if TYPE_CHECKING:  # without its package the tests are skipped
    from tests.listening.listener import Listener


def _folder(variable: str) -> Path:
    if variable not in os.environ:
        pytest.skip(f"{variable} names no folder: `python3 start.py test` fetches it")
    return Path(os.environ[variable])


@pytest.fixture(scope="package")
def wyoming() -> Iterator[WyomingServer]:
    settings = {
        "VOZES_STYLETTS2_CHECKPOINTS": str(_folder("KOKORO_FOLDER")),
        "VOZES_THREADS": "1",  # other cores are for other tests
        "VOZES_FIRST_SOUND_SECONDS": "600",  # on a busy machine the model is converted for minutes
    }
    with running_wyoming(env=settings) as server:
        yield server


@pytest.fixture(scope="package")
def server(wyoming: WyomingServer) -> LiveServer:
    return wyoming.live


@pytest.fixture(scope="package")
def listener() -> "Listener":
    from tests.listening.listener import Listener

    return Listener(_folder("WHISPER_FOLDER"))
