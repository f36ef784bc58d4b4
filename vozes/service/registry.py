"""Which engines there are, in what state, and which one speaks when a request names none."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from vozes.engines.base import EngineInfo, EngineSpec
from vozes.errors import ErrorCode, VozesError
from vozes.service.scheduler import Scheduler
from vozes.service.supervisor import Supervisor
from vozes.settings import Settings


@dataclass(frozen=True, slots=True)
class RegisteredEngine:
    supervisor: Supervisor
    scheduler: Scheduler

    @property
    def info(self) -> EngineInfo:
        return self.supervisor.info


class Registry:
    """Raises VozesError(INVALID_SETTINGS) where the default engine is none of the specs'."""

    def __init__(self, specs: Iterable[EngineSpec], settings: Settings):
        self.engines = {spec.info.id: _register(spec, settings) for spec in specs}
        if settings.default_engine not in self.engines:
            message = f"default_engine is {settings.default_engine!r}; there are: {', '.join(self.engines)}."
            raise VozesError(ErrorCode.INVALID_SETTINGS, message)
        self.default = self.current = self.engines[settings.default_engine]

    def find(self, engine_id: str) -> RegisteredEngine:
        """Raises VozesError(UNKNOWN_ENGINE) with the valid ids."""
        engine = self.engines.get(engine_id)
        if engine is None:
            message = f"There is no engine {engine_id!r}; there are: {', '.join(self.engines)}."
            raise VozesError(ErrorCode.UNKNOWN_ENGINE, message, param="engine")
        return engine

    def select(self, engine_id: str) -> RegisteredEngine:
        """Makes an engine the one that speaks when a request names none; raises VozesError if it is not installed."""
        engine = self.find(engine_id)
        engine.supervisor.require_installed()
        self.current = engine
        return engine

    async def close(self) -> None:
        await asyncio.gather(*(engine.supervisor.close() for engine in self.engines.values()))


def _register(spec: EngineSpec, settings: Settings) -> RegisteredEngine:
    scheduler = Scheduler(spec.info.id, spec.info.capabilities.concurrency, settings.queue_limit)
    return RegisteredEngine(Supervisor(spec, settings), scheduler)
