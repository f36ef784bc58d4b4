"""The methods of a path: `Allow` names them all, and what can be got can be asked for its headers."""

import http.client
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from starlette.types import Receive, Scope, Send

from tests.api.conftest import Connect
from tests.api.test_paths import PATHS
from tests.live import LiveServer, running_server
from vozes.api.middleware.methods import Methods

ALLOWED = {path: {method.upper() for method, other in PATHS if other == path} for _, path in PATHS}


@pytest.mark.parametrize("path", sorted(ALLOWED))
def test_a_wrong_method_is_told_all_that_the_path_has(client: TestClient, path: str) -> None:
    expected = ALLOWED[path] | ({"HEAD"} if "GET" in ALLOWED[path] else set())
    wrong = "PATCH" if "PUT" in ALLOWED[path] else "PUT"
    answer = client.request(wrong, re.sub(r"{\w+}", "any", path), json={})
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == expected


@pytest.mark.parametrize("path", ["/", "/voices", "/engines", "/docs", "/openapi.json", "/ui/api.js"])
def test_the_page_can_be_got_only(client: TestClient, path: str) -> None:
    answer = client.post(path)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "path",
    ["/", "/docs", "/openapi.json", "/ui/api.js", "/health", "/ready", "/v1/voices", "/v1/voices/trash", "/v1/voices/x",
     "/v1/audio/voices", "/v1/monitor/info", "/v1/voices/hum/preview", "/v1/voices/export", "/nope", "/v1/tts/synth"],
)  # fmt: skip
def test_head_answers_as_get_does_but_without_a_body(client: TestClient, path: str) -> None:
    changing = {"x-request-id", "content-length", "etag", "last-modified"}
    got, asked = client.get(path), client.head(path)
    assert (asked.status_code, asked.content) == (got.status_code, b"")
    assert {k: v for k, v in asked.headers.items() if k not in changing} == {
        k: v for k, v in got.headers.items() if k not in changing
    }
    assert ("content-length" in asked.headers) == ("content-length" in got.headers)


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with running_server(command=("-m", "tests.fake_server"), ready="/ready") as live:
        yield live


GOT = [
    "/",
    "/voices",
    "/engines",
    "/docs",
    "/openapi.json",
    "/ui/api.js",
    *sorted(path for path in ALLOWED if "GET" in ALLOWED[path]),
]


@pytest.mark.parametrize("path", GOT)
def test_on_the_wire_head_sends_no_byte_of_a_body(server: LiveServer, path: str) -> None:
    """The next answer on the same connection would begin with it."""
    changing = {"x-request-id", "date", "content-length"}
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)
    answers = []
    for method in ("HEAD", "GET"):
        connection.request(method, re.sub(r"{\w+}", "any", path))
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        answers.append((answer.status, headers.keys(), {k: v for k, v in headers.items() if k not in changing}))
        answer.read()
    connection.close()
    assert answers[0] == answers[1]


def test_nothing_is_spoken_for_a_body_that_nobody_gets() -> None:
    left = []

    async def endless(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"first", "more_body": True})
        left.append((await receive())["type"])

    assert TestClient(Methods(endless)).head("/").content == b""
    assert left == ["http.disconnect"]


def test_head_is_as_guarded_as_get(connect: Connect) -> None:
    with connect(api_key="secret") as client:
        assert client.head("/v1/voices").status_code == client.head("/openapi.json").status_code == 401
        assert client.head("/").status_code == 200
        assert client.head("/health").status_code == 200
