"""Finds the voices of a list: what the engines make of those of the library, and those that come with the engines.

The API and the command line share it. It knows nothing of how voices are shown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from vozes.engines.info import EngineInfo, VoiceInfo
from vozes.service.models import part_of
from vozes.service.registry import AUTOMATIC, Registry
from vozes.voices.names import matching, plain


@dataclass(frozen=True, slots=True)
class ListedEngine:
    info: EngineInfo
    """The engine's info, or that of the one model of it that is asked for."""
    is_available: bool

    def model_of(self, voice: VoiceInfo) -> str | None:
        """Returns the name of the model that the voice is of; None where the engine has no models, or but one."""
        models = self.info.models
        return next((each.name for each in models if voice.id in each.voices or voice in each.absent_voices), None)

    @property
    def absent(self) -> "ListedEngine":
        """Returns what there would be beside it: the voices of its models that are not installed."""
        if not self.is_available:
            return self
        voices = tuple(voice for model in self.info.models for voice in model.absent_voices)
        languages = tuple(dict.fromkeys(tag for voice in voices for tag in voice.languages))
        return ListedEngine(replace(self.info, voices=voices, languages=languages), is_available=False)


@dataclass(frozen=True, slots=True)
class CloningEngines:
    """Who can speak with a voice of the library, and in what languages."""

    infos: tuple[EngineInfo, ...]
    languages: tuple[str, ...]
    is_available: bool
    """Whether one of them is installed."""

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(info.id for info in self.infos)


def find_engines(registry: Registry, name: str | None = None) -> list[ListedEngine]:
    """Returns the engine, or the model, of that name; all engines for None, and all that are installed for `auto`.

    Raises VozesError(UNKNOWN_ENGINE).
    """
    if name == AUTOMATIC:
        return [ListedEngine(each.info, is_available=True) for each in registry.installed]
    found = registry.engines.values() if name is None else [registry.find(name)]
    return [ListedEngine(part_of(each.info, name), each.is_available) for each in found]


def cloning_engines(engines: Iterable[ListedEngine]) -> CloningEngines:
    """Returns those of the engines that can speak with a voice of the library."""
    cloning = [each for each in engines if each.info.capabilities.cloning]
    languages = (tag for each in cloning for tag in each.info.cloned_languages or each.info.languages)
    return CloningEngines(
        tuple(each.info for each in cloning),
        tuple(dict.fromkeys(languages)),
        any(each.is_available for each in cloning),
    )


def find_presets(
    engines: Iterable[ListedEngine], language: str | None, search: str | None
) -> Iterator[tuple[ListedEngine, VoiceInfo]]:
    """Yields the voices that come with the engines, of that language and with all words of the search."""
    matches = matching(search)
    for engine in engines:
        for voice in engine.info.voices_speaking(language):
            if matches(plain(f"{voice.name}\n{voice.id}")):
                yield engine, voice
