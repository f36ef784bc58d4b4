"""Errors as ElevenLabs' WebSockets tell them: a sentence, a name for programs, and the code that closes the socket."""

from typing import Any

from vozes.api.responses.elevenlabs_errors import elevenlabs_name
from vozes.api.responses.errors import error_body
from vozes.api.websockets.socket import POLICY, closing_code
from vozes.errors import ErrorCode, VozesError

_ON_SOCKETS_ALONE = {
    ErrorCode.UNKNOWN_VOICE: "voice_id_does_not_exist",
    ErrorCode.TOO_MANY_WRONG_KEYS: "too_many_requests",
}
"""What is called otherwise over HTTP, or not at all."""
IDLE_MESSAGE = {
    "message": "Nothing was sent for longer than inactivity_timeout.",
    "error": "input_timeout_exceeded",
    "code": POLICY,
}


def error_message(error: VozesError, request_id: str) -> dict[str, Any]:
    body = error_body(error, request_id)
    name = _ON_SOCKETS_ALONE.get(error.code) or elevenlabs_name(error)
    return {"message": body["message"], "error": name, "code": closing_code(error), "request_id": request_id}
