"""Who speaks a language where `auto` chooses the engine, and in which voice an engine speaks where none is named.

In this order: the user's own voice of `default_voices`; the natural model, in its best voice; the first installed
engine that speaks the language. Who has not all the options that are given is passed over, and so is who cannot be
loaded.
It knows nothing of texts.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from vozes.checkout import VOZES
from vozes.engines.info import EngineInfo, VoiceInfo
from vozes.errors import ErrorCode, VozesError
from vozes.service.models import part_of
from vozes.service.registry import AUTOMATIC, NATURAL_MODEL, RegisteredEngine, Registry
from vozes.service.speech.language_choice import require_language
from vozes.service.speech.voice_choice import ChosenVoice, VoiceChooser
from vozes.service.speech.waiting import NotYet, Waiting
from vozes.settings import BEST_VOICES
from vozes.text.extras import can_read
from vozes.text.language import LONGEST_TAG, base_language, normalize_tag
from vozes.warnings import CodedWarning, WarningCode


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, in one of their languages."""

    chosen: ChosenVoice
    language: str
    warnings: tuple[CodedWarning, ...] = ()
    """Why nobody better does."""


class DefaultSpeakers:
    def __init__(self, registry: Registry, chooser: VoiceChooser, waiting: Waiting, default_voices: Mapping[str, str]):
        """Raises VozesError(INVALID_SETTINGS) for a voice of a language that no engine knows."""
        self._registry = registry
        self._chooser = chooser
        self._waiting = waiting
        self._own = self._own_voices(default_voices)
        self._best = {self._known(tag): voice for tag, voice in reversed(BEST_VOICES.items())}

    def use(self, default_voices: Mapping[str, str]) -> None:
        """Has these voices count from now on. Raises VozesError as the constructor does."""
        self._own = self._own_voices(default_voices)

    async def require(self, tag: str, voice: str) -> None:
        """Raises VozesError where the voice of that name cannot speak the language now."""
        self._require_known(tag)
        await self._speaker_as(voice, tag)

    def voice_for(self, info: EngineInfo, language: str) -> VoiceInfo:
        """Returns the voice in which an engine speaks one of its languages by default.

        Raises VozesError(UNSUPPORTED_LANGUAGE) where none of its voices does.
        """
        for wanted in self._preferred(language):
            voice = next((each for each in info.voices if each.id == wanted), None)
            if voice is not None and language in info.languages_of(voice):
                return voice
        return info.voice_for(language)

    async def choose(self, tag: str, options: Collection[str] = (), *, only_asks: bool = False) -> Speaker | None:
        """Returns who speaks a language, loaded unless it `only_asks`; None where no installed engine that has the
        options does.
        """
        able = self._registry.with_options(options)
        warnings: list[CodedWarning] = []
        for find in (self._own_speaker, self._natural_speaker):
            try:
                speaker = await find(tag, able)
                if speaker is not None:
                    engine = speaker.chosen.engine
                    if only_asks:
                        self._waiting.look(engine)
                    else:
                        await self._waiting.wait_for(engine)
                    return replace(speaker, warnings=(*warnings, *speaker.warnings))
            except NotYet:
                continue
            except VozesError as error:
                warnings.append(CodedWarning(WarningCode.BETTER_SPEAKER_UNABLE, error.message, error=error.code))
        return self._first_speaker(tag, able, warnings)

    async def better(self, tag: str) -> Speaker | None:
        """Returns who speaks a language once it is loaded; None where the first installed engine does."""
        able = self._registry.installed
        with suppress(VozesError):
            own = await self._own_speaker(tag, able)
            if own is not None:
                return own
        return await self._natural_speaker(tag, able)

    async def _own_speaker(self, tag: str, able: Collection[RegisteredEngine]) -> Speaker | None:
        """Raises VozesError where the voice that the user has named cannot speak."""
        name = self._own.get(self._known(tag) or "")
        if name is None:
            return None
        speaker = await self._speaker_as(name, tag)
        return speaker if speaker.chosen.engine in able else None

    async def _speaker_as(self, name: str, tag: str) -> Speaker:
        try:
            chosen = await self._chooser.choose(name, AUTOMATIC)
            chosen.engine.supervisor.require_installed()
            info = chosen.engine.info
            language = require_language(tag, info.languages_of(chosen.voice), info, chosen.voice)
        except VozesError as error:
            raise VozesError(error.code, f"default_voices has {name!r} for {tag}. {error.message}") from error
        return Speaker(chosen, language)

    async def _natural_speaker(self, tag: str, able: Collection[RegisteredEngine]) -> Speaker | None:
        engine = self._registry.natural
        if engine is None or engine not in able:
            return None
        info = part_of(engine.info, NATURAL_MODEL)
        language = _exactly(self._known(tag), info) or _exactly(normalize_tag(tag), info)
        if language is None or not can_read(base_language(language)):
            return None
        speaker = Speaker(ChosenVoice(engine, self.voice_for(info, language)), language)
        own, best = self._preferred(language)
        if best is None or speaker.chosen.voice.id in (own, best):
            return speaker
        told = f"{NATURAL_MODEL} lacks its voice {best}. Run: {VOZES} models verify {NATURAL_MODEL}."
        lost = CodedWarning(WarningCode.BEST_VOICE_MISSING, told, model=NATURAL_MODEL, voice=best)
        return replace(speaker, warnings=(lost,))

    def _preferred(self, language: str) -> tuple[str | None, str | None]:
        """Returns the voices for a language that are better than any other: the user's own, and the best known."""
        known = self._known(language)
        return self._own.get(known or ""), self._best.get(known)

    def _first_speaker(
        self, tag: str, able: Collection[RegisteredEngine], warnings: Collection[CodedWarning]
    ) -> Speaker | None:
        for engine in able:
            language = engine.info.match_language(tag)
            if language is not None:
                voice = self.voice_for(engine.info, language)
                return Speaker(ChosenVoice(engine, voice), language, tuple(dict.fromkeys(warnings)))
        return None

    def _known(self, tag: str) -> str | None:
        """Returns the language that a tag means, by the first engine that knows it: `es-mx` is none of `es` there."""
        known = (engine.info.match_language(tag) for engine in self._registry.engines.values())
        return next(filter(None, known), None)

    def _own_voices(self, default_voices: Mapping[str, str]) -> dict[str, str]:
        return {
            self._require_known(tag): voice for tag, voice in default_voices.items() if BEST_VOICES.get(tag) != voice
        }

    def _require_known(self, tag: str) -> str:
        known = self._known(tag)
        if known is None:
            message = f"default_voices: no engine speaks {tag[:LONGEST_TAG]!r}."
            raise VozesError(ErrorCode.INVALID_SETTINGS, message)
        return known


def _exactly(tag: str | None, info: EngineInfo) -> str | None:
    """Returns the engine's language of that very tag, with its region."""
    language = info.language_aliases.get(tag or "", tag)
    return language if language in info.languages else None
