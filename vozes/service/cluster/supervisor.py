"""Keeps one engine on the nodes of a cluster, as `EngineSupervisor` wants it.

A request goes to the node that its voice belongs to, where the engine is loaded and free there, else to the next one.
Where all that have it loaded are busy, another node loads it. A node that is lost is one that the request did not have,
until something of the answer could be heard.
"""

import asyncio
import logging
import sys
import time
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from functools import partial
from typing import Any

from vozes.engines.base import EngineSpec, EngineState, LoadProgress
from vozes.engines.info import EngineInfo
from vozes.errors import ErrorCode, VozesError
from vozes.service.cluster.cluster import Cluster
from vozes.service.cluster.hashing import preferred
from vozes.service.cluster.messages import EngineStatus
from vozes.service.cluster.node import Node, NodeLost
from vozes.service.queue import Turn
from vozes.service.workers.open_requests import Keep, keep_nothing
from vozes.service.workers.supervision import Replica
from vozes.types import AudioChunk, ClonedVoice, SpeechRequest
from vozes.wording import sentence

_RETRY_SECONDS = 5.0
"""Time after which another node is made to load the engine, where one could not."""
_NO_NODE = "No node of the cluster answers."

log = logging.getLogger(__name__)


class ClusterSupervisor:
    """One engine's life on all nodes. All methods belong to the event loop's thread."""

    def __init__(self, spec: EngineSpec, cluster: Cluster, least: int = 1, most: int | None = None):
        """`least`, `most`: nodes on which it is loaded, where it is on any; None: as many as there are."""
        self.spec = spec
        self.on_room: Callable[[], None] = lambda: None
        self._cluster = cluster
        self._least = least
        self._most = most or sys.maxsize
        self._used: Counter[str] = Counter()
        """Slots that requests of this server hold, by node."""
        self._waiting: list[asyncio.Future[None]] = []
        self._growing: asyncio.Task[None] | None = None
        self._grows_from = 0.0
        self._background: set[asyncio.Task[Any]] = set()
        self._is_closed = False
        cluster.on_change.append(self._look)

    @property
    def concurrency(self) -> int:
        """Requests that all nodes take at once."""
        return self._of_each * max(1, min(self._most, len(self._able)))

    @property
    def info(self) -> EngineInfo:
        able = self._able or self._nodes
        info: EngineInfo | None = able[0].info(self.spec.info.id) if able else None
        return info or self.spec.info

    @property
    def state(self) -> EngineState:
        states = {status.state for status in self._statuses}
        order = (EngineState.READY, EngineState.LOADING, EngineState.FAILED, EngineState.UNLOADED)
        return next(
            (state for state in order if state in states), EngineState.NOT_INSTALLED if states else EngineState.FAILED
        )

    @property
    def is_expected(self) -> bool:
        """Returns whether it is ready somewhere, or was before it was unloaded."""
        return any(status.is_expected for status in self._statuses)

    @property
    def is_busy(self) -> bool:
        """Returns whether it loads or works on something."""
        return self._used.total() > 0 or any(status.is_busy for status in self._statuses)

    @property
    def missing(self) -> str | None:
        """Returns what it lacks on all nodes, and what to run; None if it can be loaded on one."""
        lacking = [status.missing for status in self._statuses]
        return None if None in lacking else next(iter(lacking), None)

    @property
    def reason(self) -> str | None:
        """Returns why it is not installed or has failed, and what to do."""
        if not self._nodes:
            return _NO_NODE
        return next((status.reason for status in self._unable), None)

    @property
    def reason_code(self) -> ErrorCode | None:
        """Returns the kind of what `reason` tells."""
        if not self._nodes:
            return ErrorCode.NOT_READY
        return next((status.reason_code for status in self._unable), None)

    @property
    def _unable(self) -> list[EngineStatus]:
        """What nodes say of why it does not work; nothing where it works on another."""
        if self.state not in (EngineState.NOT_INSTALLED, EngineState.FAILED):
            return []
        return [status for status in self._statuses if status.reason]

    @property
    def progress(self) -> LoadProgress | None:
        """Returns how far its loading is on the first node, where it is loaded on none."""
        if self.state != EngineState.LOADING:
            return None
        return next((status.progress for status in self._statuses if status.progress), None)

    @property
    def loading_seconds(self) -> float:
        """Returns for how long it has been loading; 0 where it is not, or is loaded on a node."""
        if self.state != EngineState.LOADING:
            return 0.0
        return max(status.loading_seconds for status in self._statuses)

    @property
    def memory_bytes(self) -> int | None:
        """Returns the resident memory of all its processes; None where there is none."""
        taken = [status.memory_bytes for status in self._statuses if status.memory_bytes is not None]
        return sum(taken) if taken else None

    @property
    def versions(self) -> dict[str, str]:
        return next((status.versions for status in self._statuses if status.versions), {})

    @property
    def restarts(self) -> int:
        return sum(status.restarts for status in self._statuses)

    @property
    def replicas(self) -> Sequence[Replica]:
        """Returns how it is on each node."""
        statuses = [(node, node.engine(self.spec.info.id)) for node in self._nodes]
        return [
            Replica(node.name, status.state, status.memory_bytes, self._used[node.id])
            for node, status in statuses
            if status is not None
        ]

    def has_room_to_load(self, size: int) -> bool:
        """Returns whether it is loaded, or `size` bytes of memory are free on a node that can load it."""
        return self.state == EngineState.READY or any(node.status.free_bytes >= size for node in self._able)

    async def look_again(self) -> None:
        """Has what it is looked at, since something has changed on the disk; returns once that is known."""
        await self._on_all(lambda node: self._tell(node, "look_again", self.spec.info.id))

    def unload_when_idle(self, seconds: float) -> None:
        """Unloads it from now on whenever it was not used for so long on a node; 0 never does."""
        self._cluster.unload_when_idle(seconds)
        self._everywhere("unload_when_idle", self.spec.info.id, seconds)

    def require_installed(self) -> None:
        """Raises VozesError: MODEL_NOT_INSTALLED with what to run, NOT_READY where no node answers."""
        if not self._nodes:
            raise VozesError(ErrorCode.NOT_READY, _NO_NODE)
        if self.missing is not None:
            message = f"{self.info.name} is not installed. {sentence(self.missing)}"
            raise VozesError(ErrorCode.MODEL_NOT_INSTALLED, message, param="engine")

    async def load(self) -> None:
        """Returns when the engine is ready on a node; raises VozesError if it cannot be."""
        self._cluster.watch()
        while self.state != EngineState.READY:
            self._refuse_when_closed()
            self.require_installed()
            try:
                await self._to_load(self._in_order(self._able, ""))[0].load(self.spec.info.id)
            except NodeLost:
                self._cluster.changed()

    async def unload(self) -> None:
        """Ends its processes, once they have done what they are at; their memory is free when this returns."""
        await self._on_all(lambda node: node.unload(self.spec.info.id))

    @asynccontextmanager
    async def kept_unloaded(self) -> AsyncIterator[None]:
        """Unloads it, and loads it for nobody within the block; at its end it is looked at anew."""
        async with AsyncExitStack() as stack:
            for node in self._nodes:
                await stack.enter_async_context(self._held(node))
            yield

    async def close(self) -> None:
        """Leaves the cluster for good; what it was at fails."""
        self._is_closed = True
        for task in list(self._background):
            task.cancel()
        self._wake()
        await self._cluster.close()

    async def speak(self, request: SpeechRequest, keep: Keep = keep_nothing) -> AsyncGenerator[AudioChunk]:
        """Yields the chunks of an answer, after loading where needed; one without samples is a sign of work.

        Closing early cancels and returns at once; `keep` gets a future of the engine letting go of it.
        """
        engine_id, has_sounded = self.spec.info.id, False
        async with aclosing(
            self._ask(request.voice, lambda node, kept: node.speak(engine_id, request, kept), keep, lambda: has_sounded)
        ) as chunks:
            async for chunk in chunks:
                has_sounded = has_sounded or len(chunk.samples) > 0
                yield chunk

    async def clone(
        self, voice: ClonedVoice, on_work: Callable[[], None] = lambda: None, keep: Keep = keep_nothing
    ) -> None:
        """Has the engine make and keep what it needs of a voice, on one node; `on_work` is called at each sign of work.

        Cancelling ends that; `keep` is as that of `speak`.
        """
        engine_id = self.spec.info.id
        async with aclosing(
            self._ask(voice.id, lambda node, kept: node.clone(engine_id, voice, kept), keep, lambda: False)
        ) as signs:
            async for _ in signs:
                on_work()

    @property
    def _of_each(self) -> int:
        return self.spec.info.capabilities.concurrency

    @property
    def _nodes(self) -> list[Node]:
        return [node for _, node in sorted(self._cluster.nodes.items())]

    @property
    def _statuses(self) -> list[EngineStatus]:
        found = [node.engine(self.spec.info.id) for node in self._nodes]
        return [status for status in found if status is not None]

    @property
    def _able(self) -> list[Node]:
        """The nodes on which it is installed."""
        return [node for node in self._nodes if not node.is_lost and self._status(node).missing is None]

    def _status(self, node: Node) -> EngineStatus:
        return node.status.engines[self.spec.info.id]

    def _is_ready_on(self, node: Node) -> bool:
        return self._status(node).state == EngineState.READY

    def _in_order(self, nodes: list[Node], voice: str) -> list[Node]:
        """Returns the nodes, the one first that the voice belongs to, and last those on which it has failed."""
        by_id = {node.id: node for node in nodes}
        ordered = [by_id[node_id] for node_id in preferred(by_id, f"{self.spec.info.id}\n{voice}")]
        return sorted(ordered, key=lambda node: self._status(node).state == EngineState.FAILED)

    async def _ask(
        self,
        voice: str,
        ask: Callable[[Node, Keep], AsyncGenerator[AudioChunk]],
        keep: Keep,
        is_heard: Callable[[], bool],
    ) -> AsyncGenerator[AudioChunk]:
        """Yields what a node answers; of one that is lost before anything was heard, what the next one does."""
        self._cluster.watch()
        while True:
            node = await self._free_node(voice)
            self._used[node.id] += 1
            turn = Turn()

            def kept(released: asyncio.Future[None], turn: Turn = turn) -> None:
                turn.keep_until(released)
                keep(released)

            was_ready = self._status(node).state == EngineState.READY
            try:
                async with aclosing(ask(node, kept)) as chunks:
                    async for chunk in chunks:
                        if not was_ready:
                            was_ready = True
                            await node.look()  # it is ready now, and the next request is to know
                        yield chunk
                return
            except NodeLost as error:
                self._cluster.changed()
                if is_heard():
                    message = f"The node that spoke was lost: {error}."
                    raise VozesError(ErrorCode.ENGINE_CRASHED, message) from None
                log.warning("%s is asked of another node: %s", self.spec.info.id, error)
            finally:
                turn.when_over(partial(self._free, node.id))

    async def _free_node(self, voice: str) -> Node:
        """Returns a node that has a slot, when there is one. Raises VozesError."""
        while True:
            self._refuse_when_closed()
            self.require_installed()
            node = self._choose(voice)
            if node is not None:
                return node
            waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(waiting)
            try:
                await waiting
            finally:
                self._waiting.remove(waiting)

    def _choose(self, voice: str) -> Node | None:
        """Returns the node for a voice that is free; None while all are busy, and then one more gets the engine."""
        able = self._in_order(self._able, voice)
        loaded = [node for node in able if self._is_ready_on(node)]
        free = next((node for node in loaded if self._used[node.id] < self._of_each), None)
        if free is not None or not able:
            return free
        if loaded:
            self._grow(self._most)
            return None
        return next((node for node in self._to_load(able) if self._used[node.id] < self._of_each), None)

    def _to_load(self, able: list[Node]) -> list[Node]:
        """Returns where it may be loaded while it is nowhere, those first that load it already."""
        at_it = [node for node in able if self._status(node).state == EngineState.LOADING or self._used[node.id]]
        others = [node for node in able if node not in at_it]
        return [*at_it, *others[: max(0, self._most - len(at_it))]]

    def _grow(self, most: int) -> None:
        """Has another node load the engine, where fewer than so many have; one at a time."""
        able = self._in_order(self._able, "")
        others = [node for node in able if not self._is_ready_on(node)]
        is_time = self._growing is None and time.monotonic() >= self._grows_from and not self._is_closed
        if others and is_time and len(able) - len(others) < most:
            self._growing = self._start(self._load_on(others[0]))

    async def _load_on(self, node: Node) -> None:
        try:
            await node.load(self.spec.info.id)
            log.info("%s is loaded on %s too", self.spec.info.id, node.name)
        except (VozesError, NodeLost) as error:
            self._grows_from = time.monotonic() + _RETRY_SECONDS
            log.warning("%s cannot be loaded on %s: %s", self.spec.info.id, node.name, error)
        finally:
            self._growing = None
            self._wake()

    def _look(self) -> None:
        """Takes note of what is new of the nodes."""
        if self.state == EngineState.READY:
            self._grow(self._least)
        self.on_room()  # as a node may have come
        self._wake()

    def _free(self, node_id: str) -> None:
        self._used[node_id] -= 1
        self._wake()

    def _wake(self) -> None:
        """Has all that wait for a slot look again."""
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)

    @asynccontextmanager
    async def _held(self, node: Node) -> AsyncIterator[None]:
        try:
            await node.call("hold", self.spec.info.id)
            await node.look()
        except NodeLost:
            yield
            return
        try:
            yield
        finally:
            await self._quietly(self._unhold(node))

    async def _unhold(self, node: Node) -> None:
        await node.call("unhold", self.spec.info.id)
        await node.look()

    def _everywhere(self, method: str, *arguments: object) -> None:
        """Calls every node's host, and waits for none."""
        for node in self._nodes:
            self._start(self._quietly(self._tell(node, method, *arguments)))

    async def _tell(self, node: Node, method: str, *arguments: object) -> None:
        await node.call(method, *arguments)
        await node.look()

    async def _on_all(self, do: Callable[[Node], Coroutine[Any, Any, None]]) -> None:
        await asyncio.gather(*(self._quietly(do(node)) for node in self._nodes))

    @staticmethod
    async def _quietly(work: Coroutine[Any, Any, None]) -> None:
        """Does it where the node is there."""
        try:
            await work
        except NodeLost as error:
            log.warning("%s", error)

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)
        return task

    def _refuse_when_closed(self) -> None:
        if self._is_closed:
            raise VozesError(ErrorCode.SHUTTING_DOWN, "The server is stopping.")
