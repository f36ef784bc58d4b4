"""What clients of ElevenLabs' WebSockets send: the query, and messages. What is unknown or null does no harm."""

from collections.abc import Mapping
from typing import Any, Literal, TypeVar

from pydantic import AliasChoices, BaseModel, Field, ValidationError

from vozes.errors import ErrorCode, VozesError
from vozes.service.speech.orders import SpeechOrder
from vozes.text.markup.passages import Markup
from vozes.types import ReadingOptions
from vozes.wording import fault

Model = TypeVar("Model", bound=BaseModel)

_FORMATS = {"mp3": "mp3", "opus": "opus", "pcm": "pcm", "wav": "wav", "ulaw": "g711_ulaw", "alaw": "g711_alaw"}
"""The formats by the first part of their names, of which the second is the rate in Hz."""
OUTPUT_FORMATS = frozenset(
    [f"{kind}_{rate}" for kind in ("pcm", "wav") for rate in (8000, 16000, 22050, 24000, 32000, 44100, 48000)]
    + [f"mp3_44100_{kilobits}" for kilobits in (32, 64, 96, 128, 192)]
    + [f"opus_48000_{kilobits}" for kilobits in (32, 64, 96, 128, 192)]
    + ["mp3_22050_32", "mp3_24000_48", "ulaw_8000", "alaw_8000"]
)
_LONGEST_TIMEOUT = 180


class StreamQuery(BaseModel):
    """The query of both WebSockets. `optimize_streaming_latency`, `enable_logging` and `sync_alignment` mean nothing
    here: speech comes as soon as it can, nothing of it is logged, and times come with all that is heard.
    """

    model_id: str = ""
    language_code: str = "auto"
    output_format: str = "mp3_44100_128"
    enable_ssml_parsing: bool = False
    inactivity_timeout: float = Field(20, gt=0)
    auto_mode: bool = False
    apply_text_normalization: Literal["auto", "on", "off"] = "auto"
    seed: int | None = None

    @property
    def idle_seconds(self) -> float:
        return min(self.inactivity_timeout, _LONGEST_TIMEOUT)

    @property
    def bit_rate(self) -> str | None:
        """The bit rate of the format, in kbit/s, where it names one."""
        return next(iter(self.output_format.split("_")[2:]), None)

    def order(self, voice: str | None, engine: str | None, settings: Mapping[str, Any]) -> SpeechOrder:
        """Returns how a context is spoken, with its `voice_settings`. Raises VozesError."""
        if self.output_format not in OUTPUT_FORMATS:
            message = f"There is no output_format {self.output_format[:50]!r}."
            raise VozesError(ErrorCode.UNSUPPORTED_FORMAT, message, param="output_format")
        kind, rate = self.output_format.split("_")[:2]
        return SpeechOrder(
            "",
            self.language_code,
            voice,
            engine,
            _FORMATS[kind],
            sample_rate=int(rate),
            speed=_speed(settings),
            seed=self.seed,
            reading=ReadingOptions(normalize=self.apply_text_normalization != "off"),
            markup=Markup.AUTO if self.enable_ssml_parsing else Markup.OFF,
        )


class ClientMessage(BaseModel):
    """Every message that there is, on both WebSockets."""

    text: str | None = None
    context_id: str | None = Field(None, validation_alias=AliasChoices("context_id", "contextId"))
    voice_settings: dict[str, Any] | None = None
    try_trigger_generation: bool | None = None
    flush: bool | None = None
    close_context: bool | None = None
    close_socket: bool | None = None
    key: str | None = Field(None, validation_alias=AliasChoices("xi-api-key", "xi_api_key"))
    authorization: str | None = None

    @property
    def given_key(self) -> str:
        """The key that it brings, by either name."""
        scheme, _, value = (self.authorization or "").partition(" ")
        return self.key or (value if scheme.lower() == "bearer" else self.authorization) or ""


def read_query(query: Mapping[str, str]) -> StreamQuery:
    """Raises VozesError(INVALID_FIELD)."""
    return _read(StreamQuery, {name: value for name, value in query.items() if value})


def read_message(message: Mapping[str, Any]) -> ClientMessage:
    """Raises VozesError(INVALID_FIELD)."""
    return _read(ClientMessage, message)


def _read(model: type[Model], fields: Mapping[str, Any]) -> Model:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))[:100]
        raise VozesError(ErrorCode.INVALID_FIELD, f"{fault(name, first)}.", param=name) from None


def _speed(settings: Mapping[str, Any]) -> float:
    """Returns the pace that `voice_settings` name; all else there is about models that are not here."""
    speed = settings.get("speed")
    if speed is None:
        return 1.0
    if isinstance(speed, bool) or not isinstance(speed, int | float):
        raise VozesError(ErrorCode.INVALID_FIELD, "speed must be a number.", param="voice_settings.speed")
    return float(speed)
