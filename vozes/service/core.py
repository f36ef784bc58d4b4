"""The whole service, put together once for a server or a command: registry, voices, speech, readiness.

It starts nothing by itself but the warm-up, and leaves no process behind when it is stopped.
"""

import asyncio
import time
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from vozes.engines.base import EngineSpec
from vozes.service.budget import MEGABYTE, Budget
from vozes.service.catalog import ModelCatalog
from vozes.service.changeable import ChangeableSettings
from vozes.service.dictionaries import DictionaryStore
from vozes.service.home import mend_home
from vozes.service.home_lock import STALE_SECONDS
from vozes.service.keys.sessions import Sessions
from vozes.service.keys.store import KeyStore
from vozes.service.keys.usage import KeyUsage
from vozes.service.lexicon import LexiconStore
from vozes.service.preloading import Preloading
from vozes.service.readiness import Readiness
from vozes.service.registry import RegisteredEngine, Registry
from vozes.service.selection import SelectionKeeper
from vozes.service.speech.casting import Casting
from vozes.service.speech.default_speakers import DefaultSpeakers
from vozes.service.speech.language_choice import LanguageChooser
from vozes.service.speech.outputs import Outputs
from vozes.service.speech.reading import ReadingService
from vozes.service.speech.service import SpeechService
from vozes.service.speech.voice_choice import VoiceChooser
from vozes.service.speech.waiting import SERVERS_PATIENCE, Waiting
from vozes.service.thread_pools import with_archives
from vozes.service.voices.cloning import VoiceService
from vozes.service.voices.consents import ConsentService
from vozes.service.voices.library_writer import LibraryWriter
from vozes.service.voices.previews import Previews
from vozes.service.workers.supervision import Supervise
from vozes.service.workers.supervisor import Supervisor
from vozes.settings import Settings
from vozes.text.detection import LanguageDetector
from vozes.voices.library import VoiceLibrary

_HEAD_START_SECONDS = 10.0
"""Seconds that the warm-up has before better engines are loaded beside it."""
_CATCH_UP_SECONDS = 1.0


class Service:
    """Use as `async with`: its worker processes end with the block."""

    def __init__(self, settings: Settings, specs: Iterable[EngineSpec], supervise: Supervise = Supervisor):
        """`supervise` makes what keeps each engine (`workers/supervision.py`)."""
        self.settings = settings
        self.registry = Registry(specs, settings, supervise)
        self.selection = SelectionKeeper(settings.home, self.registry.default_name)
        self.languages = LanguageChooser(
            LanguageDetector(settings.home / "cache" / "language"), settings.preferred_languages
        )
        self.library = VoiceLibrary(settings.home, settings.trash_days, settings.library_wait_seconds)
        self.lexicon = LexiconStore(settings.home, settings.library_wait_seconds)
        self.keys = KeyStore(settings.keys_file, settings.library_wait_seconds)
        self.key_usage = KeyUsage(settings.home)
        own_key = None if settings.api_key is None else settings.api_key.get_secret_value()
        self.sessions = Sessions(settings.home, self.keys, own_key)
        self.dictionaries = DictionaryStore(settings.home)
        self.budget = Budget(settings.spool_budget_mb * MEGABYTE, settings.home)
        self.library_writer = LibraryWriter(self.library, self.registry, settings.library_wait_seconds)
        self.voices = VoiceService(self.library, self.library_writer, self.registry, self.budget, settings)
        self.consents = ConsentService(self.library.consents, self.library_writer, self.voices)
        self.chooser = chooser = VoiceChooser(self.library, self.registry)
        self.waiting = Waiting()
        self.speakers = DefaultSpeakers(self.registry, chooser, self.waiting, settings.default_voices)
        casting = Casting(self.registry, chooser, self.speakers, self.languages, self.lexicon)
        self.speech = SpeechService(casting, self.budget, settings)
        self.outputs = Outputs(self.speech.spool_folder, self.budget)
        self.reading = ReadingService(self.languages, self.lexicon, settings.max_text_characters)
        self.previews = Previews(self.library, chooser, self.registry, self.speech, settings)
        self.models = ModelCatalog(self.registry, settings)
        self.readiness = Readiness(self.registry, self.speech, settings.preferred_languages)
        self.preloading = Preloading(
            self.registry, self.speakers, self.speech, self.waiting, settings.preferred_languages
        )
        self.changeable = ChangeableSettings(settings, self.speakers, self._use)
        self._started = time.monotonic()
        self._background: list[asyncio.Task[None]] = []

    @property
    def uptime_seconds(self) -> float:
        return time.monotonic() - self._started

    async def start(self) -> None:
        """For a server: clears what a kill has left in the library, then gets the rest ready in the background: the
        list of the engines' voices, the engine that speaks, language detection, better engines, an older home's
        permissions. Requests wait no longer than `SERVERS_PATIENCE` for an engine that another one can stand in for.
        """
        self.waiting.patience = SERVERS_PATIENCE
        writer = self.library_writer
        await writer.open(STALE_SECONDS if self.settings.shared_home else 0.0)
        mending = with_archives(mend_home, self.settings.home)
        warming = asyncio.create_task(self.readiness.warm_up())
        self._background.append(warming)
        for work in (
            writer.keep_presets_listed(),
            self._prepare_detection(warming),
            self._preload(warming),
            mending,
            writer.keep_trash(),
            with_archives(self.key_usage.remove_old),
        ):
            self._background.append(asyncio.create_task(work))
        if self.settings.shared_home:
            self._background.append(asyncio.create_task(self._keep_up()))

    async def _prepare_detection(self, warming: asyncio.Task[None]) -> None:
        await asyncio.wait([warming])
        await self.languages.prepare()

    async def _preload(self, warming: asyncio.Task[None]) -> None:
        """Begins once the warm-up is over, so that nothing delays the first sound; or after some seconds without it."""
        await asyncio.wait([warming], timeout=_HEAD_START_SECONDS)
        await self.preloading.keep_ready()

    async def select(self, name: str) -> RegisteredEngine:
        """Makes an engine, or `auto`, speak when a request names none, now and after a restart; raises VozesError."""
        self.registry.require_selectable(name)
        await self.selection.keep(name)
        return self.registry.select(name)

    def catch_up(self) -> None:
        """Has count what another server with this home has selected, or changed of the settings. It takes some
        microseconds where nothing has changed.
        """
        selected = self.selection.look()
        if selected is not None:
            self.registry.follow(selected)
        self.changeable.catch_up()

    async def _keep_up(self) -> None:
        """Catches up for what is no request; never returns."""
        while True:
            self.catch_up()
            self.registry.follow_again()
            await asyncio.sleep(_CATCH_UP_SECONDS)

    def _use(self, settings: Settings) -> None:
        """Has the settings that may be changed at run time count from now on."""
        self.settings = settings
        for part in (self.languages, self.preloading, self.previews):
            part.preferred = settings.preferred_languages
        self.speakers.use(settings.default_voices)
        for engine in self.registry.engines.values():
            engine.queue.limit = settings.queue_limit
            engine.supervisor.unload_when_idle(settings.idle_unload_seconds)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        self.outputs.close()
        await asyncio.gather(
            self.languages.close(), self.waiting.close(), self.registry.close(), self.models.pulls.close()
        )
