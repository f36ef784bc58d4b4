from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from wyoming.client import AsyncTcpClient

from tests.api.wyoming.client import FAKE, WyomingServer, running_wyoming
from tests.fakes import fake_spec
from vozes.api.wyoming.server import WyomingServer as Server
from vozes.cli.serve.server import _listen
from vozes.engines.base import EngineSpec
from vozes.service.core import Service
from vozes.settings import load_settings

Serve = Callable[..., AbstractAsyncContextManager[tuple[Server, Service]]]


@pytest.fixture(scope="package")
def server() -> Iterator[WyomingServer]:
    """A server with the fake engine, for all tests that leave it as it was."""
    with running_wyoming(command=FAKE) as server:
        yield server


@asynccontextmanager
async def serving(
    home: Path, *specs: EngineSpec, most: int = 100, quiet_seconds: float = 60.0, **flags: object
) -> AsyncIterator[tuple[Server, Service]]:
    settings = load_settings(**{"home": home, "default_engine": "sine", **flags})
    async with Service(settings, specs or (fake_spec(),)) as service:
        server = Server(service, _listen("127.0.0.1", 0, "--wyoming"), most, quiet_seconds)
        await server.start()
        try:
            yield server, service
        finally:
            await server.close(0)


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """Serves Wyoming in this process, with limits and engines of the test's own."""
    return lambda *specs, **more: serving(tmp_path / "home", *specs, **more)


def client_of(server: Server) -> AsyncTcpClient:
    host, port = server.listener.getsockname()
    return AsyncTcpClient(host, port, connect_timeout=30, read_timeout=60)
