"""One request on a node: an engine works at it, and what comes of that is fetched by the server in batches.

It knows nothing of Ray.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from vozes.errors import ErrorCode, VozesError
from vozes.service.cluster.messages import Failure, Item
from vozes.service.queue import RequestQueue
from vozes.service.workers.open_requests import Keep
from vozes.types import AudioChunk

_AHEAD = 64
"""Chunks that wait to be fetched; with more the engine waits."""

log = logging.getLogger(__name__)


class Job:
    def __init__(self, queue: RequestQueue, work: Callable[[Keep], AsyncGenerator[AudioChunk]]):
        """`work` is done once the queue gives it a turn."""
        self._queue = queue
        self._work = work
        self._items = asyncio.Queue[Item](_AHEAD)
        self._released: list[asyncio.Future[None]] = []
        self._task = asyncio.create_task(self._run())

    async def batches(self) -> AsyncGenerator[list[Item]]:
        """Yields all that has come since the last batch; the last one ends with None or a Failure."""
        while True:
            batch = [await self._items.get()]
            while not self._items.empty():
                batch.append(self._items.get_nowait())
            yield batch
            if not isinstance(batch[-1], AudioChunk):
                return

    async def leave(self) -> None:
        """Gives it up; returns once the engine has let go of it."""
        self._task.cancel()
        await asyncio.wait([self._task])
        while not self._items.empty():
            self._items.get_nowait()
        self._items.put_nowait(None)
        await asyncio.gather(*self._released)

    async def _run(self) -> None:
        await self._items.put(await self._end())

    async def _end(self) -> Failure | None:
        """Returns how the work has ended."""
        try:
            async with self._queue.slot() as turn:

                def keep(released: asyncio.Future[None]) -> None:
                    turn.keep_until(released)
                    self._released.append(released)

                async with aclosing(self._work(keep)) as chunks:
                    async for chunk in chunks:
                        await self._items.put(chunk)
        except VozesError as error:
            return Failure.of(error)
        except Exception as error:
            log.exception("a request failed as none should")
            message = f"A fault of the node: {type(error).__name__}."
            return Failure.of(VozesError(ErrorCode.INTERNAL_ERROR, message))
        return None
