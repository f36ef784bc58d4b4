"""Finds the models of the StyleTTS 2 family on this machine: in our own folder, Hugging Face's or a named one.

A model is a folder with its weights and its configuration, and with voice packs where it is Kokoro's. Nothing is
opened here, and torch is not imported, so the server's process may ask what is installed.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.checkpoint.downloads import KOKORO, REPOSITORIES, not_installed, own_folder
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.hugging_face import cached_name, default_cache, named_caches, with_snapshots
from vozes.runtime.own_files import check_own
from vozes.text.slugs import slug

_KOKORO_WEIGHTS = "kokoro-v1_0.pth"
_MOST_PACKS = 1_000
_LONGEST_PACK_NAME = 64
_WITHIN = "Models"
"""Where StyleTTS 2 keeps its models: published ones, and those that its training writes."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    id: str
    """The name of its folder, as ids are written; `kokoro` for Kokoro-82M wherever it lies. No two models share one."""
    model: Path
    config: Path
    voices: tuple[Path, ...] = ()
    """Kokoro's voice packs; the others have none."""


def find_models(settings: EngineSettings) -> tuple[ModelFiles, ...]:
    """Returns the models that the settings mean: those of the folder that they name, else those of the known places.

    What lacks a file is left out. Raises VozesError where nothing is left: INVALID_CHECKPOINT, naming the files that
    are missing, or MODEL_NOT_INSTALLED, naming the commands that download one.
    """
    named = settings.styletts2_checkpoints
    own = own_folder(settings.home_path)
    models: dict[str, ModelFiles] = {}
    halves: list[VozesError] = []
    for folder in _model_folders(own if named is None else Path(named)):
        _add(models, halves, folder, unused(_id_of(folder), models))
    for cache in [*named_caches(), default_cache()] if named is None else [Path(named)]:
        for folder in _cached_folders(cache):
            if _id_of(folder) not in models:
                _add(models, halves, folder, _id_of(folder))
    if not models:
        raise halves[0] if halves else not_installed(settings)
    return tuple(models.values())


def unused(wanted: str, taken: Collection[str]) -> str:
    """Returns the wanted name, with the first number that makes it another where it is taken."""
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(name for name in chain([wanted], numbered) if name not in taken)


def _id_of(folder: Path) -> str:
    return KOKORO if (folder / _KOKORO_WEIGHTS).is_file() else slug(folder.name) or "model"


def _add(models: dict[str, ModelFiles], halves: list[VozesError], folder: Path, model_id: str) -> None:
    try:
        models[model_id] = _read(folder, model_id)
    except VozesError as error:
        halves.append(error)


def _read(folder: Path, model_id: str) -> ModelFiles:
    """Reads a folder. Raises VozesError(INVALID_CHECKPOINT), naming what is missing or a link that leads elsewhere."""
    is_kokoro = _is_kokoro(folder)
    weights = _weights(folder, "kokoro*.pth" if is_kokoro else "epoch*.pth")
    configs = [folder / "config.json"] if is_kokoro else _configs(folder)
    voices = voice_packs(folder / "voices") if is_kokoro else ()
    lacks = [
        *(["one file of weights (*.pth)"] if len(weights) != 1 else []),
        *([] if configs and configs[0].is_file() else ["config.json" if is_kokoro else "config.yml"]),
        *(["voices/*.pt"] if is_kokoro and not voices else []),
    ]
    if lacks:
        several = f" It has {', '.join(path.name for path in weights)}: keep one of them." if len(weights) > 1 else ""
        message = f"The model in {folder} lacks {', '.join(lacks)}.{several}"
        raise VozesError(ErrorCode.INVALID_CHECKPOINT, message)
    check_own(folder, [weights[0], configs[0], *voices])
    return ModelFiles(model_id, weights[0], configs[0], voices)


def voice_packs(folder: Path) -> tuple[Path, ...]:
    """Returns the voice packs whose names can be those of voices: they are shown, and go into answers."""
    named = (path for path in folder.glob("*.pt") if path.stem.isprintable() and len(path.stem) <= _LONGEST_PACK_NAME)
    return tuple(sorted(path for path in named if path.is_file())[:_MOST_PACKS])


def _weights(folder: Path, usual: str) -> list[Path]:
    """Returns the files of the usual name, else any."""
    return _files(folder, usual) or _files(folder, "*.pth")


def _configs(folder: Path) -> list[Path]:
    """Returns the configurations, `config.yml` first: training leaves a copy of its own, such as `config_ft.yml`."""
    return sorted(_files(folder, "config*.yml"), key=lambda path: (path.name != "config.yml", path.name))


def _files(folder: Path, pattern: str) -> list[Path]:
    return sorted(path for path in folder.glob(pattern) if path.is_file())


def _is_kokoro(folder: Path) -> bool:
    """Tells Kokoro's folder by its names; other models have a `config.json` too, but no packs beside it."""
    return any(folder.glob("kokoro*.pth")) or ((folder / "config.json").is_file() and (folder / "voices").is_dir())


def _is_model(folder: Path) -> bool:
    """Returns whether a part of a model is there at least."""
    return _is_kokoro(folder) or bool(_configs(folder)) or any(folder.glob("epoch*.pth"))


def _cached_folders(cache: Path) -> Iterator[Path]:
    """Yields published models within a cache that is named by its own folder or by the one above."""
    for repository in REPOSITORIES:
        for part in (cache, cache / "hub"):
            yield from _model_folders(part / cached_name(repository))


def _model_folders(place: Path) -> list[Path]:
    """Returns the models in a place: itself, its folders, theirs under `Models`; in a cache, the first snapshot's."""
    for base in with_snapshots(place):
        outer = [base, *_folders(base)]
        within = [inner for folder in outer for inner in _folders(folder / _WITHIN)]
        if found := [folder for folder in (*outer, *within) if _is_model(folder)]:
            return found
    return []


def _folders(folder: Path) -> list[Path]:
    return sorted(entry for entry in folder.glob("*") if entry.is_dir() and not entry.name.startswith("."))
