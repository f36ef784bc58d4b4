"""Locks between processes, in files: one holds a lock at a time, and it ends with its process, however that ends.

The file is never removed, since another process may wait for the lock in it. It knows nothing of what a lock is for,
and needs nothing but the standard library: `start.py` uses it before anything is installed.
"""

import os
import sys
import time
from pathlib import Path
from typing import BinaryIO

_AGAIN_SECONDS = 0.01
"""After which a lock that is held is tried again: no system lets a thread wait for one so long and no longer."""


def open_lock(path: Path) -> BinaryIO:
    """Returns the file of a lock, which is made where it is missing. Closing it ends the lock."""
    return open(path, "a+b", opener=lambda name, flags: os.open(name, flags, 0o600))


def taken(file: BinaryIO, seconds: float = 0.0) -> bool:
    """Returns whether the lock is ours now, or within so many seconds. Raises OSError where the disk knows no locks."""
    deadline = time.monotonic() + seconds
    while not _taken_at_once(file):
        if time.monotonic() >= deadline:
            return False
        time.sleep(_AGAIN_SECONDS)
    return True


def is_held(path: Path) -> bool:
    """Returns whether another process has the lock in that file now; not where no file is ours to read."""
    try:
        with path.open("r+b") as file:
            return not taken(file)
    except OSError:
        return False


def _taken_at_once(file: BinaryIO) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # as POSIX and Windows say it
        return False
    return True
