"""What the service asks of an engine on a cluster, within this process."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from pathlib import Path

import pytest

from tests.fakes import fake_spec
from tests.ray_nodes import RayNodes, running_nodes
from vozes.engines.base import EngineState
from vozes.errors import ErrorCode, VozesError
from vozes.service.workers.supervision import EngineSupervisor
from vozes.settings import load_settings
from vozes.types import SpeechRequest

pytestmark = [pytest.mark.slow, pytest.mark.anyio]

CANCELLED_SECONDS = 0.25


@pytest.fixture(scope="module")
def nodes() -> Iterator[RayNodes]:
    with running_nodes(2) as started:
        yield started


@pytest.fixture
async def engine(nodes: RayNodes, tmp_path: Path) -> AsyncIterator[EngineSupervisor]:
    from vozes.service.cluster.joining import join_cluster

    spec, settings = fake_spec(), load_settings(home=tmp_path / "home")
    supervisor = join_cluster(nodes.address, [spec], settings)(spec, settings)
    yield supervisor
    await supervisor.close()


def request(text: str) -> SpeechRequest:
    return SpeechRequest(text, "en", "hum")


async def seconds_of_speech(engine: EngineSupervisor, text: str) -> float:
    return sum([chunk.seconds async for chunk in engine.speak(request(text))])


async def test_a_request_that_is_left_frees_its_engine_at_once(engine: EngineSupervisor) -> None:
    await engine.load()
    taken = []
    for _ in range(5):
        released: list[asyncio.Future[None]] = []
        async with aclosing(engine.speak(request("440 Hz 60 s slowly"), released.append)) as chunks:
            async for chunk in chunks:
                if len(chunk.samples):
                    break
            left = time.monotonic()
        await asyncio.gather(*released)
        taken.append(time.monotonic() - left)
        assert len(released) == 1
        assert await seconds_of_speech(engine, "440 Hz 0.1 s") == pytest.approx(0.1)
    assert sorted(taken)[len(taken) // 2] < CANCELLED_SECONDS, taken


async def test_an_error_of_the_engine_comes_as_on_one_machine(engine: EngineSupervisor) -> None:
    with pytest.raises(VozesError, match="told to refuse") as refusal:
        await seconds_of_speech(engine, "refuse")
    assert refusal.value.code == ErrorCode.ENGINE_FAILED
    with pytest.raises(VozesError) as crash:
        await seconds_of_speech(engine, "crash")
    assert crash.value.code == ErrorCode.ENGINE_CRASHED
    assert await seconds_of_speech(engine, "440 Hz 0.1 s") == pytest.approx(0.1)


async def test_an_engine_that_is_kept_unloaded_is_loaded_by_nobody(engine: EngineSupervisor) -> None:
    await engine.load()
    async with engine.kept_unloaded():
        assert engine.state == EngineState.UNLOADED
        waiting = asyncio.create_task(seconds_of_speech(engine, "440 Hz 0.1 s"))
        done, _ = await asyncio.wait([waiting], timeout=0.5)
        assert not done
    assert await waiting == pytest.approx(0.1)
