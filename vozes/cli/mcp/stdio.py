"""Serves a tool server through pipes: a JSON object in each line. Calls run side by side, and can be cancelled."""

import asyncio
import json
from typing import BinaryIO

from vozes.cli.claimed_streams import Lines
from vozes.mcp.messages import (
    PARSE_ERROR,
    Call,
    Json,
    ProtocolError,
    RequestId,
    failure,
    id_of,
    read_call,
)
from vozes.mcp.progress import teller
from vozes.mcp.revisions import agreed
from vozes.mcp.server import ToolServer


async def serve(server: ToolServer, source: BinaryIO, target: BinaryIO) -> None:
    """Returns when the input ends, or nobody reads the output any longer; what runs then is cancelled."""
    connection = _Connection(server, target)
    lines = Lines(source)
    try:
        while (line := await lines.next()) is not None and not connection.is_broken:
            if line.strip():
                await connection.take(line)
    finally:
        await connection.close()


class _Connection:
    def __init__(self, server: ToolServer, target: BinaryIO):
        self._server = server
        self._target = target
        self._running: dict[RequestId, asyncio.Task[None]] = {}
        self._revision: str | None = None
        self.is_broken = False

    async def take(self, line: bytes) -> None:
        message: object = None
        try:
            message = _decoded(line)
            call = read_call(message)
        except ProtocolError as error:
            await self._post(failure(id_of(message), error))
            return
        if call is None:
            return
        if call.id is None:
            self._note(call)
            return
        if call.method == "initialize":
            self._revision = agreed(call.params.get("protocolVersion"))
        if call.method != "tools/call":
            await self._answer(call)
            return
        task = asyncio.create_task(self._answer(call))
        self._running[call.id] = task
        task.add_done_callback(lambda done: self._forget(call.id, done))

    async def close(self) -> None:
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _answer(self, call: Call) -> None:
        await self._post(await self._server.respond(call, teller(call, self._post), self._revision))

    def _note(self, notification: Call) -> None:
        """Cancels the call that a notification says is not wanted any longer; nothing more is sent of it."""
        if notification.method == "notifications/cancelled":
            wanted = notification.params.get("requestId")
            if isinstance(wanted, str | int) and (running := self._running.get(wanted)) is not None:
                running.cancel()

    def _forget(self, call_id: RequestId | None, done: "asyncio.Task[None]") -> None:
        if call_id is not None and self._running.get(call_id) is done:
            del self._running[call_id]

    async def _post(self, message: Json) -> None:
        rest = memoryview(json.dumps(message, ensure_ascii=True).encode() + b"\n")
        try:
            while rest:
                rest = rest[self._target.write(rest) or 0 :]
        except BrokenPipeError:
            self.is_broken = True


def _decoded(line: bytes) -> object:
    """Raises ProtocolError."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise ProtocolError(PARSE_ERROR, "A line is not JSON in UTF-8.") from None
