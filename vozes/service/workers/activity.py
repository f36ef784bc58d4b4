"""How much an engine has to do: whether anything at all, and since when nothing.

It knows nothing of what is done, nor of processes.
"""

import asyncio
from collections.abc import Callable


class Activity:
    """All methods belong to the event loop's thread."""

    def __init__(self, idle_seconds: float, on_idle: Callable[[], None]):
        """`on_idle` is called whenever there has been nothing to do for so long; 0 never calls it."""
        self.idle_seconds = idle_seconds
        self._on_idle = on_idle
        self._count = 0
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._timer: asyncio.TimerHandle | None = None

    @property
    def is_idle(self) -> bool:
        return self._count == 0

    def begin(self) -> None:
        self._count += 1
        self._quiet.clear()
        self.stop_watching()

    def end(self) -> None:
        self._count -= 1
        if self.is_idle:
            self._quiet.set()
            self.watch()

    async def wait_until_idle(self) -> None:
        await self._quiet.wait()

    def watch(self) -> None:
        """Counts the time without work from now on, for as long as nothing begins."""
        self.stop_watching()
        if self.idle_seconds:
            self._timer = asyncio.get_running_loop().call_later(self.idle_seconds, self._on_idle)

    def stop_watching(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
