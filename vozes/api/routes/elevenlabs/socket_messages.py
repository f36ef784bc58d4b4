"""What clients of ElevenLabs' WebSockets send: the query, and messages. What is unknown or null does no harm."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import AliasChoices, BaseModel, Field, ValidationError

from vozes.api.elevenlabs_formats import DEFAULT
from vozes.api.elevenlabs_schemas import ElevenLabsSpeech
from vozes.errors import ErrorCode, VozesError
from vozes.text.markup.passages import Markup
from vozes.wording import fault

Model = TypeVar("Model", bound=BaseModel)

_LONGEST_TIMEOUT = 180
"""Seconds."""
_OF_MESSAGES = {"voice_settings", "pronunciation_dictionary_locators"}
"""Fields that the first message of a context has, and not the query."""


class StreamQuery(ElevenLabsSpeech):
    """The query of both WebSockets, with the fields of a call over HTTP; `voice_settings` and dictionaries come with
    the first message of a context.

    `optimize_streaming_latency`, `enable_logging` and `sync_alignment` mean nothing here: speech comes as soon as it
    can, nothing of it is logged, and times come with all that is heard.
    """

    text: str = ""
    output_format: str = DEFAULT
    enable_ssml_parsing: bool = False
    inactivity_timeout: float = Field(20, gt=0)
    auto_mode: bool = False

    @property
    def idle_seconds(self) -> float:
        return min(self.inactivity_timeout, _LONGEST_TIMEOUT)

    @property
    def markup(self) -> Markup:
        return Markup.AUTO if self.enable_ssml_parsing else Markup.OFF

    def begun_with(self, message: "ClientMessage") -> "StreamQuery":
        """Returns how a context is spoken that begins with the message. Raises VozesError(INVALID_FIELD)."""
        return _read(StreamQuery, {**self.model_dump(), **message.model_dump(include=_OF_MESSAGES)})


class ClientMessage(BaseModel):
    """Every message that there is, on both WebSockets."""

    text: str | None = None
    context_id: str | None = Field(None, validation_alias=AliasChoices("context_id", "contextId"))
    voice_settings: dict[str, Any] | None = None
    pronunciation_dictionary_locators: list[Any] | None = None
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
    return _read(StreamQuery, {name: value for name, value in query.items() if value and name not in _OF_MESSAGES})


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
