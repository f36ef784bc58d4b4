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
"""Seconds between two tries to take a lock, since no system lets a thread wait for one for a limited time."""


def open_lock(path: Path) -> BinaryIO:
    """Returns the file of a lock, which is made where it is missing. Closing it ends the lock."""
    return open(path, "a+b", opener=lambda name, flags: os.open(name, flags, 0o600))


def taken(file: BinaryIO, seconds: float = 0.0) -> bool:
    """Takes the lock, waiting for so long at most; returns whether it is ours. Raises OSError if the disk has none."""
    deadline = time.monotonic() + seconds
    while not _taken_at_once(file):
        if time.monotonic() >= deadline:
            return False
        time.sleep(_AGAIN_SECONDS)
    return True


def is_held(path: Path) -> bool:
    """Returns whether another process holds the lock in that file now; False where we can open no such file."""
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
