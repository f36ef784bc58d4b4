from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.fakes import fake_spec
from vozes.api.app import create_app
from vozes.engines.base import EngineSpec
from vozes.settings import load_settings

ADDRESS = "http://127.0.0.1:8000"

Connect = Callable[..., AbstractContextManager[TestClient]]


@pytest.fixture
def connect(tmp_path: Path) -> Connect:
    """A client of an application with the fake engine."""

    @contextmanager
    def connected(*specs: EngineSpec, **flags: object) -> Iterator[TestClient]:
        settings = load_settings(**{"home": tmp_path / "home", "default_engine": "sine", **flags})
        engines = specs or (fake_spec(), fake_spec("choir", concurrency=4), fake_spec("gone", missing="Run: make gone"))
        app = create_app(settings, engines)
        with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
            yield client

    return connected


@pytest.fixture
def client(connect: Connect) -> Iterator[TestClient]:
    with connect() as client:
        yield client
