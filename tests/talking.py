"""A client of our own WebSocket of a true server, for tests."""

import json
import time
from contextlib import AbstractContextManager

from websockets.sync.client import ClientConnection, connect

from tests.live import LiveServer

PATH = "/v1/audio/speech/stream"
_PATIENCE = 600.0
"""Seconds: on a busy machine a model is converted for minutes."""


def open_socket(server: LiveServer) -> AbstractContextManager[ClientConnection]:
    return connect(f"{server.url.replace('http', 'ws')}{PATH}", max_size=None, proxy=None)


def say(client: ClientConnection, kind: str, **fields: object) -> None:
    client.send(json.dumps({"type": kind, **fields}))


def speak(client: ClientConnection, text: str, **config: object) -> None:
    """Returns once it is heard."""
    say(client, "session.config", **config)
    say(client, "input.text", text=text)
    say(client, "input.done")
    while not isinstance(message := client.recv(timeout=_PATIENCE), bytes):
        assert json.loads(message)["type"] != "error", message


def silence(client: ClientConnection) -> float:
    """Cancels; returns after how many seconds nothing more is heard."""
    cancelled = last = time.monotonic()
    say(client, "cancel")
    while isinstance(message := client.recv(timeout=_PATIENCE), bytes) or json.loads(message)["type"] != "session.done":
        last = time.monotonic() if isinstance(message, bytes) else last
    return last - cancelled
