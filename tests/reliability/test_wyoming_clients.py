"""Whatever a client of Wyoming sends, and whenever it leaves: others are served, and nothing is left of it."""

import random
import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.api.wyoming.client import FAKE, WyomingServer, answers, line, running_wyoming
from tests.live import wait_for
from tests.reliability.memory import Memory

HUM = line("synthesize", {"text": "440 Hz 0.1 s"})
LONG = line("synthesize", {"text": "440 Hz 3600 s slowly"})
STREAM = line("synthesize-start") + line("synthesize-chunk", {"text": "440 Hz 3600 s slowly"})
LEAVING = (LONG, STREAM + line("synthesize-stop"), STREAM, LONG[:20], line("describe"), b"")
_FEW = 2_000_000
"""Bytes."""


@pytest.fixture(scope="module")
def server() -> Iterator[WyomingServer]:
    with running_wyoming(command=FAKE) as server:
        yield server


def is_served(server: WyomingServer) -> bool:
    """Whether an honest client hears its text."""
    with server.socket() as client:
        client.sendall(HUM)
        return b"audio-stop" in _until(client, b"audio-stop")


def _until(client: socket.socket, mark: bytes) -> bytes:
    heard = b""
    while mark not in heard and (piece := client.recv(65536)):
        heard += piece
    return heard


@pytest.mark.parametrize("count", [24, pytest.param(200, marks=pytest.mark.slow)])
def test_clients_that_leave_free_their_places(server: WyomingServer, count: int) -> None:
    for number in range(count):
        with server.socket() as client:
            client.sendall(LEAVING[number % len(LEAVING)])
            if number % (2 * len(LEAVING)) == 0:  # every other time, it has heard something of the long text
                client.recv(1000)
    wait_for(lambda: server.queue() == {**server.queue(), "running": 0, "waiting": 0})
    assert is_served(server)


@pytest.mark.parametrize("count", [40, pytest.param(200, marks=pytest.mark.slow)])
def test_clients_that_leave_all_at_once_free_their_places(server: WyomingServer, count: int) -> None:
    clients = [server.socket() for _ in range(count)]
    for client in clients:
        client.sendall(LONG)
    wait_for(lambda: server.queue()["running"] == 1)
    for client in clients:
        client.close()
    wait_for(lambda: server.queue() == {**server.queue(), "running": 0, "waiting": 0})
    assert is_served(server)


@pytest.mark.parametrize("count", [60, pytest.param(600, marks=pytest.mark.slow)])
def test_what_is_no_event_is_refused_or_the_connection_ends(server: WyomingServer, count: int) -> None:
    chance = random.Random(14)
    for _ in range(count):
        with server.socket() as client:
            client.sendall(_garbage(chance))
            client.shutdown(socket.SHUT_WR)
            said = answers(client)
        assert [each["type"] for each in said] in ([], ["error"])
    assert is_served(server)


def _garbage(chance: random.Random) -> bytes:
    """Bytes of no meaning, an event with some of its bytes changed, or half of one; each ends with a line."""
    kind, event = chance.randrange(3), bytearray(LONG)
    if kind == 0:
        return chance.randbytes(chance.randrange(1, 3000)) + b"\n"
    if kind == 1:
        event[chance.randrange(len(event) - 1)] = chance.randrange(256)
        return b"[" + bytes(event)
    return bytes(event[: chance.randrange(1, len(event) - 2)]) + b"\n"


def test_what_never_ends_is_ended_and_holds_nothing(server: WyomingServer) -> None:
    """Lines, data and payloads that are announced or sent without an end."""
    is_served(server)
    announced = b'{"type": "synthesize", "%s": 999999999999}\n'
    with Memory(server.live) as memory:
        for sent in (b"{" + b" " * 1_100_000, announced % b"data_length", announced % b"payload_length"):
            for _ in range(8):
                with server.socket() as client:
                    assert _refusal(client, sent) == "body_too_large"
    assert memory.growth < 8 * _FEW
    assert is_served(server)


def _refusal(client: socket.socket, sent: bytes) -> str:
    with suppress(ConnectionError):  # it was refused before all of it was sent
        client.sendall(sent)
    code: str = answers(client)[-1]["data"]["code"]
    return code
