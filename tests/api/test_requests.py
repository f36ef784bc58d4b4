"""What whoever runs the server is told of the last requests."""

import json
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import Connect, wait_until_idle
from tests.api.middleware.test_named_keys import add, speak


@pytest.fixture
def client(connect: Connect) -> Iterator[TestClient]:
    with connect() as client:
        wait_until_idle(client)
        yield client


def requests(client: TestClient, **headers: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = client.get("/v1/monitor/requests", headers=headers).json()["requests"]
    return listed


def synthesize(client: TestClient, text: str, **fields: object) -> Any:
    return client.post("/v1/tts/synth", json={"text": text, "language": "en", **fields})


def test_the_warm_up_of_an_engine_is_no_request(client: TestClient) -> None:
    assert requests(client) == []


def test_of_a_request_all_but_its_text_is_told(client: TestClient) -> None:
    text = "440 Hz 0.5 s"
    answer = synthesize(client, text)
    (record,) = requests(client)
    asked_at = datetime.fromisoformat(record.pop("asked_at")).timestamp()
    assert asked_at == pytest.approx(time.time(), abs=30)
    assert record.pop("first_sound_seconds") > 0
    assert record.pop("audio_seconds") == pytest.approx(0.5)
    assert record.pop("synthesis_seconds") == pytest.approx(float(answer.headers["x-synthesis-seconds"]), abs=0.001)
    assert record == {
        "id": answer.headers["x-request-id"], "engine": "sine", "voice": "hum", "language": "en",
        "characters": len(text), "outcome": "done", "error": None,
    }  # fmt: skip
    assert text not in json.dumps(requests(client))


def test_one_that_failed_says_by_which_code(client: TestClient) -> None:
    assert synthesize(client, "refuse").json()["error"]["code"] == "engine_failed"
    (record,) = requests(client)
    assert (record["outcome"], record["error"]) == ("failed", "engine_failed")
    assert (record["audio_seconds"], record["first_sound_seconds"]) == (0.0, None)


def test_a_named_key_shows_only_what_was_asked_for_with_it(connect: Connect) -> None:
    with connect(api_key="secret") as client:
        mine, others = add(client), add(client, name="Rui")
        assert [speak(client, key) for key in (mine, others)] == [(200, None)] * 2
        assert len(requests(client, **mine)) == 1
        assert len(requests(client, authorization="Bearer secret")) == 2
