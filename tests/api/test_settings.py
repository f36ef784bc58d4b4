"""Settings are shown, and some are changed while the server runs, also for its next start."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import ADDRESS, Connect, wait_until_idle
from tests.api.middleware.test_named_keys import add
from tests.api.models.conftest import ELSEWHERE, HERE
from tests.fakes import fake_spec
from tests.live import wait_for
from vozes.api.app import create_app
from vozes.kept_settings import CHANGEABLE, FILE
from vozes.settings import Settings, load_settings


@contextmanager
def serving(home: Path, caller: tuple[str, int] = HERE, **flags: object) -> Iterator[TestClient]:
    settings = load_settings(home=home, **flags)
    with TestClient(create_app(settings, (fake_spec(),)), base_url=ADDRESS, client=caller) as client:
        yield client


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """Of a server that counts it as one on the same machine."""
    with serving(tmp_path / "home") as client:
        wait_until_idle(client)
        yield client


def shown(client: TestClient, **headers: str) -> dict[str, dict[str, Any]]:
    listed = client.get("/v1/settings", headers=headers).json()["settings"]
    return {each["name"]: each for each in listed}


def change(client: TestClient, **values: object) -> Any:
    return client.patch("/v1/settings", json=values)


def test_all_are_shown_but_keys(connect: Connect) -> None:
    with connect(api_key="secret") as client:
        settings = shown(client, authorization="Bearer secret")
        assert list(settings) == list(Settings.model_fields)
        assert settings["api_key"]["value"] is None
        assert "secret" not in json.dumps({name: each["value"] for name, each in settings.items()})
        assert settings["queue_limit"] == {
            "name": "queue_limit", "value": 32, "default": 32, "changeable": True, "fixed_by": None,
            "help": "Requests that may wait for an engine; one more is answered with 429.",
        }  # fmt: skip
        assert settings["default_engine"]["fixed_by"] == "--default-engine"
        assert {name for name, each in settings.items() if each["changeable"]} == set(CHANGEABLE)


def test_what_each_does_is_told_in_portuguese_too(client: TestClient) -> None:
    english, portuguese = (shown(client, **{"accept-language": language}) for language in ("en", "pt-BR"))
    assert portuguese["queue_limit"]["help"] == "Pedidos que podem esperar por um motor; um a mais recebe 429."
    assert [name for name in english if english[name]["help"] == portuguese[name]["help"]] == []
    changed = client.patch("/v1/settings", json={"queue_limit": None}, headers={"accept-language": "pt"}).json()
    assert changed["settings"] == list(portuguese.values())


def test_a_change_counts_at_once_and_after_a_restart(client: TestClient, tmp_path: Path) -> None:
    values = {"queue_limit": 5, "preferred_languages": ["pt", "EN_us"], "default_voices": {"pt": "alto"}}
    answer = change(client, **values)
    assert answer.status_code == 200, answer.text
    told = {"queue_limit": 5, "preferred_languages": ["pt", "en-us"], "default_voices": {"pt": "alto"}}
    assert {name: shown(client)[name]["value"] for name in told} == told
    assert client.get("/v1/monitor/info").json()["queues"]["sine"]["limit"] == 5
    spoken = client.post("/v1/tts/synth", json={"text": "440 Hz 0.1 s", "language": "pt"})
    assert spoken.headers["x-voice"] == "alto"
    settings = load_settings(home=tmp_path / "home")
    assert {name: json.loads(json.dumps(getattr(settings, name))) for name in told} == told


def test_null_goes_back_to_the_default_and_what_is_left_out_stays(client: TestClient, tmp_path: Path) -> None:
    change(client, queue_limit=5, idle_unload_seconds=60)
    assert change(client, queue_limit=None).status_code == 200
    assert (shown(client)["queue_limit"]["value"], shown(client)["idle_unload_seconds"]["value"]) == (32, 60)
    assert json.loads((tmp_path / "home" / FILE).read_text()) == {"idle_unload_seconds": 60}


def test_an_engine_that_is_idle_already_is_unloaded_by_the_changed_time(client: TestClient) -> None:
    change(client, idle_unload_seconds=0.05)
    wait_for(lambda: client.get("/v1/monitor/info").json()["engines"]["sine"]["state"] == "unloaded")


@pytest.mark.parametrize(
    ("values", "param"),
    [
        ({"queue_limit": -1}, "queue_limit"),
        ({"queue_limit": "many"}, "queue_limit"),
        ({"idle_unload_seconds": -0.5}, "idle_unload_seconds"),
        ({"preferred_languages": []}, "preferred_languages"),
        ({"preferred_languages": ["pt", "no tag!"]}, "preferred_languages"),
        ({"default_voices": {"xx": "hum"}}, "default_voices"),
        ({"port": 1}, "port"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    client: TestClient, tmp_path: Path, values: dict[str, Any], param: str
) -> None:
    answer = change(client, **{"queue_limit": 7, **values})
    assert (answer.status_code, answer.json()["error"]["param"]) == (422, param)
    assert shown(client)["queue_limit"]["value"] == 32
    assert not (tmp_path / "home" / FILE).exists()


def test_a_voice_that_cannot_speak_the_language_is_refused(client: TestClient) -> None:
    answer = change(client, default_voices={"en": "nobody"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown_voice")
    assert change(client, default_voices={"en": "alto"}).json()["error"]["code"] == "unsupported_language"


def test_the_voices_of_the_default_stay_though_their_model_is_not_installed(client: TestClient) -> None:
    usual = shown(client)["default_voices"]["default"]
    assert change(client, default_voices={"pt": "alto"}).status_code == 200
    assert change(client, default_voices=usual).json()["may_change"] is True
    assert shown(client)["default_voices"]["value"] == usual


@pytest.mark.parametrize("source", ["flag", "VOZES_QUEUE_LIMIT", "vozes.toml"])
def test_what_is_set_elsewhere_says_where_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if source == "VOZES_QUEUE_LIMIT":
        monkeypatch.setenv(source, "3")
    if source == "vozes.toml":
        Path(source).write_text("queue_limit = 3\n")
    flags: dict[str, Any] = {"queue_limit": 3} if source == "flag" else {}
    with serving(tmp_path / "home", **flags) as client:
        told = source.replace("flag", "--queue-limit")
        assert told in shown(client)["queue_limit"]["fixed_by"]
        answer = change(client, queue_limit=9)
        assert answer.status_code == 422
        assert f"{told}: change it there" in answer.json()["error"]["message"]
        assert shown(client)["queue_limit"]["value"] == 3


def test_only_owners_change_settings_and_see_them_all(connect: Connect) -> None:
    with connect(api_key="secret") as client:
        reader = add(client, read_only=True)
        assert set(shown(client, **reader)) == set(CHANGEABLE)
        assert client.get("/v1/settings", headers=reader).json()["may_change"] is False
        answer = client.patch("/v1/settings", json={"queue_limit": 1}, headers=reader)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "read_only_key")


def test_who_is_elsewhere_changes_nothing(tmp_path: Path) -> None:
    with serving(tmp_path / "home", ELSEWHERE, host="0.0.0.0", no_auth=True) as client:
        answer = change(client, queue_limit=1)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "local_only")
        assert set(shown(client)) == set(CHANGEABLE)
