"""Which engines there are, in what state, and which one speaks when a request names none."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from vozes.engines.base import EngineSpec, EngineState
from vozes.engines.info import EngineInfo
from vozes.errors import ErrorCode, VozesError
from vozes.service.models import find_model, require_model
from vozes.service.queue import RequestQueue
from vozes.service.workers.supervisor import Supervisor
from vozes.settings import Settings


@dataclass(frozen=True, slots=True)
class RegisteredEngine:
    supervisor: Supervisor
    queue: RequestQueue

    @property
    def info(self) -> EngineInfo:
        return self.supervisor.info

    @property
    def is_available(self) -> bool:
        """Returns whether it is installed."""
        return self.supervisor.state != EngineState.NOT_INSTALLED


class Registry:
    """Keeps the engines by their ids. Raises VozesError(INVALID_SETTINGS) where the default engine is none of them."""

    def __init__(self, specs: Iterable[EngineSpec], settings: Settings):
        self.engines = {spec.info.id: _register(spec, settings) for spec in specs}
        self.current_name = settings.default_engine
        """The current engine's id, or the name of the model of it that speaks."""
        try:
            self.default = self.current = self.find(self.current_name)
        except VozesError as error:
            raise VozesError(ErrorCode.INVALID_SETTINGS, f"default_engine: {error.message}") from None

    def find(self, engine_id: str) -> RegisteredEngine:
        """Returns an engine by its id, or a model's name. Raises VozesError(UNKNOWN_ENGINE) with the valid names."""
        engine = self.engines.get(engine_id) or next(
            (each for each in self.engines.values() if find_model(each.info, engine_id)), None
        )
        if engine is None:
            message = f"There is no engine {engine_id!r}; there are: {', '.join(map(_named, self.engines.values()))}."
            raise VozesError(ErrorCode.UNKNOWN_ENGINE, message, param="engine")
        return engine

    def select(self, engine_id: str) -> RegisteredEngine:
        """Makes an engine the one that speaks when a request names none; raises VozesError if it is not installed."""
        engine = self.find(engine_id)
        engine.supervisor.require_installed()
        require_model(engine.info, engine_id)
        self.current, self.current_name = engine, engine_id
        return engine

    async def close(self) -> None:
        await asyncio.gather(*(engine.supervisor.close() for engine in self.engines.values()))


def _named(engine: RegisteredEngine) -> str:
    models = ", ".join(model.name for model in engine.info.models)
    return f"{engine.info.id} (also: {models})" if models else engine.info.id


def _register(spec: EngineSpec, settings: Settings) -> RegisteredEngine:
    queue = RequestQueue(spec.info.id, spec.info.capabilities.concurrency, settings.queue_limit)
    return RegisteredEngine(Supervisor(spec, settings), queue)
