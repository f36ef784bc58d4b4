"""Restores a backup and is killed at the n-th of what it asks the disk for: `… dying_restore HOME BACKUP N`.

It prints how many that were where it was not killed before the end.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from vozes.service.backup.restoring import restore_backup
from vozes.service.home_format import opened_home

_ASKED = ("open", "mkdir", "rename", "replace", "unlink", "rmdir", "fsync", "link")


class Counter:
    def __init__(self, last: int):
        self.asked = 0
        self._last = last

    def counting(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*arguments: Any, **named: Any) -> Any:
            self.asked += 1
            if self.asked == self._last:
                os.kill(os.getpid(), signal.SIGKILL)
            return ask(*arguments, **named)

        return asked


def main(home: str, backup: str, last: str) -> None:
    counter = Counter(int(last))
    for name in _ASKED:
        setattr(os, name, counter.counting(getattr(os, name)))
    if backup == "-":
        with opened_home(Path(home)):
            pass
    else:
        restore_backup(Path(home), Path(backup), force=True)
    sys.stdout.write(f"{counter.asked}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
