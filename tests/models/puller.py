"""A program that pulls the tiny model into the home that it is given, and may kill itself on the way.

`python -m tests.models.puller HOME [EVENT]` kills itself at that event of those that change files, counted from 1;
without one it prints how many there were.
"""

import os
import signal
import sys

from tests.models.tiny import tiny
from vozes.engines.settings import EngineSettings
from vozes.models.pulling import pull

_EVENTS = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "shutil.rmtree"})


class _Watch:
    """Counts what happens to files below a folder."""

    def __init__(self, folder: str, last: int) -> None:
        self.folder, self.last, self.count = folder, last, 0

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        changes = event in _EVENTS or (event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT)
        if changes and str(arguments[0]).startswith(self.folder):
            self.count += 1
            if self.count == self.last:
                os.kill(os.getpid(), signal.SIGKILL)


def main(home: str, last: str = "0") -> None:
    watch = _Watch(home, int(last))
    sys.addaudithook(watch)
    pull(tiny(), EngineSettings(home), lambda state: None, accept_license=False, hub_seconds=30)
    print(watch.count)


if __name__ == "__main__":
    main(*sys.argv[1:])
