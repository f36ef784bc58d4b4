"""Where files lie is told to programs on this machine, and to nobody else, however they call the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.fakes import fake_spec
from vozes.api.app import create_app
from vozes.settings import load_settings

FAR = ["192.168.1.7", "::ffff:192.168.1.7", "fe80::1", "testclient"]
NEAR = ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "a home" / "of Ana"


@contextmanager
def calling(home: Path, address: str, host: str = "127.0.0.1", **flags: object) -> Iterator[TestClient]:
    missing = f"The files are not in {home}/models/xtts_v2. Run: fetch x --into /srv/ana/models, see /docs."
    app = create_app(
        load_settings(home=home, default_engine="sine", host="0.0.0.0", no_auth=True, **flags),
        [fake_spec(), fake_spec("gone", missing=missing)],
    )
    with TestClient(app, base_url=f"http://{host}:8000", client=(address, 50000)) as client:
        yield client


def told(client: TestClient) -> list[str]:
    """All that answers say of an engine that is not installed, and of one that warns."""
    warned = client.post("/v1/tts/synth", json={"text": f"warn {WARNING}", "language": "en", "engine": "sine"})
    return [
        client.get("/v1/monitor/info").json()["engines"]["gone"]["reason"],
        message(client.post("/v1/engines/gone/load")),
        message(client.post("/v1/tts/synth", json={"text": "a", "language": "en", "engine": "gone"})),
        warned.headers["x-warning"],
    ]


WARNING = "/opt/ana/voices/a.pt is odd"


def message(answer: Any) -> str:
    text = answer.json()["error"]["message"]
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize("address", FAR)
def test_callers_from_elsewhere_are_not_told_where_files_lie(address: str, home: Path) -> None:
    with calling(home, address, host="localhost") as client:
        texts = told(client)

    assert not [text for text in texts if "home" in text or "ana" in text.casefold() or "/srv" in text]
    assert "…/models/xtts_v2. Run: fetch x --into …/models, see /docs." in texts[0]


@pytest.mark.parametrize("address", NEAR)
def test_programs_on_this_machine_are_told_whatever_name_they_call(address: str, home: Path) -> None:
    with calling(home, address, host="192.168.1.7") as client:
        texts = told(client)

    assert all(f"{home}/models/xtts_v2." in text for text in texts[:3])
    assert WARNING in texts[3]


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"])
@pytest.mark.parametrize("trusted", ["", "127.0.0.1"])
def test_who_comes_by_a_proxy_on_this_machine_is_from_elsewhere(header: str, trusted: str, home: Path) -> None:
    with calling(home, "127.0.0.1", trusted_proxies=trusted) as client:
        client.headers[header] = "192.168.1.7"
        texts = told(client)

    assert not [text for text in texts if "home" in text or "ana" in text.casefold() or "/srv" in text]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Cannot open '/etc/vozes/key'.", "Cannot open '…/key'."),
        (r"C:\Users\Ana\config.json is wrong.", "…/config.json is wrong."),
        (r"Cannot open \\server\share\x.", "Cannot open …/x."),
        ("`/v1/voices/ID` and /docs tell more.", "`/v1/voices/ID` and /docs tell more."),
        ("See https://example.org/a/b and and/or.", "See https://example.org/a/b and and/or."),
        ("file:///home/ana/x", "file:///home/ana/x"),
    ],
)
def test_of_a_path_only_the_end_is_shown(text: str, shown: str) -> None:
    from vozes.api.hidden_paths import for_caller

    assert for_caller(text) == shown
