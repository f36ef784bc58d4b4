"""Which engines there are, in what state, and which one speaks when a request names none.

Under `auto` that depends on the language, which is `vozes.service.speech.default_speakers`' matter; here stands only
which engines it chooses from.
"""

import asyncio
import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from vozes.engines.base import EngineSpec, EngineState
from vozes.engines.info import EngineInfo
from vozes.errors import ErrorCode, VozesError
from vozes.service.models import find_model, require_model
from vozes.service.queue import RequestQueue
from vozes.service.selection import kept_selection
from vozes.service.workers.supervision import EngineSupervisor, Supervise
from vozes.service.workers.supervisor import Supervisor
from vozes.settings import Settings

AUTOMATIC = "auto"
"""Stands for whichever installed engine speaks best, in place of an engine's name."""
NATURAL_MODEL = "kokoro"
"""The model that speaks its languages by default once it is installed."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RegisteredEngine:
    supervisor: EngineSupervisor
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

    def __init__(self, specs: Iterable[EngineSpec], settings: Settings, supervise: Supervise = Supervisor):
        """`supervise` makes what keeps each engine, by default as a process of this machine."""
        self.engines = {spec.info.id: _register(supervise(spec, settings), settings) for spec in specs}
        self.default_name = self.selected_name = settings.default_engine
        """The id of an engine, the name of a model, or `auto`."""
        self._wanted: str | None = None
        """What another server has selected, and is not installed here."""
        try:
            _ = self.default
        except VozesError as error:
            raise VozesError(ErrorCode.INVALID_SETTINGS, f"default_engine: {error.message}") from None
        kept = kept_selection(settings.home, self.default_name)
        if kept is not None:
            self._resume(kept)

    @property
    def default(self) -> RegisteredEngine:
        """The engine that speaks until another one is selected."""
        return self._meant(self.default_name)

    @property
    def current(self) -> RegisteredEngine:
        """The engine that speaks when a request names none; under `auto` in the languages of the natural one."""
        return self._meant(self.selected_name)

    @property
    def installed(self) -> list[RegisteredEngine]:
        return [engine for engine in self.engines.values() if engine.is_available]

    @property
    def natural(self) -> RegisteredEngine | None:
        """The engine of the natural model, where that is installed."""
        models = ((engine, find_model(engine.info, NATURAL_MODEL)) for engine in self.installed)
        return next((engine for engine, model in models if model is not None and model.missing is None), None)

    @property
    def ever_ready(self) -> RegisteredEngine:
        """The engine that speaks where no better one can: the first installed one."""
        return next(iter(self.installed), None) or next(iter(self.engines.values()))

    @property
    def speaking(self) -> list[RegisteredEngine]:
        """The installed engines that may speak when a request names none but a voice of theirs."""
        able = self.search_order if self.selected_name == AUTOMATIC else [self.current]
        return [engine for engine in able if engine.is_available]

    @property
    def search_order(self) -> list[RegisteredEngine]:
        """All engines, as voices are looked for in them where none is named."""
        return list(dict.fromkeys([self.current, *self.installed, *self.engines.values()]))

    @property
    def names(self) -> set[str]:
        """What `find` knows: the ids of engines, and their models' names."""
        return {name for engine in self.engines.values() for name in self.names_of(engine)}

    def names_of(self, engine: RegisteredEngine) -> list[str]:
        return [engine.info.id, *(model.name for model in engine.info.models if model.name != engine.info.id)]

    def find(self, engine_id: str) -> RegisteredEngine:
        """Returns an engine by its id, or a model's name. Raises VozesError(UNKNOWN_ENGINE) with the valid names."""
        engine = self.engines.get(engine_id) or next(
            (each for each in self.engines.values() if find_model(each.info, engine_id)), None
        )
        if engine is None:
            message = f"There is no engine {engine_id!r}; there are: {', '.join(map(_named, self.engines.values()))}."
            raise VozesError(ErrorCode.UNKNOWN_ENGINE, message, param="engine")
        return engine

    def with_options(self, options: Collection[str]) -> list[RegisteredEngine]:
        """Returns the installed engines that have all of these options; all installed ones where none has."""
        able = [each for each in self.installed if {spec.name for spec in each.info.options}.issuperset(options)]
        return able or self.installed or [self.ever_ready]

    def select(self, name: str) -> RegisteredEngine:
        """Makes an engine the one that speaks when a request names none; raises what `require_selectable` does."""
        self.require_selectable(name)
        self.selected_name, self._wanted = name, None
        return self.current

    def require_selectable(self, name: str) -> None:
        """Raises VozesError if it is not installed; `auto` leaves the choice to the language of each request."""
        if name != AUTOMATIC:
            engine = self.find(name)
            engine.supervisor.require_installed()
            require_model(engine.info, name)

    def follow(self, name: str) -> None:
        """Selects what another server has selected; where that is not installed here nothing changes yet."""
        try:
            self.select(name)
        except VozesError as error:
            if name != self._wanted:
                log.warning("%s was selected by another server, and cannot be here: %s", name, error.message)
            self._wanted = name

    def follow_again(self) -> None:
        """Selects what could not be followed before, once that is installed."""
        if self._wanted is not None:
            self.follow(self._wanted)

    def deselect_missing(self) -> None:
        """Leaves the choice to the language where what is selected is not installed any more."""
        try:
            self.select(self.selected_name)
        except VozesError as error:
            log.warning(
                "The selected engine %s is gone, so the choice is automatic: %s", self.selected_name, error.message
            )
            self.select(AUTOMATIC)

    async def close(self) -> None:
        await asyncio.gather(*(engine.supervisor.close() for engine in self.engines.values()))

    def _meant(self, name: str) -> RegisteredEngine:
        if name != AUTOMATIC:
            return self.find(name)
        natural = self.natural
        return natural if natural and natural.supervisor.is_expected else self.ever_ready

    def _resume(self, kept: str) -> None:
        """Selects what was selected before the restart; where that is gone, the setting counts."""
        try:
            self.select(kept)
        except VozesError as error:
            log.warning(
                "The selected engine %s is gone, so %s speaks (default_engine): %s",
                kept, self.default_name, error.message,
            )  # fmt: skip


def _named(engine: RegisteredEngine) -> str:
    models = ", ".join(model.name for model in engine.info.models)
    return f"{engine.info.id} (also: {models})" if models else engine.info.id


def _register(supervisor: EngineSupervisor, settings: Settings) -> RegisteredEngine:
    queue = RequestQueue(supervisor.spec.info.id, lambda: supervisor.concurrency, settings.queue_limit)
    supervisor.on_room = queue.let_in
    return RegisteredEngine(supervisor, queue)
