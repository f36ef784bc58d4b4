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
from collections.abc import Iterable
from functools import partial

import uvicorn
from uvicorn.server import HANDLED_SIGNALS

from vozes.api.app import create_app
from vozes.api.connections.limits import Connection, ConnectionLimits, Connections
from vozes.cli.serve.addresses import urls
from vozes.cli.serve.logs import configure_logging
from vozes.cli.serve.open_files import bearable_connections
from vozes.engines.base import EngineSpec
from vozes.errors import ErrorCode, VozesError
from vozes.process.allocator import share_freed
from vozes.service.home import write_privately
from vozes.service.home_lock import HomeLock
from vozes.service.thread_pools import in_thread
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


def run_server(settings: Settings, specs: Iterable[EngineSpec] | None = None) -> None:
    """Returns when the server has stopped and left no process behind; raises VozesError if it cannot start."""
    share_freed()
    write_privately()
    for number in HANDLED_SIGNALS:  # uvicorn raises them again when it has stopped
        signal.signal(number, signal.default_int_handler)
    with HomeLock(settings.home) as lock:
        _run(settings, specs, lock)


def _run(settings: Settings, specs: Iterable[EngineSpec] | None, lock: HomeLock) -> None:
    configure_logging(settings.home)
    if is_service_link(_PORT, os.environ.get(_PORT)):
        log.warning("%s=%s is ignored: Kubernetes made it for a service of this name", _PORT, os.environ[_PORT])
    app = create_app(settings, specs)
    listener = _listen(settings)
    config = uvicorn.Config(
        app,
        http=partial(Connection, connections=Connections(_limits(settings))),  # type: ignore[arg-type]  # it is called
        backlog=_ACCEPTED_AT_ONCE,
        timeout_keep_alive=math.ceil(settings.header_seconds),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # whose count is the application's matter
        ws="none",
        lifespan="on",
        timeout_graceful_shutdown=round(settings.shutdown_seconds),
    )
    reached = urls(settings.host, listener)
    lock.announce(reached[0], settings)
    sys.stdout.write(f"Vozes is at {' and '.join(reached)} (Ctrl-C stops it)\n")
    sys.stdout.flush()
    server = _Server(config, lock)
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
    if server.lost:
        raise server.lost


def _limits(settings: Settings) -> ConnectionLimits:
    most = bearable_connections(settings.max_connections)
    return ConnectionLimits(
        most, settings.header_seconds, settings.reader_idle_seconds, settings.upload_bytes_per_second
    )


class _Server(uvicorn.Server):
    """Stops when another server has its home, and then `lost` says so."""

    def __init__(self, config: uvicorn.Config, lock: HomeLock):
        super().__init__(config)
        self.lost: VozesError | None = None
        self._lock = lock

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Lets more connections wait than are accepted at once; the library knows one number for both."""
        await super().startup(sockets)
        for listener in sockets or []:
            listener.listen(_BACKLOG)
        self._keeping = asyncio.create_task(self._keep_home())

    async def _keep_home(self) -> None:
        while not self.should_exit:
            await asyncio.sleep(_LOOK_SECONDS)
            try:
                await in_thread(self._lock.keep)
            except VozesError as error:
                log.error("The server stops, as its home is another's. %s", error.message)
                self.lost, self.should_exit = error, True


def _listen(settings: Settings) -> socket.socket:
    host = settings.host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio switches Nagle's delay off only where the protocol is named
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, settings.port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            message = f"Port {settings.port} is taken: stop what holds it, or choose another with --port."
        else:
            message = f"Cannot listen on {settings.host} port {settings.port}: {error.strerror}."
        raise VozesError(ErrorCode.INVALID_SETTINGS, message) from None
    return listener
