"""Speaks one order after another for commands that go on running, and stops at once where one is cancelled.

The server of this home speaks where one runs that suits; else a service of one's own, which is kept for the next order.
"""

import asyncio
import socket
from contextlib import AsyncExitStack, suppress
from http.client import HTTPConnection
from types import TracebackType
from typing import Self

from vozes.cli.console import note
from vozes.cli.progress import Showing, aside
from vozes.cli.say.result import Spoken
from vozes.cli.say.server_client import ServerUnusable, differing, speak_through
from vozes.cli.say.sinks import Sink
from vozes.running_server import running_server
from vozes.service.core import Service
from vozes.service.speech.orders import SpeechOrder
from vozes.settings import Settings


class Speaker:
    """Use as `async with`: the engines that it has started end with the block."""

    def __init__(self, settings: Settings):
        self._settings = settings
        self._service: Service | None = None
        self._opening = asyncio.Lock()
        self._held = AsyncExitStack()
        self._told = ""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        await self._held.aclose()

    async def speak(self, order: SpeechOrder, sink: Sink, progress: Showing) -> Spoken:
        """Speaks into the sink, which is the caller's to finish and to close.

        Raises VozesError; BrokenPipeError where nobody listens any longer; ServerUnusable where a server broke off when
        too much was given out to begin again.
        """
        url = await self._server()
        if url is not None:
            try:
                return await self._through(url, order, sink, progress)
            except ServerUnusable as error:
                if sink.begun:
                    raise
                self._tell(f"the server at {url} {error}")
        from vozes.cli.say.own_engine import speak_with  # which takes longer to import than a server to answer

        return await speak_with(await self._own_service(), order, sink, progress)

    async def _server(self) -> str | None:
        """Returns the address of the server that speaks; None without one, or after saying why it does not suit."""
        server = await aside(running_server, self._settings.home)
        if server is None or server.url is None:
            return None
        reason = differing(self._settings, server)
        if not reason:
            return server.url
        self._tell(reason)
        return None

    async def _through(self, url: str, order: SpeechOrder, sink: Sink, progress: Showing) -> Spoken:
        line = _Line(sink)
        speaking = asyncio.ensure_future(
            aside(speak_through, url, self._settings, order, line, progress, opened=line.take_connection)
        )
        try:
            return await asyncio.shield(speaking)
        except asyncio.CancelledError:
            line.cut()
            sink.__exit__(None, None, None)  # a player that takes nothing would hold the thread up
            await asyncio.wait({speaking})
            speaking.exception()  # which the cut has caused
            raise

    async def _own_service(self) -> Service:
        from vozes.cli.say.own_engine import own_service
        from vozes.service.home import mend_home

        async with self._opening:
            if self._service is None:
                await aside(mend_home, self._settings.home)
                self._service = await self._held.enter_async_context(own_service(self._settings))
        return self._service

    def _tell(self, reason: str) -> None:
        if reason != self._told:
            note(f"vozes: {reason}; an engine is started for this.")
            self._told = reason


class _Line(Sink):
    """Passes on to a sink until it is cut, in whatever thread."""

    def __init__(self, sink: Sink):
        super().__init__(sink.format)
        self.whole = sink.whole
        self._sink = sink
        self._is_cut = False
        self._connection: HTTPConnection | None = None

    def take_connection(self, connection: HTTPConnection) -> None:
        self._connection = connection
        if self._is_cut:
            self.cut()

    def cut(self) -> None:
        """Ends what waits for the server at this moment, and refuses all that comes later."""
        self._is_cut = True
        if self._connection is not None and self._connection.sock is not None:
            with suppress(OSError):
                self._connection.sock.shutdown(socket.SHUT_RDWR)

    def begin(self, sample_rate: int) -> None:
        self._require_whole()
        self._sink.begin(sample_rate)

    def write(self, data: bytes) -> None:
        self._require_whole()
        self._sink.write(data)

    def finish(self) -> None:
        self._sink.finish()

    def _require_whole(self) -> None:
        if self._is_cut:
            raise BrokenPipeError
