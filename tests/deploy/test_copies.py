"""Two copies of Vozes behind nginx, each with a home of its own, and one library of voices for both."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack

import httpx2
import pytest

from tests.deploy.proxies import nginx_balancer
from tests.live import LiveServer, running_server, wait_for
from tests.spoken import spoken

HUM = {"text": "440 Hz 0.1 s", "language": "en", "engine": "parrot"}


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[LiveServer]]:
    """Two servers; none of them lets a request wait."""
    folder = tmp_path_factory.mktemp("copies")
    voices = folder / "voices"
    voices.mkdir()
    with ExitStack() as stack:
        started = []
        for name in ("first", "second"):
            home = folder / name
            home.mkdir()
            (home / "voices").symlink_to(voices)
            variables = {"VOZES_HOME": str(home), "VOZES_QUEUE_LIMIT": "0", "VOZES_TRUSTED_PROXIES": "127.0.0.1"}
            command = ("-m", "tests.browser.voices.cloning_server")
            started.append(stack.enter_context(running_server(env=variables, command=command, ready="/health")))
        yield started


@pytest.fixture(scope="module")
def url(copies: list[LiveServer], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of nginx."""
    with nginx_balancer(copies, tmp_path_factory.mktemp("nginx")) as url:
        yield url


def cloned(url: str, name: str) -> httpx2.Response:
    recording = {"files": ("a.wav", spoken())}
    return httpx2.post(f"{url}/v1/tts/clone-voice", data={"name": name, "consent": "true"}, files=recording, timeout=60)


def spoken_by(url: str, **fields: object) -> int:
    """The status of a request to speak."""
    return httpx2.post(f"{url}/v1/tts/synth", json={**HUM, **fields}, timeout=60).status_code


def names(url: str) -> set[str]:
    return {voice["name"] for voice in httpx2.get(f"{url}/v1/voices", timeout=60).json()["voices"]}


def test_a_voice_that_one_copy_gets_speaks_at_the_other(copies: list[LiveServer]) -> None:
    answer = cloned(copies[0].url, "Ana")
    assert answer.status_code == 201, answer.text
    wait_for(lambda: "Ana" in names(copies[1].url), 10)
    assert spoken_by(copies[1].url, voice=answer.json()["id"]) == 200


def test_of_one_name_there_is_one_voice(copies: list[LiveServer]) -> None:
    assert cloned(copies[0].url, "Bia").status_code == 201
    assert cloned(copies[1].url, "bia").json()["error"]["code"] == "name_taken"


def test_what_one_copy_has_no_room_for_the_other_speaks(copies: list[LiveServer], url: str) -> None:
    body = json.dumps({**HUM, "text": "stall", "stream": True}).encode()
    busy = urllib.request.Request(f"{copies[0].url}/v1/tts/synth", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(busy, timeout=60) as answer:
        answer.read(44)
        assert spoken_by(copies[0].url) == 429
        assert [spoken_by(url) for _ in range(6)] == [200] * 6


def test_when_one_copy_has_ended_the_other_answers_all(copies: list[LiveServer], url: str) -> None:
    assert copies[0].stop() == 0
    assert [spoken_by(url) for _ in range(6)] == [200] * 6
