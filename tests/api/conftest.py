from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.clustered import supervise
from tests.fakes import fake_spec, natural_spec, plain_spec
from tests.live import wait_for
from vozes.api.app import create_app
from vozes.engines.base import EngineSpec
from vozes.settings import load_settings

ADDRESS = "http://127.0.0.1:8000"

Connect = Callable[..., AbstractContextManager[TestClient]]


@contextmanager
def connected_to(home: Path, specs: tuple[EngineSpec, ...], flags: Mapping[str, object]) -> Iterator[TestClient]:
    settings = load_settings(**{"home": home, "default_engine": "sine", **flags})
    engines = specs or (fake_spec(), fake_spec("choir", concurrency=4), fake_spec("gone", missing="Run: make gone"))
    app = create_app(settings, engines, supervise(settings, engines))
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        yield client


@contextmanager
def connected_to_natural(home: Path) -> Iterator[TestClient]:
    """A client of a server with an engine that speaks all, and a natural one that is over its warm-up, until which
    nobody waits for it.
    """
    question = {"text": "440 Hz 0.1 s", "language": "pt-br"}
    with connected_to(home, (plain_spec(), natural_spec()), {"default_engine": "auto"}) as client:
        wait_for(lambda: client.app.state.service.preloading._tried)  # type: ignore[attr-defined]
        wait_for(lambda: client.post("/v1/tts/synth", json=question).headers["x-engine"] == "natural")
        yield client


def wait_until_idle(client: TestClient) -> None:
    """Returns once the selected engine has spoken for the first time, which takes a turn in its queue."""
    queue = client.app.state.service.registry.current.queue  # type: ignore[attr-defined]
    wait_for(lambda: client.get("/ready").status_code == 200 and queue.running == 0)


@pytest.fixture
def connect(tmp_path: Path) -> Connect:
    """A client of an application with the fake engine."""
    return lambda *specs, **flags: connected_to(tmp_path / "home", specs, flags)


@pytest.fixture
def fresh_client(connect: Connect) -> Iterator[TestClient]:
    """Of an application that a test may change: what is loaded, what is selected, what still runs."""
    with connect() as client:
        yield client


@pytest.fixture(scope="package")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Of one application for all tests that leave it as it was."""
    with connected_to(tmp_path_factory.mktemp("api") / "home", (), {}) as client:
        wait_for(lambda: client.get("/ready").status_code == 200)
        yield client
