"""Files and folders that are whole and on the disk, or absent: whatever is interrupted, nothing half is seen.

What is unfinished has a name that begins with `.new-`; `remove_unfinished` removes it at the next start. New files and
folders are for their owner alone. It knows nothing of what is in them. Every function raises OSError; `unwritable`
makes of it what a user can be told.
"""

import errno
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from vozes.errors import ErrorCode, VozesError
from vozes.locks import open_lock, taken

UNFINISHED = ".new-"
PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def unwritable(what: str, error: OSError, otherwise: ErrorCode = ErrorCode.HOME_UNUSABLE) -> VozesError:
    """Returns STORAGE_FULL, or `otherwise` where something else than room is missing: a folder, or the right to write.

    `what` could not be done.
    """
    return VozesError(ErrorCode.STORAGE_FULL if error.errno in _FULL else otherwise, f"{what}: {why(error)}.")


def why(error: OSError) -> str:
    """Returns the system's words, or what tells more: a link on the way that leads nowhere."""
    path = Path(os.fsdecode(error.filename or ""))
    for place in (path, *path.parents):
        if place.is_symlink() and not place.exists():
            return f"{place} is a link to {place.readlink()}, which is not there"
    return error.strerror or str(error)


def make_folder(path: Path) -> None:
    """Makes a folder that is missing, and those above it."""
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(PRIVATE_FOLDER, exist_ok=True)
        sync_folder(path.parent)


def new_folder(parent: Path) -> Path:
    """Makes an empty folder that is unfinished, and returns its path."""
    path = _unfinished(parent)
    path.mkdir(PRIVATE_FOLDER)
    return path


def write_file(path: Path, content: bytes | Path) -> None:
    """Writes a new file, of bytes or of another's; its folder is not synced."""
    with _new_file(path) as file:
        if isinstance(content, Path):
            with content.open("rb") as source:
                shutil.copyfileobj(source, file)
        else:
            file.write(content)


@contextmanager
def changing(what: str, lock: Path, seconds: float) -> Iterator[None]:
    """Holds the lock in that file: of all processes one at a time changes `what`, such as "The lexicon".

    Makes the folder where it is missing. Raises VozesError: LIBRARY_BUSY where another one holds the lock for so long;
    for an OSError inside, what `unwritable` makes of it.
    """
    try:
        make_folder(lock.parent)
        with open_lock(lock) as file:
            if not taken(file, seconds):
                message = f"{what} cannot be changed: somebody else has been changing it for {seconds:g} s."
                raise VozesError(ErrorCode.LIBRARY_BUSY, message)
            yield
    except OSError as error:
        raise unwritable(f"{what} cannot be written", error) from error


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Opens a new file, which gets its name at the end of the block; what has that name is replaced.

    A folder that is missing is made. Where something fails nothing has changed.
    """
    make_folder(path.parent)
    new = _unfinished(path.parent)
    try:
        with _new_file(new) as file:
            yield file
        put_in_place(new, path)
    finally:
        new.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file as `whole_file` does."""
    with whole_file(path) as file:
        file.write(content)


def put_in_place(written: Path, path: Path) -> None:
    """Renames a file that is whole and on the disk, so that `path` is on the disk as well."""
    os.replace(written, path)
    sync_folder(path.parent)


def replace_file(path: Path, content: bytes, workplace: Path) -> None:
    """Gives an existing file new content; where that fails it has its old one. Works in a folder of the same disk."""
    new, old = _unfinished(workplace), _unfinished(workplace)
    try:
        write_file(new, content)
        write_file(old, path)
        try:
            put_in_place(new, path)
        except OSError:
            os.replace(old, path)
            raise
    finally:
        new.unlink(missing_ok=True)
        old.unlink(missing_ok=True)


def move(source: Path, target: Path) -> None:
    """Moves a folder to a name that is free; where that fails it is where it was."""
    os.rename(source, target)
    try:
        sync_folder(target.parent)
        sync_folder(source.parent)
    except OSError:
        os.rename(target, source)
        raise


def remove_folder(path: Path) -> None:
    """Removes it at once for whoever looks, though its files go one by one. What cannot go now stays unfinished."""
    gone = _unfinished(path.parent)
    try:
        os.rename(path, gone)
    except OSError:  # a full disk, or it is not there
        gone = path
    shutil.rmtree(gone, ignore_errors=True)


def remove_unfinished(folder: Path, stale_seconds: float = 0.0) -> None:
    """Removes what a process that was killed has left there, where nothing was put there for so long."""
    _remove_all(folder, f"{UNFINISHED}*", stale_seconds)


def empty_folder(folder: Path, stale_seconds: float = 0.0) -> None:
    """Removes all that is in a folder, where it is there, and unchanged for so long."""
    _remove_all(folder, "*", stale_seconds)


@contextmanager
def temporary_folder(parent: Path, prefix: str, stale_seconds: float) -> Iterator[Path]:
    """Makes a folder for what is being made: what is left in it goes with it.

    `parent` is made where it is missing; what a process that was killed has left there goes after `stale_seconds`.
    """
    parent.mkdir(parents=True, exist_ok=True)
    for left in parent.glob(f"{prefix}*"):
        if is_stale(left, stale_seconds):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=parent, prefix=prefix, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def is_stale(path: Path, seconds: float) -> bool:
    """Returns whether it was last changed longer ago; 0 means whenever that was. False where it has just gone."""
    try:
        return not seconds or time.time() - path.lstat().st_mtime > seconds
    except FileNotFoundError:
        return False


def sync_folder(path: Path) -> None:
    """Sees that the names in it are on the disk; elsewhere than on POSIX a folder cannot be synced."""
    if os.name == "posix":
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    """Opens it; at the end of the block its content is on the disk."""
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, PRIVATE_FILE)) as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _remove_all(folder: Path, pattern: str, stale_seconds: float) -> None:
    for path in folder.glob(pattern):
        if not is_stale(path, stale_seconds):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _unfinished(folder: Path) -> Path:
    return folder / f"{UNFINISHED}{secrets.token_hex(8)}"
