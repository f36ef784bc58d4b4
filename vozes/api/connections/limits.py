"""Keeps connections within limits: how many there may be, and how long each may keep the server waiting.

A client has so long to send the head of a request, from its connection or its last answer on, and a reader so long to
take something of what is sent. Beyond the most connections those give way that hold one at the least cost to whoever
has it: first those that wait for a request, then those whose body still arrives. A WebSocket is a connection too, and
at most half of them are such, so that calls always find room. How long an engine may take and a body may pause is not
decided here.
"""

import asyncio
import select
import socket
from dataclasses import dataclass
from functools import partial
from typing import Any

import h11
from starlette.types import Receive, Scope, Send

from vozes.api.connections.protocol import HttpProtocol
from vozes.api.connections.websocket import WebSocketProtocol, is_handshake
from vozes.api.middleware.security_headers import StandardHeaders
from vozes.api.responses.errors import ErrorResponse
from vozes.errors import ErrorCode, VozesError

_REFUSED_AT_ONCE = 64
"""Connections beyond the limit that get an answer; further ones are closed without a word."""
_REFUSAL_SECONDS = 1.0
"""Seconds that a client beyond the limit gets to send its request, which is then refused."""
_REQUEST_SECONDS = 0.5
"""Seconds for which a client without a request is kept, and one whose body arrives is ended instead."""
_UNSENT_BYTES = 64 * 1024
"""Bytes of an answer that the system may hold unsent; more would hide that nobody reads."""
_LEFT: int = getattr(select, "POLLRDHUP", 0)
_READABLE: int = getattr(select, "POLLIN", 0)
_NOTSENT_LOWAT: int | None = getattr(socket, "TCP_NOTSENT_LOWAT", None)


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    most: int
    header_seconds: float
    reader_idle_seconds: float
    upload_bytes_per_second: float


class Connections:
    """Keeps all connections of a server. One timer looks after them while there are any."""

    def __init__(self, limits: ConnectionLimits):
        self.limits = limits
        self._counted: set[Connection] = set()
        self._waiting: dict[Connection, None] = {}  # for a request; the one that waits longest is first
        self._arriving: dict[Connection, None] = {}  # their bodies; the oldest is first
        self._refused: dict[Connection, None] = {}
        self._open: set[Connection] = set()
        self._sockets: set[Connection] = set()
        self._tick = min(1.0, limits.header_seconds / 4, limits.reader_idle_seconds / 4)
        self._timer: asyncio.TimerHandle | None = None

    def admit(self, newcomer: "Connection") -> bool:
        """Returns whether there is room for it, if need be in place of one that gives way."""
        self._open.add(newcomer)
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._tick, self._look)
        if self.find_room(newcomer):
            return True
        self._refused[newcomer] = None
        if len(self._refused) > _REFUSED_AT_ONCE:
            next(iter(self._refused)).transport.abort()
        return False

    def find_room(self, newcomer: "Connection") -> bool:
        """Returns whether it is one of the connections now, if need be in place of one that gives way."""
        if len(self._counted) >= self.limits.most and not self._dismiss_one():
            return False
        self._refused.pop(newcomer, None)
        self._counted.add(newcomer)
        self._waiting[newcomer] = None
        return True

    def admit_socket(self, connection: "Connection") -> bool:
        """Returns whether there is room for the connection to become a WebSocket."""
        if connection not in self._counted or len(self._sockets) >= max(1, self.limits.most // 2):
            return False
        self._sockets.add(connection)
        return True

    def note(self, connection: "Connection") -> None:
        """Notes whether the connection waits for a request now, or its body arrives."""
        is_counted = connection in self._counted
        for group, belongs in ((self._waiting, connection.waits), (self._arriving, connection.receives)):
            if is_counted and belongs:
                group.setdefault(connection)
            else:
                group.pop(connection, None)

    def forget(self, connection: "Connection") -> None:
        self._open.discard(connection)
        self._sockets.discard(connection)
        self._uncount(connection)
        self._refused.pop(connection, None)

    def _uncount(self, connection: "Connection") -> None:
        self._counted.discard(connection)
        self._waiting.pop(connection, None)
        self._arriving.pop(connection, None)

    def _dismiss_one(self) -> bool:
        """Ends the one that waits longest for a request, or else the one whose body is furthest behind."""
        oldest = next((waiting for waiting in self._waiting if not waiting.has_asked()), None)
        slowest = max(self._arriving, key=Connection.bytes_behind, default=None)
        if oldest is not None and (slowest is None or oldest.waits_seconds() >= _REQUEST_SECONDS):
            self._uncount(oldest)
            oldest.transport.close()
            return True
        if slowest is None:
            return False
        self._uncount(slowest)
        slowest.end(
            VozesError(ErrorCode.TOO_MANY_CONNECTIONS, "Others needed the connection before the body was whole.")
        )
        return True

    def _look(self) -> None:
        for connection in list(self._open):
            connection.check()
        self._timer = asyncio.get_running_loop().call_later(self._tick, self._look) if self._open else None


class Connection(HttpProtocol):
    def __init__(self, *arguments: Any, connections: Connections, **more: Any):
        super().__init__(*arguments, **more)
        self._all = connections
        self._head_seconds = connections.limits.header_seconds
        self._head_since = 0.0
        self._body_since = 0.0
        self._body_bytes = 0
        self._unread_bytes = 0
        self._unread_since = 0.0
        self._is_socket = False
        self.ws_protocol_class = partial(WebSocketProtocol, counted=self)  # type: ignore[assignment]  # it is called

    @property
    def waits(self) -> bool:
        """Whether no request is being answered."""
        return not self._is_socket and (self.cycle is None or self.cycle.response_complete)

    def waits_seconds(self) -> float:
        """Returns how long it waits for a request, from the connection or the last answer on."""
        return self.loop.time() - self._head_since

    def has_asked(self) -> bool:
        """Whether something came that a busy server has not read yet; False where the system does not tell."""
        events = _events(self.transport, _READABLE | _LEFT)
        return events != 0 and events == _READABLE

    @property
    def receives(self) -> bool:
        """Whether the body of a request is awaited that has not been answered yet."""
        cycle = self.cycle
        return cycle is not None and cycle.more_body and not cycle.response_started and not cycle.disconnected

    def bytes_behind(self) -> float:
        """Returns how many more bytes of the body the least pace wants by now; below zero for what comes faster."""
        return self._all.limits.upload_bytes_per_second * (self.loop.time() - self._body_since) - self._body_bytes

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as the library does
        super().connection_made(transport)
        _hold_little_unsent(transport)
        self._head_since = self.loop.time()
        if not self._all.admit(self):
            self.app = _refusal
            self._head_seconds = _REFUSAL_SECONDS

    def connection_lost(self, exc: Exception | None) -> None:
        self._all.forget(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if _has_left(self.transport):  # nobody is there to be answered, so nothing is begun
            self.transport.abort()
            return
        if self.app is _refusal and self.cycle is None:
            self._try_again()
        previous = self.cycle
        super().data_received(data)
        if self.cycle is not previous:
            self._body_since, self._body_bytes = self.loop.time(), 0
        self._body_bytes += len(data)
        self._all.note(self)

    def _try_again(self) -> None:
        """Looks for room once more: of others that came just before, only now is it known what they ask for."""
        if self._all.find_room(self):
            self.app = self.config.loaded_app
            self._head_seconds = self._all.limits.header_seconds

    def _should_upgrade(self) -> bool:
        """Returns whether the request makes it a WebSocket. One too many is refused as other requests are."""
        if self.app is _refusal or not is_handshake(self.scope):
            return False
        self._is_socket = self._all.admit_socket(self)
        if not self._is_socket:
            self.app = _refusal
        return self._is_socket

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._all.note(self)
        super().handle_websocket_upgrade(event)

    def on_response_complete(self) -> None:
        self._head_since = self.loop.time()
        super().on_response_complete()
        self._all.note(self)

    def pause_writing(self) -> None:
        self._unread_since = self.loop.time()
        super().pause_writing()

    def resume_writing(self) -> None:
        """Notes that something was read: what is written next may be as long again, so the size would not show it."""
        self._unread_since = self.loop.time()
        super().resume_writing()

    def check(self) -> None:
        """Ends the connection where one of its limits is passed."""
        now = self.loop.time()
        unread = self.transport.get_write_buffer_size()
        if not unread or unread != self._unread_bytes:
            self._unread_bytes, self._unread_since = unread, now
        elif now - self._unread_since >= self._all.limits.reader_idle_seconds:
            self.transport.abort()
        if self.waits and not unread and now - self._head_since >= self._head_seconds:
            self.transport.close()


def _has_left(transport: asyncio.Transport) -> bool:
    """Returns whether the client has closed its side; where the system does not tell, that is learnt a little later."""
    return _events(transport, _LEFT) != 0


def _events(transport: asyncio.BaseTransport, wanted: int) -> int:
    """Returns those of the wanted events that the connection has now; 0 where the system does not tell who left."""
    connected = transport.get_extra_info("socket")
    if not _LEFT or connected is None:
        return 0
    poll = select.poll()
    poll.register(connected, wanted)
    return next((events for _, events in poll.poll(0)), 0)


def _hold_little_unsent(transport: asyncio.Transport) -> None:
    """Asks the system to hold at most `_UNSENT_BYTES`; systems that cannot be asked hold little, or do not tell."""
    connected = transport.get_extra_info("socket")
    if _NOTSENT_LOWAT is not None and connected is not None:
        connected.setsockopt(socket.IPPROTO_TCP, _NOTSENT_LOWAT, _UNSENT_BYTES)


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    error = VozesError(ErrorCode.TOO_MANY_CONNECTIONS, "The server has as many connections as it can bear.")
    answer = ErrorResponse(error, scope["state"]["request_id"])
    answer.headers["Connection"] = "close"
    await answer(scope, receive, send)


_refusal = StandardHeaders(_refuse)
