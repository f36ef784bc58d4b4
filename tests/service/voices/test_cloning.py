"""Voices are cloned by an engine's own process, which is loaded for it if need be."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.engines.recordings import recorded_voice
from tests.engines.styletts2.checkpoints import write_checkpoint as write_styletts2
from tests.engines.xtts.checkpoints import write_checkpoint as write_xtts
from tests.fakes import cloned_frequency, fake_spec, frequency_of
from tests.service.conftest import MakeSettings, until, until_deaf
from vozes.engines.base import EngineSpec, EngineState
from vozes.engines.catalog import engine_specs
from vozes.engines.settings import EngineSettings
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.weights import Weights
from vozes.service.workers.supervisor import Supervisor
from vozes.types import ClonedVoice, SpeechRequest

pytestmark = pytest.mark.anyio

Supervise = Callable[..., AbstractAsyncContextManager[Supervisor]]


@pytest.fixture
def supervise(make_settings: MakeSettings) -> Supervise:
    @asynccontextmanager
    async def supervised(
        spec: EngineSpec | None = None, told: EngineSettings | None = None, **flags: object
    ) -> AsyncIterator[Supervisor]:
        supervisor = Supervisor(spec or fake_spec(cloning=True, concurrency=2), make_settings(**flags), told)
        try:
            yield supervisor
        finally:
            await supervisor.close()

    return supervised


@pytest.fixture
def voice(tmp_path: Path) -> ClonedVoice:
    return recorded_voice(tmp_path, 110)


def frequency(voice: ClonedVoice) -> int:
    return cloned_frequency(*(Path(path).read_bytes() for path in voice.recordings))


def kept_frequency(voice: ClonedVoice) -> int:
    kept: dict[str, int] = json.loads(Path(str(voice.embedding)).read_text())
    return kept["frequency"]


async def hum(supervisor: Supervisor, text: str, *cloned: ClonedVoice) -> int:
    """What frequency comes back."""
    request = SpeechRequest("a text", "en", text, cloned=cloned)
    async with aclosing(supervisor.speak(request)) as chunks:
        return frequency_of(np.concatenate([chunk.samples async for chunk in chunks]))


async def test_the_engine_is_loaded_and_keeps_what_it_makes(supervise: Supervise, voice: ClonedVoice) -> None:
    async with supervise() as supervisor:
        await supervisor.clone(voice)
        assert supervisor.state == EngineState.READY
        assert kept_frequency(voice) == frequency(voice)
        assert await hum(supervisor, "voice_1", voice) == pytest.approx(frequency(voice), abs=3)
        assert await hum(supervisor, "voice_1:0.5+hum:0.5", voice) == pytest.approx((frequency(voice) + 440) / 2, abs=3)
        assert await hum(supervisor, "hum") == pytest.approx(440, abs=3)


async def test_a_refusal_keeps_its_code_and_the_engine_goes_on(supervise: Supervise, voice: ClonedVoice) -> None:
    async with supervise() as supervisor:
        with pytest.raises(VozesError, match="no sound") as refused:
            await supervisor.clone(replace(voice, recordings=()))
        assert refused.value.code is ErrorCode.INVALID_RECORDING
        await supervisor.clone(voice)


async def test_an_engine_that_cannot_clone_says_so(supervise: Supervise, voice: ClonedVoice) -> None:
    async with supervise(fake_spec()) as supervisor:
        with pytest.raises(VozesError, match="cannot clone"):
            await supervisor.clone(voice)


async def test_what_is_not_installed_is_said(supervise: Supervise, voice: ClonedVoice) -> None:
    async with supervise(fake_spec(cloning=True, missing="Run: make sine")) as supervisor:
        with pytest.raises(VozesError, match="Run: make sine") as refused:
            await supervisor.clone(voice)
        assert refused.value.code is ErrorCode.MODEL_NOT_INSTALLED


async def test_cancelling_ends_the_work_and_not_the_process(supervise: Supervise, voice: ClonedVoice) -> None:
    async with supervise() as supervisor:
        await supervisor.load()
        process = supervisor._process
        assert process is not None
        cloning = asyncio.create_task(supervisor.clone(replace(voice, id="slow")))
        await until(lambda: len(process._requests) > 0)
        cloning.cancel()
        await asyncio.wait([cloning])
        await until(lambda: not len(process._requests))  # the worker has said that it stopped
        await supervisor.clone(voice)
        assert supervisor._process is process


async def test_an_engine_that_ignores_a_cancellation_is_replaced(supervise: Supervise, voice: ClonedVoice) -> None:
    async with supervise(fake_spec(cloning=True, release_seconds=0.3)) as supervisor:
        await supervisor.load()
        hung = supervisor.pid
        cloning = asyncio.create_task(supervisor.clone(replace(voice, id="hang")))
        await until_deaf(supervisor)
        cloning.cancel()
        await asyncio.wait([cloning])
        await until(lambda: supervisor.state == EngineState.READY and supervisor.pid != hung)


async def test_a_crash_is_answered_and_the_engine_is_started_again(supervise: Supervise, voice: ClonedVoice) -> None:
    async with supervise() as supervisor:
        with pytest.raises(VozesError, match="stopped while it was at work") as crash:
            await supervisor.clone(replace(voice, id="crash"))
        assert crash.value.code is ErrorCode.ENGINE_CRASHED
        await supervisor.clone(voice)


async def test_unloading_waits_for_what_is_being_cloned(supervise: Supervise, voice: ClonedVoice) -> None:
    async with supervise() as supervisor:
        await supervisor.load()
        cloning = asyncio.create_task(supervisor.clone(replace(voice, id="slow")))
        await until(lambda: not supervisor._activity.is_idle)
        unloading = asyncio.create_task(supervisor.unload())
        await until(supervisor._unloading.locked)
        assert supervisor.state == EngineState.READY
        cloning.cancel()
        await unloading


@pytest.mark.parametrize("engine", ["xtts_v2", "styletts2"])
async def test_a_true_engine_clones_in_its_process(
    supervise: Supervise, voice: ClonedVoice, tmp_path: Path, bare_home: Path, engine: str
) -> None:
    if engine == "xtts_v2":
        write_xtts(bare_home / "models" / "xtts_v2")
    else:
        write_styletts2(bare_home / "models" / "styletts2" / "libritts", "libritts")
    told = EngineSettings(str(bare_home), "cpu", "float32", threads=1, forced_seconds=0.3)
    spec = next(spec for spec in engine_specs(told) if spec.info.id == engine)
    async with supervise(spec, told, heartbeat_timeout_seconds=30.0) as supervisor:
        await supervisor.clone(voice)
        kept = Weights(Path(str(voice.embedding)))
        assert set(kept.names) == ({"latents", "speaker"} if engine == "xtts_v2" else {"style"})
        short = recorded_voice(tmp_path, 110, seconds=0.2, voice_id="short")
        with pytest.raises(VozesError) as refused:
            await supervisor.clone(short)
        assert refused.value.code is ErrorCode.INVALID_RECORDING
        language = spec.info.languages[0]
        request = SpeechRequest("Hello, my friend.", language, "voice_1", cloned=(voice,), seed=1)
        async with aclosing(supervisor.speak(request)) as chunks:
            assert sum([chunk.seconds async for chunk in chunks]) > 0.2
