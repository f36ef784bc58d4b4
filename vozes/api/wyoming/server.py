"""Serves the Wyoming protocol on a socket, within limits: so many connections, and each for so long without a word.

What a client says is its `Conversation`. An error ends the connection, since Home Assistant waits for audio or the
connection's end and for nothing else.
"""

import asyncio
import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from vozes.api.addresses import as_address, is_loopback
from vozes.api.hidden_paths import for_caller, showing_paths
from vozes.api.middleware.body_limits import Pace
from vozes.api.middleware.callers import path_hiding
from vozes.api.wyoming.conversation import Conversation
from vozes.api.wyoming.discovery import Announcement
from vozes.api.wyoming.events import READ_AT_ONCE, Event, EventReader
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service

log = logging.getLogger(__name__)

MOST_CONNECTIONS = 256
_REFUSED_AT_ONCE = 64
"""Connections beyond the most that are told so; further ones are closed without a word."""
_QUIET_SECONDS = 300.0
"""Seconds that a client may say nothing while nothing is spoken for it; a text may pause for so long, too."""
_LINGER_SECONDS = 1.0
"""Seconds for which a client that was refused may go on sending: otherwise its system would drop the refusal."""
_LOOK_SECONDS = 0.05
_BACKLOG = 128


@dataclass(slots=True, eq=False)
class _Client:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    conversation: Conversation | None = None
    """What it says; None before it is let in, and once it has to give way."""

    @property
    def host(self) -> str:
        return str((self.writer.get_extra_info("peername") or ("",))[0])

    @property
    def is_here(self) -> bool:
        """Whether it is on this machine."""
        address = as_address(self.host)
        return address is not None and is_loopback(address)

    def end(self) -> None:
        self.conversation = None
        self.writer.close()


class WyomingServer:
    def __init__(
        self,
        service: Service,
        listener: socket.socket,
        most: int,
        quiet_seconds: float = _QUIET_SECONDS,
        announcement: Announcement | None = None,
    ):
        """`most`: connections at once."""
        self._service = service
        self._settings = service.settings
        self.listener = listener
        self.most = most
        self._quiet_seconds = quiet_seconds
        self._announcement = announcement
        self._announcing: asyncio.Task[None] | None = None
        self._hide = path_hiding(service.settings).hide
        self._clients: dict[asyncio.Task[None], _Client] = {}
        self._server: asyncio.Server | None = None
        self._timer: asyncio.TimerHandle | None = None

    @property
    def connections(self) -> int:
        return len(self._clients)

    async def start(self) -> None:
        self._server = await asyncio.start_server(
            self._accept, sock=self.listener, limit=READ_AT_ONCE, backlog=_BACKLOG
        )
        self._look()
        if self._announcement is not None:
            self._announcing = asyncio.create_task(self._announcement.run())

    async def close(self, seconds: float, is_hurried: Callable[[], bool] = lambda: False) -> None:
        """Lets nobody in any more, and ends those for whom nothing is being spoken; others have so many seconds."""
        if self._server is None:
            return
        self._server.close()
        if self._timer is not None:
            self._timer.cancel()
        if self._announcing is not None:
            self._announcing.cancel()
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while self._clients and loop.time() < deadline and not is_hurried():
            self._end_quiet(lambda conversation: conversation.is_done)
            await asyncio.sleep(_LOOK_SECONDS)
        for task in list(self._clients):
            task.cancel()
        announcing = [self._announcing] if self._announcing is not None else []
        await asyncio.gather(*self._clients, *announcing, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self._clients) >= self.most + _REFUSED_AT_ONCE:
            writer.transport.abort()
            return
        client = _Client(reader, writer)
        task = asyncio.create_task(self._serve(client))
        self._clients[task] = client
        task.add_done_callback(lambda done: self._clients.pop(done, None))

    async def _serve(self, client: _Client) -> None:
        """Serves one client until it leaves, or is refused something."""
        with showing_paths(str if client.is_here else self._hide):
            try:
                self._find_room()
                await self._converse(client)
            except OSError:
                log.info("a Wyoming client left")
            except asyncio.CancelledError:
                error = VozesError(ErrorCode.SHUTTING_DOWN, "The server stopped before this was done.")
                client.writer.write(_event_of(error).encode())
            except VozesError as error:
                log.info("a Wyoming client was refused: %s", error.code)
                await _refuse(error, client)
            except Exception as error:
                log.exception("a Wyoming client's request failed")
                message = f"The server failed on this request ({type(error).__name__})."
                await _refuse(VozesError(ErrorCode.INTERNAL_ERROR, message), client)
            finally:
                client.writer.close()

    async def _converse(self, client: _Client) -> None:
        settings, writer = self._settings, client.writer

        async def send(event: Event) -> None:
            writer.write(event.encode())
            try:
                async with asyncio.timeout(settings.reader_idle_seconds):
                    await writer.drain()
            except TimeoutError:
                writer.transport.abort()
                raise ConnectionAbortedError from None

        with self._service.budget.request(client.host) as account:
            pace = Pace(settings.upload_idle_seconds, settings.upload_bytes_per_second)
            events = EventReader(client.reader, settings.max_body_bytes, pace, account)
            client.conversation = Conversation(self._service, events, send)
            await client.conversation.run()

    def _find_room(self) -> None:
        """Raises VozesError where there are too many connections, and none of them can give way."""
        if len(self._clients) <= self.most:
            return
        done = {client: talk for client, talk in self._conversations() if talk.is_done}
        if not done:
            message = "The server has as many connections as it can bear."
            raise VozesError(ErrorCode.TOO_MANY_CONNECTIONS, message)
        min(done, key=lambda client: done[client].said_last).end()

    def _conversations(self) -> list[tuple[_Client, Conversation]]:
        each = ((client, client.conversation) for client in self._clients.values())
        return [(client, talk) for client, talk in each if talk is not None]

    def _look(self) -> None:
        """Ends the connections of those that have said nothing for too long."""
        now = asyncio.get_running_loop().time()
        self._end_quiet(lambda each: each.waits and now - each.said_last >= self._quiet_seconds)
        self._timer = asyncio.get_running_loop().call_later(min(1.0, self._quiet_seconds / 4), self._look)

    def _end_quiet(self, is_to_end: Callable[[Conversation], bool]) -> None:
        for client, talk in self._conversations():
            if is_to_end(talk):
                client.end()


def _event_of(error: VozesError) -> Event:
    return Event("error", {"text": f"{for_caller(error.message)} {error.advice}", "code": error.code.value})


async def _refuse(error: VozesError, client: _Client) -> None:
    """Says what is wrong, and takes what still comes for a moment."""
    with suppress(OSError, TimeoutError):
        client.writer.write(_event_of(error).encode())
        client.writer.write_eof()
        async with asyncio.timeout(_LINGER_SECONDS):
            while await client.reader.read(READ_AT_ONCE):
                pass
