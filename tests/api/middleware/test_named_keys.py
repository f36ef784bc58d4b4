"""Named keys: what each may do, how often and how much, whatever path speaks."""

import asyncio
import base64
import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import ADDRESS, Connect
from tests.api.middleware.test_guards import status
from tests.api.websockets.conversation import talk
from vozes.service.core import Service
from vozes.service.keys.key import NamedKey

HUM = "440 Hz 0.1 s"
KEY = NamedKey("Ana", "", "")


@pytest.fixture
def client(connect: Connect) -> Iterator[TestClient]:
    with connect(api_key="secret") as client:
        yield client


def add(client: TestClient, **limits: Any) -> dict[str, str]:
    """The header with a new key."""
    service: Service = client.app.state.service  # type: ignore[attr-defined]
    return {"authorization": f"Bearer {service.keys.add(replace(KEY, **limits))}"}


def speak(client: TestClient, key: dict[str, str], text: str = HUM) -> tuple[int, str | None]:
    answer = client.post("/v1/tts/synth", json={"text": text, "language": "en"}, headers=key)
    return answer.status_code, None if answer.status_code == 200 else answer.json()["error"]["code"]


def test_the_first_key_closes_the_server_and_the_last_opens_it(connect: Connect) -> None:
    with connect() as client:
        assert status(client) == 200
        key = add(client)
        assert status(client) == 401
        assert status(client, **key) == 200
        client.app.state.service.keys.remove("Ana")  # type: ignore[attr-defined]
        assert status(client) == 200


def test_a_server_on_the_network_demands_a_key_though_the_last_one_is_gone(connect: Connect) -> None:
    with connect(api_key="secret", host="0.0.0.0") as client:
        key = add(client)
        assert status(client, **key) == 200
        client.app.state.service.keys.remove("Ana")  # type: ignore[attr-defined]
        assert status(client, **key) == status(client) == 401


def test_a_named_key_is_sent_in_all_the_ways_of_the_one_key_which_counts_beside_it(client: TestClient) -> None:
    secret = add(client)["authorization"].removeprefix("Bearer ")
    basic = base64.b64encode(f"anyone:{secret}".encode()).decode()
    for header in ({"authorization": f"Basic {basic}"}, {"api-key": secret}, {"xi-api-key": secret}):
        assert status(client, "/openapi.json", **header) == status(client, **header) == 200
    assert status(client, authorization="Bearer secret") == 200
    assert status(client, authorization=f"Bearer {secret}0") == 401


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/tts/synth"),
        ("POST", "/v1/audio/speech"),
        ("GET", "/v1/voices/hum/preview"),
        ("GET", "/v1/voices/export"),
        ("GET", "/v1/voices/voice_0/export"),
        ("GET", "/v1/voices/voice_0/recording"),
        ("PUT", "/v1/lexicon"),
        ("DELETE", "/v1/voices/trash"),
        ("POST", "/v1/monitor/select-engine?engine=choir"),
    ],
)
def test_a_read_only_key_neither_speaks_nor_changes_nor_takes_recordings(
    client: TestClient, method: str, path: str
) -> None:
    key = add(client, read_only=True)
    answer = client.request(method, path, headers=key, json={"input": HUM, "text": HUM} if method == "POST" else None)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "read_only_key")


def test_a_read_only_key_reads(client: TestClient) -> None:
    key = add(client, read_only=True)
    for path in ("/", "/docs", "/v1/voices", "/v1/models", "/v1/monitor/info", "/v1/lexicon", "/v1/models/catalog"):
        assert status(client, path, **key) == 200
    assert client.post("/v1/text/reading", json={"text": "12"}, headers=key).status_code == 200
    assert client.get("/v1/models/catalog", headers=key).json()["may_change"] is False


def test_requests_of_a_key_in_a_minute_are_counted_but_for_the_pages(client: TestClient) -> None:
    key = add(client, per_minute=2)
    assert [status(client, path, **key) for path in ("/", "/ui/api.js", "/v1/voices", "/v1/nope")] == [
        200,
        200,
        200,
        404,
    ]
    answer = client.get("/v1/voices", headers=key)
    assert (answer.status_code, answer.json()["error"]["code"]) == (429, "rate_limited")
    assert 1 <= int(answer.headers["retry-after"]) <= 60
    assert answer.json()["error"]["limit"] == 2
    assert status(client, "/ui/api.js", **key) == 200
    assert status(client, authorization="Bearer secret") == 200


def test_characters_of_a_day_are_counted_whatever_speaks(client: TestClient) -> None:
    key = add(client, characters_per_day=5 * len(HUM))
    openai = {"input": HUM, "voice": "hum", "response_format": "wav"}
    assert client.post("/v1/audio/speech", json=openai, headers=key).status_code == 200
    assert speak(client, key) == (200, None)
    assert client.get("/v1/voices/hum/preview", headers=key).json()["error"]["code"] == "daily_limit"
    answer = client.post("/v1/audio/speech", json={**openai, "input": 3 * HUM + "!"}, headers=key)
    assert (answer.status_code, answer.json()["error"]["code"]) == (429, "daily_limit")
    assert answer.headers["x-should-retry"] == "false"
    assert 1 <= int(answer.headers["retry-after"]) <= 24 * 3600
    assert speak(client, key) == (200, None)


def test_what_failed_before_there_was_a_sound_is_given_back(client: TestClient) -> None:
    key = add(client, characters_per_day=len(HUM))
    for _ in range(3):
        assert speak(client, key, "refuse") == (503, "engine_failed")
    assert speak(client, key) == (200, None)
    assert speak(client, key, "a") == (429, "daily_limit")


def test_a_restart_forgets_nothing_that_was_spoken(connect: Connect) -> None:
    with connect() as client:
        key = add(client, characters_per_day=len(HUM))
        assert speak(client, key) == (200, None)
    with connect() as client:
        assert speak(client, key) == (429, "daily_limit")


def test_many_at_once_never_have_more_spoken_than_the_day_has(connect: Connect) -> None:
    async def ask(client: TestClient, key: dict[str, str]) -> list[int]:
        transport = httpx2.ASGITransport(client.app)
        async with httpx2.AsyncClient(transport=transport, base_url=ADDRESS, headers=key) as asking:
            body = {"text": HUM, "language": "en"}
            answers = await asyncio.gather(*(asking.post("/v1/tts/synth", json=body) for _ in range(32)))
        return sorted(answer.status_code for answer in answers)

    with connect(queue_limit=64) as client:
        key = add(client, characters_per_day=5 * len(HUM))
        assert client.portal is not None
        assert client.portal.call(ask, client, key) == [200] * 5 + [429] * 27


def test_the_log_names_the_key_and_never_shows_it(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    key = add(client, name="Rui", per_minute=2)
    with caplog.at_level(logging.INFO):
        speak(client, key)
        client.get("/v1/voices/nobody", headers=key)
        status(client, **key)
    lines = [line for line in caplog.messages if line.startswith("request ")]
    assert [line.partition(" (key 'Rui'): ")[2] for line in lines] == [
        lines[0].partition("): ")[2],
        "404 unknown_voice",
        "429 rate_limited",
    ]
    assert "sine spoke 12 characters" in lines[0]
    assert key["authorization"].removeprefix("Bearer ") not in caplog.text


LISTS = ("/v1/audio/voices", "/v1/audio/models", "/v1/models", "/v1/test", "/v1/voices")


def test_lists_need_no_key_where_they_are_opened(connect: Connect) -> None:
    with connect(api_key="secret", open_lists=True) as client:
        assert {status(client, path) for path in LISTS} == {200}
        assert client.head("/v1/voices").status_code == 200
        closed = ("/v1/voices/hum", "/v1/voices/export", "/v1/monitor/info", "/v1/models/catalog", "/openapi.json")
        assert {status(client, path) for path in closed} == {401}
        assert client.post("/v1/audio/voices").status_code == 401
        assert status(client, origin="https://evil.example") == 403


def test_lists_need_a_key_by_default(client: TestClient) -> None:
    assert {status(client, path) for path in LISTS} == {401}


@pytest.mark.parametrize("in_first_message", [True, False])
def test_what_is_spoken_on_a_websocket_counts_for_its_key(client: TestClient, in_first_message: bool) -> None:
    key = add(client, characters_per_day=2 * len(HUM))
    secret = key["authorization"].removeprefix("Bearer ")
    first = {"api_key": secret} if in_first_message else {"language": "en"}
    with talk(client, first, headers={} if in_first_message else key) as talking:
        talking.say("input.text", text=f"{HUM}.")
        talking.say("input.done")
        talking.hear_until("session.done")
    assert speak(client, key) == (429, "daily_limit")


def test_a_read_only_key_may_not_speak_on_a_websocket(client: TestClient) -> None:
    with talk(client, {"language": "en"}, headers=add(client, read_only=True)) as talking:
        assert talking.hear()["error"]["code"] == "read_only_key"


def test_a_key_that_is_removed_speaks_no_more_on_a_websocket_that_is_open(client: TestClient) -> None:
    with talk(client, {"language": "en"}, headers=add(client)) as talking:
        talking.say("input.text", text=f"{HUM}.")
        talking.say("input.done")
        assert talking.hear_until("session.done")[0]["type"] == "audio.start"
        client.app.state.service.keys.remove("Ana")  # type: ignore[attr-defined]
        talking.say("input.text", text=f"{HUM}.")
        talking.say("input.done")
        assert talking.hear()["error"]["code"] == "invalid_api_key"
