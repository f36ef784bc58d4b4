"""What of a home is kept in a backup: all that a user has made, and nothing that can be made or fetched again.

So it leaves out logs, caches, what engines have made of voices, previews, and the models, unless those are wanted. A
snapshot of it shares the disk's blocks with the home, where the disk can do that. It knows nothing of archives.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vozes.files import PRIVATE_FOLDER, temporary_folder
from vozes.models.provenance import RECORD
from vozes.voices.library_lock import writing

MODELS = "models"
_VOICES = "voices"
_OF_VOICES = ("custom", "trash", "consents")
"""What users have made of all that lies in the folder of voices."""
_NAMES = frozenset(
    {"dictionaries", "format.json", "keys-used", "keys-used.json", "keys.json", "lexicon.json", "selected_engine.json"}
    | {"session-secret", "settings.json", _VOICES}
)
"""`keys-used.json` is in older backups alone, and no longer read."""
_CHANGED_IN_PLACE = "keys-used/"
_LEXICONS_PUT_ASIDE = re.compile(r"lexicon\.damaged(-[0-9]+)?\.json")
_PART = re.compile(r"(?!\.)[^/\\\x00-\x1f\x7f]{1,200}")
"""A name of a file or folder; those that begin with a dot are locks, or unfinished."""
_DEEPEST = 8
_STALE_SECONDS = 24 * 3600.0


def is_kept(name: str) -> bool:
    """Returns whether a file of this name, with slashes, may be in a backup; such a name leads nowhere else."""
    parts = name.split("/")
    if parts[0] == MODELS and parts[-1] == RECORD:
        parts.pop()
    if len(parts) > _DEEPEST or not all(map(_PART.fullmatch, parts)) or not _is_text(name):
        return False
    if parts[0] == _VOICES:
        return len(parts) > 1 and parts[1] in _OF_VOICES
    return is_kept_at_the_top(parts[0])


def is_kept_at_the_top(name: str) -> bool:
    """Returns whether a file or folder of a home is kept; of the folder of voices only a part is."""
    return name in _NAMES or name == MODELS or _LEXICONS_PUT_ASIDE.fullmatch(name) is not None


def kept_names(home: Path) -> list[str]:
    """Returns the names of what of a home is kept, as they stand in it, without the models."""
    try:
        names = sorted(os.listdir(home))
    except FileNotFoundError:
        return []
    return [name for name in names if is_kept_at_the_top(name) and name != MODELS]


def filled_names(home: Path) -> list[str]:
    """Returns those of them in which something lies that a user has made or said."""
    return [name for name in kept_names(home) if name != "format.json" and _is_filled(home, name)]


@contextmanager
def snapshot(home: Path, wait_seconds: float, *, models: bool = False) -> Iterator[tuple[Path, list[str]]]:
    """Yields a folder with all that is kept as it is at one moment, and the names of what could not be taken.

    Nobody writes to the library of voices meanwhile, which takes milliseconds for hundreds of voices. The folder is
    gone after the block. Raises VozesError(LIBRARY_BUSY), and OSError.
    """
    with temporary_folder(home / "cache" / "backup", "snapshot-", _STALE_SECONDS) as folder:
        with _unchanging(home, wait_seconds):
            left_out = _take(home, folder, models=models)
        yield folder, left_out


def files_of(folder: Path) -> Iterator[str]:
    """Yields the names of the files below a folder, with slashes."""
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield (Path(parent) / name).relative_to(folder).as_posix()


@contextmanager
def _unchanging(home: Path, wait_seconds: float) -> Iterator[None]:
    """Holds the lock of the library of voices. Other files are replaced as a whole, so that each is as it was once."""
    if not (home / _VOICES).is_dir():
        yield
        return
    with writing(home / _VOICES / ".lock", wait_seconds):
        yield


def _take(home: Path, folder: Path, *, models: bool) -> list[str]:
    """Links or copies all that is kept into the folder, and returns the names of what is a user's and cannot be."""
    left_out = []
    for place in _places(home, models=models):
        for path in _below(str(place)):
            name = os.path.relpath(path, home).replace(os.sep, "/")
            if is_kept(name):
                os.makedirs(os.path.dirname(f"{folder}/{name}"), PRIVATE_FOLDER, exist_ok=True)
                (shutil.copyfile if name.startswith(_CHANGED_IN_PLACE) else _link)(path, f"{folder}/{name}")
            elif not os.path.basename(path).startswith("."):
                left_out.append(name)
    return left_out


def _places(home: Path, *, models: bool) -> Iterator[Path]:
    """Yields the files and folders that are kept as a whole."""
    for name in [*kept_names(home), *([MODELS] if models else [])]:
        yield from _of(home, name)


def _of(home: Path, name: str) -> list[Path]:
    return [home / _VOICES / each for each in _OF_VOICES] if name == _VOICES else [home / name]


def _is_filled(home: Path, name: str) -> bool:
    return any(True for place in _of(home, name) for _ in _below(str(place)))


def _below(place: str) -> Iterator[str]:
    """Yields the files below a folder, or the file itself; folders that begin with a dot are unfinished."""
    if os.path.isfile(place):
        yield place
    for parent, folders, names in os.walk(place):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (file for file in (f"{parent}{os.sep}{name}" for name in names) if os.path.isfile(file))


def _link(source: str, target: str) -> None:
    """Makes it the same file, which is right where files are replaced and never changed; or else a copy."""
    try:
        if not os.path.islink(source):
            os.link(source, target)
            return
    except FileNotFoundError:
        raise
    except OSError:  # another disk, or one without such links
        pass
    shutil.copyfile(source, target)


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
