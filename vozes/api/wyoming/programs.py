"""What clients are told of who speaks here: a program for each installed engine, with its voices.

Home Assistant looks at the first program alone, so that is the one that speaks where none is named: the selected
engine, or under `auto` one with the voices of all.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from vozes import __version__
from vozes.api.wyoming.events import Event
from vozes.engines.info import EngineInfo
from vozes.service.core import Service
from vozes.service.models import part_of
from vozes.service.registry import AUTOMATIC, Registry
from vozes.service.thread_pools import in_thread
from vozes.voices.voice import LibraryVoice

ALL = "vozes"
"""The program of all engines, of which the best for each text speaks."""
_ATTRIBUTION = {"name": "Vozes", "url": ""}
_NONE: tuple[str, ...] = ("asr", "handle", "intent", "wake", "mic", "snd")
"""The kinds of programs that are not here; older clients look for each."""


async def info(service: Service) -> Event:
    """Returns the answer to `describe`."""
    own = await in_thread(service.library.list)
    return Event("info", {**{kind: [] for kind in _NONE}, "tts": list(_programs(service.registry, own))})


def engine_named(registry: Registry, program: str) -> str:
    """Returns what a request names as its engine for a program. Raises VozesError(UNKNOWN_ENGINE)."""
    if program in (ALL, AUTOMATIC):
        return AUTOMATIC
    registry.find(program)
    return program


def _programs(registry: Registry, own: Sequence[LibraryVoice]) -> Iterator[dict[str, Any]]:
    selected, infos = registry.selected_name, [engine.info for engine in registry.installed]
    if selected == AUTOMATIC:
        yield _program(ALL, "All engines: the best for each text speaks.", infos, own)
    else:
        info = part_of(registry.find(selected).info, selected)
        yield _program(selected, info.description, [info], own)
    for info in infos:
        if info.id != selected:
            yield _program(info.id, info.description, [info], own)


def _program(name: str, description: str, infos: Sequence[EngineInfo], own: Sequence[LibraryVoice]) -> dict[str, Any]:
    cloning = [info for info in infos if info.capabilities.cloning]
    cloned = dict.fromkeys(tag for info in cloning for tag in info.cloned_languages or info.languages)
    voices = [_voice(each.id, each.name, _own_first(each.language, cloned)) for each in own if cloning]
    voices += [_voice(each.id, each.name, info.languages_of(each)) for info in infos for each in info.voices]
    return {
        **_artifact(name, description),
        "voices": list({voice["name"]: voice for voice in reversed(voices)}.values())[::-1],
        "supports_synthesize_streaming": True,
    }


def _voice(voice_id: str, name: str, languages: Iterable[str]) -> dict[str, Any]:
    return {**_artifact(voice_id, name), "languages": list(map(written, languages)), "speakers": None}


def _artifact(name: str, description: str) -> dict[str, Any]:
    return {
        "name": name,
        "description": description,
        "attribution": _ATTRIBUTION,
        "installed": True,
        "version": __version__,
    }


def _own_first(recorded: str | None, languages: Iterable[str]) -> list[str]:
    """Returns the languages, with that of a voice's recordings first."""
    return sorted(languages, key=lambda tag: tag != recorded)


def written(tag: str) -> str:
    """Returns a tag as other programs write it: `pt-BR` for `pt-br`, `zh-Hans` for `zh-hans`."""
    first, *rest = tag.split("-")
    return "-".join(
        [first, *(part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in rest)]
    )
