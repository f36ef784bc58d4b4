"""Gets ready, beside whoever speaks already, the engines that speak the preferred languages best under `auto`.

That is done once for each that comes: when the server starts, or later when a model is installed. So the first request
in a natural voice waits neither for a conversion nor for loading. It knows nothing of what a request waits for.
"""

import asyncio
import logging
from collections.abc import Collection
from contextlib import nullcontext

from vozes.engines.base import EngineState
from vozes.errors import VozesError
from vozes.service.readiness import WARM_UP
from vozes.service.registry import AUTOMATIC, Registry
from vozes.service.speech.default_speakers import DefaultSpeakers, Speaker
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.service import SpeechService
from vozes.service.speech.waiting import Waiting

log = logging.getLogger(__name__)

_LOOK_SECONDS = 1.0
"""Seconds between two looks at what is installed."""
_MEMORY = 1_500_000_000
"""Bytes that must be free: a neural engine takes about as much while it converts a model and speaks. With less it is
loaded when a request first needs it."""


class Preloading:
    def __init__(
        self,
        registry: Registry,
        speakers: DefaultSpeakers,
        speech: SpeechService,
        waiting: Waiting,
        preferred_languages: Collection[str],
    ):
        self._registry = registry
        self._speakers = speakers
        self._speech = speech
        self._waiting = waiting
        self.preferred = tuple(preferred_languages)
        self._tried: set[tuple[str, str]] = set()
        """The engines, with their voices, that need not be got ready again."""
        self._told_of_memory = False

    async def keep_ready(self) -> None:
        """Looks again and again whether somebody better has come; never returns."""
        while True:
            if self._registry.selected_name == AUTOMATIC:
                await self.look()
            await asyncio.sleep(_LOOK_SECONDS)

    async def look(self) -> None:
        """Gets ready who has come since the last look."""
        speakers = [speaker for tag in self.preferred if (speaker := await self._speakers.better(tag))]
        first_of_each = {speaker.chosen.engine.info.id: speaker for speaker in reversed(speakers)}
        expected = {(engine_id, speaker.chosen.voice.id): speaker for engine_id, speaker in first_of_each.items()}
        self._tried &= expected.keys()
        for key, speaker in expected.items():
            if key not in self._tried and self._has_memory(speaker):
                self._tried.add(key)
                await self._get_ready(speaker)

    async def _get_ready(self, speaker: Speaker) -> None:
        """Has it say a few digits. One that speaks already may have to convert another model: nobody waits for that."""
        chosen = speaker.chosen
        is_at_work = chosen.engine.supervisor.state == EngineState.READY
        order = SpeechOrder(WARM_UP, speaker.language, chosen.voice.id, chosen.engine.info.id)
        with self._waiting.withheld(chosen.engine) if is_at_work else nullcontext():
            try:
                await self._speech.rehearse(order)
            except VozesError as error:
                log.warning("%s is not ready to speak: %s", chosen.engine.info.name, error.message)
            else:
                log.info("%s speaks %s as %s", chosen.engine.info.name, speaker.language, chosen.voice.id)

    def _has_memory(self, speaker: Speaker) -> bool:
        enough = speaker.chosen.engine.supervisor.has_room_to_load(_MEMORY)
        if not enough and not self._told_of_memory:
            log.warning(
                "%s is loaded when it is first asked for: less than %.1f GB of memory are free",
                speaker.chosen.engine.info.name,
                _MEMORY / 1e9,
            )
            self._told_of_memory = True
        return enough
