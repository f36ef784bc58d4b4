"""Keeps the install log: what every command of an installation printed, with the time on each line.

It is one file that is appended to; past two megabytes the old one is kept beside it as `install.log.1`.
"""

import time
from contextlib import suppress
from pathlib import Path

LARGEST_BYTES = 2_000_000


class InstallLog:
    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LARGEST_BYTES:
            path.replace(path.with_name(path.name + ".1"))

    def write(self, line: str) -> None:
        """Does nothing where the disk is full: the command that failed of it is what to report."""
        with suppress(OSError), self.path.open("a", encoding="utf-8") as file:
            file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {line}\n")
