"""What a server is started with to have every engine by tiny checkpoints: how long they speak is chance."""

import os
import shutil
from pathlib import Path

from tests.engines.styletts2.checkpoints import TINY
from tests.engines.styletts2.checkpoints import write_checkpoint as write_styletts2
from tests.engines.xtts.checkpoints import write_checkpoint as write_xtts
from vozes.engines.xtts.info import engine_spec


def write_every_engine(folder: Path) -> dict[str, str]:
    """Writes XTTS v2 and the three models of StyleTTS 2 below `folder`, and returns the settings by which a server
    finds them; Kokoro has its true weights where they are at hand.
    """
    models = folder / "styletts2"
    for family in TINY:
        write_styletts2(models / family, family)
    if "KOKORO_FOLDER" in os.environ:
        shutil.rmtree(models / "kokoro")
        (models / "kokoro").symlink_to(os.environ["KOKORO_FOLDER"])
    names = [voice.name for voice in engine_spec().info.voices]  # any may stand in for one of another server's
    return {
        "VOZES_STYLETTS2_CHECKPOINTS": str(models),
        "VOZES_XTTS_CHECKPOINT": str(write_xtts(folder / "xtts_v2", names=names)),
        "VOZES_DEVICE": "cpu",
        "VOZES_THREADS": "1",
        "VOZES_FIRST_SOUND_SECONDS": "600",
    }
