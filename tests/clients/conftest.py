"""A server with every engine, for what each client has to hear from all of them."""

from collections.abc import Iterator

import pytest

from tests.api.wyoming.client import WyomingServer, running_wyoming
from tests.engines.every_engine import write_every_engine

VOICES = {
    "espeak": "en-us", "xtts_v2": "luis-moray", "kokoro": "af_heart", "libritts": "libritts", "ljspeech": "ljspeech",
}  # fmt: skip
"""One of each engine and model."""


@pytest.fixture(scope="package")
def every_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WyomingServer]:
    """eSpeak, XTTS v2 and the three models of StyleTTS 2."""
    settings = write_every_engine(tmp_path_factory.mktemp("engines")) | {
        "VOZES_SPEECH_RETRIES": "0", "VOZES_CORS_ORIGINS": "sillytavern,browser-extensions",
    }  # fmt: skip
    with running_wyoming(env=settings) as live:
        yield live
