"""The JSON of OpenAI's API for speech as programs really send it: what is missing, null or unknown does no harm."""

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from vozes.api.reading_schemas import MarkupField, Normalize, reading_options
from vozes.service.speech.orders import LARGEST_SEED, SAMPLE_RATES, SPEED_RANGE, SpeechOrder
from vozes.text.markup.passages import Markup

PCM_RATE = 24_000
"""Hz, of `pcm`, whose bytes do not tell it."""
_WEIGHED = re.compile(r"(?<=[^\s()+])\s*\(\s*(\d+(?:\.\d+)?)\s*\)")
"""A weight as Kokoro's own servers write it: `af_bella(2)+af_sky(1)`."""


def _say_what_null_means(schema: dict[str, Any]) -> None:
    """Has the description allow null for each field that may be missing."""
    for name, field in schema["properties"].items():
        if name not in schema["required"] and {"type": "null"} not in field.get("anyOf", ()):
            told = {key: field.pop(key) for key in ("description", "default", "title") if key in field}
            schema["properties"][name] = {"anyOf": [field, {"type": "null"}], **told}


class VoiceId(BaseModel):
    id: str


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
    language: str = Field("auto", description="Beyond OpenAI: a language tag, or `auto` to tell it from the text.")
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
        return list(self.model_extra or ())

    def order(self, *, engine: str | None, voice: str | None, stand_in_for: str | None) -> SpeechOrder:
        rate = PCM_RATE if self.response_format == "pcm" and self.sample_rate is None else self.sample_rate
        return SpeechOrder(
            self.input,
            self.language,
            voice,
            engine,
            self.response_format,
            sample_rate=rate,
            speed=self.speed,
            seed=self.seed,
            options=self.options,
            stand_in_for=stand_in_for,
            reading=reading_options(self.normalize),
            markup=self.markup,
        )


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
