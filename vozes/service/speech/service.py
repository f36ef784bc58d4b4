"""The main job: an order is checked and completed, waits its turn, is spoken, and comes back as a rendering.

It knows nothing of HTTP. The API and the command line both order here.
"""

import logging
import time
import uuid
from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from pathlib import Path

from vozes.audio.formats import AudioFormat
from vozes.audio.spool import Spool
from vozes.errors import ErrorCode, VozesError
from vozes.files import make_folder, unwritable
from vozes.service.budget import Budget
from vozes.service.models import part_of, require_model, require_voice
from vozes.service.registry import AUTOMATIC, RegisteredEngine, Registry
from vozes.service.speech.default_speakers import DefaultSpeakers, Speaker
from vozes.service.speech.language_choice import LanguageChooser, require_language
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.rendering import Rendering
from vozes.service.speech.timeouts import Timeouts
from vozes.service.speech.voice_choice import ChosenVoice, VoiceChooser
from vozes.settings import Settings
from vozes.text.language import AUTO, normalize_tag
from vozes.types import AudioChunk, SpeechRequest

log = logging.getLogger(__name__)

_ROOM_TO_BEGIN = 64 * 1024
"""Bytes; with less nothing is spoken at all."""


@dataclass(slots=True)
class Speech:
    """An order that is spoken as it stands here, and how that went."""

    engine: RegisteredEngine
    request: SpeechRequest
    format: AudioFormat
    request_id: str
    synthesis_seconds: float = 0.0
    """From its turn to its latest chunk."""
    warnings: list[str] = field(default_factory=list)
    """What went wrong without ending it, so far."""

    def take_warnings(self, warnings: Iterable[str]) -> None:
        for warning in warnings:
            log.warning("request %s: %s: %s", self.request_id, self.engine.info.id, warning)
            self.warnings.append(warning)


class SpeechService:
    def __init__(
        self,
        registry: Registry,
        chooser: VoiceChooser,
        speakers: DefaultSpeakers,
        languages: LanguageChooser,
        budget: Budget,
        settings: Settings,
    ):
        self._budget = budget
        self._registry = registry
        self._chooser = chooser
        self._speakers = speakers
        self._languages = languages
        self._settings = settings

    @property
    def spool_folder(self) -> Path:
        return self._settings.home / "cache" / "spool"

    async def prepare(self, order: SpeechOrder, request_id: str | None = None) -> Speech:
        """Checks everything and makes every choice, before any work is done; raises VozesError."""
        audio_format = order.check(self._settings.max_text_characters)
        name = self._registry.selected_name if order.engine is None else order.engine
        speaker = await (self._automatic(order) if name == AUTOMATIC else self._spoken_by(order, name))
        chosen = speaker.chosen
        options = chosen.engine.info.check_options(order.options)
        request = SpeechRequest(
            order.text, speaker.language, chosen.voice.id, order.speed, order.seed, options, cloned=chosen.cloned
        )
        speech = Speech(chosen.engine, request, audio_format, request_id or new_request_id())
        speech.take_warnings(speaker.warnings)
        return speech

    def render(self, speech: Speech, *, whole: bool = True) -> Rendering:
        """Starts speaking. `whole`: nobody reads before the end, so that headers can tell the length.

        Raises VozesError(SPOOL_FULL) where there is no room to begin, and so does the rendering later: a whole answer
        at once, a stream once its reader has made no room for `stall_seconds`, or as soon as others wait for the
        engine.
        """
        speech.request = replace(speech.request, streaming=not whole)
        account = self._budget.current()
        account.require(_ROOM_TO_BEGIN)

        async def make_room(size: int) -> None:
            seconds = 0.0 if whole else self._settings.stall_seconds
            await account.wait_for_room(size, seconds, lambda: speech.engine.queue.waiting > 0)

        try:
            make_folder(self.spool_folder)
        except OSError as error:
            raise unwritable("There is no place for a long answer", error) from error
        spool = Spool(self.spool_folder, charge=account.add, read_once=not whole)
        return Rendering(speech.format, self.chunks(speech), spool, make_room, whole=whole)

    async def chunks(self, speech: Speech) -> AsyncGenerator[AudioChunk]:
        """Yields the speech, once its turn has come. Raises VozesError, DEADLINE_EXCEEDED among others.

        The time until the first sound is limited, and from then on the time without a sign of work. What the listener
        takes between two chunks does not count.
        """
        timeouts = Timeouts(self._settings.first_sound_seconds, self._settings.stall_seconds)
        async with timeouts.limit(), speech.engine.queue.slot() as turn:
            started = time.monotonic()
            async with aclosing(speech.engine.supervisor.speak(speech.request, turn.keep_until)) as chunks:
                async for chunk in chunks:
                    speech.synthesis_seconds = time.monotonic() - started
                    speech.take_warnings(chunk.warnings)
                    if not chunk.seconds:
                        timeouts.sign_of_work()
                        continue
                    timeouts.rest()
                    yield chunk
                    timeouts.progress()

    async def _automatic(self, order: SpeechOrder) -> Speaker:
        """Returns the engine that has the voice of the order; where none is named, who speaks its language best."""
        chosen = await self._choose_voice(order)
        if chosen is not None:
            return await self._with_voice(order, chosen)
        able = self._registry.with_options(order.options)
        info = able[0].info
        info.check_options(order.options)
        able[0].supervisor.require_installed()
        is_named = normalize_tag(order.language) != AUTO
        for tag in [order.language] if is_named else await self._languages.likely(order.text):
            speaker = await self._speakers.choose(tag, order.options)
            if speaker is not None:
                return speaker
        tag = order.language if is_named else info.languages[0]
        language = require_language(tag, info.languages, info)
        return Speaker(ChosenVoice(able[0], self._speakers.voice_for(info, language)), language)

    async def _spoken_by(self, order: SpeechOrder, name: str) -> Speaker:
        """Returns how the engine, or the model, of that name speaks the order."""
        chosen = await self._choose_voice(order)
        if chosen is not None:
            return await self._with_voice(order, chosen)
        engine = self._registry.find(name)
        _require_usable(engine, order, name)
        info = part_of(engine.info, name)
        language = await self._languages.choose(order.text, order.language, info, None)
        return Speaker(ChosenVoice(engine, self._speakers.voice_for(info, language)), language)

    async def _with_voice(self, order: SpeechOrder, chosen: ChosenVoice) -> Speaker:
        name = self._registry.selected_name if order.engine is None else order.engine
        _require_usable(chosen.engine, order, name)
        if order.engine is not None:
            require_voice(chosen.engine.info, order.engine, chosen.voice, chosen.cloned)
        info = part_of(chosen.engine.info, name)
        language = await self._languages.choose(
            order.text, order.language, info, chosen.voice, chosen.recorded_language
        )
        return Speaker(chosen, language)

    async def _choose_voice(self, order: SpeechOrder) -> ChosenVoice | None:
        """Returns the voice; None: the engine's own choice."""
        if order.reference is not None and order.voice is not None:
            message = "voice and reference_audio exclude each other: send one of them."
            raise VozesError(ErrorCode.INVALID_FIELD, message, param="voice")
        if order.reference is not None:
            return self._chooser.choose_reference(order.reference, order.engine, order.options)
        return None if order.voice is None else await self._chooser.choose(order.voice, order.engine, order.options)


def _require_usable(engine: RegisteredEngine, order: SpeechOrder, name: str) -> None:
    """Raises VozesError for options that the engine does not have, and where it or that model of it is missing."""
    engine.info.check_options(order.options)
    engine.supervisor.require_installed()
    require_model(engine.info, name)


def new_request_id() -> str:
    return f"req_{uuid.uuid4().hex[:20]}"
