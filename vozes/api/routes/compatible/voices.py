"""Voices as lists of names, for programs that know a voice by its name alone; and back from such a name to a voice."""

import re
from collections import Counter
from typing import NamedTuple

from vozes.engines.info import EngineInfo
from vozes.service.core import Service
from vozes.service.models import part_of
from vozes.service.thread_pools import in_thread

_FILE = re.compile(r"\.(wav|mp3|flac|ogg)$", re.IGNORECASE)
"""How names end where voices are files."""


class NamedVoice(NamedTuple):
    id: str
    name: str
    """As it is listed elsewhere; with the id behind it where several voices have that name."""
    is_own: bool
    """Whether it is one of the library."""


async def named_voices(service: Service, engine: str | None = None) -> list[NamedVoice]:
    """Returns the voices of the library, then those that come with the engine, or the model, of that name.

    Without one they are those of the selected engine, and under `auto` of all that are installed. No two have the same
    name. Raises VozesError(UNKNOWN_ENGINE).
    """
    library = await in_thread(service.library.list)
    own = [NamedVoice(voice.id, voice.name, is_own=True) for voice in library]
    presets = [
        NamedVoice(voice.id, voice.name, is_own=False) for info in engines(service, engine) for voice in info.voices
    ]
    voices = list({(voice.id, voice.is_own): voice for voice in [*own, *presets]}.values())
    times = Counter(voice.name for voice in voices)
    return [voice if times[voice.name] == 1 else voice._replace(name=f"{voice.name} ({voice.id})") for voice in voices]


def engines(service: Service, engine: str | None = None) -> list[EngineInfo]:
    """Returns who may speak for a program that names no engine, or that one. Raises VozesError(UNKNOWN_ENGINE)."""
    if engine is None:
        return [each.info for each in service.registry.speaking]
    return [part_of(service.registry.find(engine).info, engine)]


async def voice_meant(service: Service, text: str, engine: str | None = None) -> str | None:
    """Returns what a name stands for, as a `SpeechOrder` takes it; None for none, and an unknown name as it is.

    A name may be one of the list, any other that Vozes knows, or one of these with a file's ending.
    """
    listed = {voice.name: voice.id for voice in await named_voices(service, engine)}
    name = text.strip()
    stem = _FILE.sub("", name)
    for each in (name, stem):
        if each in listed:
            return listed[each]
        if await service.chooser.knows(each):
            return each
    return stem or None
