"""Whether the server can really speak: the default engine has synthesised a warm-up and has not failed since."""

import asyncio
import logging
from collections.abc import Iterable

from vozes.engines.base import EngineState
from vozes.errors import ErrorCode, VozesError
from vozes.service.registry import Registry
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.service import SpeechService
from vozes.text.language import AUTO
from vozes.wording import sentence

log = logging.getLogger(__name__)

_WARM_UP = "1, 2, 3."
_RETRY_SECONDS = 5.0


class Readiness:
    def __init__(self, registry: Registry, speech: SpeechService, preferred_languages: Iterable[str]):
        self._registry = registry
        self._speech = speech
        self._preferred = tuple(preferred_languages)
        self._warm = False
        self._reason = "The default engine is still getting ready."

    def check(self) -> None:
        """Raises VozesError(NOT_READY) with the reason."""
        engine = self._registry.default.supervisor
        if engine.state in (EngineState.FAILED, EngineState.NOT_INSTALLED):
            raise self._not_ready(engine.reason or "The default engine failed.")
        if not self._warm:
            raise self._not_ready(self._reason)

    async def warm_up(self) -> None:
        """Makes the default engine speak; tries until it does."""
        while not self._warm:
            try:
                await self._speak_once()
            except VozesError as error:
                if error.message != self._reason:
                    log.warning("warm-up: %s", error.message)
                self._reason = error.message
                await asyncio.sleep(_RETRY_SECONDS)

    async def _speak_once(self) -> None:
        engine = self._registry.default
        order = SpeechOrder(_WARM_UP, language=self._language(), engine=engine.info.id)
        seconds = sum([chunk.seconds async for chunk in self._speech.chunks(await self._speech.prepare(order))])
        self._warm = seconds > 0
        if not self._warm:
            raise VozesError(ErrorCode.ENGINE_FAILED, f"The engine {engine.info.id} made no sound in its warm-up.")

    def _language(self) -> str:
        info = self._registry.default.info
        usable = map(info.match_language, self._preferred)
        return next((tag for tag in usable if tag), info.languages[0] if info.languages else AUTO)

    @staticmethod
    def _not_ready(reason: str) -> VozesError:
        return VozesError(ErrorCode.NOT_READY, sentence(reason))
