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
    client.connect((address.hostname, address.port))
    client.sendall(sent)
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
