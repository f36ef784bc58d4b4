from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.fakes import DEAF
from vozes.service.registry import RegisteredEngine
from vozes.service.workers.supervisor import Supervisor
from vozes.settings import Settings, load_settings

MakeSettings = Callable[..., Settings]


@pytest.fixture
def make_settings(tmp_path: Path) -> MakeSettings:
    """Settings for quick tests: the fake engine is the default, and a silent worker is noticed soon."""

    def make(**flags: object) -> Settings:
        quick = {"home": tmp_path / "home", "default_engine": "sine", "heartbeat_seconds": 0.1}
        return load_settings(**{**quick, "heartbeat_timeout_seconds": 1.0, **flags})

    return make


def process_of(engine: RegisteredEngine) -> Supervisor:
    """What keeps the engine as a process of this machine."""
    assert isinstance(engine.supervisor, Supervisor)
    return engine.supervisor


async def until_deaf(supervisor: Supervisor) -> None:
    """Returns once the fake engine looks at nothing any more: what it was told before, it may still obey."""
    process = supervisor._process
    assert process is not None
    await until(lambda: process._words.cause == DEAF)


async def until(condition: Callable[[], bool | Awaitable[bool]]) -> None:
    """Returns once the condition holds; the test's own time limit is the deadline."""
    import asyncio

    async with asyncio.timeout(60):
        while True:
            holds = condition()
            if holds if isinstance(holds, bool) else await holds:
                return
            await asyncio.sleep(0.005)
