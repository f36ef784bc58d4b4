"""Connections stay within limits: how many, how long without a word, how long unread; and they end with the server."""

import asyncio
import json
from contextlib import AsyncExitStack

import pytest
from wyoming.client import AsyncTcpClient
from wyoming.error import Error
from wyoming.ping import Ping
from wyoming.tts import Synthesize, SynthesizeChunk, SynthesizeStart, SynthesizeStop, SynthesizeVoice

from tests.api.wyoming.client import hear
from tests.api.wyoming.conftest import Serve, client_of
from tests.service.conftest import until
from vozes.service.core import Service

pytestmark = pytest.mark.anyio

ENGLISH = SynthesizeVoice(language="en")
LONG = Synthesize(text="ponder 3600", voice=ENGLISH).event()
"""Of which little is heard, so that only the connection's end tells that nobody listens."""


async def is_answered(client: AsyncTcpClient) -> bool:
    await client.write_event(Ping().event())
    return (await client.read_event()) is not None


async def last_of(client: AsyncTcpClient) -> str | None:
    """The code of the error with which the server ends a connection; None where it ends without one."""
    event = last = None
    while (event := await client.read_event()) is not None:
        last = event
    return None if last is None or not Error.is_type(last.type) else Error.from_event(last).code


def running(service: Service) -> int:
    return service.registry.engines["sine"].queue.running


async def test_beyond_the_most_who_has_waited_longest_gives_way(serve: Serve) -> None:
    async with serve(most=2) as (server, _), AsyncExitStack() as stack:
        clients = []
        for _ in range(3):
            clients.append(await stack.enter_async_context(client_of(server)))
            assert await is_answered(clients[-1])
        assert await clients[0].read_event() is None
        assert await is_answered(clients[1])


async def test_where_all_are_being_answered_one_more_is_refused(serve: Serve) -> None:
    async with serve(most=1) as (server, service), client_of(server) as busy:
        await busy.write_event(LONG)
        await until(lambda: running(service) == 1)
        async with client_of(server) as late:
            assert await last_of(late) == "too_many_connections"
        assert running(service) == 1


@pytest.mark.parametrize("begins", [False, True])
async def test_who_says_nothing_for_too_long_is_ended(begins: bool, serve: Serve) -> None:
    async with serve(quiet_seconds=0.1) as (server, _), client_of(server) as client:
        if begins:
            await client.write_event(SynthesizeStart().event())
        assert await last_of(client) is None


async def test_who_is_being_spoken_to_may_be_quiet(serve: Serve) -> None:
    async with serve(quiet_seconds=0.05) as (server, _), client_of(server) as client:
        await client.write_event(Synthesize(text="440 Hz 2 s slowly", voice=ENGLISH).event())
        assert (await hear(client)).seconds == 2


async def test_who_reads_nothing_is_cut_off(serve: Serve) -> None:
    async with serve(reader_idle_seconds=0.3) as (server, service), client_of(server) as client:
        await client.write_event(Synthesize(text="440 Hz 300 s", voice=ENGLISH).event())
        await until(lambda: server.connections == 0)
        assert service.budget.held == 0


async def test_a_client_that_leaves_takes_its_work_with_it(serve: Serve) -> None:
    async with serve() as (server, service):
        for event in (LONG, SynthesizeStart(voice=ENGLISH).event()):
            async with client_of(server) as client:
                await client.write_event(event)
                if event is not LONG:
                    await client.write_event(SynthesizeChunk(text="ponder 3600").event())
                    await client.write_event(SynthesizeStop().event())
                await until(lambda: running(service) == 1)
            await until(lambda: running(service) == 0)
        await until(lambda: server.connections == 0)
        assert service.budget.held == 0


async def test_what_is_being_spoken_is_finished_when_the_server_stops(serve: Serve) -> None:
    async with serve() as (server, service), client_of(server) as client, client_of(server) as waiting:
        assert await is_answered(waiting)
        await client.write_event(Synthesize(text="440 Hz 3 s slowly", voice=ENGLISH).event())
        await until(lambda: running(service) == 1)
        closing = asyncio.create_task(server.close(60))
        assert (await hear(client)).seconds == 3
        await closing
        assert await waiting.read_event() is None


async def test_what_takes_too_long_is_told_that_the_server_stops(serve: Serve) -> None:
    async with serve() as (server, service), client_of(server) as client:
        await client.write_event(LONG)
        await until(lambda: running(service) == 1)
        await server.close(0)
        assert await last_of(client) == "shutting_down"
        assert running(service) == 0


async def test_a_page_of_another_site_lets_nothing_be_spoken(serve: Serve) -> None:
    """A browser that is made to send events in a body begins with a line that is none."""
    event = json.dumps({"type": "synthesize", "data": {"text": "440 Hz 1 s"}}).encode() + b"\n"
    sent = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: 70\r\n\r\n" + event
    async with serve() as (server, service):
        reader, writer = await asyncio.open_connection(*server.listener.getsockname())
        writer.write(sent)
        answer = await reader.readline()
        writer.close()
        await until(lambda: server.connections == 0)
        assert json.loads(answer)["type"] == "error"
        assert not service.registry.engines["sine"].supervisor.is_busy
