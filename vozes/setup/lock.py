"""Locks in files: lets one installation at a time work on a checkout, and tells whether a process holds one.

A lock ends with its process, however that ends. It knows nothing of what a lock is for.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def alone(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Holds the lock in the file `path`; calls `waiting` once where another process has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if not _taken(file, wait=False):
            waiting()
            while not _taken(file, wait=True):
                pass
        yield


def held(path: Path) -> bool:
    """Whether another process has the lock in the file `path` now."""
    try:
        with path.open("r+b") as file:
            return not _taken(file, wait=False)
    except OSError:  # no such file, or not ours to read
        return False


def _taken(file: BinaryIO, *, wait: bool) -> bool:
    """Whether the lock is ours now; waiting may end without it, after ten seconds on Windows."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
