"""The main job: an order is checked and completed, waits its turn, is spoken, and comes back as a rendering.

It knows nothing of HTTP. The API and the command line both order here.
"""

import asyncio
import logging
import time
import uuid
from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from pathlib import Path

from vozes.audio.formats import AudioFormat
from vozes.audio.spool import Spool
from vozes.engines.info import EngineInfo, VoiceInfo
from vozes.errors import ErrorCode, VozesError
from vozes.files import make_folder, unwritable
from vozes.service.budget import Budget
from vozes.service.models import part_of, require_model, require_voice
from vozes.service.registry import RegisteredEngine, Registry
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.rendering import Rendering
from vozes.service.speech.timeouts import Timeouts
from vozes.service.speech.voice_choice import ChosenVoice, VoiceChooser
from vozes.settings import Settings
from vozes.text.detection import DetectionError, LanguageDetector
from vozes.text.language import AUTO, LONGEST_TAG, match_language, normalize_tag
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
        detector: LanguageDetector,
        budget: Budget,
        settings: Settings,
    ):
        self._budget = budget
        self._registry = registry
        self._chooser = chooser
        self._detector = detector
        self._detection: asyncio.Task[None] | None = None
        self._settings = settings

    @property
    def spool_folder(self) -> Path:
        return self._settings.home / "cache" / "spool"

    async def prepare_detection(self) -> None:
        """Gets language detection ready, once, without holding up the event loop; raises DetectionError."""
        if self._detection is None or (self._detection.done() and self._detection.exception()):
            self._detection = asyncio.create_task(asyncio.to_thread(self._detector.prepare))
        await asyncio.shield(self._detection)

    async def close(self) -> None:
        self._detector.close()
        if self._detection is not None:
            await asyncio.gather(self._detection, return_exceptions=True)

    async def prepare(self, order: SpeechOrder, request_id: str | None = None) -> Speech:
        """Checks everything and makes every choice, before any work is done; raises VozesError."""
        audio_format = order.check(self._settings.max_text_characters)
        chosen = await self._choose_voice(order)
        engine = self._engine(order) if chosen is None else chosen.engine
        options = engine.info.check_options(order.options)
        engine.supervisor.require_installed()
        name = self._registry.current_name if order.engine is None else order.engine
        require_model(engine.info, name)
        if order.engine is not None and chosen is not None:
            require_voice(engine.info, order.engine, chosen.voice, chosen.cloned)
        info = part_of(engine.info, name)
        language = await self._choose_language(order, info, chosen)
        voice = info.voice_for(language) if chosen is None else chosen.voice
        cloned = () if chosen is None else chosen.cloned
        request = SpeechRequest(order.text, language, voice.id, order.speed, order.seed, options, cloned=cloned)
        return Speech(engine, request, audio_format, request_id or new_request_id())

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

    def _engine(self, order: SpeechOrder) -> RegisteredEngine:
        return self._registry.current if order.engine is None else self._registry.find(order.engine)

    async def _choose_voice(self, order: SpeechOrder) -> ChosenVoice | None:
        """Returns the voice; None: the engine's own choice."""
        if order.reference is not None and order.voice is not None:
            message = "voice and reference_audio exclude each other: send one of them."
            raise VozesError(ErrorCode.INVALID_FIELD, message, param="voice")
        if order.reference is not None:
            return self._chooser.choose_reference(order.reference, order.engine)
        return None if order.voice is None else await self._chooser.choose(order.voice, order.engine)

    async def _choose_language(self, order: SpeechOrder, info: EngineInfo, chosen: ChosenVoice | None) -> str:
        voice = None if chosen is None else chosen.voice
        spoken = voice.languages if voice is not None and voice.languages else info.languages
        if normalize_tag(order.language) != AUTO:
            return _require_language(order.language, spoken, info, voice)
        if len(spoken) == 1:
            return spoken[0]
        recorded = None if chosen is None else chosen.recorded_language
        for tag in await self._likely_languages(order.text, recorded):
            language = match_language(tag, spoken, info.language_aliases)
            if language is not None:
                return language
        return spoken[0]

    async def _likely_languages(self, text: str, recorded: str | None) -> tuple[str, ...]:
        """Returns what the text is in, then what the voice was recorded in, then what the user prefers.

        A text that is too short to tell is in the language of the voice's recordings, where that is known.
        """
        own = () if recorded is None else (recorded,)
        preferred = self._settings.preferred_languages
        try:
            await self.prepare_detection()
        except DetectionError as error:
            log.warning("%s", error)
            return *own, *preferred
        return self._detector.detect(text, own or preferred), *own, *preferred


def new_request_id() -> str:
    return f"req_{uuid.uuid4().hex[:20]}"


def _require_language(tag: str, spoken: tuple[str, ...], info: EngineInfo, voice: VoiceInfo | None) -> str:
    language = match_language(tag, spoken, info.language_aliases)
    if language is not None:
        return language
    who = f"The engine {info.id}" if voice is None else f"The voice {voice.id}"
    listed = ", ".join(spoken[:20]) + (", …" if len(spoken) > 20 else "")
    raise VozesError(
        ErrorCode.UNSUPPORTED_LANGUAGE,
        f"{who} does not speak {tag[:LONGEST_TAG]!r}; it speaks: {listed}.",
        param="language",
    )
