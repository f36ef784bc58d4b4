"""One node of the cluster as a server sees it: its engines' last status, and requests to them.

A node that is silent or gone is `NodeLost` to all who wait for something of it, at once.
"""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncGenerator, Awaitable
from typing import Any, TypeVar

import ray
from ray.exceptions import RayError, RayTaskError

from vozes.errors import ErrorCode, VozesError
from vozes.service.cluster.messages import EngineStatus, Failure, Item, NodeStatus
from vozes.service.workers.open_requests import Keep
from vozes.types import AudioChunk, ClonedVoice, SpeechRequest

T = TypeVar("T")

SILENT_SECONDS = 3.0
"""Time without an answer after which a node counts as lost."""
_AHEAD = 8
"""Batches that a host makes before they are fetched."""


class NodeLost(Exception):
    """The node is gone, or silent."""


class Node:
    """All methods belong to the event loop's thread."""

    def __init__(self, node_id: str, address: str, host: Any, caller: str, status: NodeStatus):
        self.id = node_id
        self.address = address
        self.is_lost = False
        self.status = status
        self._host = host
        self._caller = caller
        self._infos = {key: engine.info for key, engine in status.engines.items() if engine.info is not None}
        self._numbers = itertools.count()
        self._waiting: set[asyncio.Future[None]] = set()

    @property
    def name(self) -> str:
        """What people read of it."""
        return f"{self.address} ({self.id[:8]})"

    def engine(self, engine_id: str) -> EngineStatus | None:
        """Returns how an engine was there when it was last looked at; None where the node has no such engine."""
        return self.status.engines.get(engine_id)

    def info(self, engine_id: str) -> Any:
        return self._infos.get(engine_id)

    async def look(self) -> None:
        """Asks how its engines are. Raises NodeLost."""
        known = {key: engine.info_number for key, engine in self.status.engines.items()}
        asked = self.call("status", self._caller, known)
        try:
            async with asyncio.timeout(SILENT_SECONDS):
                self.status = await asked
        except TimeoutError:
            self.lose()
            raise NodeLost(f"{self.name} gave no answer for {SILENT_SECONDS:g} s") from None
        self._infos |= {key: engine.info for key, engine in self.status.engines.items() if engine.info is not None}

    def lose(self) -> None:
        """Answers all who wait for it."""
        self.is_lost = True
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)

    async def call(self, method: str, *arguments: object) -> Any:
        """Returns what the host answers. Raises NodeLost."""
        return await self._unless_lost(getattr(self._host, method).remote(*arguments))

    async def load(self, engine_id: str) -> None:
        """Returns when the engine is ready there, and that is known here. Raises VozesError, NodeLost."""
        failure = await self.call("load", engine_id)
        await self.look()
        if failure is not None:
            raise failure.error()

    async def unload(self, engine_id: str) -> None:
        """Returns when it is unloaded there, and that is known here. Raises NodeLost."""
        await self.call("unload", engine_id)
        await self.look()

    def speak(self, engine_id: str, request: SpeechRequest, keep: Keep) -> AsyncGenerator[AudioChunk]:
        """Yields the chunks of an answer; `keep` is that of `EngineSupervisor.speak`. Raises VozesError, NodeLost."""
        return self._ask("speak", engine_id, request, keep)

    def clone(self, engine_id: str, voice: ClonedVoice, keep: Keep) -> AsyncGenerator[AudioChunk]:
        """Yields signs of work until the voice is cloned. Raises VozesError, NodeLost."""
        return self._ask("clone", engine_id, voice, keep)

    async def farewell(self) -> None:
        """Fails what is asked of it, and ends the host where no other server needs it."""
        self.lose()
        with contextlib.suppress(TimeoutError, RayError):
            async with asyncio.timeout(SILENT_SECONDS):
                if await self._host.farewell.remote(self._caller):
                    ray.kill(self._host)

    async def _ask(
        self, method: str, engine_id: str, what: SpeechRequest | ClonedVoice, keep: Keep
    ) -> AsyncGenerator[AudioChunk]:
        request_id, has_ended = next(self._numbers), False
        remote = getattr(self._host, method).options(
            num_returns="streaming", _generator_backpressure_num_objects=_AHEAD
        )
        batches = remote.remote(self._caller, request_id, engine_id, what)
        try:
            while True:
                batch: list[Item] = await self._unless_lost(_next(batches))
                has_ended = not isinstance(batch[-1], AudioChunk)
                for item in batch:
                    if item is None:
                        return
                    if isinstance(item, Failure):
                        raise item.error()
                    yield item
        finally:
            if not has_ended and not self.is_lost:
                keep(asyncio.ensure_future(self._leave(request_id)))

    async def _leave(self, request_id: int) -> None:
        with contextlib.suppress(NodeLost, VozesError):  # whoever is gone has let go
            await self.call("leave", self._caller, request_id)

    async def _unless_lost(self, answer: Awaitable[T]) -> T:
        """Returns an answer of the host. Raises NodeLost as soon as that is known, VozesError for a fault there."""
        if self.is_lost:
            raise NodeLost(f"{self.name} is gone")
        task: asyncio.Future[T] = asyncio.ensure_future(answer)
        lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(lost)
        try:
            waited: set[asyncio.Future[Any]] = {task, lost}
            await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                raise NodeLost(f"{self.name} is gone")
            return task.result()
        except RayTaskError as error:
            message = f"The node {self.name} has a fault: {error.cause}."
            raise VozesError(ErrorCode.ENGINE_FAILED, message) from error
        except RayError as error:
            self.lose()
            why, _, _ = str(error).partition("\n")  # behind it stands what only Ray's own logs are for
            raise NodeLost(f"{self.name} is gone: {why}") from error
        finally:
            task.cancel()
            self._waiting.discard(lost)


async def _next(batches: Any) -> list[Item]:
    reference = await anext(batches)
    batch: list[Item] = await reference
    return batch
