"""What is read of a request costs the event loop little at a time, and as much for each byte however it was made."""

import asyncio
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.api.forms.test_forms import BOUNDARY, END, part
from vozes.api.connections.protocol import HttpProtocol
from vozes.api.forms.form import FormLimits
from vozes.api.forms.parser import FormParser

LIMITS = FormLimits("files", 1, 25_000_000, 1_000_000)
MANY = 90_000


def test_a_form_in_pieces_of_one_byte_takes_time_as_its_length(tmp_path: Path) -> None:
    """Four times as many took sixteen times as long when each piece was counted again."""

    def seconds(size: int) -> float:
        reader = FormParser(BOUNDARY.encode(), tmp_path, LIMITS)

        async def read_all() -> float:
            await reader.read(part("files", b"", "a.wav")[:-2])
            started = time.thread_time()
            for _ in range(size):
                await reader.read(b"a")
            return time.thread_time() - started

        return asyncio.run(read_all())

    seconds(100)
    assert any(seconds(24_000) < 8 * seconds(6_000) for _ in range(3))  # others may be at work


def test_others_have_their_turn_while_a_form_is_read(tmp_path: Path) -> None:
    reader = FormParser(BOUNDARY.encode(), tmp_path, LIMITS)
    parse, parsed = reader._parser.write, [0]  # bytes, since others had their turn

    def counted(data: bytes) -> int:
        parsed[-1] += len(data)
        return parse(data)

    async def others() -> None:
        while True:
            parsed.append(0)
            await asyncio.sleep(0)

    async def read_all() -> None:
        beside = asyncio.create_task(others())
        await reader.read(part("files", b"\r\n--x-y" * 100_000, "a.wav") + END)
        beside.cancel()
        await reader.finish()

    reader._parser.write = counted  # type: ignore[method-assign]
    asyncio.run(read_all())
    assert sum(parsed) > 700_000
    assert max(parsed) <= 2 * 16 * 1024


def test_little_is_taken_from_a_connection_at_a_time() -> None:
    """A body in chunks of one byte takes the server library a thousand times as long as a whole one."""
    assert issubclass(HttpProtocol, asyncio.BufferedProtocol)
    assert len(HttpProtocol.get_buffer(object.__new__(HttpProtocol), 256 * 1024)) <= 16 * 1024


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/tts/synth", "{" + ",".join(f'"{n}":0' for n in range(MANY)) + "}"),
        ("POST", "/v1/tts/synth", '{"text":"a","options":{' + ",".join(f'"{n}":0' for n in range(MANY)) + "}}"),
        ("POST", "/v1/tts/synth", '{"text":"a","options":{"depth":[' + "[]," * MANY + "0]}}"),
        ("POST", "/v1/tts/synth", '{"text":"a","options":{"depth":' + "[" * MANY),
        ("POST", "/v1/monitor/select-engine", '{"engine":[' + '{"":0},' * MANY + "0]}"),
        ("PATCH", "/v1/voices/voice_0", '{"tags":[' + "0," * MANY + "0]}"),
        ("PATCH", "/v1/voices/voice_0", '{"tags":[' + '"",' * MANY + '""]}'),
    ],
)
def test_json_with_very_many_values_is_refused_before_it_is_read(
    client: TestClient, method: str, path: str, body: str
) -> None:
    """Naming what was wrong with each took three seconds, in which nobody else was served."""
    answer = client.request(method, path, content=body, headers={"content-type": "application/json"})
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (422, "invalid_field")
    assert "2,000 values" in error["message"]


def test_a_language_of_hundreds_of_kilobytes_is_refused_at_once_and_not_told_back(client: TestClient) -> None:
    answer = client.post("/v1/tts/synth", json={"text": "a", "language": "a-" * 400_000})
    assert answer.json()["error"]["code"] == "unsupported_language"
    assert len(answer.content) < 1_000
    assert client.get("/v1/voices", params={"language": "a-" * 7_000}).json()["voices"] == []


def test_an_unknown_field_of_hundreds_of_kilobytes_is_compared_with_nothing_and_not_told_back(
    client: TestClient,
) -> None:
    answer = client.post("/v1/tts/synth", json={"text": "a", "a" * 900_000: 1})
    assert answer.json()["error"]["code"] == "invalid_field"
    assert len(answer.content) < 1_000


def test_a_field_of_a_form_with_very_many_values_is_refused_too(client: TestClient) -> None:
    form = {"text": (None, "a"), "options": (None, '{"depth":[' + "0," * MANY + "0]}")}
    error = client.post("/v1/tts/synth", files=form).json()["error"]
    assert (error["code"], error["param"]) == ("invalid_field", "options")
    assert "2,000 values" in error["message"]


@pytest.mark.parametrize(
    "text",
    ["a, [b] {c}: " * 8_000, '"a" ' * 20_000, "\\" * 50_000, '\\"' * 40_000, '","' * 30_000],
    ids=["punctuation", "quotes", "backslashes", "both", "commas in quotes"],
)
def test_a_long_text_is_one_value_whatever_is_in_it(client: TestClient, text: str) -> None:
    answer = client.post("/v1/tts/synth", json={"text": f"440 Hz 0.1 s {text}", "language": "en"})
    assert answer.status_code == 200


def test_json_that_is_not_in_utf_8_is_refused(client: TestClient) -> None:
    body = '{"text": "a", "language": "en"}'.encode("utf-16")
    answer = client.post("/v1/tts/synth", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "malformed_json")
