"""What the server library answers by itself, before there is a request: on a true server."""

import json
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.api.middleware.test_security_headers import assert_protected
from tests.live import LiveServer, running_server


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with running_server(command=("-m", "tests.fake_server")) as live:
        yield live


def send_raw(server: LiveServer, request: bytes) -> tuple[int, dict[str, str], bytes]:
    """Status, headers in lower case and body; the server closes the connection."""
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname, address.port), timeout=30) as connection:
        connection.sendall(request)
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    pairs = (line.partition(": ") for line in lines)
    return int(first.split()[1]), {name.lower(): value for name, _, value in pairs}, body


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"nonsense\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nA: " + b"a" * 20_000,
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1, 2\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"POST /v1/tts/synth HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Transfer-Encoding: chunked\r\n\r\nnonsense\r\n",
    ],
)  # fmt: skip
def test_what_is_no_http_is_refused_in_the_shape_of_every_error(server: LiveServer, request_bytes: bytes) -> None:
    status, headers, body = send_raw(server, request_bytes)
    assert status == 400
    assert_protected(headers)
    error = json.loads(body)["error"]
    assert (error["code"], error["request_id"]) == ("malformed_request", headers["x-request-id"])
    assert headers["connection"] == "close"


def test_a_server_that_refused_such_a_request_goes_on(server: LiveServer) -> None:
    send_raw(server, b"nonsense\r\n\r\n")
    assert server.get_json("/health")["status"] == "ok"
