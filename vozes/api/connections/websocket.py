"""Speaks WebSocket on a connection that began as HTTP and still counts as one: the same limits hold.

`limits` decides which connections become such. Neither paths, whose queries may hold keys, nor messages are logged.
"""

import logging
from typing import Any, Protocol

from starlette.datastructures import Headers
from uvicorn._types import HTTPScope
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

log = logging.getLogger(f"{__name__}.quiet")
log.setLevel(logging.WARNING)

_MOST_HEADERS = 100
_LONGEST_HEADER = 8_000
"""Bytes; the library gives up on longer ones, and on more, without an answer."""


def is_handshake(scope: HTTPScope) -> bool:
    """Returns whether a request of HTTP asks for a WebSocket, as RFC 6455 has it."""
    headers = Headers(raw=list(scope["headers"]))
    connection = [each.strip().lower() for value in headers.getlist("connection") for each in value.split(",")]
    return (
        scope["method"] == "GET"
        and scope["http_version"] == "1.1"
        and "upgrade" in connection
        and [each.lower() for each in headers.getlist("upgrade")] == ["websocket"]
        and headers.getlist("sec-websocket-version") == ["13"]
        and len(headers.getlist("sec-websocket-key")) == 1
        and len(headers) <= _MOST_HEADERS
        and len(scope["raw_path"]) + len(scope["query_string"]) <= _LONGEST_HEADER
        and all(len(name) + len(value) <= _LONGEST_HEADER for name, value in headers.raw)
    )


class Counted(Protocol):
    """The connection of HTTP that this one was."""

    def connection_lost(self, exc: Exception | None) -> None: ...
    def pause_writing(self) -> None: ...
    def resume_writing(self) -> None: ...


class WebSocketProtocol(WebSocketsSansIOProtocol):
    def __init__(self, *arguments: Any, counted: Counted, **more: Any):
        super().__init__(*arguments, **more)
        self.logger = log
        self._counted = counted

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._counted.connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._counted.pause_writing()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._counted.resume_writing()
