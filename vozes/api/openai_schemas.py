"""The JSON of OpenAI's API for speech as programs really send it: what is missing, null or unknown does no harm."""

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from vozes.api.reading_schemas import MarkupField, Normalize, reading_options
from vozes.service.speech.orders import LARGEST_SEED, SAMPLE_RATES, SPEED_RANGE, VOLUME_RANGE, SpeechOrder
from vozes.text.language import AUTO
from vozes.text.markup.passages import Markup
from vozes.text.normalizing.classes import TextClass
from vozes.types import ReadingOptions

PCM_RATE = 24_000
"""Hz, of `pcm`, whose bytes do not tell it."""
_WEIGHED = re.compile(r"(?<=[^\s()+])\s*\(\s*(\d+(?:\.\d+)?)\s*\)")
"""A weight as Kokoro's own servers write it: `af_bella(2)+af_sky(1)`."""

_PAUSE = re.compile(r"\[pause:\d+(?:\.\d+)?s\]", re.ASCII | re.IGNORECASE)
_LANGUAGES = {
    "a": "en-us", "b": "en-gb", "e": "es", "f": "fr-fr", "h": "hi", "i": "it", "j": "ja", "p": "pt-br", "z": "zh",
}  # fmt: skip
"""What Kokoro's letters stand for."""
_NAMES = {
    "chinese": "zh", "english": "en", "french": "fr", "german": "de", "italian": "it", "japanese": "ja", "korean": "ko",
    "portuguese": "pt", "russian": "ru", "spanish": "es",
}  # fmt: skip
"""What vLLM-Omni's clients call languages."""


def _say_what_null_means(schema: dict[str, Any]) -> None:
    """Has the description allow null for each field that may be missing."""
    for name, field in schema["properties"].items():
        if name not in schema["required"] and {"type": "null"} not in field.get("anyOf", ()):
            told = {key: field.pop(key) for key in ("description", "default", "title") if key in field}
            schema["properties"][name] = {"anyOf": [field, {"type": "null"}], **told}


class VoiceId(BaseModel):
    id: str


class NormalizationOptions(BaseModel):
    """What Kokoro-FastAPI reads out or leaves as it is; what else it has there is ignored."""

    model_config = ConfigDict(extra="allow")

    normalize: bool = True
    url_normalization: bool = True
    email_normalization: bool = True
    phone_normalization: bool = True
    replace_remaining_symbols: bool = True

    def reading(self) -> ReadingOptions:
        wanted = {
            TextClass.ELECTRONIC: self.url_normalization and self.email_normalization,
            TextClass.TELEPHONE: self.phone_normalization,
            TextClass.SYMBOL: self.replace_remaining_symbols,
        }
        return ReadingOptions(self.normalize, tuple(name.value for name, is_wanted in wanted.items() if not is_wanted))


class OpenAISpeech(BaseModel):
    """What `POST /v1/audio/speech` takes. Fields that are not here are ignored, and told in `X-Ignored-Fields`."""

    model_config = ConfigDict(extra="allow", json_schema_extra=_say_what_null_means)

    input: str = Field(description="The text to speak: up to `max_text_characters`.")
    model: str = Field(
        "",
        description=(
            "An engine, or one of its models, such as `kokoro`. OpenAI's names, and what is not known here, mean the "
            "selected engine. A voice, where no other one is named."
        ),
    )
    voice: str | VoiceId | None = Field(
        None,
        description=(
            "A voice's id or name, a mixture (`ana:0.7+rui:0.3`, or `ana(7)+rui(3)`), or one of OpenAI's names, for "
            "which a voice of its kind stands in."
        ),
    )
    response_format: str = Field("mp3", description="mp3, opus, aac, flac, wav, pcm, and all others that there are.")
    speed: float = Field(1.0, ge=SPEED_RANGE[0], le=SPEED_RANGE[1], description="Times the normal pace.")
    stream_format: Literal["audio", "sse"] = Field(
        "audio", description="The bytes of the audio as they are made, or events with these in base64."
    )
    instructions: str = Field(
        "",
        description=(
            "Of these a mood is heeded (happy, sad, angry, surprised) where the model has moods, which the models of "
            "StyleTTS 2 but Kokoro have; otherwise they are ignored, which is told."
        ),
    )
    language: str = Field(
        "auto",
        description=(
            "Beyond OpenAI: a language tag, or `auto` to tell it from the text; or a name such as `English`, as "
            "vLLM-Omni's clients send it."
        ),
    )
    sample_rate: int | None = Field(
        None,
        ge=SAMPLE_RATES[0],
        le=SAMPLE_RATES[1],
        description=f"Beyond OpenAI: in Hz; by default the engine's own, and {PCM_RATE:,} for `pcm`.",
    )
    seed: int | None = Field(None, ge=0, le=LARGEST_SEED, description="Beyond OpenAI: makes choices repeatable.")
    options: dict[str, Any] = Field(default_factory=dict, description="Beyond OpenAI: the engine's own options.")
    normalize: Normalize = "auto"
    markup: MarkupField = Markup.AUTO
    stream: bool = Field(True, description="Kokoro-FastAPI's: false answers when all is spoken, with the length.")
    lang_code: str | None = Field(
        None, description="Kokoro-FastAPI's, where `language` is not there: a letter such as `p`, or a language tag."
    )
    volume_multiplier: float = Field(
        1.0, ge=VOLUME_RANGE[0], le=VOLUME_RANGE[1], description="Kokoro-FastAPI's: by which samples are multiplied."
    )
    normalization_options: NormalizationOptions = Field(
        default_factory=NormalizationOptions, description="Kokoro-FastAPI's, where `normalize` is not there."
    )
    ssml: bool = Field(False, description="Kokoro-FastAPI's: as `markup` of `ssml`.")
    allow_voice_tags: bool = Field(False, description="Kokoro-FastAPI's: as `markup` of `tags`.")

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, fields: Any) -> Any:
        """Returns the fields without those that are null, which mean what is missing."""
        return (
            {name: value for name, value in fields.items() if value is not None} if isinstance(fields, dict) else fields
        )

    @property
    def voice_name(self) -> str | None:
        """The voice that is asked for, as Vozes writes it; None where there is none."""
        name = self.voice.id if isinstance(self.voice, VoiceId) else self.voice or ""
        return _WEIGHED.sub(r":\1", name).strip() or None

    @property
    def ignored(self) -> list[str]:
        """The names of the fields that mean nothing here."""
        options = (f"normalization_options.{name}" for name in self.normalization_options.model_extra or ())
        return [*(self.model_extra or ()), *options]

    def order(self, *, engine: str | None, voice: str | None, stand_in_for: str | None) -> SpeechOrder:
        rate = PCM_RATE if self.response_format == "pcm" and self.sample_rate is None else self.sample_rate
        return SpeechOrder(
            self.input,
            self._spoken_language,
            voice,
            engine,
            self.response_format,
            sample_rate=rate,
            speed=self.speed,
            seed=self.seed,
            options=self.options,
            stand_in_for=stand_in_for,
            reading=self._reading,
            markup=self._markup,
            volume=self.volume_multiplier,
        )

    @property
    def _spoken_language(self) -> str:
        code = (self.lang_code or "").strip()
        if self.language == AUTO and code:
            return _LANGUAGES.get(code.lower(), code)
        return _NAMES.get(self.language.lower(), self.language)

    @property
    def _reading(self) -> ReadingOptions:
        return self.normalization_options.reading() if self.normalize == "auto" else reading_options(self.normalize)

    @property
    def _markup(self) -> Markup:
        """How the text is marked up: as `[pause:1s]` in it tells, where nothing else does."""
        if self.markup != Markup.AUTO or not (self.ssml or self.allow_voice_tags or _PAUSE.search(self.input)):
            return self.markup
        return Markup.SSML if self.ssml or self.input.lstrip().startswith("<speak") else Markup.TAGS


class CaptionedSpeech(OpenAISpeech):
    """What `POST /dev/captioned_speech` takes: what `/v1/audio/speech` does, and whether times are told."""

    return_timestamps: bool = Field(True, description="Whether the times of words are told.")


class CaptionWord(BaseModel):
    word: str
    start_time: float = Field(description="Seconds from the start of the whole audio.")
    end_time: float


class Captions(BaseModel):
    """A line of the stream, or the whole answer."""

    audio: str = Field(description="In base64.")
    audio_format: str = Field(description="Its media type.")
    timestamps: list[CaptionWord] | None


class OpenAIModel(BaseModel):
    id: str
    object: Literal["model"] = "model"
    created: int = Field(description="Seconds since 1970; it says nothing here.")
    owned_by: Literal["vozes", "openai"]


class OpenAIModels(BaseModel):
    """The same list under the two names that programs look for."""

    object: Literal["list"] = "list"
    data: list[OpenAIModel]
    models: list[OpenAIModel]


class ListedVoice(BaseModel):
    """A voice under all the names that programs look for."""

    id: str
    voice_id: str
    value: str
    name: str
    label: str
    lang: str | None = Field(description="Its language, where that is one.")
    languages: list[str]
    gender: Literal["male", "female"] | None


class ListedVoices(BaseModel):
    """The same list under the two names that programs look for."""

    object: Literal["list"] = "list"
    data: list[ListedVoice]
    voices: list[ListedVoice]


class Working(BaseModel):
    status: Literal["ok"] = "ok"
