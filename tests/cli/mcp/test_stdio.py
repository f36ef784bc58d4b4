"""The protocol through pipes: a message in each line, calls side by side, and calls that are cancelled."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

import pytest

from vozes.cli.mcp.stdio import serve
from vozes.mcp.server import ToolServer
from vozes.mcp.tools import Arguments, Tell, Tool, ToolResult, text

pytestmark = pytest.mark.anyio


class Nothing(Arguments):
    pass


@dataclass
class Peer:
    """The client's side."""

    target: BinaryIO
    source: BinaryIO
    started: asyncio.Event
    ended: asyncio.Event

    def send(self, method: str, call_id: object = None, **params: Any) -> None:
        named = {} if call_id is None else {"id": call_id}
        self.write(json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **named}).encode())

    def call(self, tool: str, call_id: int, **meta: Any) -> None:
        self.send("tools/call", call_id, name=tool, arguments={}, _meta=meta)

    def write(self, line: bytes) -> None:
        self.target.write(line + b"\n")

    async def next(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(await asyncio.to_thread(self.source.readline))
        return answer


@asynccontextmanager
async def connected() -> AsyncIterator[Peer]:
    """A client of a server whose tool `wait` ends only when it is cancelled, and `tell` tells how far it is."""
    started, ended = asyncio.Event(), asyncio.Event()

    async def wait(_: Nothing, tell: Tell) -> ToolResult:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        return ToolResult(())

    async def tell_twice(_: Nothing, tell: Tell) -> ToolResult:
        for done in (0.5, 0.25, 1.0):
            await tell(done, 1.0, "going on")
        return ToolResult((text("told"),))

    tools = [Tool("wait", "", "", Nothing, wait), Tool("tell", "", "", Nothing, tell_twice)]
    their_input, our_output = os.pipe()
    our_input, their_output = os.pipe()
    with (
        os.fdopen(their_input, "rb") as source,
        os.fdopen(their_output, "wb", 0) as target,
        os.fdopen(our_input, "rb") as answers,
        os.fdopen(our_output, "wb", 0) as calls,
    ):
        serving = asyncio.create_task(serve(ToolServer(tools, ""), source, target))
        try:
            yield Peer(calls, answers, started, ended)
        finally:
            calls.close()
            await asyncio.wait_for(serving, 10)


async def test_a_call_is_answered_while_another_one_runs() -> None:
    async with connected() as peer:
        peer.call("wait", 1)
        await peer.started.wait()
        peer.send("ping", 2)
        assert await peer.next() == {"jsonrpc": "2.0", "id": 2, "result": {}}


async def test_a_cancelled_call_ends_and_is_not_answered() -> None:
    async with connected() as peer:
        peer.call("wait", 1)
        await peer.started.wait()
        peer.send("notifications/cancelled", requestId=1)
        await asyncio.wait_for(peer.ended.wait(), 10)
        peer.send("ping", 2)
        assert (await peer.next())["id"] == 2


async def test_a_call_ends_with_the_input() -> None:
    async with connected() as peer:
        peer.call("wait", 1)
        await peer.started.wait()
    assert peer.ended.is_set()


async def test_progress_is_told_to_who_asks_for_it_and_only_grows() -> None:
    async with connected() as peer:
        peer.call("tell", 1, progressToken="mine")
        told = [await peer.next() for _ in range(3)]
        peer.call("tell", 2)
        assert (await peer.next())["id"] == 2
    assert [each["params"]["progress"] for each in told[:2]] == [0.5, 1.0]
    assert told[0]["params"]["progressToken"] == "mine"
    assert told[2]["id"] == 1


async def test_a_line_that_is_no_message_is_answered_by_an_error_and_the_next_one_as_ever() -> None:
    async with connected() as peer:
        for line in (b"{nonsense", b"\xff", b"[" * 100_000):
            peer.write(line)
            assert (await peer.next())["error"]["code"] == -32700
        peer.write(b"[]")
        assert (await peer.next())["error"]["code"] == -32600
        peer.send("ping", 3)
        assert (await peer.next())["id"] == 3
