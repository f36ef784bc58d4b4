"""One engine's life, with true worker processes."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from pathlib import Path

import numpy as np
import psutil
import pytest

from tests.fakes import STEPS, fake_spec, frequency_of
from tests.service.conftest import MakeSettings, until, until_deaf
from vozes.engines.base import EngineSpec, EngineState, LoadProgress
from vozes.errors import ErrorCode, VozesError
from vozes.service.workers.supervisor import Supervisor
from vozes.service.workers.worker_process import WorkerProcess
from vozes.types import SpeechRequest

pytestmark = pytest.mark.anyio

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")


Supervise = Callable[..., AbstractAsyncContextManager[Supervisor]]


@pytest.fixture
def supervise(make_settings: MakeSettings) -> Supervise:
    @asynccontextmanager
    async def supervised(spec: EngineSpec | None = None, **flags: object) -> AsyncIterator[Supervisor]:
        supervisor = Supervisor(spec or fake_spec(), make_settings(**flags))
        try:
            yield supervisor
        finally:
            await supervisor.close()

    return supervised


async def hum(supervisor: Supervisor, text: str = "440 Hz 0.2 s") -> int:
    """What frequency comes back."""
    async with aclosing(supervisor.speak(SpeechRequest(text, "en", "hum"))) as chunks:
        return frequency_of(np.concatenate([chunk.samples async for chunk in chunks]))


def pid_of(supervisor: Supervisor) -> int:
    assert supervisor.pid is not None
    return supervisor.pid


def is_at(progress: LoadProgress, supervisor: Supervisor) -> Callable[[], bool]:
    return lambda: supervisor.progress == progress


async def test_it_is_loaded_when_first_needed(supervise: Supervise) -> None:
    async with supervise() as supervisor:
        assert (supervisor.state, supervisor.pid) == (EngineState.UNLOADED, None)
        assert await hum(supervisor) == pytest.approx(440, abs=3)
        assert supervisor.state == EngineState.READY
        assert (supervisor.memory_bytes or 0) > 1_000_000
        assert supervisor.versions == {"sine": "1"}


async def test_it_is_loaded_once_however_many_wait(supervise: Supervise) -> None:
    async with supervise(fake_spec(concurrency=8)) as supervisor:
        heard = await asyncio.gather(*(hum(supervisor, f"{440 + 40 * n} Hz 0.2 s") for n in range(8)))
        assert heard == [pytest.approx(440 + 40 * n, abs=3) for n in range(8)]
        children = psutil.Process().children()
        assert len([child for child in children if "tests.fakes" in " ".join(child.cmdline())]) == 1


async def test_unloading_ends_its_process(supervise: Supervise) -> None:
    async with supervise() as supervisor:
        await supervisor.load()
        pid = pid_of(supervisor)
        await supervisor.unload()
        assert not psutil.pid_exists(pid)
        assert (supervisor.state, supervisor.memory_bytes) == (EngineState.UNLOADED, None)
        assert await hum(supervisor) == pytest.approx(440, abs=3)


async def test_unloading_waits_for_what_is_being_said(supervise: Supervise) -> None:
    async with supervise() as supervisor:
        speech = supervisor.speak(SpeechRequest("440 Hz 0.5 s slowly", "en", "hum"))
        await anext(speech)
        unloading = asyncio.create_task(supervisor.unload())
        rest = [chunk async for chunk in speech]
        await unloading
        assert len(rest) == 9
        assert supervisor.state == EngineState.UNLOADED


async def test_it_unloads_itself_when_idle(supervise: Supervise) -> None:
    async with supervise(idle_unload_seconds=0.1) as supervisor:
        await hum(supervisor)
        pid = pid_of(supervisor)
        await until(lambda: supervisor.state == EngineState.UNLOADED and not psutil.pid_exists(pid))
        assert await hum(supervisor) == pytest.approx(440, abs=3)


async def test_what_is_not_installed_says_what_to_run(supervise: Supervise) -> None:
    async with supervise(fake_spec(missing="Run: make sine")) as supervisor:
        assert (supervisor.state, supervisor.reason) == (EngineState.NOT_INSTALLED, "Run: make sine")
        with pytest.raises(VozesError, match="Run: make sine") as refusal:
            await supervisor.load()
        assert refusal.value.code == ErrorCode.MODEL_NOT_INSTALLED


async def test_what_cannot_be_loaded_has_failed_with_its_reason(supervise: Supervise) -> None:
    async with supervise(fake_spec(engine="BrokenEngine")) as supervisor:
        with pytest.raises(VozesError, match="told not to load") as refusal:
            await supervisor.load()
        assert refusal.value.code == ErrorCode.ENGINE_FAILED
        assert (supervisor.state, supervisor.reason, supervisor.pid) == (EngineState.FAILED, "told not to load", None)


async def test_a_process_that_ends_while_loading_has_failed(supervise: Supervise) -> None:
    async with supervise(fake_spec(engine="DyingEngine")) as supervisor:
        with pytest.raises(VozesError, match="status 3"):
            await supervisor.load()
        assert supervisor.state == EngineState.FAILED


async def test_an_engine_is_told_the_settings_that_it_needs(supervise: Supervise, tmp_path: Path) -> None:
    flags = {
        "device": "mps",
        "precision": "int8",
        "threads": 3,
        "kernels": "none",
        "batch_memory_mb": 64,
        "speech_retries": 5,
    }
    folders = {name: str(tmp_path / name) for name in ("xtts_checkpoint", "styletts2_checkpoints")}
    async with supervise(fake_spec(engine="TellingEngine"), **flags, **folders) as supervisor:
        await supervisor.load()
        assert json.loads(supervisor.versions["settings"]) == {
            "home": str(tmp_path / "home"),
            "device": "mps",
            "precision": "int8",
            "threads": 3,
            "batch_memory_mb": 64,
            "memory_mb": 0,
            "kernels": "none",
            "retries": 5,
            **folders,
            "forced_seconds": None,
        }


async def test_the_key_never_leaves_the_server_and_settings_reach_a_process_by_frame_alone(
    supervise: Supervise, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOZES_API_KEY", "hush-hush")
    monkeypatch.setenv("VOZES_THREADS", "7")
    async with supervise(fake_spec(engine="TellingEngine")) as supervisor:
        await supervisor.load()
        assert json.loads(supervisor.versions["settings"])["threads"] == 7
        assert "hush-hush" not in str(supervisor.versions)
        assert "VOZES_" not in supervisor.versions["environment"]
        assert str(supervisor.spec.target) in supervisor.versions["arguments"]
        assert "threads" not in supervisor.versions["arguments"]


async def test_it_says_how_far_its_loading_is(supervise: Supervise, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    async with supervise(fake_spec(engine="SteppingEngine")) as supervisor:
        loading = asyncio.create_task(supervisor.load())
        for name, progress in STEPS.items():
            await until(is_at(progress, supervisor))
            assert supervisor.state == EngineState.LOADING
            assert (supervisor.memory_bytes or 0) > 1_000_000
            (tmp_path / "home" / name).touch()
        await loading
        assert (supervisor.state, supervisor.progress) == (EngineState.READY, None)


async def test_closing_ends_a_process_that_is_loading(supervise: Supervise) -> None:
    async with supervise(fake_spec(engine="SteppingEngine")) as supervisor:
        loading = asyncio.create_task(supervisor.load())
        await until(lambda: supervisor.progress is not None)
        pid = pid_of(supervisor)
        await supervisor.close()
        assert not psutil.pid_exists(pid)
        with pytest.raises(VozesError) as refusal:
            await loading
        assert refusal.value.code == ErrorCode.SHUTTING_DOWN


@needs_signals
async def test_loading_may_take_longer_than_a_silent_process_is_borne(supervise: Supervise, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    patience = {"heartbeat_seconds": 0.1, "heartbeat_timeout_seconds": 0.3}
    async with supervise(fake_spec(engine="SteppingEngine"), **patience) as supervisor:
        loading = asyncio.create_task(supervisor.load())
        await until(lambda: supervisor.progress is not None)
        os.kill(pid_of(supervisor), signal.SIGSTOP)
        await asyncio.wait([loading], timeout=1)  # three times the patience
        os.kill(pid_of(supervisor), signal.SIGCONT)
        for name in STEPS:
            (tmp_path / "home" / name).touch()
        await loading


async def test_a_failure_to_load_keeps_its_code_also_where_it_is_not_tried_again_yet(supervise: Supervise) -> None:
    async with supervise(fake_spec(engine="DamagedEngine")) as supervisor:
        supervisor._backoff.failures = 5
        for message in ("its files are damaged$", "its files are damaged It can be started again in"):
            with pytest.raises(VozesError, match=message) as refusal:
                await supervisor.load()
            assert refusal.value.code == ErrorCode.INVALID_CHECKPOINT


async def test_what_trying_again_cannot_mend_is_not_tried_again_by_itself(supervise: Supervise) -> None:
    async with supervise(fake_spec(engine="FadingEngine")) as supervisor:
        with pytest.raises(VozesError):
            await hum(supervisor, "crash")
        await until(lambda: supervisor._restarting is not None and supervisor._restarting.done())
        assert (supervisor.state, supervisor.reason) == (EngineState.FAILED, "told that its files are damaged")
        assert supervisor._backoff.failures == 2  # the crash, and the one start after it


async def test_failing_again_and_again_is_refused_at_once_and_says_when_to_come_back(supervise: Supervise) -> None:
    async with supervise(fake_spec(engine="BrokenEngine")) as supervisor:
        for _ in range(4):
            with pytest.raises(VozesError):
                await supervisor.load()
        with pytest.raises(VozesError, match="started again in") as refusal:
            await supervisor.load()
        assert (refusal.value.retry_after or 0) > 2


async def test_loading_that_takes_too_long_is_given_up(supervise: Supervise) -> None:
    async with supervise(load_timeout_seconds=0.001) as supervisor:
        with pytest.raises(VozesError, match=r"more than 0\.001 s"):
            await supervisor.load()
        assert supervisor.state == EngineState.FAILED


async def test_a_crash_answers_the_request_and_the_engine_is_started_again(supervise: Supervise) -> None:
    async with supervise() as supervisor:
        with pytest.raises(VozesError) as crash:
            await hum(supervisor, "crash")
        assert crash.value.code == ErrorCode.ENGINE_CRASHED
        await until(lambda: supervisor.state == EngineState.READY)
        assert await hum(supervisor) == pytest.approx(440, abs=3)


async def test_a_fatal_error_ends_the_process_and_the_engine_is_started_again(supervise: Supervise) -> None:
    async with supervise(fake_spec(concurrency=2)) as supervisor:
        other = supervisor.speak(SpeechRequest("440 Hz 99 s slowly", "en", "hum"))
        await anext(other)
        poisoned = pid_of(supervisor)
        with pytest.raises(VozesError, match="told to be poisoned") as failure:
            await hum(supervisor, "poison")
        assert failure.value.code == ErrorCode.ENGINE_CRASHED
        with pytest.raises(VozesError, match=r"^told to be poisoned$") as failure:
            async for _ in other:
                pass
        assert failure.value.code == ErrorCode.ENGINE_CRASHED
        await until(lambda: supervisor.state == EngineState.READY and supervisor.pid != poisoned)
        assert not psutil.pid_exists(poisoned)
        assert await hum(supervisor) == pytest.approx(440, abs=3)


async def test_a_crash_answers_every_request_that_the_process_held(supervise: Supervise) -> None:
    async with supervise(fake_spec(concurrency=4)) as supervisor:
        speeches = [supervisor.speak(SpeechRequest("440 Hz 99 s slowly", "en", "hum")) for _ in range(3)]
        for speech in speeches:
            await anext(speech)
        os.kill(pid_of(supervisor), getattr(signal, "SIGKILL", signal.SIGTERM))
        for speech in speeches:
            with pytest.raises(VozesError) as crash:
                async for _ in speech:
                    pass
            assert crash.value.code == ErrorCode.ENGINE_CRASHED


@needs_signals
async def test_a_process_that_stops_answering_is_replaced(supervise: Supervise) -> None:
    async with supervise() as supervisor:
        await supervisor.load()
        stopped = pid_of(supervisor)
        os.kill(stopped, signal.SIGSTOP)
        with pytest.raises(VozesError, match="no sign of life") as crash:
            await hum(supervisor)
        assert crash.value.code == ErrorCode.ENGINE_CRASHED
        assert await hum(supervisor) == pytest.approx(440, abs=3)
        assert not psutil.pid_exists(stopped)


async def test_an_engine_that_ignores_a_cancellation_is_replaced(supervise: Supervise) -> None:
    async with supervise(fake_spec(concurrency=2, release_seconds=0.3)) as supervisor:
        await supervisor.load()
        hung = supervisor.pid
        task = asyncio.create_task(hum(supervisor, "hang"))
        await until_deaf(supervisor)
        task.cancel()
        await asyncio.wait([task])
        await until(lambda: supervisor.state == EngineState.READY and supervisor.pid != hung)
        assert await hum(supervisor) == pytest.approx(440, abs=3)


async def test_an_engine_that_is_unloaded_while_its_restart_is_pending_stays_unloaded(supervise: Supervise) -> None:
    async with supervise() as supervisor:
        await supervisor.load()
        supervisor._backoff.failures = 2  # so that the next start comes after 2 s
        os.kill(pid_of(supervisor), getattr(signal, "SIGKILL", signal.SIGTERM))
        await until(lambda: supervisor._restarting is not None)
        restarting = supervisor._restarting
        assert restarting is not None
        await supervisor.unload()
        await asyncio.wait([restarting])
        assert (supervisor.state, supervisor.pid) == (EngineState.UNLOADED, None)


async def test_an_engine_that_dies_while_it_is_unloaded_stays_unloaded(supervise: Supervise) -> None:
    async with supervise() as supervisor:
        speech = supervisor.speak(SpeechRequest("440 Hz 99 s slowly", "en", "hum"))
        await anext(speech)
        unloading = asyncio.create_task(supervisor.unload())
        os.kill(pid_of(supervisor), getattr(signal, "SIGKILL", signal.SIGTERM))
        with pytest.raises(VozesError):
            async for _ in speech:
                pass
        await unloading
        if supervisor._restarting is not None:
            await asyncio.wait([supervisor._restarting])
        assert (supervisor.state, supervisor.pid) == (EngineState.UNLOADED, None)


async def test_a_native_crash_is_explained_by_its_first_fatal_line(supervise: Supervise) -> None:
    async with supervise() as supervisor:
        with pytest.raises(VozesError, match=r"It said: Fatal Python error: Aborted$"):
            await hum(supervisor, "crash")


async def test_closing_early_cancels_and_the_next_request_is_its_own(supervise: Supervise) -> None:
    async with supervise() as supervisor:
        speech = supervisor.speak(SpeechRequest("440 Hz 3600 s slowly", "en", "hum"))
        await anext(speech)
        pid = pid_of(supervisor)
        await speech.aclose()
        process = supervisor._process
        assert process is not None
        await until(lambda: not len(process._requests))  # the worker has said that it stopped
        assert await hum(supervisor, "880 Hz 0.2 s") == pytest.approx(880, abs=3)
        assert supervisor.pid == pid


async def test_closing_leaves_no_process_behind_even_in_the_middle_of_speech(supervise: Supervise) -> None:
    async with supervise() as supervisor:
        speech = supervisor.speak(SpeechRequest("440 Hz 99 s slowly", "en", "hum"))
        await anext(speech)
        pid = pid_of(supervisor)
        await supervisor.close()
        assert not psutil.pid_exists(pid)
        with pytest.raises(VozesError):
            async for _ in speech:
                pass
        with pytest.raises(VozesError) as refusal:
            await supervisor.load()
        assert refusal.value.code == ErrorCode.SHUTTING_DOWN


async def test_an_engine_that_speaks_nonsense_in_its_frames_is_ended(
    supervise: Supervise, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with supervise() as supervisor:
        await supervisor.load()
        before = pid_of(supervisor)
        monkeypatch.setattr(WorkerProcess, "_handle", lambda self, header, payload: header["no such field"])
        await until(lambda: not psutil.pid_exists(before))


async def test_a_process_that_cannot_be_started_has_failed(
    supervise: Supervise, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with supervise() as supervisor:
        monkeypatch.setattr(sys, "executable", "/no/such/python")
        with pytest.raises(VozesError, match="cannot be started") as failure:
            await supervisor.load()
        assert failure.value.code == ErrorCode.ENGINE_FAILED
        assert supervisor.state == EngineState.FAILED


async def test_a_process_that_ends_as_soon_as_it_is_ready_is_not_taken_for_ready(
    supervise: Supervise, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its end is handled before the one who waits for it has run."""
    wait_for_ready = WorkerProcess.wait_until_ready

    async def slowly(process: WorkerProcess, timeout: float) -> dict[str, str]:
        await asyncio.shield(process._ready)
        os.kill(process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        await until(lambda: bool(process._ended_because))
        return await wait_for_ready(process, timeout)

    monkeypatch.setattr(WorkerProcess, "wait_until_ready", slowly)
    async with supervise() as supervisor:
        with pytest.raises(VozesError, match="signal 9"):
            await supervisor.load()
        assert supervisor.state == EngineState.FAILED
