"""Clients that keep a server waiting, as plain sockets; and an honest one beside them, who is timed."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from tests.live import LiveServer

_PAUSE = 0.02
"""Seconds between two requests of the honest client."""


def connected(server: LiveServer, sent: bytes = b"", receive_buffer: int | None = None) -> socket.socket:
    """A connection on which this was sent, and no more."""
    address = urlsplit(server.url)
    client = socket.socket()
    if receive_buffer is not None:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    client.settimeout(30)
    try:
        client.connect((address.hostname, address.port))
        client.sendall(sent)
    except OSError:
        client.close()
        raise
    return client


@contextmanager
def many_connected(
    server: LiveServer, count: int, sent: bytes = b"", receive_buffer: int | None = None
) -> Iterator[list[socket.socket]]:
    with ExitStack() as stack:
        yield [stack.enter_context(connected(server, sent, receive_buffer)) for _ in range(count)]


def head(
    server: LiveServer, path: str = "/v1/tts/synth", length: int = 0, content_type: str = "application/json"
) -> bytes:
    lines = (
        f"POST {path} HTTP/1.1",
        f"Host: {urlsplit(server.url).netloc}",
        f"Content-Type: {content_type}",
        f"Content-Length: {length}",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def speech(server: LiveServer, **body: object) -> bytes:
    """The whole request."""
    content = json.dumps(body).encode()
    return head(server, length=len(content)) + content


def is_closed(client: socket.socket) -> bool:
    """Whether the server has ended it by now; what it sent before is read."""
    client.setblocking(False)
    try:
        while client.recv(65536):
            pass
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


class HonestUser:
    """Asks for something small again and again, on a connection of its own each time, in a thread."""

    def __init__(self, server: LiveServer, request: bytes | None = None):
        self.seconds: list[float] = []
        self.failures: list[str] = []
        self._server = server
        self._request = request or f"GET /health HTTP/1.1\r\nHost: {urlsplit(server.url).netloc}\r\n\r\n".encode()
        self._end = threading.Event()
        self._asking = threading.Thread(target=self._ask_on)

    @property
    def slowest(self) -> float:
        assert self.seconds or self.failures, "it never asked"
        return max(self.seconds, default=0.0)

    def ask(self) -> None:
        """Once; notes how long it took, and what went wrong."""
        started = time.monotonic()
        try:
            with connected(self._server, self._request) as client:
                answer = http.client.HTTPResponse(client)
                answer.begin()
                answer.read()
            if answer.status != 200:
                self.failures.append(f"{answer.status}")
        except (OSError, http.client.HTTPException) as error:
            self.failures.append(repr(error))
        self.seconds.append(time.monotonic() - started)

    def __enter__(self) -> Self:
        self._asking.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._end.set()
        self._asking.join()

    def _ask_on(self) -> None:
        while not self._end.wait(_PAUSE):
            self.ask()


class Siege:
    """So many connections on which this was sent, replaced when the server ends them, in a thread.

    On each of them `dripped` is sent again and again, and of what the server sends so many bytes are `read`, no more.
    """

    def __init__(self, server: LiveServer, count: int, sent: bytes = b"", *, dripped: bytes = b"", read: int = 0):
        self._server = server
        self._count = count
        self._sent = sent
        self._dripped = dripped
        self._read = read
        self._clients: list[socket.socket] = []
        self._end = threading.Event()
        self._besieging = threading.Thread(target=self._besiege)

    def __enter__(self) -> Self:
        self._besieging.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._end.set()
        self._besieging.join()
        for client in self._clients:
            client.close()

    def _besiege(self) -> None:
        while not self._end.wait(_PAUSE):
            self._clients = [client for client in self._clients if self._goes_on(client)]
            while len(self._clients) < self._count and not self._end.is_set():
                try:
                    client = connected(self._server, self._sent, receive_buffer=4096)
                except ConnectionError:  # ended already
                    continue
                self._clients.append(client)
                if self._read:
                    client.recv(self._read)
                client.setblocking(False)  # one with a timeout would wait for it at each look

    def _goes_on(self, client: socket.socket) -> bool:
        try:
            if self._dripped:
                client.send(self._dripped, socket.MSG_DONTWAIT)
            gone = client.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
        except BlockingIOError:
            return True
        except OSError:
            gone = True
        if gone:
            client.close()
        return not gone


def come_and_go(server: LiveServer, times: int, sent: bytes, *, read: int = 0) -> None:
    """Clients that leave as soon as they have sent this and read so many bytes, one after another."""
    for _ in range(times):
        with connected(server, sent) as client:
            if read:
                client.recv(read)
