"""Who speaks: what a request means by `voice`, and which engine can do that.

A name is looked up in this order: an id of the library, an id of the engine's, a name in the library, a name of the
engine's, the name by which the page shows one of the engine's alone; what is none of these may be a mixture of such. It
knows nothing of texts and languages.
"""

from collections.abc import Collection
from dataclasses import dataclass

from vozes.engines.info import EngineInfo, VoiceInfo
from vozes.engines.mixtures import parse_mixture, write_mixture
from vozes.errors import ErrorCode, VozesError
from vozes.service.registry import AUTOMATIC, RegisteredEngine, Registry
from vozes.service.thread_pools import in_thread
from vozes.types import ClonedVoice
from vozes.voices.library import VoiceLibrary
from vozes.voices.voice import LibraryVoice

_Found = LibraryVoice | VoiceInfo | str
"""What one name means; a name that means nothing stays as it is."""


@dataclass(frozen=True, slots=True)
class ChosenVoice:
    engine: RegisteredEngine
    voice: VoiceInfo
    cloned: tuple[ClonedVoice, ...] = ()
    """The voices in it that are not the engine's own."""
    recorded_language: str | None = None
    """What the recordings are in, of a voice of the library that tells it."""


class VoiceChooser:
    def __init__(self, library: VoiceLibrary, registry: Registry):
        self._library = library
        self._registry = registry

    async def choose(self, text: str, engine_id: str | None = None, options: Collection[str] = ()) -> ChosenVoice:
        """Returns the voice of that text.

        Where no engine is named, one that can clone steps in for the current one if need be, and for a mixture one that
        knows all voices in it. Under `auto` it is the first that has the voice: those that have all the options come
        first, and those that are not installed last.

        Raises VozesError: UNKNOWN_ENGINE, UNKNOWN_VOICE; INVALID_FIELD where the engine named cannot speak with it,
        MODEL_NOT_INSTALLED where none that is installed can.
        """
        if self._is_automatic(engine_id):
            engine, engine_id = await in_thread(self._first_that_has, text, options), None
        else:
            engine = self._engine(engine_id)
        parts = await in_thread(self._look_up, text, engine.info)
        if len(parts) == 1 and isinstance(parts[0][0], VoiceInfo):
            return ChosenVoice(engine, parts[0][0])
        if not any(isinstance(found, LibraryVoice) for found, _ in parts):
            return ChosenVoice(engine, engine.info.find_voice(text))
        able = self._able(engine, named=engine_id is not None, mixing=len(parts) > 1)
        looked_up = [(each, await in_thread(self._look_up, text, each.info)) for each in able]
        knowing = (found for found in looked_up if not any(isinstance(name, str) for name, _ in found[1]))
        return self._of_the_library(*next(knowing, looked_up[0]))

    async def knows(self, text: str) -> bool:
        """Returns whether a text is the id or name of one voice, of the library or of any engine.

        What is only shown so is not meant: `nova` is a voice of OpenAI's first, and then `Nova (af_nova)`.
        """
        engines = self._registry.engines.values()
        return any([await in_thread(self._find_exactly, text, each.info) is not None for each in engines])

    def choose_reference(
        self, reference: ClonedVoice, engine_id: str | None = None, options: Collection[str] = ()
    ) -> ChosenVoice:
        """Chooses as `choose` does, for a voice that is kept nowhere."""
        automatic = self._is_automatic(engine_id)
        first = self._registry.with_options(options)[0] if automatic else self._engine(engine_id)
        engine = self._able(first, named=engine_id is not None and not automatic)[0]
        return ChosenVoice(engine, engine.info.find_voice(reference.id, (reference.id,)), (reference,))

    def _is_automatic(self, engine_id: str | None) -> bool:
        return (self._registry.selected_name if engine_id is None else engine_id) == AUTOMATIC

    def _first_that_has(self, text: str, options: Collection[str]) -> RegisteredEngine:
        """Returns the engine that knows most of what the text names; of several the first, as `choose` says."""
        engines = dict.fromkeys([*self._registry.with_options(options), *self._registry.search_order])
        return min(engines, key=lambda engine: self._strangeness(text, engine.info))

    def _strangeness(self, text: str, info: EngineInfo) -> float:
        """Returns 0 for the id of a voice of the engine, 0.5 for a name, 1 for what one or more are shown as, more for
        a mixture of which it knows less.
        """
        found = self._find_exactly(text, info)
        if isinstance(found, VoiceInfo):
            return 0.0 if found.id.casefold() == text.casefold() else 0.5
        if info.shown_as(text):
            return 1.0
        try:
            parts = parse_mixture(text) if info.capabilities.mixing else None
        except VozesError:
            return 3.0  # the engine that mixes tells what is wrong
        if parts is None:
            return 4.0
        return 2.0 + sum(isinstance(self._find(name, info), str) for name, _ in parts) / len(parts)

    def _engine(self, engine_id: str | None) -> RegisteredEngine:
        return self._registry.current if engine_id is None else self._registry.find(engine_id)

    def _look_up(self, text: str, info: EngineInfo) -> list[tuple[_Found, float]]:
        """Returns what the text names, with weights."""
        found = self._find(text, info)
        parts = _parse(text, info) if isinstance(found, str) else None
        if parts is None:
            return [(found, 1.0)]
        return [(self._find(name, info), weight) for name, weight in parts]

    def _find(self, text: str, info: EngineInfo) -> _Found:
        return self._find_exactly(text, info) or info.only_shown_as(text) or text

    def _find_exactly(self, text: str, info: EngineInfo) -> LibraryVoice | VoiceInfo | None:
        own = self._library.find(text)
        if own is not None and own.id == text:
            return own
        wanted = text.casefold()
        by_id = next((voice for voice in info.voices if voice.id.casefold() == wanted), None)
        by_name = next((voice for voice in info.voices if voice.name.casefold() == wanted), None)
        return by_id or own or by_name

    def _able(self, engine: RegisteredEngine, *, named: bool, mixing: bool = False) -> list[RegisteredEngine]:
        """Returns the engine that is named, if it speaks with voices of the library; else those installed that do.

        The engine comes first, if it is one of them.
        """
        what = "a mixture of cloned voices" if mixing else "a cloned voice"
        able = [each for each in self._registry.engines.values() if _can(each.info, mixing)]
        names = [name for each in self._registry.engines.values() for name in _cloning_names(each.info, mixing)]
        supported = f"supported engines: {', '.join(names) or 'none'}."
        if named:
            if engine in able:
                return [engine]
            message = f"The engine {engine.info.id} cannot speak with {what}; {supported}"
            raise VozesError(ErrorCode.INVALID_FIELD, message, param="engine")
        able.sort(key=lambda each: each is not engine)
        installed = [each for each in able if each.supervisor.missing is None]
        if not installed:
            message = f"No engine that can speak with {what} is installed; {supported}"
            raise VozesError(ErrorCode.MODEL_NOT_INSTALLED, message, param="engine")
        return installed

    def _of_the_library(self, engine: RegisteredEngine, parts: list[tuple[_Found, float]]) -> ChosenVoice:
        own = {found.id: found for found, _ in parts if isinstance(found, LibraryVoice)}
        text = write_mixture((found if isinstance(found, str) else found.id, weight) for found, weight in parts)
        voice = engine.info.find_voice(text, own)
        cloned = tuple(self._library.cloned(each, engine.info.id) for each in own.values())
        heaviest = max(parts, key=lambda part: part[1])[0]
        language = heaviest.language if isinstance(heaviest, LibraryVoice) else None
        return ChosenVoice(engine, voice, cloned, language)


def _can(info: EngineInfo, mixing: bool) -> bool:
    return info.capabilities.cloning and (info.capabilities.mixing or not mixing)


def _parse(text: str, info: EngineInfo) -> list[tuple[str, float]] | None:
    """Returns what `parse_mixture` does, but None for a wrong mixture where the engine mixes no voices."""
    try:
        return parse_mixture(text)
    except VozesError:
        if info.capabilities.mixing:
            raise
        return None


def _cloning_names(info: EngineInfo, mixing: bool) -> list[str]:
    """Returns by which names a request has an engine speak in cloned voices, once that is installed: its models', if
    some have names of their own, and else its id.
    """
    models = [model.name for model in info.models if model.cloning]
    if mixing and not info.capabilities.mixing:
        return []
    return models or [info.id] * info.capabilities.cloning
