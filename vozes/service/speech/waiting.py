"""How long a request waits for the engine that would speak best, before another one speaks for it.

What is installed speaks, and loading takes seconds. What takes longer, such as converting a model that has just come,
is not waited for, so that there is never silence. It knows nothing of who speaks instead.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from vozes.engines.base import EngineState
from vozes.errors import ErrorCode, VozesError
from vozes.service.registry import RegisteredEngine

SERVERS_PATIENCE = 10.0
"""Seconds that an engine may take to be loaded, until the requests to a server wait for it no longer."""
_LOOK_SECONDS = 0.05
_CONVERTING = "converting"


class NotYet(Exception):
    """The engine cannot speak soon, but nothing is wrong with it."""


class Waiting:
    """All methods belong to the event loop's thread."""

    def __init__(self) -> None:
        self.patience: float | None = None
        """Seconds that loading may take; None: as long as it takes, as for a command."""
        self._withheld: set[str] = set()
        self._retries: dict[str, asyncio.Task[None]] = {}

    async def wait_for(self, engine: RegisteredEngine) -> None:
        """Returns once the engine is loaded. Raises NotYet, and VozesError where it cannot be loaded."""
        supervisor = engine.supervisor
        if supervisor.state == EngineState.FAILED and self.patience is not None and not self.is_withheld(engine):
            self._try_again(engine)
        self.look(engine)
        if supervisor.state != EngineState.READY:
            await self._load(engine)

    def look(self, engine: RegisteredEngine) -> None:
        """Raises what `wait_for` would at once; of one that is not loaded it is assumed that it can be."""
        supervisor = engine.supervisor
        if self.is_withheld(engine):
            raise NotYet
        if self.patience is None:
            return
        if supervisor.state == EngineState.FAILED:
            raise _unable(engine, supervisor.reason or "it failed.")
        if supervisor.state == EngineState.LOADING and _takes_longer(engine, self.patience):
            raise NotYet

    @contextmanager
    def withheld(self, engine: RegisteredEngine) -> Iterator[None]:
        """Lets nobody wait for the engine within the block: it is at something that takes long."""
        self._withheld.add(engine.info.id)
        try:
            yield
        finally:
            self._withheld.discard(engine.info.id)

    def is_withheld(self, engine: RegisteredEngine) -> bool:
        return engine.info.id in self._withheld

    async def close(self) -> None:
        for retry in self._retries.values():
            retry.cancel()
        await asyncio.gather(*self._retries.values(), return_exceptions=True)

    async def _load(self, engine: RegisteredEngine) -> None:
        loading = asyncio.create_task(engine.supervisor.load())  # which goes on where nobody waits any longer
        try:
            while not loading.done():
                if self.patience is not None and _takes_longer(engine, self.patience):
                    raise NotYet
                await asyncio.wait([loading], timeout=_LOOK_SECONDS)
            await loading
        except VozesError as error:
            raise _unable(engine, error.message) from error
        finally:
            loading.cancel()

    def _try_again(self, engine: RegisteredEngine) -> None:
        """Loads it in the background, as often as its supervisor allows."""
        retry = self._retries.get(engine.info.id)
        if retry is None or retry.done():
            self._retries[engine.info.id] = asyncio.create_task(_load_quietly(engine))


async def _load_quietly(engine: RegisteredEngine) -> None:
    with suppress(VozesError):  # which the supervisor keeps, and the next request is told
        await engine.supervisor.load()


def _takes_longer(engine: RegisteredEngine, seconds: float) -> bool:
    """Returns whether it has been loading for so long, or is converting a model."""
    progress = engine.supervisor.progress
    is_converting = progress is not None and progress.stage == _CONVERTING
    return is_converting or engine.supervisor.loading_seconds > seconds


def _unable(engine: RegisteredEngine, reason: str) -> VozesError:
    return VozesError(ErrorCode.ENGINE_FAILED, f"{engine.info.name} cannot speak at present: {reason}")
