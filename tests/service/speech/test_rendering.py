"""What a rendering holds, and when it lets go of it."""

import asyncio
import gc
import weakref
from collections.abc import AsyncGenerator, Iterator
from contextlib import suppress

import numpy as np
import pytest

from vozes.audio.formats import find_format
from vozes.audio.spool import Spool
from vozes.service.speech.rendering import Rendering
from vozes.types import AudioChunk


@pytest.fixture(autouse=True)
def _without_collector() -> Iterator[None]:
    """So that only what nothing refers to is freed."""
    gc.disable()
    yield
    gc.enable()


async def no_limit(_: int) -> None:
    pass


class Engine:
    """Speaks once, and then fails or goes on for ever."""

    def __init__(self, failure: Exception | None = None) -> None:
        self._failure = failure
        self.samples: weakref.ref[object] = lambda: None  # type: ignore[assignment]

    async def chunks(self) -> AsyncGenerator[AudioChunk]:
        samples = np.zeros(2400, np.float32)
        self.samples = weakref.ref(samples)
        yield AudioChunk(samples, 24_000)
        if self._failure is not None:
            raise self._failure
        await asyncio.Event().wait()


def rendered(engine: Engine) -> Rendering:
    """Returns what has begun, and is closed."""

    async def render() -> Rendering:
        rendering = Rendering(find_format("wav"), engine.chunks(), Spool(), no_limit, whole=False)
        with suppress(RuntimeError):
            await rendering.started()
        await rendering.close()
        return rendering

    return asyncio.run(render())


@pytest.mark.parametrize("failure", [None, RuntimeError("broken")], ids=["the client leaves", "the engine fails"])
def test_samples_are_freed_at_once_when_it_ends_early(failure: Exception | None) -> None:
    engine = Engine(failure)
    rendering = rendered(engine)
    assert engine.samples() is None
    assert rendering.sample_rate == 24_000
