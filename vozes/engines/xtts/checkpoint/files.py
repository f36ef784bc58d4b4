"""Finds an XTTS v2 checkpoint on this machine, with all its four files.

A checkpoint is a folder: the user's own, coqui's cache or a Hugging Face snapshot. Nothing is opened here, and torch
is not imported, so the server's process may ask whether the model is installed.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import platformdirs

from vozes.checkout import VOZES
from vozes.engines.settings import EngineSettings
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.hugging_face import cached_name, default_cache, named_caches, with_snapshots
from vozes.runtime.own_files import check_own

_COQUI = "tts_models--multilingual--multi-dataset--xtts_v2"
_HUGGING_FACE = cached_name("coqui/XTTS-v2")
_CACHED = (_COQUI, f"tts/{_COQUI}", _HUGGING_FACE, f"hub/{_HUGGING_FACE}")
"""Its places within the caches of both, named by their own folder or by the one above."""
_SMALL = ("config.json", "vocab.json", "speakers_xtts.pth")
_MODEL = "model.pth"


@dataclass(frozen=True, slots=True)
class CheckpointFiles:
    model: Path
    config: Path
    vocabulary: Path
    speakers: Path

    @classmethod
    def of(cls, folder: Path) -> "CheckpointFiles":
        """Raises VozesError(INVALID_CHECKPOINT), naming all that is missing, or a link that leads elsewhere."""
        model, missing = _model_file(folder), _missing(folder)
        if model is None or missing:
            message = f"{folder} lacks {', '.join(missing)}. Copy from the published XTTS v2 what is missing."
            raise VozesError(ErrorCode.INVALID_CHECKPOINT, message)
        small = [folder / name for name in _SMALL]
        check_own(folder, [model, *small])
        return cls(model, *small)


def _model_file(folder: Path) -> Path | None:
    """Returns `model.pth`, else the one file that a trainer named its best."""
    if (folder / _MODEL).is_file():
        return folder / _MODEL
    best = sorted(path for path in folder.glob("best_model*.pth") if path.is_file())
    plain = folder / "best_model.pth"
    if plain in best:
        return plain
    return best[0] if len(best) == 1 else None


def find_checkpoint(settings: EngineSettings) -> Path:
    """Returns the folder of the checkpoint to use: the one that the settings name, else the first of the known places.

    Raises VozesError(MODEL_NOT_INSTALLED) where there is none. Its files may still be incomplete.
    """
    if settings.xtts_checkpoint is not None:
        named = Path(settings.xtts_checkpoint)
        found = _first(chain(with_snapshots(named), _cached(named)))
        message = f"The setting xtts_checkpoint names {named}, where there is no XTTS v2 checkpoint."
    else:
        found = _first(_known_places(settings.home_path))
        folder = own_folder(settings.home_path)
        message = f"The model's four files are not in {folder}. Run: {VOZES} models pull xtts_v2"
    if found is None:
        raise VozesError(ErrorCode.MODEL_NOT_INSTALLED, message)
    return found


def _first(folders: Iterator[Path]) -> Path | None:
    """Returns the first folder that has all files; else the first that has some, for its error to say what it lacks."""
    candidates = [folder for folder in folders if len(_missing(folder)) <= len(_SMALL)]
    return next((folder for folder in candidates if not _missing(folder)), candidates[0] if candidates else None)


def _missing(folder: Path) -> list[str]:
    missing = [] if _model_file(folder) else [_MODEL]
    return missing + [name for name in _SMALL if not (folder / name).is_file()]


def own_folder(home: Path) -> Path:
    """Returns the folder for XTTS v2's files."""
    return home / "models" / "xtts_v2"


def _known_places(home: Path) -> Iterator[Path]:
    """Yields our own folder, the caches that the environment names, and their default places, as of earlier days."""
    yield from with_snapshots(own_folder(home))
    if value := os.environ.get("TTS_HOME"):
        yield from _cached(Path(value).expanduser())
    for cache in named_caches():
        yield from _cached(cache)
    yield from _cached(platformdirs.user_data_path("tts", appauthor=False))
    yield from _cached(default_cache())


def _cached(cache: Path) -> Iterator[Path]:
    for part in _CACHED:
        yield from with_snapshots(cache / part)
