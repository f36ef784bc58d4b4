"""Names and ids, asked of a server: of two voices with one name one wins, and no id is another kind of missing."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from tests.live import LiveServer, wait_for
from tests.reliability.conftest import Answer
from tests.reliability.voice_client import VoiceClient, leftovers, library_server, speech

NOT_THERE = "voice_0123456789abcdef"
CALLS = [
    ("GET", "/v1/voices/{}"),
    ("PATCH", "/v1/voices/{}"),
    ("DELETE", "/v1/voices/{}"),
    ("POST", "/v1/voices/{}/restore"),
    ("GET", "/v1/voices/{}/preview"),
    ("GET", "/v1/voices/{}/export"),
    ("GET", "/v1/voices/{}/recording"),
    ("DELETE", "/v1/audio/voices/{}"),
]
NO_IDS = [
    "..", ".", "%2e%2e", "%2e", ".new-0", ".lock", "%00", f"{NOT_THERE}%00", f"{NOT_THERE}.json", f"%20{NOT_THERE}",
    NOT_THERE.upper(), "a" * 64, "a" * 65, "a" * 5000, "con", "nul", "import", "C:", "..%5cx", "%0d%0aX-A:%20b", "%ff",
    "%C3%A9", "%F0%9F%90%99", "%EF%BC%8E%EF%BC%8E", "%E2%80%AE", "x%3Fy", "x%23y", "*", "~", "-", "_x", "%25",
]  # fmt: skip
SEVERAL_SEGMENTS = [
    "../x",
    "%2e%2e%2fx",
    "%2e%2e%2f%2e%2e%2fx",
    "..%2F..%2F..%2Fetc%2Fpasswd",
    "%2Fetc%2Fpasswd",
    "x/y",
]


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with library_server() as server:
        yield server


@pytest.fixture(scope="module")
def client(server: LiveServer) -> Iterator[VoiceClient]:
    with VoiceClient(server) as client:
        yield client


def ask(client: VoiceClient, method: str, path: str, voice_id: str) -> tuple[int, dict[str, Any]]:
    """Status and error, without what names the request and the voice."""
    path = path.format(voice_id)
    answer = client.send(method, path, name="Ana") if method == "PATCH" else client.ask(method, path)
    error = answer.error
    assert error.pop("request_id") == answer.headers["x-request-id"]
    before, _, after = error["message"].partition("voice ")
    error["message"] = before + after.partition(". ")[2]
    return answer.status, error


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_an_id_that_may_not_be_is_missing_as_one_that_is_not_there(client: VoiceClient, method: str, path: str) -> None:
    status, error = ask(client, method, path, NOT_THERE)
    assert (status, error["code"], error["param"]) == (404, "unknown_voice", "voice")
    for voice_id in NO_IDS:
        assert ask(client, method, path, voice_id) == (status, error), voice_id


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_what_has_a_slash_in_it_is_another_path_and_missing_too(client: VoiceClient, method: str, path: str) -> None:
    for voice_id in SEVERAL_SEGMENTS:
        status, error = ask(client, method, path, voice_id)
        assert (status, error["code"]) == (404, "not_found"), voice_id


@pytest.mark.parametrize("rounds", [8, pytest.param(20, marks=pytest.mark.slow)])
def test_of_two_clones_with_one_name_at_once_one_wins(server: LiveServer, client: VoiceClient, rounds: int) -> None:
    recording = speech()
    with ThreadPoolExecutor(2) as pool:
        for number in range(rounds):
            together = Barrier(2)

            def clone(name: str, together: Barrier = together) -> Answer:
                with VoiceClient(server) as client:
                    together.wait()
                    return client.clone(name, recording)

            won, lost = sorted(pool.map(clone, (f"Ana {number}", f"ANA {number}")), key=lambda answer: answer.status)
            assert won.status == 201
            assert (lost.status, lost.error["code"], lost.error["param"]) == (409, "name_taken", "name"), (number, lost)
    voices = client.voices()
    assert sorted(voice["name"].lower() for voice in voices) == sorted(f"ana {number}" for number in range(rounds))
    for voice in voices:
        assert client.ask("DELETE", f"/v1/voices/{voice['id']}").status == 204
    wait_for(lambda: leftovers(server.home) == [])
