"""Locks between processes, in files: one holds a lock at a time, and it ends with its process, however that ends.

A lock may be shared too: then any number hold it, as long as nobody has it alone.

The file is never removed, since another process may wait for the lock in it. It knows nothing of what a lock is for,
and needs nothing but the standard library: `start.py` uses it before anything is installed.
"""

import os
import sys
import time
from pathlib import Path
from typing import BinaryIO

CAN_SHARE = sys.platform != "win32"
"""Whether this system has locks that several may hold."""
_AGAIN_SECONDS = 0.01
"""Seconds between two tries to take a lock, since no system lets a thread wait for one for a limited time."""


def open_lock(path: Path) -> BinaryIO:
    """Returns the file of a lock, which is made where it is missing. Closing it ends the lock."""
    return open(path, "a+b", opener=lambda name, flags: os.open(name, flags, 0o600))


def taken(file: BinaryIO, seconds: float = 0.0, *, shared: bool = False) -> bool:
    """Takes the lock, waiting for so long at most; returns whether it is ours. Raises OSError if the disk has none.

    `shared`: others that share it may hold it too; only where `CAN_SHARE`.
    """
    deadline = time.monotonic() + seconds
    while not _taken_at_once(file, shared):
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


def _taken_at_once(file: BinaryIO, shared: bool) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # as POSIX and Windows say it
        return False
    return True
