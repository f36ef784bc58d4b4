"""The nodes of a Ray cluster: found, given a host of engines each, looked at, and dropped when they are lost.

It knows nothing of requests; `supervisor.py` asks it which nodes there are.
"""

import asyncio
import hashlib
import logging
import socket
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import ray
from ray.exceptions import RayError
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from vozes import __version__
from vozes.engines.base import EngineSpec
from vozes.engines.settings import engine_settings
from vozes.errors import ErrorCode, VozesError
from vozes.service.cluster.host import EngineHost
from vozes.service.cluster.messages import NodeStatus
from vozes.service.cluster.node import Node, NodeLost
from vozes.service.thread_pools import in_thread
from vozes.settings import Settings

_NAMESPACE = "vozes"
_LOOK_SECONDS = 0.5
"""Time between two looks at a node, and at which nodes there are."""
_FIRST_ANSWER_SECONDS = 60.0
"""Time that a host may take to start."""
_REACH_SECONDS = 10.0
_RETRY_SECONDS = 5.0
"""Time after which a node is tried again whose host could not be started."""
_REQUESTS_AT_ONCE = 10_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Found:
    """A node that Ray lists."""

    id: str
    address: str


class Cluster:
    """All methods belong to the event loop's thread, but those that the start calls before there is one."""

    def __init__(self, specs: Sequence[EngineSpec], settings: Settings):
        self.nodes: dict[str, Node] = {}
        """Those that answer, by their ids."""
        self.on_change: list[Callable[[], None]] = []
        """Are called when a node has come or gone, or its status is new."""
        self._specs = tuple(specs)
        self._settings = settings.model_copy(update={"api_key": None})
        self._caller = uuid.uuid4().hex
        self._name = _digest(self._specs, self._settings)
        self._watching: dict[str, asyncio.Task[None]] = {}
        self._finding: asyncio.Task[None] | None = None
        self._is_closed = False

    def find_nodes(self) -> None:
        """Gives each node a host and returns when they have answered; for the start, before there is an event loop."""
        asked = {}
        for found in _list_nodes():
            host = self._start_host(found)
            asked[host.status.remote(self._caller, {})] = (found, host)
        answers, _ = ray.wait(list(asked), num_returns=len(asked), timeout=_FIRST_ANSWER_SECONDS) if asked else ([], [])
        for answer in answers:
            found, host = asked[answer]
            try:
                self._admit(found, host, ray.get(answer))
            except RayError as error:
                _tell_of_failure(found, error)

    def watch(self) -> None:
        """Looks at the nodes from now on."""
        if self._finding is None and not self._is_closed:
            self._finding = asyncio.create_task(self._keep_finding())

    async def close(self) -> None:
        """Leaves the nodes; those that no other server needs end what they host."""
        if self._is_closed:
            return
        self._is_closed = True
        tasks = [task for task in (self._finding, *self._watching.values()) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.gather(*(node.farewell() for node in self.nodes.values()))
        self.nodes.clear()
        self.changed()

    def unload_when_idle(self, seconds: float) -> None:
        """Has the nodes that are still to come do so too."""
        self._settings = self._settings.model_copy(update={"idle_unload_seconds": seconds})

    def changed(self) -> None:
        for tell in self.on_change:
            tell()

    def _start_host(self, found: _Found) -> Any:
        """Returns the host of a node, started where it is not there yet; it may still fail."""
        return (
            ray.remote(EngineHost)
            .options(
                name=f"vozes-{self._name}-{found.id}",
                namespace=_NAMESPACE,
                get_if_exists=True,
                lifetime="detached",  # another server may need it when this one has ended
                num_cpus=0,
                max_concurrency=_REQUESTS_AT_ONCE,
                scheduling_strategy=NodeAffinitySchedulingStrategy(found.id, soft=False),
            )
            .remote(self._specs, self._settings)
        )

    def _admit(self, found: _Found, host: Any, status: NodeStatus) -> None:
        if status.version != __version__:
            log.error("the node %s has Vozes %s, not %s: it is left out", found.address, status.version, __version__)
            return
        self.nodes[found.id] = Node(found.id, found.address, host, self._caller, status)
        log.info("the node %s serves", self.nodes[found.id].name)

    async def _keep_finding(self) -> None:
        while True:
            try:
                there = {found.id: found for found in await in_thread(_list_nodes)}
            except (RayError, ConnectionError, RuntimeError) as error:
                log.warning("Ray's list of nodes cannot be had: %s", error)
                there = {}
            for node_id in self.nodes.keys() | there.keys():
                if node_id not in self._watching:
                    task = asyncio.create_task(self._keep(node_id, there.get(node_id)))
                    self._watching[node_id] = task
                    task.add_done_callback(partial(self._forget, node_id))
            await asyncio.sleep(_LOOK_SECONDS)

    def _forget(self, node_id: str, _: asyncio.Task[None]) -> None:
        self._watching.pop(node_id, None)

    async def _keep(self, node_id: str, found: _Found | None) -> None:
        """Looks at a node until it is lost, once it has answered."""
        try:
            if node_id not in self.nodes:
                assert found is not None  # noqa: S101  (it is one or the other)
                await self._welcome(found)
            node = self.nodes.get(node_id)
            while node is not None:
                await node.look()
                self.changed()
                await asyncio.sleep(_LOOK_SECONDS)
        except (NodeLost, VozesError) as error:
            log.warning("a node is lost: %s", error)
            node = self.nodes.pop(node_id, None)
            if node is not None:
                node.lose()
            self.changed()
        if node is None:
            await asyncio.sleep(_RETRY_SECONDS)

    async def _welcome(self, found: _Found) -> None:
        """Gives a node a host."""
        try:
            host = await in_thread(self._start_host, found)
            async with asyncio.timeout(_FIRST_ANSWER_SECONDS):
                status = await host.status.remote(self._caller, {})
        except (RayError, TimeoutError, ValueError) as error:
            _tell_of_failure(found, error)
        else:
            self._admit(found, host, status)


def connect(address: str) -> None:
    """Joins a Ray cluster: `auto` is the one that this machine is a node of. Raises VozesError(INVALID_SETTINGS)."""
    if ray.is_initialized():
        return
    ray._private.worker._worker_logs_enabled = False  # else news of lost nodes come on standard output
    try:
        _reach(address)
        ray.init(address=address, namespace=_NAMESPACE, log_to_driver=False, logging_level=logging.WARNING)
    except (OSError, RuntimeError, ValueError, RayError) as error:
        message = f"cluster: Ray cannot be reached at {address!r}: {error}"
        raise VozesError(ErrorCode.INVALID_SETTINGS, message) from error


def _reach(address: str) -> None:
    """Raises OSError at once where nothing listens at an address, for which Ray would look for minutes."""
    host, colon, port = address.rpartition(":")
    if colon and port.isdecimal():
        socket.create_connection((host.strip("[]"), int(port)), _REACH_SECONDS).close()


def _list_nodes() -> list[_Found]:
    """Returns the nodes that live and have processors for engines: `ray start --num-cpus 0` makes one that has none."""
    return [
        _Found(node["NodeID"], node["NodeManagerAddress"])
        for node in ray.nodes()
        if node["Alive"] and node["Resources"].get("CPU", 0) > 0
    ]


def _digest(specs: Sequence[EngineSpec], settings: Settings) -> str:
    """Returns what hosts have in their names: servers share them that mean the same engines, models and settings."""
    engines = [(spec.info.id, spec.target) for spec in specs]
    models = str((settings.home / "models").resolve())
    patience = (settings.load_timeout_seconds, settings.heartbeat_seconds, settings.heartbeat_timeout_seconds)
    told = repr((__version__, engines, replace(engine_settings(settings), home=models), patience))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _tell_of_failure(found: _Found, error: Exception) -> None:
    log.warning("the node %s cannot host engines: %s", found.address, str(error).strip() or type(error).__name__)
