"""Locks of the operating system in files: one process holds one at a time, and it ends with that process.

So a holder that died, however that happened, is no holder. It knows nothing of what a lock is for.
"""

import os
import sys
import time
from pathlib import Path
from typing import BinaryIO

PRIVATE_FILE = 0o600
_AGAIN_SECONDS = 0.01
"""After which a lock that is held is tried again: no system lets a thread wait for one so long and no longer."""


def open_lock(path: Path) -> BinaryIO:
    """The file of a lock, which is made where it is missing. Closing it ends the lock."""
    return open(path, "a+b", opener=open_privately)


def open_privately(path: str, flags: int) -> int:
    """For `open`: a new file is for its owner alone."""
    return os.open(path, flags, PRIVATE_FILE)


def taken(file: BinaryIO, seconds: float = 0.0) -> bool:
    """Whether the lock is ours now, or within so many seconds. Raises OSError where the disk knows no locks."""
    deadline = time.monotonic() + seconds
    while not _taken_at_once(file):
        if time.monotonic() >= deadline:
            return False
        time.sleep(_AGAIN_SECONDS)
    return True


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
