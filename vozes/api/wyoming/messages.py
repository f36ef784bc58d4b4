"""What clients ask, checked, and the order that it comes to. Fields that are not known are left alone.

Voices that exist are the service's matter; here is only what a message may look like.
"""

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from vozes.api.wyoming.events import Event
from vozes.errors import ErrorCode, VozesError
from vozes.service.speech.orders import SpeechOrder
from vozes.text.language import AUTO
from vozes.text.markup.passages import Markup
from vozes.warnings import CodedWarning, WarningCode
from vozes.wording import fault

T = TypeVar("T", bound=BaseModel)

_Name = Annotated[str, Field(max_length=1000)]
_MARKUP = {None: Markup.AUTO, "text": Markup.OFF, "ssml": Markup.SSML}
"""What `text_format` means; Home Assistant sends none."""


class _Message(BaseModel):
    model_config = ConfigDict(strict=True)


class Voice(_Message):
    name: _Name | None = None
    language: _Name | None = None
    speaker: _Name | None = None


class Manner(_Message):
    """How a text is to be spoken: `synthesize-start`, and a part of `synthesize`."""

    voice: Voice | None = None
    text_format: str | None = None
    context: dict[str, Any] | None = None

    @property
    def markup(self) -> Markup:
        """How the text is marked up; raises VozesError(INVALID_FIELD)."""
        markup = _MARKUP.get(self.text_format)
        if markup is None:
            raise VozesError(ErrorCode.INVALID_FIELD, "text_format must be text or ssml.", param="text_format")
        return markup

    @property
    def warnings(self) -> list[CodedWarning]:
        """What is asked for and left out."""
        speaker = self.voice.speaker if self.voice is not None else None
        if speaker is None:
            return []
        told = f"No voice here has speakers, so this one is left out: {speaker}"
        return [CodedWarning(WarningCode.SPEAKER_LEFT_OUT, told, name=speaker)]

    def order(self, text: str, engine: str | None, sample_rate: int | None) -> SpeechOrder:
        """Returns the order to speak a text; a voice that is named has languages of its own."""
        voice = self.voice or Voice()
        language = voice.language if voice.language and not voice.name else AUTO
        name = voice.name or None
        return SpeechOrder(text, language, name, engine, format="pcm", sample_rate=sample_rate, markup=self.markup)


class Synthesize(Manner):
    text: str


class SynthesizeChunk(_Message):
    text: str


class SelectProgram(_Message):
    name: _Name


class Ping(_Message):
    text: str | None = None


def read_message(model: type[T], event: Event) -> T:
    """Returns the message of an event. Raises VozesError(INVALID_FIELD or INVALID_TEXT) about its first fault."""
    try:
        return model.model_validate(event.data)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"])) or event.type
        if first["type"] == "string_unicode":
            raise VozesError(ErrorCode.INVALID_TEXT, "The text has half of a surrogate pair.", param=name) from None
        message = f"In {event.type}, {fault(name, first)}."
        raise VozesError(ErrorCode.INVALID_FIELD, message, param=name) from None
