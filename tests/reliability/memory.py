"""How much memory a server takes while something is done to it."""

import threading
from types import TracebackType
from typing import Self

import psutil

from tests.live import LiveServer

_INTERVAL = 0.02
"""Seconds."""


class Memory:
    """Of the server and all its processes together, what they share counted for each; in bytes."""

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
        return sum(map(_resident, (self._server, *self._server.children(recursive=True))))


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
