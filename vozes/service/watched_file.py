"""Tells when a file that anyone may write has changed, by its time, size and number. It reads nothing of it."""

import time
from pathlib import Path

_SETTLED_NS = 100_000_000
"""Nanoseconds after which another change must show in the time of a file, whose clock may be coarse."""

_Stamp = tuple[int, int, int]


class WatchedFile:
    def __init__(self, path: Path):
        self._path = path
        self._stamp: _Stamp | None = None
        self._is_settled = False

    def may_differ(self) -> bool:
        """Looks at the file; returns whether it may differ from what it was at the last look, or may have come or gone.

        The first time it always may.
        """
        stamp = self._now()
        if self._is_settled and stamp == self._stamp:
            return False
        self._stamp, self._is_settled = stamp, stamp is None or stamp[0] < time.time_ns() - _SETTLED_NS
        return True

    def _now(self) -> _Stamp | None:
        """Returns what differs once the file has changed; None where there is none."""
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
