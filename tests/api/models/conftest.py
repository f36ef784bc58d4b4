"""Servers that install models from a folder, in place of the network; a sine speaks in the place of the models."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import ADDRESS
from tests.fake_pull import fake_command
from tests.fakes import fake_spec
from tests.live import wait_for
from vozes.api.app import create_app
from vozes.engines.settings import engine_settings
from vozes.engines.styletts2.info import engine_spec as styletts2
from vozes.engines.xtts.info import engine_spec as xtts
from vozes.settings import load_settings

HERE = ("127.0.0.1", 50_000)
ELSEWHERE = ("192.168.1.5", 50_000)
FILES = {
    "kokoro": ("kokoro-v1_0.pth", "config.json", "voices/af_heart.pt", "voices/pf_dora.pt"),
    "libritts": ("epochs_2nd_00020.pth", "config.yml"),
}
"""What makes a folder look like a model."""

Serve = Callable[..., AbstractContextManager[TestClient]]


@pytest.fixture
def serve(bare_home: Path, monkeypatch: pytest.MonkeyPatch) -> Serve:
    monkeypatch.setattr("vozes.service.pulls.fetching_command", fake_command)
    for model, names in FILES.items():
        for name in names:
            path = bare_home / "to-pull" / model / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()

    @contextmanager
    def serve(caller: tuple[str, int] = HERE, **flags: object) -> Iterator[TestClient]:
        settings = load_settings(**{"home": bare_home, "default_engine": "sine", **flags})
        models = replace(styletts2(engine_settings(settings)), target="tests.fakes:SineEngine")
        app = create_app(settings, [fake_spec(), xtts(), models])
        with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False, client=caller) as client:
            yield client

    return serve


@pytest.fixture
def client(serve: Serve) -> Iterator[TestClient]:
    with serve() as client:
        yield client


def model(client: TestClient, model_id: str = "kokoro") -> dict[str, Any]:
    """As the catalogue has it at this moment."""
    models = client.get("/v1/models/catalog").json()["models"]
    return next(each for each in models if each["id"] == model_id)


def pull(client: TestClient, model_id: str = "kokoro", **body: object) -> Any:
    return client.post(f"/v1/models/{model_id}/pull", json=body or None)


def until(client: TestClient, state: str, model_id: str = "kokoro") -> dict[str, Any]:
    wait_for(lambda: model(client, model_id)["state"] == state)
    return model(client, model_id)


def install(client: TestClient, home: Path, model_id: str = "kokoro") -> None:
    (home / "go").touch()
    pull(client, model_id, accept_license=True)
    until(client, "installed", model_id)
