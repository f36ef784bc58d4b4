"""Changes settings while the server runs, and keeps the change in the home.

A setting that a flag, a variable or `vozes.toml` gives is changed there alone. It knows nothing of HTTP, nor of who may
change anything.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any

from vozes import kept_settings
from vozes.config_file import ConfigFileError
from vozes.errors import ErrorCode, VozesError
from vozes.files import unwritable, write_whole
from vozes.service.speech.default_speakers import DefaultSpeakers
from vozes.service.thread_pools import with_files
from vozes.settings import BEST_VOICES, Settings
from vozes.text.language import LONGEST_TAG, is_tag, normalize_tag


class ChangeableSettings:
    """All methods belong to the event loop's thread."""

    def __init__(self, settings: Settings, speakers: DefaultSpeakers, use: Callable[[Settings], None]):
        """`use` has the service use other settings from now on."""
        self._settings = settings
        self._speakers = speakers
        self._use = use
        self._turn = asyncio.Lock()

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
        home = self._settings.home
        try:
            kept = {**kept_settings.read(home), **changes}
        except ConfigFileError as error:
            raise VozesError(ErrorCode.HOME_UNUSABLE, f"{error}.") from None
        content = json.dumps({name: each for name, each in kept.items() if each is not None}, indent=1)
        try:
            await with_files(write_whole, home / kept_settings.FILE, content.encode())
        except OSError as error:
            raise unwritable("The settings cannot be kept", error) from error


def _tag(text: str) -> str:
    tag = normalize_tag(text)
    if not is_tag(tag):
        message = f"preferred_languages has {text[:LONGEST_TAG]!r}, which is no language tag such as pt-br."
        raise VozesError(ErrorCode.INVALID_FIELD, message, param="preferred_languages")
    return tag
