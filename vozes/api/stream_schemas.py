"""The JSON that clients send on our own WebSocket for speech. Shapes only; docs/websockets.md shows them."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from vozes.api.openai_schemas import OpenAISpeech
from vozes.errors import ErrorCode, VozesError
from vozes.wording import did_you_mean, fault


class SessionConfig(OpenAISpeech):
    """How all that follows is spoken: the fields of `POST /v1/audio/speech`, and these."""

    input: str = ""
    response_format: str = "pcm"
    stream_audio: bool | None = None
    """Whether the audio of a sentence is sent as it is made, instead of in one frame; None: for `pcm` alone."""
    api_key: str | None = None
    """The server's key, where the client could send no header."""

    @property
    def streams(self) -> bool:
        return self.response_format == "pcm" if self.stream_audio is None else self.stream_audio

    @property
    def ignored(self) -> list[str]:
        """The names of the fields that mean nothing here."""
        return [name for name in super().ignored if name != "type"]


class InputText(BaseModel):
    text: str


class InputDone(BaseModel):
    """All of the text so far is to be spoken, whatever follows."""


class Cancel(BaseModel):
    """Nothing of the text so far is to be heard any more."""


class SessionClose(BaseModel):
    """All is said once what is being spoken has been sent."""


ClientMessage = SessionConfig | InputText | InputDone | Cancel | SessionClose
_MESSAGES: dict[str, type[ClientMessage]] = {
    "session.config": SessionConfig,
    "input.text": InputText,
    "input.done": InputDone,
    "cancel": Cancel,
    "session.close": SessionClose,
}


def read_message(message: Mapping[str, Any]) -> ClientMessage:
    """Returns what a client says. Raises VozesError(INVALID_FIELD)."""
    kind = message.get("type")
    model = _MESSAGES.get(kind) if isinstance(kind, str) else None
    if model is None:
        meant = did_you_mean(kind, _MESSAGES) if isinstance(kind, str) else ""
        known = ", ".join(_MESSAGES)
        raise VozesError(ErrorCode.INVALID_FIELD, f"type must be one of {known}{meant}.", param="type")
    try:
        return model.model_validate(message)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))[:100]
        if first["type"] == "string_unicode":
            raise VozesError(ErrorCode.INVALID_TEXT, "The text has half of a surrogate pair.", param=name) from None
        raise VozesError(ErrorCode.INVALID_FIELD, f"{fault(name, first)}.", param=name) from None
