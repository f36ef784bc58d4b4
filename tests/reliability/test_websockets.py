"""WebSockets keep the limits of all connections, and who leaves takes its work with it."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection

from tests.live import LiveServer, running_server, wait_for
from tests.reliability.conftest import request
from tests.talking import PATH, open_socket, silence, speak

FAKE = ("-m", "tests.fake_server")
FOR_LONG = "440 Hz 600 s slowly"


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    limits = ("--max-connections", "8", "--header-seconds", "0.5", "--max-body-bytes", "100000")
    with running_server(*limits, command=FAKE, ready="/health") as live:
        yield live


def listen(client: ClientConnection) -> None:
    while True:
        client.recv(timeout=60)


def running(server: LiveServer) -> int:
    return int(server.get_json("/v1/monitor/info")["queues"]["sine"]["running"])


@pytest.mark.parametrize("count", [10, pytest.param(200, marks=pytest.mark.slow)])
def test_whoever_leaves_midway_frees_the_engine_at_once(server: LiveServer, count: int) -> None:
    waited = []
    for _ in range(count):
        with open_socket(server) as client:
            speak(client, FOR_LONG, model="sine")
            client.socket.shutdown(socket.SHUT_RDWR)
            left = time.monotonic()
            wait_for(lambda: running(server) == 0)
            waited.append(time.monotonic() - left)
    assert max(waited) < 0.25


@pytest.mark.parametrize("text", [FOR_LONG, "440 Hz 600 s"])
def test_cancelling_silences_at_once_whether_it_is_made_slowly_or_quickly(server: LiveServer, text: str) -> None:
    with open_socket(server) as client:
        speak(client, text, model="sine")
        assert silence(client) < 0.1


def test_sockets_take_half_of_the_connections_at_most_and_calls_find_room(server: LiveServer) -> None:
    with ExitStack() as stack:
        for _ in range(4):
            stack.enter_context(open_socket(server))
        with pytest.raises(InvalidStatus) as refusal:
            stack.enter_context(open_socket(server))
        assert refusal.value.response.status_code == 503
        assert json.loads(refusal.value.response.body or b"")["error"]["code"] == "too_many_connections"
        assert request(server, text="440 Hz 0.1 s", language="en", engine="sine").status == 200
    with open_socket(server) as client:
        speak(client, "440 Hz 0.1 s", model="sine")


def test_an_open_socket_is_no_connection_that_waits_for_a_request(server: LiveServer) -> None:
    """Others take all the connections that there are, for longer than the head of a request may take."""
    with open_socket(server) as client:
        others = [
            socket.create_connection((urlsplit(server.url).hostname, urlsplit(server.url).port)) for _ in range(9)
        ]
        for other in others:
            other.recv(1)  # until the server gives up on it
            other.close()
        speak(client, "440 Hz 0.1 s", model="sine")


def test_a_message_that_is_too_large_closes_the_socket(server: LiveServer) -> None:
    with open_socket(server) as client:
        client.send("x" * 100_001)
        with pytest.raises(ConnectionClosed):
            client.recv(timeout=60)
        assert client.close_code == 1009


def test_a_slow_listener_does_not_hold_the_engine(server: LiveServer) -> None:
    with open_socket(server) as client:
        speak(client, "440 Hz 3600 s", model="sine")
        assert request(server, text="440 Hz 0.1 s", language="en", engine="sine").status == 200


@pytest.mark.parametrize(
    "head",
    [
        "Upgrade: websocket\r\nConnection: Upgrade\r\n",
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 8\r\nSec-WebSocket-Key: x\r\n",
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nX-Long: {'x' * 9000}\r\n",
    ],
)
def test_what_is_no_handshake_is_answered_as_any_call(server: LiveServer, head: str) -> None:
    place = urlsplit(server.url)
    with socket.create_connection((place.hostname, place.port)) as client:
        client.sendall(f"GET {PATH} HTTP/1.1\r\nHost: {place.netloc}\r\n{head}\r\n".encode())
        answer = b"".join(iter(lambda: client.recv(65536), b""))  # until the server waits for no other request
    assert answer.startswith(b"HTTP/1.1 404")
    assert b'"not_found"' in answer


def test_a_server_that_stops_closes_its_sockets() -> None:
    with running_server(command=FAKE, ready="/health") as server, open_socket(server) as client:
        speak(client, FOR_LONG, model="sine")
        server.process.terminate()
        with pytest.raises(ConnectionClosed):
            listen(client)
        assert client.close_code == 1012
        assert server.process.wait(30) == 0
        log = (server.home / "logs" / "server.log").read_text()
        assert FOR_LONG not in log
        assert "Traceback" not in log
