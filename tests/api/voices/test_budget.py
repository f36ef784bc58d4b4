"""Calls that would hold more than there is room for are refused, with the time to wait, before they hold it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.voices.serving import error_of, keep_voice, left
from tests.spoken import spoken
from vozes.service.budget import Budget

Call = Callable[[TestClient, str], Any]

CALLS: dict[str, Call] = {
    "speech": lambda client, _: client.post("/v1/tts/synth", json={"text": "440 Hz 0.1 s", "language": "en"}),
    "stream": lambda client, _: client.post(
        "/v1/tts/synth", json={"text": "440 Hz 0.1 s", "language": "en", "stream": True}
    ),
    "preview": lambda client, voice: client.get(f"/v1/voices/{voice}/preview"),
    "export of one": lambda client, voice: client.get(f"/v1/voices/{voice}/export"),
    "export of all": lambda client, _: client.get("/v1/voices/export"),
    "clone": lambda client, _: client.post(
        "/v1/tts/clone-voice", data={"name": "Rui", "consent": "true"}, files={"files": ("a.wav", spoken())}
    ),
    "import": lambda client, _: client.post("/v1/voices/import", files={"file": ("a.zip", b"PK")}),
}


def budget_of(client: TestClient) -> Budget:
    budget: Budget = client.app.state.service.budget  # type: ignore[attr-defined]
    return budget


@pytest.fixture
def full(client: TestClient) -> Iterator[None]:
    """Others hold all that there is."""
    with budget_of(client).request("others") as others:
        others.add(1 << 40)
        yield


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_without_room_it_is_refused_with_the_time_to_wait(client: TestClient, home: Path, call: Call) -> None:
    voice = keep_voice(client).id
    before = left(home)
    answer = call(client, voice)
    assert error_of(answer)[:2] == (503, "spool_full")
    assert int(answer.headers["retry-after"]) >= 1
    assert left(home) == before


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("path", ["/health", "/v1/voices", "/v1/monitor/info", "/"])
def test_what_holds_nothing_is_answered_all_the_same(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_nothing_is_held_once_it_is_answered(client: TestClient, call: Call) -> None:
    call(client, keep_voice(client).id)
    assert budget_of(client).held == 0
