"""A server with every engine, for what each client has to hear from all of them."""

import os
import shutil
from collections.abc import Iterator

import pytest

from tests.api.wyoming.client import WyomingServer, running_wyoming
from tests.engines.styletts2.checkpoints import TINY
from tests.engines.styletts2.checkpoints import write_checkpoint as write_styletts2
from tests.engines.xtts.checkpoints import write_checkpoint as write_xtts
from vozes.engines.xtts.info import engine_spec

VOICES = {
    "espeak": "en-us", "xtts_v2": "luis-moray", "kokoro": "af_heart", "libritts": "libritts", "ljspeech": "ljspeech",
}  # fmt: skip
"""One of each engine and model."""


@pytest.fixture(scope="package")
def every_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WyomingServer]:
    """eSpeak, XTTS v2 and the three models of StyleTTS 2, by tiny checkpoints; Kokoro with its true weights where they
    are at hand. How long the others speak is chance.
    """
    models = tmp_path_factory.mktemp("styletts2")
    for family in TINY:
        write_styletts2(models / family, family)
    if "KOKORO_FOLDER" in os.environ:
        shutil.rmtree(models / "kokoro")
        (models / "kokoro").symlink_to(os.environ["KOKORO_FOLDER"])
    settings = {
        "VOZES_STYLETTS2_CHECKPOINTS": str(models), "VOZES_SPEECH_RETRIES": "0", "VOZES_DEVICE": "cpu",
        "VOZES_THREADS": "1", "VOZES_FIRST_SOUND_SECONDS": "600",
        "VOZES_CORS_ORIGINS": "sillytavern,browser-extensions",
    }  # fmt: skip
    names = [voice.name for voice in engine_spec().info.voices]  # any may stand in for one of another server's
    checkpoint = write_xtts(tmp_path_factory.mktemp("xtts_v2"), names=names)
    with running_wyoming("--xtts-checkpoint", str(checkpoint), env=settings) as live:
        yield live
