"""However a worker ends and whatever it does before: all who wait for it are answered, once."""

import asyncio
import sys
from contextlib import suppress

import psutil
import pytest

from tests.fakes import fake_spec
from tests.service.conftest import MakeSettings, until
from vozes.engines.base import EngineState
from vozes.engines.settings import engine_settings
from vozes.errors import ErrorCode, VozesError
from vozes.service.workers.supervisor import Supervisor
from vozes.service.workers.worker_process import WorkerProcess
from vozes.types import SpeechRequest

pytestmark = pytest.mark.anyio

posix = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked on POSIX alone")


async def crash_of(supervisor: Supervisor, text: str) -> VozesError:
    async with asyncio.timeout(60):
        try:
            async for _ in supervisor.speak(SpeechRequest(text, "en", "hum")):
                pass
        except VozesError as crash:
            return crash
    pytest.fail("it was spoken")


async def test_a_very_long_line_on_standard_error_ends_nothing(make_settings: MakeSettings) -> None:
    supervisor = Supervisor(fake_spec(), make_settings())
    try:
        assert [chunk async for chunk in supervisor.speak(SpeechRequest("shout", "en", "hum"))]
        assert (await crash_of(supervisor, "crash")).code == ErrorCode.ENGINE_CRASHED
        await until(lambda: supervisor.state == EngineState.READY)
    finally:
        await supervisor.close()


@posix
async def test_a_process_that_it_left_behind_with_its_pipes_delays_no_answer(make_settings: MakeSettings) -> None:
    supervisor = Supervisor(fake_spec(engine="ParentEngine"), make_settings())
    try:
        await supervisor.load()
        assert (await crash_of(supervisor, "crash")).code == ErrorCode.ENGINE_CRASHED
        await until(lambda: supervisor.state == EngineState.READY)
    finally:
        await supervisor.close()
        for child in psutil.process_iter():
            with suppress(psutil.Error):
                if child.ppid() == 1 and "tests.fakes:ParentEngine" in child.cmdline():
                    child.kill()


@pytest.mark.parametrize("fault", [asyncio.InvalidStateError("no such state"), RuntimeError("dropped")])
async def test_a_fault_in_reading_its_frames_answers_all_who_wait(
    make_settings: MakeSettings, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def handle(process: WorkerProcess, header: object, payload: bytes) -> None:
        raise fault

    supervisor = Supervisor(fake_spec(), make_settings())
    try:
        await supervisor.load()
        monkeypatch.setattr(WorkerProcess, "_handle", handle)
        crash = await crash_of(supervisor, "440 Hz 1 s")
        assert crash.code == ErrorCode.ENGINE_CRASHED
        assert str(fault) in crash.message
    finally:
        monkeypatch.undo()
        await supervisor.close()


async def test_a_fault_in_its_heartbeat_is_no_silence_for_ever(
    make_settings: MakeSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def beat(process: WorkerProcess, interval: float, timeout: float) -> None:
        raise RuntimeError("no heart")

    supervisor = Supervisor(fake_spec(), make_settings())
    try:
        monkeypatch.setattr(WorkerProcess, "_beat", beat)
        await supervisor.load()
        assert "no heart" in (await crash_of(supervisor, "440 Hz 99 s slowly")).message
    finally:
        monkeypatch.undo()
        await supervisor.close()


async def test_whoever_is_told_of_its_end_may_fail(make_settings: MakeSettings) -> None:
    told: list[str] = []

    def fail(process: WorkerProcess, reason: str) -> None:
        told.append(reason)
        raise RuntimeError("told to fail")

    process = await WorkerProcess.start("sine", fake_spec().target, engine_settings(make_settings()), fail)
    await process.wait_until_ready(30)
    async with asyncio.timeout(60):
        await process.stop()
    assert told == ["its process ended with status 0."]


async def test_what_cannot_be_started_for_any_reason_has_failed(
    make_settings: MakeSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def start(*_: object) -> WorkerProcess:
        raise RuntimeError("no room for a process")

    monkeypatch.setattr(WorkerProcess, "start", start)
    supervisor = Supervisor(fake_spec(), make_settings())
    with pytest.raises(VozesError, match="no room for a process") as failure:
        await supervisor.load()
    assert (failure.value.code, supervisor.state) == (ErrorCode.ENGINE_FAILED, EngineState.FAILED)
    await supervisor.close()
