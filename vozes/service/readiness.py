"""Whether the server can really speak: an engine has synthesised a warm-up and has not failed since.

It is the engine that is selected when the server starts; under `auto` the one that is always there, beside which a
better one may be loading (`preloading.py`).
"""

import asyncio
import logging
from collections.abc import Iterable

from vozes.engines.base import EngineState
from vozes.engines.info import EngineInfo
from vozes.errors import ErrorCode, VozesError
from vozes.service.models import part_of
from vozes.service.registry import AUTOMATIC, RegisteredEngine, Registry
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.service import SpeechService
from vozes.text.language import AUTO
from vozes.wording import sentence

log = logging.getLogger(__name__)

WARM_UP = "1, 2, 3."
_RETRY_SECONDS = 5.0


class Readiness:
    def __init__(self, registry: Registry, speech: SpeechService, preferred_languages: Iterable[str]):
        self._registry = registry
        self._speech = speech
        self._preferred = tuple(preferred_languages)
        self._name = registry.selected_name
        self._warm = False
        self._reason = "The default engine is still getting ready."

    def check(self) -> RegisteredEngine:
        """Returns the engine that can speak. Raises VozesError(NOT_READY) with the reason."""
        current = self._registry.current
        if self._name == AUTOMATIC and current is not self._engine and current.supervisor.state == EngineState.READY:
            return current
        engine = self._engine.supervisor
        if engine.state in (EngineState.FAILED, EngineState.NOT_INSTALLED):
            raise self._not_ready(engine.reason or "The default engine failed.")
        if not self._warm:
            raise self._not_ready(self._reason)
        return self._engine

    async def warm_up(self) -> None:
        """Makes the engine speak; tries until it does."""
        while not self._warm:
            try:
                await self._speak_once()
            except VozesError as error:
                if error.message != self._reason:
                    log.warning("warm-up: %s", error.message)
                self._reason = error.message
                await asyncio.sleep(_RETRY_SECONDS)

    @property
    def _engine(self) -> RegisteredEngine:
        return self._registry.ever_ready if self._name == AUTOMATIC else self._registry.find(self._name)

    async def _speak_once(self) -> None:
        engine = self._engine
        name = engine.info.id if self._name == AUTOMATIC else self._name
        language = self._language(part_of(engine.info, name))
        order = SpeechOrder(WARM_UP, language=language, engine=name)
        self._warm = await self._speech.rehearse(order) > 0
        if not self._warm:
            raise VozesError(ErrorCode.ENGINE_FAILED, f"The engine {engine.info.id} made no sound in its warm-up.")

    def _language(self, info: EngineInfo) -> str:
        usable = map(info.match_language, self._preferred)
        return next((tag for tag in usable if tag), info.languages[0] if info.languages else AUTO)

    @staticmethod
    def _not_ready(reason: str) -> VozesError:
        return VozesError(ErrorCode.NOT_READY, sentence(reason))
