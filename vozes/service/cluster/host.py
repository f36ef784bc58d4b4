"""The actor on each node: it keeps that node's engines, by the same supervisors and processes as a single machine.

A server calls it through `node.py`. It ends itself when no server has asked for its status for a while, so that no
engine outlives those that it speaks for.
"""

import asyncio
import os
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AsyncExitStack

import psutil

from vozes import __version__
from vozes.engines.base import EngineSpec
from vozes.errors import VozesError
from vozes.service.cluster.job import Job
from vozes.service.cluster.messages import EngineStatus, Failure, Item, NodeStatus
from vozes.service.home import write_privately
from vozes.service.queue import RequestQueue
from vozes.service.workers.open_requests import Keep
from vozes.service.workers.supervisor import Supervisor
from vozes.service.workers.worker_process import SIGN_OF_WORK
from vozes.settings import Settings, load_settings
from vozes.types import AudioChunk, ClonedVoice, SpeechRequest

_LEASE_SECONDS = 15.0
"""Time without a word from a server after which it counts as gone; and, without any, until the host ends."""
_LOOK_SECONDS = 1.0
_MOST_WAITING = 1_000_000
"""Requests that wait here: how many may is each server's matter."""


class EngineHost:
    """All public methods are called from elsewhere. `caller` is the server's own id."""

    def __init__(self, specs: Sequence[EngineSpec], settings: Settings):
        write_privately()
        self._engines = {spec.info.id: _Hosted(spec, _of_this_node(settings)) for spec in specs}
        self._jobs: dict[tuple[str, int], Job] = {}
        self._heard: dict[str, float] = {}
        self._watch: asyncio.Task[None] | None = None

    async def status(self, caller: str, known: dict[str, int]) -> NodeStatus:
        """Returns how its engines are; `known` are the numbers of the infos that the caller has, by engine."""
        self._heard[caller] = time.monotonic()
        if self._watch is None:
            self._watch = asyncio.create_task(self._end_when_alone())
        engines = {key: engine.status(known.get(key)) for key, engine in self._engines.items()}
        return NodeStatus(__version__, psutil.virtual_memory().available, engines)

    async def speak(
        self, caller: str, request_id: int, engine_id: str, request: SpeechRequest
    ) -> AsyncGenerator[list[Item]]:
        """Yields what comes of a request, in batches."""
        supervisor = self._engines[engine_id].supervisor
        async for batch in self._work(caller, request_id, engine_id, lambda keep: supervisor.speak(request, keep)):
            yield batch

    async def clone(
        self, caller: str, request_id: int, engine_id: str, voice: ClonedVoice
    ) -> AsyncGenerator[list[Item]]:
        """Yields signs of work, in batches, until the engine has what it needs of the voice."""
        supervisor = self._engines[engine_id].supervisor
        async for batch in self._work(caller, request_id, engine_id, lambda keep: _cloning(supervisor, voice, keep)):
            yield batch

    async def leave(self, caller: str, request_id: int) -> None:
        """Gives a request up; returns once its engine has let go of it."""
        job = self._jobs.get((caller, request_id))
        if job is not None:
            await job.leave()

    async def load(self, engine_id: str) -> Failure | None:
        """Loads an engine; returns why it cannot be."""
        try:
            await self._engines[engine_id].supervisor.load()
        except VozesError as error:
            return Failure.of(error)
        return None

    async def unload(self, engine_id: str) -> None:
        await self._engines[engine_id].supervisor.unload()

    async def hold(self, engine_id: str) -> None:
        """Unloads an engine and loads it for nobody until `unhold`."""
        await self._engines[engine_id].holds.enter_async_context(self._engines[engine_id].supervisor.kept_unloaded())

    async def unhold(self, engine_id: str) -> None:
        await self._engines[engine_id].holds.aclose()

    async def look_again(self, engine_id: str) -> None:
        await self._engines[engine_id].supervisor.look_again()

    async def unload_when_idle(self, engine_id: str, seconds: float) -> None:
        self._engines[engine_id].supervisor.unload_when_idle(seconds)

    async def farewell(self, caller: str) -> bool:
        """Notes that a server goes; returns whether it was the last one, and then all engines have ended."""
        await self._forget(caller)
        if self._heard:
            return False
        await self._end()
        return True

    async def _work(
        self, caller: str, request_id: int, engine_id: str, work: Callable[[Keep], AsyncGenerator[AudioChunk]]
    ) -> AsyncGenerator[list[Item]]:
        job = self._jobs[caller, request_id] = Job(self._engines[engine_id].queue, work)
        try:
            async for batch in job.batches():
                yield batch
        finally:
            del self._jobs[caller, request_id]

    async def _end_when_alone(self) -> None:
        alone_for = 0.0
        while alone_for < _LEASE_SECONDS:
            await asyncio.sleep(_LOOK_SECONDS)
            for caller, heard in list(self._heard.items()):
                if time.monotonic() - heard > _LEASE_SECONDS:
                    await self._forget(caller)
            alone_for = 0.0 if self._heard else alone_for + _LOOK_SECONDS
        await self._end()
        os._exit(0)  # nobody is left who could end it

    async def _forget(self, caller: str) -> None:
        self._heard.pop(caller, None)
        await asyncio.gather(*(job.leave() for (owner, _), job in list(self._jobs.items()) if owner == caller))

    async def _end(self) -> None:
        await asyncio.gather(*(engine.supervisor.close() for engine in self._engines.values()))


class _Hosted:
    """An engine that is hosted: whoever asks has a turn, so that several servers may share a node."""

    def __init__(self, spec: EngineSpec, settings: Settings):
        self.supervisor = Supervisor(spec, settings)
        self.queue = RequestQueue(spec.info.id, lambda: self.supervisor.concurrency, _MOST_WAITING)
        self.holds = AsyncExitStack()
        self._info = self.supervisor.info
        self._info_number = 0

    def status(self, known: int | None) -> EngineStatus:
        supervisor = self.supervisor
        if supervisor.info is not self._info:
            self._info, self._info_number = supervisor.info, self._info_number + 1
        return EngineStatus(
            state=supervisor.state,
            missing=supervisor.missing,
            reason=supervisor.reason,
            reason_code=supervisor.reason_code,
            progress=supervisor.progress,
            loading_seconds=supervisor.loading_seconds,
            memory_bytes=supervisor.memory_bytes,
            restarts=supervisor.restarts,
            is_expected=supervisor.is_expected,
            is_busy=supervisor.is_busy,
            versions=supervisor.versions,
            info_number=self._info_number,
            info=None if known == self._info_number else self._info,
        )


def _of_this_node(settings: Settings) -> Settings:
    """Returns the server's settings; what this node's own variables say goes before them, such as where its home is."""
    own = load_settings()
    return settings.model_copy(update={name: getattr(own, name) for name in own.fixed_by})


async def _cloning(supervisor: Supervisor, voice: ClonedVoice, keep: Keep) -> AsyncGenerator[AudioChunk]:
    """Yields a sign of work for each that the engine gives."""
    signs = asyncio.Queue[AudioChunk | None]()
    task = asyncio.create_task(supervisor.clone(voice, lambda: signs.put_nowait(SIGN_OF_WORK), keep))
    task.add_done_callback(lambda _: signs.put_nowait(None))
    try:
        while (sign := await signs.get()) is not None:
            yield sign
        await task
    finally:
        task.cancel()
        await asyncio.wait([task])
