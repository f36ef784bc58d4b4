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
from vozes.service.home import mend_home
from vozes.service.readiness import Readiness
from vozes.service.registry import Registry
from vozes.service.speech.service import SpeechService
from vozes.service.speech.voice_choice import VoiceChooser
from vozes.service.thread_pools import with_archives
from vozes.service.voices.cloning import VoiceService
from vozes.service.voices.library_writer import LibraryWriter
from vozes.service.voices.previews import Previews
from vozes.settings import Settings
from vozes.text.detection import LanguageDetector
from vozes.voices.library import VoiceLibrary


class Service:
    """Use as `async with`: its worker processes end with the block."""

    def __init__(self, settings: Settings, specs: Iterable[EngineSpec]):
        self.settings = settings
        self.registry = Registry(specs, settings)
        detector = LanguageDetector(settings.home / "cache" / "language")
        self.library = VoiceLibrary(settings.home, settings.trash_days, settings.library_wait_seconds)
        self.budget = Budget(settings.spool_budget_mb * MEGABYTE, settings.home)
        self.library_writer = LibraryWriter(self.library, self.registry, settings.library_wait_seconds)
        self.voices = VoiceService(self.library, self.library_writer, self.registry, self.budget, settings)
        chooser = VoiceChooser(self.library, self.registry)
        self.speech = SpeechService(self.registry, chooser, detector, self.budget, settings)
        self.previews = Previews(self.library, chooser, self.registry, self.speech, settings)
        self.models = ModelCatalog(self.registry, settings)
        self.readiness = Readiness(self.registry, self.speech, settings.preferred_languages)
        self._started = time.monotonic()
        self._background: list[asyncio.Task[None]] = []

    @property
    def uptime_seconds(self) -> float:
        return time.monotonic() - self._started

    async def start(self) -> None:
        """For a server: clears what a kill has left in the library, then gets the rest ready in the background: the
        list of the engines' voices, the default engine, language detection, an older home's permissions.
        """
        writer = self.library_writer
        await writer.open()
        mending = with_archives(mend_home, self.settings.home)
        for work in (
            writer.keep_presets_listed(),
            self._warm_up(),
            mending,
            writer.keep_trash(),
        ):
            self._background.append(asyncio.create_task(work))

    async def _warm_up(self) -> None:
        await self.readiness.warm_up()
        await self.speech.prepare_detection()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        await asyncio.gather(self.speech.close(), self.registry.close(), self.models.pulls.close())
