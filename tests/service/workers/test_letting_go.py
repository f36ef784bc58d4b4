"""A slot is free when the engine has let go of its request, however soon the client has left."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from tests.fakes import fake_spec
from tests.service.conftest import MakeSettings, process_of, until, until_deaf
from vozes.engines.base import EngineSpec, EngineState
from vozes.errors import VozesError
from vozes.service.core import Service
from vozes.service.registry import RegisteredEngine
from vozes.service.speech.orders import SpeechOrder

pytestmark = pytest.mark.anyio

Serve = Callable[[EngineSpec], AbstractAsyncContextManager[Service]]


@pytest.fixture
def serve(make_settings: MakeSettings) -> Serve:
    """A heart that is thought dead after 1 s: it is not asked how long cancelling may take."""

    @asynccontextmanager
    async def serving(spec: EngineSpec) -> AsyncIterator[Service]:
        async with Service(make_settings(heartbeat_timeout_seconds=1.0), [spec]) as service:
            await service.registry.current.supervisor.load()
            yield service

    return serving


async def speak(service: Service, text: str) -> int:
    """Samples."""
    speech = await service.speech.prepare(SpeechOrder(text, language="en"))
    return sum([len(chunk.samples) async for chunk in service.speech.chunks(speech)])


async def leave(service: Service, text: str) -> RegisteredEngine:
    """Speaks, and leaves once the engine is at it; fails where leaving takes time."""
    engine = service.registry.current
    speaking = asyncio.create_task(speak(service, text))
    await until_deaf(process_of(engine))
    left = time.monotonic()
    speaking.cancel()
    await asyncio.wait([speaking])
    assert time.monotonic() - left < 1
    return engine


async def test_the_next_request_waits_until_the_engine_has_let_go_and_is_spoken_by_the_same_process(
    serve: Serve,
) -> None:
    async with serve(fake_spec()) as service:
        engine = await leave(service, "deaf 1.5")
        pid = process_of(engine).pid
        assert engine.queue.running == 1
        assert await speak(service, "440 Hz 0.2 s")
        assert process_of(engine).pid == pid
        assert engine.queue.running == 0


async def test_an_engine_that_never_lets_go_is_ended_alone_and_the_next_request_is_spoken(serve: Serve) -> None:
    async with serve(fake_spec(release_seconds=1.5)) as service:
        engine = await leave(service, "hang")
        pid = process_of(engine).pid
        assert await speak(service, "440 Hz 0.2 s")
        assert process_of(engine).pid != pid
        assert engine.queue.running == 0


async def test_whom_the_end_of_such_an_engine_meets_unheard_is_spoken_for_again(serve: Serve) -> None:
    async with serve(fake_spec(concurrency=3, release_seconds=1.5)) as service:
        engine = await leave(service, "hang")
        assert await asyncio.gather(*(speak(service, "440 Hz 0.2 s") for _ in range(4))) == [3200] * 4
        await until(lambda: engine.supervisor.state == EngineState.READY)
        assert engine.queue.running == 0


async def test_unloading_waits_until_the_engine_has_let_go(serve: Serve) -> None:
    async with serve(fake_spec()) as service:
        engine = await leave(service, "deaf 1.5")
        process = process_of(engine)._process
        assert process is not None
        await engine.supervisor.unload()
        assert not len(process._requests)
        assert engine.supervisor.state == EngineState.UNLOADED


async def test_a_death_frees_the_slots_of_those_who_had_left(serve: Serve) -> None:
    async with serve(fake_spec(release_seconds=600)) as service:
        engine = await leave(service, "deaf 600")
        process = process_of(engine)._process
        assert process is not None
        process.kill("the test wants it")
        await until(lambda: engine.queue.running == 0)
        assert await speak(service, "440 Hz 0.2 s")


async def test_an_answer_that_fails_by_itself_frees_its_slot_at_once(serve: Serve) -> None:
    async with serve(fake_spec()) as service:
        with pytest.raises(VozesError):
            await speak(service, "fail")
        assert service.registry.current.queue.running == 0
