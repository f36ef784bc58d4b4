"""Files and folders that are whole and on the disk, or absent: whatever is interrupted, nothing half is seen.

What is unfinished has a name that begins with `.new-` and is removed when the library is opened next.
It knows nothing of voices. Every function raises OSError; `writing` makes of it what a user can be told.
"""

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vozes.errors import ErrorCode, VozesError
from vozes.voices.locks import open_lock, open_privately, taken

UNFINISHED = ".new-"
PRIVATE_FOLDER = 0o700
_COME_BACK_SECONDS = 5.0
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def writing(lock: Path, seconds: float = 10.0) -> Iterator[None]:
    """Holds the lock in that file, so that one process and one thread writes at a time.

    Raises VozesError: LIBRARY_BUSY where another one holds it for so many seconds; of an OSError inside what
    `unwritable` makes of it.
    """
    try:
        make_folder(lock.parent)
        with open_lock(lock) as file:
            if not taken(file, seconds):
                raise library_busy(seconds)
            yield
    except OSError as error:
        raise unwritable(f"The library of voices in {lock.parent} cannot be written", error) from error


def unwritable(what: str, error: OSError) -> VozesError:
    """STORAGE_FULL, or HOME_UNUSABLE where something else than room is missing: a folder, or the right to write there.

    `what` could not be done.
    """
    code = ErrorCode.STORAGE_FULL if error.errno in _FULL else ErrorCode.HOME_UNUSABLE
    return VozesError(code, f"{what}: {why(error)}.")


def why(error: OSError) -> str:
    """The system's words, or what tells more: a link on the way that leads nowhere."""
    path = Path(os.fsdecode(error.filename or ""))
    for place in (path, *path.parents):
        if place.is_symlink() and not place.exists():
            return f"{place} is a link to {place.readlink()}, which is not there"
    return error.strerror or str(error)


def library_busy(seconds: float) -> VozesError:
    """Whoever writes holds the lock too long."""
    message = f"The library of voices has been busy for {seconds:g} s: it is being changed by somebody else."
    return VozesError(ErrorCode.LIBRARY_BUSY, message, retry_after=_COME_BACK_SECONDS)


def make_folder(path: Path) -> None:
    """And those above it, for their owner alone."""
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(PRIVATE_FOLDER, exist_ok=True)
        sync_folder(path.parent)


def new_folder(parent: Path) -> Path:
    """An empty one that is unfinished."""
    path = _unfinished(parent)
    path.mkdir(PRIVATE_FOLDER)
    return path


def write_file(path: Path, content: bytes | Path) -> None:
    """A new file, of bytes or of another's, for its owner alone; its folder is not synced."""
    with open(path, "xb", opener=open_privately) as file:
        if isinstance(content, Path):
            with content.open("rb") as source:
                shutil.copyfileobj(source, file)
        else:
            file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace_file(path: Path, content: bytes, workplace: Path) -> None:
    """Gives an existing file new content; where that fails it has its old one. Works in a folder of the same disk."""
    new, old = _unfinished(workplace), _unfinished(workplace)
    try:
        write_file(new, content)
        write_file(old, path)
        os.replace(new, path)
        try:
            sync_folder(path.parent)
        except OSError:
            os.replace(old, path)
            raise
    finally:
        new.unlink(missing_ok=True)
        old.unlink(missing_ok=True)


def write_derived(path: Path, content: bytes) -> None:
    """A file that can be made again, in a folder that is made; what is there is replaced."""
    make_folder(path.parent)
    new = _unfinished(path.parent)
    try:
        write_file(new, content)
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)


def move(source: Path, target: Path) -> None:
    """A folder to a name that is free; where that fails it is where it was."""
    os.rename(source, target)
    try:
        sync_folder(target.parent)
        sync_folder(source.parent)
    except OSError:
        os.rename(target, source)
        raise


def remove_folder(path: Path) -> None:
    """At once for whoever looks, though its files go one by one. What cannot be removed now stays unfinished."""
    gone = _unfinished(path.parent)
    try:
        os.rename(path, gone)
    except OSError:  # a full disk, or it is not there
        gone = path
    shutil.rmtree(gone, ignore_errors=True)


def remove_unfinished(folder: Path) -> None:
    for path in folder.glob(f"{UNFINISHED}*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def empty_folder(folder: Path) -> None:
    """Removes all that is in it, where it is there."""
    for path in folder.glob("*"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def sync_folder(path: Path) -> None:
    """So that the names in it are on the disk; elsewhere than on POSIX a folder cannot be synced."""
    if os.name == "posix":
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _unfinished(folder: Path) -> Path:
    return folder / f"{UNFINISHED}{secrets.token_hex(8)}"
