"""Removes a model with what was converted of it, and what a pull that was broken off has left.

What lies in another program's folder is not ours to remove. A server that has the model open keeps what it has loaded.
"""

import json
import shutil
from pathlib import Path

from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.checkpoint.downloads import own_folder as converted_beside
from vozes.errors import ErrorCode, VozesError
from vozes.files import make_folder, move, new_folder
from vozes.models.catalog import CatalogModel
from vozes.models.installed import busy, own_folder, present
from vozes.models.placing import workplace
from vozes.models.pull_state import AlreadyPullingError, decline_pull, forget_pull, no_pull

_LONGEST_HEADER = 16 * 1024 * 1024


def remove_model(model: CatalogModel, settings: EngineSettings) -> Path:
    """Returns the folder where it was. Raises VozesError: MODEL_NOT_INSTALLED, MODEL_BUSY or INVALID_FIELD."""
    home, own, work = settings.home_path, own_folder(model, settings.home_path), workplace(model, settings.home_path)
    if not work.exists():
        folder = present(model, settings).folder or own
        if not folder.is_relative_to(own):
            message = f"{model.name} lies in {folder}, which is another program's or your own: remove it there."
            raise VozesError(ErrorCode.INVALID_FIELD, message, param="model")
    try:
        with no_pull(home, model.id):
            if own.exists():
                make_folder(work)
                move(own, new_folder(work) / own.name)
            shutil.rmtree(work, ignore_errors=True)
            _remove_converted(own, home)
            forget_pull(home, model.id)
            decline_pull(home, model.id)
    except AlreadyPullingError:
        raise busy(model) from None
    return own


def _remove_converted(own: Path, home: Path) -> None:
    """Removes what models of the StyleTTS 2 family were converted to; XTTS v2 keeps that in its own folder."""
    for path in (converted_beside(home) / "converted").glob("*/*.safetensors"):
        source = _source_of(path)
        if source is not None and Path(source).is_relative_to(own.absolute()):
            shutil.rmtree(path.parent, ignore_errors=True)


def _source_of(path: Path) -> str | None:
    """Returns what a converted file says that it was made of; its head is JSON after a length of 8 bytes."""
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            source = json.loads(file.read(min(length, _LONGEST_HEADER)))["__metadata__"]["source"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return str(source)
