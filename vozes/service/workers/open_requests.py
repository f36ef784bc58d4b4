"""The requests that one process holds: those that are waited for, and those that it was told to let go of.

All methods belong to the event loop's thread. It knows nothing of frames or processes.
"""

import asyncio
from collections.abc import Callable

from vozes.errors import VozesError
from vozes.types import AudioChunk

Channel = asyncio.Queue[AudioChunk | VozesError | None]
"""What comes back for one request: chunks, then None or an error."""
Keep = Callable[[asyncio.Future[None]], None]
"""Takes a future that is done once the engine has let go of a request that was closed early."""


def keep_nothing(_: asyncio.Future[None]) -> None:
    """Lets nothing wait until the engine has let go."""


class OpenRequests:
    def __init__(self) -> None:
        self._channels: dict[int, Channel] = {}
        self._leaving: dict[int, asyncio.Future[None]] = {}
        self._last_id = 0

    def __len__(self) -> int:
        return len(self._channels) + len(self._leaving)

    def open(self) -> tuple[int, Channel]:
        self._last_id += 1
        channel = self._channels[self._last_id] = Channel()
        return self._last_id, channel

    def give(self, request_id: int, chunk: AudioChunk) -> None:
        """Passes a chunk on; what comes for a request that nobody waits for is dropped."""
        if request_id in self._channels:
            self._channels[request_id].put_nowait(chunk)

    def finish(self, request_id: int, error: VozesError | None) -> None:
        """Notes that the process is done with it."""
        if request_id in self._channels:
            self._channels.pop(request_id).put_nowait(error)
        if request_id in self._leaving:
            released = self._leaving.pop(request_id)
            if not released.done():
                released.set_result(None)

    def leave(self, request_id: int) -> asyncio.Future[None] | None:
        """Notes that nobody waits for it; returns a future of the process letting go of it, None if it has already."""
        if self._channels.pop(request_id, None) is None:
            return None
        released = self._leaving[request_id] = asyncio.get_running_loop().create_future()
        return released

    def is_leaving(self, request_id: int) -> bool:
        return request_id in self._leaving

    def finish_all(self, error: Callable[[], VozesError]) -> None:
        """Gives each an error of its own: the process has ended."""
        for request_id in [*self._channels, *self._leaving]:
            self.finish(request_id, error())
