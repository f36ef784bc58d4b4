"""How much memory a server takes while something is done to it."""

import threading
from types import TracebackType
from typing import Self

import psutil

from tests.live import LiveServer

_INTERVAL = 0.02
"""Seconds."""


class Memory:
    """What the server and all its processes hold each for itself, in bytes; libraries and mapped files are shared."""

    def __init__(self, server: LiveServer):
        self._server = psutil.Process(server.process.pid)
        self._before = self._now()
        self._most = self._before
        self._end = threading.Event()
        self._looking = threading.Thread(target=self._look)

    @property
    def growth(self) -> int:
        """At its largest, since the beginning."""
        return self._most - self._before

    def __enter__(self) -> Self:
        self._looking.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end.set()
        self._looking.join()

    def _look(self) -> None:
        while not self._end.wait(_INTERVAL):
            self._most = max(self._most, self._now())

    def _now(self) -> int:
        return sum(map(_own, (self._server, *self._server.children(recursive=True))))


def _own(process: psutil.Process) -> int:
    try:
        memory = process.memory_info()
        return int(memory.rss - getattr(memory, "shared", 0))  # only Linux tells what is shared
    except psutil.NoSuchProcess:
        return 0
