"""Which of the catalogue's models are on this machine, where they lie, and in which state.

Nothing is opened but the record beside a model, so the server may ask as often as it looks at its engines.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vozes.checkout import VOZES
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.checkpoint import downloads as styletts2
from vozes.engines.styletts2.checkpoint.files import find_models
from vozes.engines.xtts.checkpoint import files as xtts
from vozes.errors import ErrorCode, VozesError
from vozes.models.catalog import CatalogModel, load_catalog
from vozes.models.provenance import Provenance, altered, read_provenance
from vozes.models.pull_state import PullState, read_pull

State = Literal["absent", "pulling", "installed", "damaged"]


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model of the catalogue, as it is on this machine."""

    model: CatalogModel
    state: State
    folder: Path | None
    """Where it lies: our own folder, or that of another program; None where it is absent."""
    problem: str | None
    """What is wrong with one that is damaged."""
    source: Provenance | None
    """Where it came from; None where it was not put there by us."""
    pull: PullState | None
    """How far the last pull is, whether it still runs or not."""

    @property
    def is_whole(self) -> bool:
        """Whether its engine can use it, whatever is on its way."""
        return self.folder is not None and self.problem is None


def own_folder(model: CatalogModel, home: Path) -> Path:
    """Returns where the model is put."""
    return xtts.own_folder(home) if model.engine == "xtts_v2" else styletts2.own_folder(home) / model.id


def look_at_all(settings: EngineSettings) -> tuple[InstalledModel, ...]:
    """Returns what there is of each model of the catalogue, in its order."""
    return tuple(look_at(model, settings) for model in load_catalog())


def look_at(model: CatalogModel, settings: EngineSettings) -> InstalledModel:
    """Returns what there is of a model; what a pull replaces counts as being pulled."""
    pull = read_pull(settings.home_path, model.id)
    folder, problem = _find(model, settings)
    source = None if folder is None else read_provenance(folder)
    if folder is not None and source is not None and (lost := altered(folder, source)):
        problem = f"In {folder} these files are missing, or are not whole: {', '.join(lost)}."
    state: State = "damaged" if problem else "absent" if folder is None else "installed"
    if pull is not None and pull.state == "running":
        state = "pulling"
    return InstalledModel(model, state, folder, problem, source, pull)


def busy(model: CatalogModel) -> VozesError:
    """Returns the error where the model is being fetched."""
    return VozesError(ErrorCode.MODEL_BUSY, f"{model.name} is being fetched at this moment.", param="model")


def present(model: CatalogModel, settings: EngineSettings) -> InstalledModel:
    """Returns a model that is here, whole or not. Raises VozesError: MODEL_NOT_INSTALLED, MODEL_BUSY."""
    found = look_at(model, settings)
    if found.folder is None and found.state == "pulling":
        raise busy(model)
    if found.folder is None:
        message = f"{model.name} is not here. Run: {VOZES} models pull {model.id}."
        raise VozesError(ErrorCode.MODEL_NOT_INSTALLED, message, param="model")
    return found


def _find(model: CatalogModel, settings: EngineSettings) -> tuple[Path | None, str | None]:
    """Returns the folder of the model that its engine would take, and what is wrong with one that it would not."""
    own = own_folder(model, settings.home_path)
    if read_provenance(own) is not None:
        return own, None
    with suppress(VozesError, OSError):  # there is none, or a cache that may not be read
        if folder := _folder_in_use(model, settings):
            return folder, None
    if lacks := _lacking(model, own):
        return own, f"The model in {own} lacks {', '.join(lacks)}."
    return None, None


def _folder_in_use(model: CatalogModel, settings: EngineSettings) -> Path | None:
    if model.engine == "xtts_v2":
        return xtts.CheckpointFiles.of(xtts.find_checkpoint(settings)).model.parent
    return next((files.model.parent for files in find_models(settings) if files.id == model.id), None)


def _lacking(model: CatalogModel, own: Path) -> list[str]:
    """Returns what is missing where a part of a model is there; nothing where there is no part."""
    there = {file.path for file in model.files if (own / file.path).is_file() or (own / file.at).is_file()}
    return [file.path for file in model.files if file.path not in there] if there else []
