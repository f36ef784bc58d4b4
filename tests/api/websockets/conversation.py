"""A conversation on our own WebSocket, for tests."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from fastapi.testclient import TestClient
from starlette.testclient import WebSocketTestSession

PATH = "/v1/audio/speech/stream"
URL = f"ws://127.0.0.1:8000{PATH}"


class Conversation:
    def __init__(self, socket: WebSocketTestSession):
        self.socket = socket

    def say(self, kind: str, **fields: object) -> None:
        self.socket.send_text(json.dumps({"type": kind, **fields}))

    def hear(self) -> Any:
        """The next message, or the bytes of the next frame of audio."""
        message = self.socket.receive()
        if "bytes" in message:
            return message["bytes"]
        if message["type"] == "websocket.close":
            return message
        return json.loads(message["text"])

    def hear_until(self, kind: str) -> list[Any]:
        """All up to the next message of that type."""
        heard: list[Any] = []
        while not heard or isinstance(heard[-1], bytes) or heard[-1]["type"] != kind:
            heard.append(self.hear())
        return heard


@contextmanager
def talk(
    client: TestClient, first: Mapping[str, object] | None = None, *, headers: dict[str, str] | None = None
) -> Iterator[Conversation]:
    """A conversation that begins with a `session.config` of these fields, where there are any."""
    with client.websocket_connect(URL, headers=dict(headers or {})) as socket:
        conversation = Conversation(socket)
        if first:
            conversation.say("session.config", **first)
        yield conversation


def audio(heard: list[Any]) -> bytes:
    return b"".join(each for each in heard if isinstance(each, bytes))


def of_kind(heard: list[Any], kind: str) -> list[Any]:
    return [each for each in heard if isinstance(each, dict) and each["type"] == kind]
