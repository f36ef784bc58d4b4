"""Adds voice packs that somebody else made to the Kokoro that is installed.

A pack that is none would keep Kokoro from speaking at all: so each is converted once, in a process that is thrown away,
before it gets its place. It knows nothing of where a pack comes from.
"""

import tempfile
from pathlib import Path

from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.checkpoint.downloads import KOKORO, pull_command
from vozes.engines.styletts2.checkpoint.files import ModelFiles, find_models, voice_packs
from vozes.errors import ErrorCode, VozesError
from vozes.files import unwritable, write_file, write_whole


def add_pack(settings: EngineSettings, pack: Path) -> None:
    """Copies a pack to those of Kokoro, which speaks with it from then on.

    Raises VozesError: MODEL_NOT_INSTALLED, NAME_TAKEN, INVALID_CHECKPOINT, ENGINE_FAILED, STORAGE_FULL, HOME_UNUSABLE.
    """
    kokoro = _kokoro(settings)
    if pack.stem.casefold() in {own.stem.casefold() for own in kokoro.voices}:
        raise VozesError(ErrorCode.NAME_TAKEN, f"Kokoro has a voice {pack.stem!r} already.", param="name")
    place = kokoro.voices[0].parent
    try:
        with tempfile.TemporaryDirectory() as folder:
            alone = Path(folder) / "packs"
            alone.mkdir()
            write_file(alone / pack.name, pack)
            if not voice_packs(alone):
                raise VozesError(ErrorCode.INVALID_CHECKPOINT, f"{pack.stem!r} cannot be the name of a voice.")
            _check(alone, kokoro.config, Path(folder) / "checked.safetensors", pack)
            write_whole(place / pack.name, (alone / pack.name).read_bytes())
    except OSError as error:
        raise unwritable(f"{pack.name} could not be added to {place}", error) from error


def _kokoro(settings: EngineSettings) -> ModelFiles:
    """Returns the model that takes voice packs. Raises VozesError(MODEL_NOT_INSTALLED)."""
    found = [files for files in find_models(settings) if files.voices]
    if not found:
        raise VozesError(ErrorCode.MODEL_NOT_INSTALLED, f"Kokoro is not installed. Run: {pull_command(KOKORO)}")
    return next((files for files in found if files.id == KOKORO), found[0])


def _check(packs: Path, config: Path, made: Path, pack: Path) -> None:
    """Raises VozesError where a pack is none of this model's."""
    from vozes.engines.styletts2.checkpoint import conversion  # with torch, which whoever adds none does without
    from vozes.runtime.conversion_process import convert_elsewhere

    convert_elsewhere(conversion.__name__, (packs, config, made), pack, lambda done: None)
