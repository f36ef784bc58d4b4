"""What an engine is: what it says of itself before it is loaded, and what it does once it is.

`EngineInfo` is data that the API, the page and the command line show without starting anything.
`Engine` runs in a worker process of its own. Neither knows of processes, queues or HTTP.
"""

import math
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Literal

from vozes.engines.mixtures import parse_mixture, write_mixture
from vozes.engines.settings import EngineSettings
from vozes.errors import ErrorCode, VozesError
from vozes.text.language import match_language, normalize_tag
from vozes.text.speakable import check_text
from vozes.types import AudioChunk, ClonedVoice, OptionValue, SpeechRequest


class EngineState(StrEnum):
    NOT_INSTALLED = "not_installed"
    UNLOADED = "unloaded"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


OptionType = Literal["integer", "number", "boolean", "choice", "text"]


@dataclass(frozen=True, slots=True)
class OptionSpec:
    """A knob of an engine, with its range and help."""

    name: str
    type: OptionType
    default: OptionValue
    help: str
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    unit: str | None = None
    max_length: int | None = None
    """Of a text, in characters."""

    def check(self, value: object) -> OptionValue:
        """The value, if it is of this option's type and range; raises VozesError(OPTION_OUT_OF_RANGE)."""
        if self.type == "choice" and isinstance(value, str) and value in self.choices:
            return value
        if self.type == "boolean" and isinstance(value, bool):
            return value
        if self.type in ("integer", "number") and isinstance(value, int | float) and not isinstance(value, bool):
            return self._check_number(value)
        if self.type == "text" and isinstance(value, str):
            return self._check_text(value)
        raise self._out_of_range()

    def of(self, options: Mapping[str, OptionValue]) -> OptionValue:
        """Its value among checked options."""
        return options.get(self.name, self.default)

    def _check_number(self, value: int | float) -> OptionValue:
        low = -math.inf if self.minimum is None else self.minimum
        high = math.inf if self.maximum is None else self.maximum
        if not low <= value <= high or (self.type == "integer" and value != int(value)):
            raise self._out_of_range()
        return int(value) if self.type == "integer" else float(value)

    def _check_text(self, value: str) -> str:
        """What is spoken must be speakable; a blank text is none."""
        if not value.strip():
            return ""
        try:
            check_text(value, sys.maxsize if self.max_length is None else self.max_length)
        except VozesError as error:
            raise self._out_of_range(error.message) from None
        return value

    def _out_of_range(self, because: str = "") -> VozesError:
        message = f"Option {self.name!r} must be {self.range_text}. {because}".rstrip()
        return VozesError(ErrorCode.OPTION_OUT_OF_RANGE, message, param=f"options.{self.name}")

    @property
    def range_text(self) -> str:
        if self.type == "choice":
            return "one of " + ", ".join(self.choices)
        if self.type == "boolean":
            return "true or false"
        if self.type == "text":
            return "a text" if self.max_length is None else f"a text of at most {self.max_length} characters"
        kind = "a whole number" if self.type == "integer" else "a number"
        return f"{kind} from {self.minimum:g} to {self.maximum:g}"


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice that comes with an engine."""

    id: str
    name: str
    languages: tuple[str, ...]
    """Tags that it speaks; empty: all of the engine's."""
    gender: Literal["male", "female"] | None = None


@dataclass(frozen=True, slots=True)
class Capabilities:
    cloning: bool = False
    mixing: bool = False
    """Whether it speaks in mixtures of voices, cloned ones among them where it clones."""
    streaming: bool = False
    word_timings: bool = False
    concurrency: int = 1
    """Requests that it works on at once."""
    release_seconds: float = 5.0
    """How long it may take to let go of a request that is cancelled; then its process is ended.

    It is the longest that passes between two yields on a slow and busy machine, loading a model among them."""


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A model of an engine, or all of it, under another name by which users know it."""

    name: str
    voices: tuple[str, ...] = ()
    """The ids of its own; empty: all of the engine's."""
    cloning: bool = False
    """Whether it speaks in cloned voices, where its voices are not all of the engine's."""
    missing: str | None = None
    """What to run, where this one is not installed though others are."""


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """All that an engine says of itself without being loaded."""

    id: str
    name: str
    description: str
    languages: tuple[str, ...]
    """Lower-case language tags."""
    voices: tuple[VoiceInfo, ...]
    capabilities: Capabilities
    options: tuple[OptionSpec, ...] = ()
    language_aliases: dict[str, str] = field(default_factory=dict)
    """What a tag means here where that is not the tag itself, e.g. `pt` → `pt-br`."""
    cloned_languages: tuple[str, ...] = ()
    """Tags that a cloned voice speaks; empty: all of the engine's."""
    models: tuple[ModelInfo, ...] = ()
    """What it is also known by; `vozes.service.models` says what that means for a request."""
    check_mixture: Callable[[Sequence[VoiceInfo]], None] = lambda _: None
    """Raises VozesError(INVALID_FIELD) for voices that an engine that mixes cannot mix with one another."""

    def find_voice(self, text: str, cloned: Collection[str] = ()) -> VoiceInfo:
        """One that is listed, by id or name; one of the `cloned`, by id; or a mixture of such.

        A mixture speaks what the heaviest voice in it speaks, and its id is the one way of writing it. Raises
        VozesError: UNKNOWN_VOICE, or INVALID_FIELD for a mixture that cannot be.
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
        return next((each for each in self.voices if wanted in (each.id.casefold(), each.name.casefold())), None)

    def _require_one(self, text: str, cloned: Collection[str]) -> VoiceInfo:
        voice = self._find_one(text, cloned)
        if voice is None:
            raise self._unknown_voice(text)
        return voice

    def _mix(self, parts: Sequence[tuple[VoiceInfo, float]]) -> VoiceInfo:
        voices = {voice.id: voice for voice, _ in parts}
        self.check_mixture(tuple(voices.values()))
        mixture = write_mixture((voice.id, weight) for voice, weight in parts)
        heard = [voices[voice_id] for voice_id, _ in parse_mixture(mixture) or [(mixture, 1.0)]]
        if len(heard) == 1:
            return heard[0]
        genders = {voice.gender for voice in heard}
        return VoiceInfo(mixture, mixture, heard[0].languages, genders.pop() if len(genders) == 1 else None)

    def _unknown_voice(self, text: str) -> VozesError:
        return VozesError(ErrorCode.UNKNOWN_VOICE, f"The engine {self.id} has no voice {text!r}.", param="voice")

    def voice_for(self, language: str) -> VoiceInfo:
        """The engine's own choice for one of its languages."""
        speaking = [voice for voice in self.voices if not voice.languages or language in voice.languages]
        if not speaking:
            message = f"The engine {self.id} has no voice for {language!r}."
            raise VozesError(ErrorCode.UNSUPPORTED_LANGUAGE, message, param="language")
        return next((voice for voice in speaking if voice.languages[:1] == (language,)), speaking[0])

    def languages_of(self, voice: VoiceInfo) -> tuple[str, ...]:
        return voice.languages or self.languages

    def match_language(self, tag: str) -> str | None:
        """The engine's language that serves a tag; None where there is none."""
        return match_language(tag, self.languages, self.language_aliases)

    def voices_speaking(self, tag: str | None) -> list[VoiceInfo]:
        """The voices that speak what a tag means here, in any of its regions where it names none; all for None."""
        if tag is None:
            return list(self.voices)
        regions = normalize_tag(tag) + "-"
        meant = {self.match_language(tag), *(each for each in self.languages if f"{each}-".startswith(regions))}
        return [voice for voice in self.voices if meant.intersection(self.languages_of(voice))]

    def check_options(self, options: dict[str, object]) -> dict[str, OptionValue]:
        """The options with every value checked; raises VozesError(UNKNOWN_OPTION or OPTION_OUT_OF_RANGE)."""
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


@dataclass(frozen=True, slots=True)
class LoadProgress:
    """How far an engine's loading is."""

    stage: str
    """What it is doing: `converting` published files, `loading` weights, or `warming_up`."""
    fraction: float | None = None
    """Of this stage, 0 to 1; None where that cannot be told."""


class FatalEngineError(VozesError):
    """What an engine raises when nothing that it holds can be trusted any longer, e.g. after an error of the GPU.

    Its worker answers all that is open with this error's message and ends; another one is started.
    """

    def __init__(self, message: str):
        super().__init__(ErrorCode.ENGINE_CRASHED, message)


class Engine(ABC):
    """A loaded engine, owned by one thread of one worker process.

    The worker makes the object, calls `load` once, then `speak` and `clone` as they are asked for. Where
    `capabilities.concurrency` is above 1, several of the iterators are open at once and the worker
    advances them in turn, so that an engine may do one batched step for all that is being spoken.
    """

    growth_mb: ClassVar[int | None] = None
    """Memory in MB that its process may take beyond what it has once it is loaded, on Linux; None: no bound."""

    @abstractmethod
    def load(self, settings: EngineSettings, report: Callable[[LoadProgress], None]) -> dict[str, str]:
        """Gets ready to speak; gives the versions of what it is made of. Raises VozesError if it cannot.

        Where it takes long, it reports how far it is every second or so.
        """

    def get_confined(self) -> None:  # noqa: B027  (most have nothing to do)
        """Called once it is loaded, before its process becomes unable to start another (`vozes/confinement.py`)."""

    @abstractmethod
    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        """Speaks a request piece by piece.

        `None` means "nothing yet": an engine yields it at least every few milliseconds of work (a decode
        step), since only between yields does the worker look for cancellations and new requests. A cancelled
        request's iterator is closed: what it holds is released in `finally`. Raises VozesError; a FatalEngineError
        ends the process.
        """

    def clone(self, voice: ClonedVoice) -> Iterator[AudioChunk | None]:
        """Makes what it needs of a voice's recordings and keeps it in `voice.embedding`, so that speech starts sooner.

        It yields `None` alone, as often as `speak` does. Raises VozesError: INVALID_RECORDING where they are no voice,
        INVALID_FIELD of an engine that cannot clone.
        """
        raise VozesError(ErrorCode.INVALID_FIELD, "This engine cannot clone voices: choose another.", param="voice")


@dataclass(frozen=True, slots=True)
class EngineSpec:
    """An engine as the registry knows it: what it is, what runs it, and whether it can run here."""

    info: EngineInfo
    target: str
    """`module:Class` of the Engine that a worker loads."""
    missing: Callable[[EngineSettings], str | None] = lambda _: None
    """None if the engine can be loaded on this machine with these settings, else what is missing and what to run."""
    describe: Callable[[EngineSettings], EngineInfo] | None = None
    """What it is as of now, where that depends on the models on disk: the same object as long as nothing changes there.
    None where `info` never changes."""
