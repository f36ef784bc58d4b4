"""`vozes serve`: the server process, from its socket to its end."""

import asyncio
import contextlib
import errno
import logging
import math
import os
import signal
import socket
import sys
import time
from collections.abc import Sequence
from functools import partial

import uvicorn
from uvicorn.server import HANDLED_SIGNALS

from vozes.api.addresses import as_address, is_loopback
from vozes.api.app import create_app
from vozes.api.connections.limits import Connection, ConnectionLimits, Connections
from vozes.api.wyoming.discovery import Announcement
from vozes.api.wyoming.server import MOST_CONNECTIONS, WyomingServer
from vozes.cli.serve.addresses import hosts, urls
from vozes.cli.serve.logs import configure_logging
from vozes.cli.serve.open_files import bearable_connections
from vozes.engines.base import EngineSpec
from vozes.engines.catalog import engine_specs
from vozes.engines.settings import engine_settings
from vozes.errors import ErrorCode, VozesError
from vozes.process.allocator import share_freed
from vozes.service.cluster.joining import join_cluster
from vozes.service.core import Service
from vozes.service.home import write_privately
from vozes.service.home_format import mark_new
from vozes.service.home_lock import HomeLock
from vozes.service.thread_pools import in_thread
from vozes.service.workers.supervision import Supervise
from vozes.service.workers.supervisor import Supervisor
from vozes.service_links import is_service_link
from vozes.settings import Settings

_BACKLOG = 2048
"""Connections that the system holds until the server accepts them."""
_ACCEPTED_AT_ONCE = 64
"""Connections that are accepted before the first is counted."""
_PORT = "VOZES_PORT"
_LOOK_SECONDS = 1.0
"""Time between two looks whether the home is still this server's."""

log = logging.getLogger(__name__)


def run_server(settings: Settings, specs: Sequence[EngineSpec] | None = None) -> None:
    """Returns when the server has stopped and left no process behind; raises VozesError if it cannot start."""
    share_freed()
    write_privately()
    _end_by_exception()
    with HomeLock(settings.home, shared=settings.shared_home) as lock:
        _run(settings, specs, lock)


def _end_by_exception() -> None:
    for number in HANDLED_SIGNALS:  # uvicorn raises them again when it has stopped
        signal.signal(number, signal.default_int_handler)


def _run(settings: Settings, specs: Sequence[EngineSpec] | None, lock: HomeLock) -> None:
    mark_new(settings.home)
    configure_logging(settings.home, settings.log_format)
    if is_service_link(_PORT, os.environ.get(_PORT)):
        log.warning("%s=%s is ignored: Kubernetes made it for a service of this name", _PORT, os.environ[_PORT])
    if specs is None:
        specs = engine_specs(engine_settings(settings))
    app = create_app(settings, specs, _supervise(settings, specs))
    listener = _listen(settings.host, settings.port, "--port")
    connections = bearable_connections(settings.max_connections)
    wyoming = _wyoming(settings, app.state.service, connections)
    config = uvicorn.Config(
        app,
        http=partial(
            Connection, connections=Connections(_limits(settings, connections - (wyoming.most if wyoming else 0)))
        ),  # type: ignore[arg-type]  # it is called
        backlog=_ACCEPTED_AT_ONCE,
        timeout_keep_alive=math.ceil(settings.header_seconds),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # whose count is the application's matter
        ws="none",  # connections become WebSockets by themselves
        ws_max_size=settings.max_body_bytes,
        ws_per_message_deflate=False,
        lifespan="on",
        timeout_graceful_shutdown=round(settings.shutdown_seconds),
    )
    reached = urls(settings.host, listener)
    lock.announce(reached[0], settings)
    sys.stdout.write(f"Vozes is at {' and '.join(reached)} (Ctrl-C stops it)\n")
    if wyoming is not None:
        _tell_wyoming(settings, wyoming.listener)
    sys.stdout.flush()
    server = _Server(config, lock, wyoming)
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
    if server.lost:
        raise server.lost


def _supervise(settings: Settings, specs: Sequence[EngineSpec]) -> Supervise:
    """Returns what keeps the engines: processes of this machine, or a cluster."""
    if settings.cluster is None:
        return Supervisor
    supervise = join_cluster(settings.cluster, specs, settings)
    _end_by_exception()  # Ray has made it otherwise
    return supervise


def _limits(settings: Settings, most: int) -> ConnectionLimits:
    return ConnectionLimits(
        most, settings.header_seconds, settings.reader_idle_seconds, settings.upload_bytes_per_second
    )


class _Server(uvicorn.Server):
    """Stops when another server has its home, and then `lost` says so."""

    def __init__(self, config: uvicorn.Config, lock: HomeLock, wyoming: WyomingServer | None):
        super().__init__(config)
        self.lost: VozesError | None = None
        self._lock = lock
        self._wyoming = wyoming

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Lets more connections wait than are accepted at once; the library knows one number for both."""
        await super().startup(sockets)
        for listener in sockets or []:
            listener.listen(_BACKLOG)
        if self._wyoming is not None:
            await self._wyoming.start()
        self._keeping = asyncio.create_task(self._keep_home())

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Lets what Wyoming's clients asked be finished first; HTTP has what is left of the time."""
        if self._wyoming is not None:
            seconds = float(self.config.timeout_graceful_shutdown or 0)
            begun = time.monotonic()
            await self._wyoming.close(seconds, lambda: self.force_exit)
            self.config.timeout_graceful_shutdown = math.ceil(max(0.0, seconds - (time.monotonic() - begun)))
        await super().shutdown(sockets)

    async def _keep_home(self) -> None:
        while not self.should_exit:
            await asyncio.sleep(_LOOK_SECONDS)
            try:
                await in_thread(self._lock.keep)
            except VozesError as error:
                log.error("The server stops, as its home is another's. %s", error.message)
                self.lost, self.should_exit = error, True


def _wyoming(settings: Settings, service: Service, connections: int) -> WyomingServer | None:
    """Returns what serves Wyoming, with a quarter of the connections at most; None where it is not wanted."""
    if settings.wyoming_endpoint is None:
        return None
    listener = _listen(*settings.wyoming_endpoint, "--wyoming")
    most = min(MOST_CONNECTIONS, max(1, connections // 4))
    announcement = _announcement(settings.wyoming_endpoint[0], listener) if settings.wyoming_discovery else None
    return WyomingServer(service, listener, most, announcement=announcement)


def _announcement(host: str, listener: socket.socket) -> Announcement:
    """Returns what tells the network of a listener, by the addresses under which others reach it."""
    reached = [address for address in map(as_address, hosts(host.strip("[]"), listener)) if address is not None]
    elsewhere = [str(address) for address in reached if not is_loopback(address)]
    bound, port = listener.getsockname()[:2]
    return Announcement(elsewhere or [bound], port)


def _tell_wyoming(settings: Settings, listener: socket.socket) -> None:
    host = (settings.wyoming_endpoint or ("",))[0].strip("[]")
    reached = urls(host, listener, "tcp")
    sys.stdout.write(f"Wyoming is at {' and '.join(reached)}\n")
    if settings.wyoming_is_open:
        log.warning(
            "Wyoming listens on %s, and the protocol has no key: anyone on that network can let it speak.", host
        )


def _listen(host: str, port: int, flag: str) -> socket.socket:
    """Returns a socket that listens; raises VozesError, which names the flag by which another one is chosen."""
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio switches Nagle's delay off only where the protocol is named
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            message = f"Port {port} is taken: stop what holds it, or choose another with {flag}."
        else:
            message = f"Cannot listen on {host} port {port}: {error.strerror}."
        raise VozesError(ErrorCode.INVALID_SETTINGS, message) from None
    return listener
