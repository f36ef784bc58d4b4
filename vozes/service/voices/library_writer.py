"""What a server writes to the library of voices: one thing after another, and what keeps the library in order.

It knows nothing of HTTP, nor of how voices are kept, which is `vozes.voices`' matter.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from vozes.engines.info import EngineInfo
from vozes.errors import VozesError
from vozes.process.threads import Threads
from vozes.service.registry import Registry
from vozes.voices.library import VoiceLibrary
from vozes.voices.library_lock import library_busy

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)

_LOOK_SECONDS = 2.0
"""Seconds between two looks at the engines' voices."""
_TRASH_SECONDS = 3600.0
"""Seconds between two looks into the trash."""


class LibraryWriter:
    def __init__(self, library: VoiceLibrary, registry: Registry, wait_seconds: float):
        """`wait_seconds`: how long a write waits for its turn."""
        self._library = library
        self._registry = registry
        self._wait_seconds = wait_seconds
        self._turn = asyncio.Lock()
        self._writer = Threads("library", 1)

    async def write(self, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs what the library does under its lock, in a thread that nothing else needs; one after another.

        Raises VozesError: LIBRARY_BUSY where its turn does not come in time, and what the work raises.
        """
        try:
            async with asyncio.timeout(self._wait_seconds):
                await self._turn.acquire()
        except TimeoutError:
            raise library_busy(self._wait_seconds) from None
        try:
            return await self._writer.run(work, *args, **kwargs)
        finally:
            self._turn.release()

    async def open(self, stale_seconds: float = 0.0) -> None:
        """Removes what a kill has left behind, as `VoiceLibrary.start` does. Where the disk does not allow that, the
        server can still speak.
        """
        await self._try(logging.ERROR, self._library.start, stale_seconds)

    async def keep_trash(self) -> None:
        """Removes what is in the trash for too long, as long as the server runs."""
        while True:
            await asyncio.sleep(_TRASH_SECONDS)
            await self._try(logging.WARNING, self._library.purge)

    async def keep_presets_listed(self) -> None:
        """Lists them, and again whenever a model has come or gone; never returns."""
        listed: list[EngineInfo] | None = None
        while True:
            infos = self._installed()
            if infos != listed:
                await self.list_presets()
            listed = infos
            await asyncio.sleep(_LOOK_SECONDS)

    async def list_presets(self) -> None:
        """Writes which voices come with the installed engines, for whoever looks into the library's folder."""
        presets = {info.id: _presets(info) for info in self._installed()}
        await self._try(logging.WARNING, self._library.write_presets, presets)

    def _installed(self) -> list[EngineInfo]:
        return [engine.info for engine in self._registry.engines.values() if engine.is_available]

    async def _try(self, level: int, work: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs) -> None:
        """Writes, and only logs where that fails."""
        try:
            await self.write(work, *args, **kwargs)
        except VozesError as error:
            log.log(level, "%s", error.message)


def _presets(info: EngineInfo) -> list[dict[str, object]]:
    return [
        {"id": voice.id, "name": voice.name, "languages": info.languages_of(voice), "gender": voice.gender}
        for voice in info.voices
    ]
