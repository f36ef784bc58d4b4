"""Changes settings while the server runs, and keeps the change in the home.

A setting that a flag, a variable or `vozes.toml` gives is changed there alone. Servers that share the home take up what
another one has changed. It knows nothing of HTTP, nor of who may change anything.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from vozes import kept_settings
from vozes.config_file import ConfigFileError
from vozes.errors import ErrorCode, VozesError
from vozes.files import changing, write_whole
from vozes.service.speech.default_speakers import DefaultSpeakers
from vozes.service.thread_pools import with_files
from vozes.service.watched_file import WatchedFile
from vozes.settings import BEST_VOICES, Settings, read_changeable
from vozes.text.language import LONGEST_TAG, is_tag, normalize_tag

log = logging.getLogger(__name__)


class ChangeableSettings:
    """All methods belong to the event loop's thread."""

    def __init__(self, settings: Settings, speakers: DefaultSpeakers, use: Callable[[Settings], None]):
        """`use` has the service use other settings from now on."""
        self._settings = settings
        self._speakers = speakers
        self._use = use
        self._turn = asyncio.Lock()
        self._file = WatchedFile(settings.home / kept_settings.FILE)
        self._problem: str | None = None

    async def change(self, values: Mapping[str, Any]) -> None:
        """Sets settings by their names, all of them or none; None goes back to what counts where nothing was said.

        Raises VozesError: INVALID_FIELD, HOME_UNUSABLE, STORAGE_FULL, and what a voice that cannot speak is refused by.
        """
        async with self._turn:
            for name in values:
                self._require_changeable(name)
            defaults = {name: Settings.model_fields[name].default for name in values}
            changes = {name: defaults[name] if value is None else value for name, value in values.items()}
            changes |= await self._checked(changes)
            await self._keep({name: None if values[name] is None else changes[name] for name in values})
            self._settings = self._settings.model_copy(update=changes)
            self._use(self._settings)

    def catch_up(self) -> None:
        """Has count what the home keeps, where that has changed. What cannot be understood changes nothing, and is told
        in the log.
        """
        if not self._file.may_differ():
            return
        before, self._problem = self._problem, None
        try:
            kept = read_changeable(self._settings.home)
        except VozesError as error:
            self._problem = error.message
            if before != self._problem:
                log.warning("What was changed of the settings does not count. %s", error.message)
            return
        own = {name: value for name, value in kept.items() if name not in self._settings.fixed_by}
        if any(getattr(self._settings, name) != value for name, value in own.items()):
            self._settings = self._settings.model_copy(update=own)
            self._use(self._settings)

    def _require_changeable(self, name: str) -> None:
        if name not in kept_settings.CHANGEABLE:
            message = f"{name} cannot be changed while the server runs."
            raise VozesError(ErrorCode.INVALID_FIELD, message, param=name)
        source = self._settings.fixed_by.get(name)
        if source is not None:
            message = f"{name} is set by {source}: change it there, and start Vozes again."
            raise VozesError(ErrorCode.INVALID_FIELD, message, param=name)

    async def _checked(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Returns those that are to be written otherwise. Raises VozesError."""
        checked: dict[str, Any] = {}
        if "preferred_languages" in changes:
            checked["preferred_languages"] = tuple(dict.fromkeys(map(_tag, changes["preferred_languages"])))
        for tag, voice in changes.get("default_voices", {}).items():
            if voice not in (self._settings.default_voices.get(tag), BEST_VOICES.get(tag)):
                await self._require_voice(tag, voice)
        return checked

    async def _require_voice(self, tag: str, voice: str) -> None:
        try:
            await self._speakers.require(tag, voice)
        except VozesError as error:
            code = ErrorCode.INVALID_FIELD if error.code == ErrorCode.INVALID_SETTINGS else error.code
            raise VozesError(code, error.message, param="default_voices") from error

    async def _keep(self, changes: Mapping[str, Any]) -> None:
        """Writes what has changed, beside what was kept before; None is kept no longer."""
        await with_files(_write, self._settings.home, self._settings.library_wait_seconds, changes)


def _write(home: Path, seconds: float, changes: Mapping[str, Any]) -> None:
    """Raises VozesError: LIBRARY_BUSY where another server changes them for so long, HOME_UNUSABLE, STORAGE_FULL."""
    with changing("What was changed of the settings", home / kept_settings.LOCK, seconds):
        try:
            kept = {**kept_settings.read(home), **changes}
        except ConfigFileError as error:
            raise VozesError(ErrorCode.HOME_UNUSABLE, f"{error}.") from None
        content = json.dumps({name: each for name, each in kept.items() if each is not None}, indent=1)
        write_whole(home / kept_settings.FILE, content.encode())


def _tag(text: str) -> str:
    tag = normalize_tag(text)
    if not is_tag(tag):
        message = f"preferred_languages has {text[:LONGEST_TAG]!r}, which is no language tag such as pt-br."
        raise VozesError(ErrorCode.INVALID_FIELD, message, param="preferred_languages")
    return tag
