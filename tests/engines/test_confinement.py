"""What an engine's process may still do once it is loaded, asked from inside it."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import fake_spec
from vozes.engines.espeak.engine import EspeakEngine
from vozes.engines.settings import EngineSettings
from vozes.service.workers.open_requests import keep_nothing
from vozes.service.workers.worker_process import WorkerProcess
from vozes.types import SpeechRequest

linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has a filter of system calls, and /proc")


def inside(attempt: str, tmp_path: Path, engine: str = "TryingEngine", **settings: Any) -> str:
    """What becomes of a statement in a loaded engine's process: its value, or the error's name."""

    async def ask() -> str:
        told = EngineSettings(str(tmp_path), **settings)
        worker = await WorkerProcess.start("trying", fake_spec(engine=engine).target, told, lambda *ended: None)
        try:
            await worker.wait_until_ready(60)
            request = SpeechRequest(attempt, "en", "hum")
            chunks = [chunk async for chunk in worker.speak(request, 60, keep_nothing)]
            return "".join(warning for chunk in chunks for warning in chunk.warnings)
        finally:
            await worker.stop()

    return asyncio.run(ask())


@linux
@pytest.mark.parametrize(
    "attempt",
    [
        "subprocess.run(['true'])",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "os.execv('/bin/true', ['true'])",
        "os.fork()",
        "socket.socket(socket.AF_INET)",
        "socket.socket(socket.AF_INET6)",
        "other_thread(lambda: subprocess.run(['true']))",
    ],
)
def test_it_starts_no_program_and_opens_no_connection(attempt: str, tmp_path: Path) -> None:
    assert inside(attempt, tmp_path) == "PermissionError"


@linux
def test_every_thread_of_it_is_bound_and_can_get_no_privileges(tmp_path: Path) -> None:
    lines = inside("[path.read_text() for path in pathlib.Path('/proc/self/task').glob('*/status')]", tmp_path)
    threads = lines.count("Pid:\\t") // 3
    assert threads > 1
    assert lines.count("NoNewPrivs:\\t1") == lines.count("Seccomp:\\t2") == threads


@linux
def test_its_files_and_dumps_are_bounded(tmp_path: Path) -> None:
    limits = inside("[resource.getrlimit(n) for n in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE)]", tmp_path)
    assert json.loads(limits.replace("(", "[").replace(")", "]")) == [[0, 0], [64 << 20, 64 << 20]]
    soft, hard = map(int, inside("resource.getrlimit(resource.RLIMIT_NOFILE)", tmp_path)[1:-1].split(","))
    assert soft == hard <= 1024
    assert inside(f"open({str(tmp_path / 'large')!r}, 'wb').write(bytes(65 << 20))", tmp_path) == "OSError"
    assert (tmp_path / "large").stat().st_size <= 64 << 20


def test_it_goes_on_making_threads_and_writing_what_it_keeps(tmp_path: Path) -> None:
    assert inside("other_thread(lambda: 7)", tmp_path) == "7"
    assert inside(f"open({str(tmp_path / 'kept')!r}, 'wb').write(bytes(1 << 20))", tmp_path) == str(1 << 20)


@linux
def test_its_memory_is_bounded_where_that_is_set(tmp_path: Path) -> None:
    assert inside("len(bytes(512 << 20))", tmp_path, memory_mb=400) == "MemoryError"
    assert inside("len(bytes(512 << 20))", tmp_path) == str(512 << 20)


@linux
def test_an_engine_that_needs_little_may_take_little_more_than_it_had_when_it_was_loaded(tmp_path: Path) -> None:
    assert EspeakEngine.growth_mb == 512
    assert inside("len(bytes(200 << 20))", tmp_path, engine="SmallEngine") == "MemoryError"
    assert inside("len(bytes(50 << 20))", tmp_path, engine="SmallEngine") == str(50 << 20)
