"""What a voice sounds like: a short sentence in its language, spoken once for each engine and kept.

Previews are derived: they may be deleted at any time. Those of mixtures, of which there is no end, are not kept. It
knows nothing of HTTP.
"""

import asyncio
import hashlib
import json
import logging
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path

from vozes.engines.info import EngineInfo
from vozes.engines.mixtures import parse_mixture
from vozes.files import write_whole
from vozes.service.queue import RequestQueue
from vozes.service.registry import AUTOMATIC, Registry
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.service import SpeechService
from vozes.service.speech.voice_choice import ChosenVoice, VoiceChooser
from vozes.service.thread_pools import in_thread, with_files
from vozes.settings import Settings
from vozes.text.language import base_language, match_language
from vozes.voices.library import VoiceLibrary
from vozes.voices.names import unknown_voice

log = logging.getLogger(__name__)

SENTENCES = {
    "ar": "مرحبا! هذا هو صوتي، وهكذا يبدو.",
    "cs": "Ahoj! Tohle je můj hlas a takhle zní.",
    "de": "Hallo! Das ist meine Stimme, und so klingt sie.",
    "en": "Hello! This is my voice, and this is how it sounds.",
    "es": "¡Hola! Esta es mi voz, y así es como suena.",
    "fr": "Bonjour ! Voici ma voix, et voici comment elle sonne.",
    "hi": "नमस्ते! यह मेरी आवाज़ है, और यह ऐसी सुनाई देती है।",
    "hu": "Szia! Ez az én hangom, és így szól.",
    "it": "Ciao! Questa è la mia voce, ed ecco come suona.",
    "ja": "こんにちは。これが私の声です。このように聞こえます。",
    "ko": "안녕하세요! 이것이 제 목소리이고, 이렇게 들립니다.",
    "nl": "Hallo! Dit is mijn stem, en zo klinkt hij.",
    "pl": "Cześć! To jest mój głos i tak właśnie brzmi.",
    "pt": "Olá! Esta é a minha voz, e é assim que ela soa.",
    "ru": "Привет! Это мой голос, и вот так он звучит.",
    "tr": "Merhaba! Bu benim sesim ve işte böyle duyuluyor.",
    "zh": "你好！这是我的声音，听起来就是这样。",
}
SENTENCES["cmn"] = SENTENCES["zh"]
_SEED = 1
_HASH_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Preview:
    mp3: bytes
    engine: str
    voice: str

    async def pieces(self) -> AsyncGenerator[bytes]:
        """Yields all of it."""
        yield self.mp3


class Previews:
    def __init__(
        self,
        library: VoiceLibrary,
        chooser: VoiceChooser,
        registry: Registry,
        speech: SpeechService,
        settings: Settings,
    ):
        self._library = library
        self._chooser = chooser
        self._registry = registry
        self._speech = speech
        self._settings = settings
        self.preferred = settings.preferred_languages
        self._folder = settings.home / "voices" / "previews"
        self._one_in_passing = asyncio.Lock()

    async def get(self, voice_id: str, engine_id: str | None = None, *, in_passing: bool = False) -> Preview:
        """Returns the preview of a voice of the library, of one that comes with an engine, or of a mixture, by ids.

        `in_passing`: for a program that asks for all voices at once, so that nobody's speech waits for them. These are
        spoken one after another, each while its engine has nothing else to do; where somebody has to wait meanwhile,
        it is broken off and begun anew later. One for which there was no time in `first_sound_seconds` takes its turn
        like anybody.

        Raises VozesError: UNKNOWN_VOICE, UNKNOWN_ENGINE, and what speaking may meet.
        """
        chosen = await self._choose(voice_id, engine_id)
        order = self._order(chosen)
        if parse_mixture(chosen.voice.id):
            return Preview(await self._speak(order), chosen.engine.info.id, chosen.voice.id)
        path = await in_thread(self._path, order, chosen)
        mp3 = await in_thread(_read, path)
        if mp3 is None and in_passing:
            async with self._one_in_passing:
                mp3 = await in_thread(_read, path)  # another request may have had it spoken meanwhile
                if mp3 is None:
                    mp3 = await self._keep(path, await self._speak_in_passing(order, chosen.engine.queue))
        elif mp3 is None:
            mp3 = await self._keep(path, await self._speak(order))
        return Preview(mp3, chosen.engine.info.id, chosen.voice.id)

    async def _choose(self, voice_id: str, engine_id: str | None) -> ChosenVoice:
        """Returns the voice; of engines' own voices that of the current engine comes first."""
        own = await in_thread(self._library.find, voice_id)
        if own is None and "+" in voice_id and parse_mixture(voice_id):
            return await self._chooser.choose(voice_id, engine_id or AUTOMATIC)
        if own is None or own.id != voice_id:
            registry = self._registry
            engines = registry.search_order if engine_id in (None, AUTOMATIC) else [registry.find(engine_id)]
            engine_id = next((each.info.id for each in engines if _comes_with(each.info, voice_id)), None)
            if engine_id is None:
                raise unknown_voice(voice_id)
        return await self._chooser.choose(voice_id, engine_id)

    def _path(self, order: SpeechOrder, chosen: ChosenVoice) -> Path:
        """Returns where the preview is kept: elsewhere for another sentence, engine, voice or recording."""
        try:
            recordings = [_stamp(Path(path)) for voice in chosen.cloned for path in voice.recordings]
        except OSError:  # it was deleted this moment
            raise unknown_voice(chosen.voice.id) from None
        spoken = (order.engine, order.voice, order.language, order.text, recordings)
        digest = hashlib.sha256(json.dumps(spoken).encode()).hexdigest()[:_HASH_DIGITS]
        return self._folder / f"{chosen.voice.id if chosen.cloned else chosen.engine.info.id}-{digest}.mp3"

    def _order(self, chosen: ChosenVoice) -> SpeechOrder:
        info, spoken = chosen.engine.info, chosen.engine.info.languages_of(chosen.voice)
        own = (chosen.recorded_language,) if chosen.recorded_language else chosen.voice.languages
        wanted = (*own, *self.preferred, "en")
        matched = (match_language(tag, spoken, info.language_aliases) for tag in wanted)
        language = next(filter(None, matched), spoken[0])
        text = SENTENCES.get(base_language(language), SENTENCES["en"])
        return SpeechOrder(text, language, chosen.voice.id, info.id, "mp3", seed=_SEED)

    async def _speak_in_passing(self, order: SpeechOrder, queue: RequestQueue) -> bytes:
        loop = asyncio.get_running_loop()
        patience = loop.time() + self._settings.first_sound_seconds
        while (left := patience - loop.time()) > 0:
            try:
                await asyncio.wait_for(queue.idle.wait(), left)
            except TimeoutError:
                break
            speaking = asyncio.create_task(self._speak(order))
            crowded = asyncio.create_task(queue.crowded.wait())
            try:
                await asyncio.wait({speaking, crowded}, return_when=asyncio.FIRST_COMPLETED)
                if speaking.done():
                    return speaking.result()
            finally:
                for task in (speaking, crowded):
                    task.cancel()
                await asyncio.gather(speaking, crowded, return_exceptions=True)
        return await self._speak(order)

    async def _speak(self, order: SpeechOrder) -> bytes:
        speech = await self._speech.prepare(order)
        async with self._speech.render(speech) as rendering:
            await rendering.finished()
            return b"".join([piece async for piece in rendering.bytes()])

    async def _keep(self, path: Path, mp3: bytes) -> bytes:
        """Returns the preview, kept for the next time; where it cannot be kept, it is made again then."""
        try:
            await with_files(write_whole, path, mp3)
        except OSError as error:
            log.warning("the preview %s could not be kept: %s", path.name, error)
        return mp3


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:  # mostly since there is none yet
        return None


def _comes_with(info: EngineInfo, voice_id: str) -> bool:
    return any(voice.id == voice_id for voice in info.voices)


def _stamp(path: Path) -> tuple[str, int, int]:
    status = path.stat()
    return path.name, status.st_size, status.st_mtime_ns
