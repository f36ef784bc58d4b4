"""A WebSocket on which JSON comes in, within limits, and JSON or audio goes out.

It knows nothing of speech. A client that has left shows as `Left`, wherever that is noticed.
"""

import json
from asyncio import timeout
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from fastapi import WebSocket, WebSocketDisconnect

from vozes.api.middleware.api_key import KEY_CHECK
from vozes.api.middleware.json_limits import check_values
from vozes.errors import ErrorCode, VozesError
from vozes.service.keys.access import Access, access_from_now_on
from vozes.settings import Settings

NORMAL, POLICY, FAULT, GOING_AWAY = 1000, 1008, 1011, 1001
"""Codes of RFC 6455: all is said; against the rules; the server failed; the server stops."""
_REASON_BYTES = 123
"""The most that a frame that closes can hold of a reason."""


class Left(Exception):
    """The client has gone away."""


class Idle(Exception):
    """Nothing came for too long."""


class Socket:
    def __init__(self, websocket: WebSocket, settings: Settings):
        self.request_id: str = websocket.state.request_id
        self._websocket = websocket
        self._idle_seconds = settings.websocket_idle_seconds
        self._first_seconds = settings.header_seconds
        self._check: Callable[[bytes], Access | None] | None = websocket.scope["state"].get(KEY_CHECK)

    @property
    def needs_key(self) -> bool:
        """Whether the first message has to bring the key."""
        return self._check is not None

    def keep_open(self, seconds: float) -> None:
        """Sets for how long nothing may come."""
        self._idle_seconds = seconds

    def check_key(self, given: object) -> None:
        """Takes the key where one is still needed: what this task begins from now on is by that key.

        Raises VozesError for a wrong one.
        """
        if self._check is not None:
            access_from_now_on(self._check(given.encode("utf-8", "replace").strip() if isinstance(given, str) else b""))
            self._check = None

    async def receive(self, is_busy: Callable[[], bool] = lambda: False) -> dict[str, Any]:
        """Returns the next message. Raises Left, and Idle where none comes for long and it is not busy itself.

        Raises VozesError(MALFORMED_JSON or INVALID_FIELD) for what is no object of JSON.
        """
        while True:
            try:
                async with timeout(self._first_seconds if self.needs_key else self._idle_seconds):
                    message = await self._websocket.receive()
            except TimeoutError:
                if self.needs_key:
                    raise VozesError(ErrorCode.INVALID_API_KEY, "The API key did not come in time.") from None
                if not is_busy():
                    raise Idle from None
                continue
            if message["type"] == "websocket.disconnect":
                raise Left
            return _parsed(message)

    async def send(self, message: Mapping[str, Any]) -> None:
        """Raises Left."""
        try:
            await self._websocket.send_text(json.dumps(message))
        except (WebSocketDisconnect, RuntimeError):
            raise Left from None

    async def send_bytes(self, data: bytes) -> None:
        """Raises Left."""
        try:
            await self._websocket.send_bytes(data)
        except (WebSocketDisconnect, RuntimeError):
            raise Left from None

    async def close(self, code: int, reason: str = "") -> None:
        with suppress(WebSocketDisconnect, RuntimeError):
            short = reason.encode("ascii", "replace")[:_REASON_BYTES].decode("ascii")
            await self._websocket.close(code, short)


def closing_code(error: VozesError) -> int:
    """Returns the code that closes a WebSocket because of an error."""
    if error.code is ErrorCode.SHUTTING_DOWN:
        return GOING_AWAY
    return FAULT if error.kind.status >= 500 else POLICY


def _parsed(message: Mapping[str, Any]) -> dict[str, Any]:
    text = message.get("text")
    if text is None:
        raise VozesError(ErrorCode.MALFORMED_JSON, "A message is JSON in a frame of text.")
    check_values(text.encode("utf-8", "replace"))
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise VozesError(ErrorCode.MALFORMED_JSON, "The message is no valid JSON.") from None
    if not isinstance(value, dict):
        raise VozesError(ErrorCode.MALFORMED_JSON, "A message is an object of JSON.")
    return value
