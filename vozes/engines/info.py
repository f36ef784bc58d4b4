"""What an engine says of itself: plain data that the API, the page and the command line show without starting anything.

It also finds the voice that a name means, and the language that a tag means. It knows no engine by name.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from vozes.engines.mixtures import parse_mixture, read_voices, write_mixture
from vozes.engines.options import OptionSpec
from vozes.errors import ErrorCode, VozesError
from vozes.text.language import match_language, normalize_tag
from vozes.text.markup.support import MarkupSupport, markup_support
from vozes.types import OptionValue

WordTimings = Literal["exact", "estimated", "none"]


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice that comes with an engine."""

    id: str
    name: str
    languages: tuple[str, ...]
    """Language tags that it speaks; empty: all of the engine's."""
    gender: Literal["male", "female"] | None = None
    recommended: bool = False
    """Whether it is one of the best of its engine for a language."""
    pitch_hz: int | None = None
    """The median fundamental frequency of its sample, where somebody has measured it."""

    @property
    def shown_name(self) -> str:
        """Its name without its id behind it, as the page shows it: `Dora` of `Dora (pf_dora)`."""
        return self.name.removesuffix(f" ({self.id})")


@dataclass(frozen=True, slots=True)
class Capabilities:
    cloning: bool = False
    mixing: bool = False
    """Whether it speaks in mixtures of voices, cloned ones included where it clones."""
    streaming: bool = False
    natural: bool = True
    """Whether it sounds like a person rather than like a machine."""
    word_timings: WordTimings = "none"
    """Whether it tells when each word is heard, and whether it knows that or estimates it."""
    concurrency: int = 1
    """How many requests it works on at once."""
    release_seconds: float = 5.0
    """Seconds within which it lets go of a cancelled request; after that its process is ended.

    That is the longest time between two yields on a slow and busy machine, also while a model is loaded."""


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A name by which users know an engine or one of its models."""

    name: str
    voices: tuple[str, ...] = ()
    """The ids of its voices; empty: all of the engine's."""
    cloning: bool = False
    """Whether it speaks in cloned voices, or would if it were installed; counts only where `voices` are named or it is
    `missing`.
    """
    options: tuple[str, ...] | None = None
    """The names of the engine's options that it obeys; None: all."""
    missing: str | None = None
    """The command that installs it, where other models of the engine are installed and this one is not."""
    absent_voices: tuple[VoiceInfo, ...] = ()
    """The voices that it would bring, where it is `missing`."""


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """Everything that is known of an engine without loading it."""

    id: str
    name: str
    description: str
    languages: tuple[str, ...]
    """Lower-case language tags."""
    voices: tuple[VoiceInfo, ...]
    capabilities: Capabilities
    options: tuple[OptionSpec, ...] = ()
    language_aliases: dict[str, str] = field(default_factory=dict)
    """Tags that mean another one of `languages`, e.g. `pt` → `pt-br`."""
    cloned_languages: tuple[str, ...] = ()
    """Language tags that a cloned voice speaks; empty: all of the engine's."""
    models: tuple[ModelInfo, ...] = ()
    """Further names of it or of its models; `vozes.service.models` says what they mean in a request."""
    throats: Mapping[str, Sequence[Mapping[str, OptionValue]]] = field(default_factory=dict)
    """Options that make any voice a woman's or a man's, by `female` and `male`, for languages with few voices."""
    markup: MarkupSupport = field(default_factory=markup_support)
    check_mixture: Callable[[Sequence[VoiceInfo]], None] = lambda _: None
    """Raises VozesError(INVALID_FIELD) for voices that cannot be mixed with one another."""

    def find_voice(self, text: str, cloned: Collection[str] = ()) -> VoiceInfo:
        """Returns the listed voice of that id or name, the cloned voice of that id, or a mixture of such voices.

        A name may be given without the id behind it, where only one voice is shown so.
        A mixture speaks the languages of the voice that weighs most; its id is what `write_mixture` gives. Raises
        VozesError: UNKNOWN_VOICE, or INVALID_FIELD for an impossible mixture.
        """
        voice = self._find_one(text, cloned)
        if voice is not None:
            return voice
        parts = parse_mixture(text) if self.capabilities.mixing else None
        if parts is None:
            raise self._unknown_voice(text)
        return self._mix([(self._require_one(name, cloned), weight) for name, weight in parts])

    def _find_one(self, text: str, cloned: Collection[str]) -> VoiceInfo | None:
        if text in cloned:
            return VoiceInfo(text, text, self.cloned_languages)
        wanted = text.casefold()
        exact = (each for each in self.voices if wanted in (each.id.casefold(), each.name.casefold()))
        return next(exact, None) or self.only_shown_as(text)

    def only_shown_as(self, text: str) -> VoiceInfo | None:
        """Returns the listed voice that is shown by that name; None where that is none, or several."""
        shown = self.shown_as(text)
        return shown[0] if len(shown) == 1 else None

    def shown_as(self, text: str) -> list[VoiceInfo]:
        return [voice for voice in self.voices if voice.shown_name.casefold() == text.casefold()]

    def _require_one(self, text: str, cloned: Collection[str]) -> VoiceInfo:
        voice = self._find_one(text, cloned)
        if voice is None:
            raise self._unknown_voice(text)
        return voice

    def _mix(self, parts: Sequence[tuple[VoiceInfo, float]]) -> VoiceInfo:
        voices = {voice.id: voice for voice, _ in parts}
        self.check_mixture(tuple(voices.values()))
        mixture = write_mixture((voice.id, weight) for voice, weight in parts)
        heard = [voices[voice_id] for voice_id, _ in read_voices(mixture)]
        if len(heard) == 1:
            return heard[0]
        genders = {voice.gender for voice in heard}
        return VoiceInfo(mixture, mixture, heard[0].languages, genders.pop() if len(genders) == 1 else None)

    def _unknown_voice(self, text: str) -> VozesError:
        message = f"The engine {self.id} has no voice {text!r}."
        if alike := ", ".join(voice.id for voice in self.shown_as(text)):
            message = f"Several voices of the engine {self.id} are shown as {text!r}, so name one by its id: {alike}."
        return VozesError(ErrorCode.UNKNOWN_VOICE, message, param="voice")

    def voice_for(self, language: str) -> VoiceInfo:
        """Returns the engine's default voice for one of its languages; raises VozesError(UNSUPPORTED_LANGUAGE)."""
        speaking = [voice for voice in self.voices if not voice.languages or language in voice.languages]
        if not speaking:
            message = f"The engine {self.id} has no voice for {language!r}."
            raise VozesError(ErrorCode.UNSUPPORTED_LANGUAGE, message, param="language")
        return next((voice for voice in speaking if voice.languages[:1] == (language,)), speaking[0])

    def languages_of(self, voice: VoiceInfo) -> tuple[str, ...]:
        return voice.languages or self.languages

    def match_language(self, tag: str) -> str | None:
        """Returns the engine's language that serves a tag; None where there is none."""
        return match_language(tag, self.languages, self.language_aliases)

    def voices_speaking(self, tag: str | None) -> list[VoiceInfo]:
        """Returns the voices that speak a tag's language, in any region if the tag has none; all voices for None."""
        if tag is None:
            return list(self.voices)
        regions = normalize_tag(tag) + "-"
        meant = {self.match_language(tag), *(each for each in self.languages if f"{each}-".startswith(regions))}
        return [voice for voice in self.voices if meant.intersection(self.languages_of(voice))]

    def check_options(self, options: dict[str, object]) -> dict[str, OptionValue]:
        """Returns the options with every value checked; raises VozesError(UNKNOWN_OPTION or OPTION_OUT_OF_RANGE)."""
        specs = {spec.name: spec for spec in self.options}
        unknown = sorted(set(options) - set(specs))
        if unknown:
            known = ", ".join(specs) or "none"
            raise VozesError(
                ErrorCode.UNKNOWN_OPTION,
                f"The engine {self.id} has no option {unknown[0]!r}; it has: {known}.",
                param=f"options.{unknown[0]}",
            )
        return {name: specs[name].check(value) for name, value in options.items()}
