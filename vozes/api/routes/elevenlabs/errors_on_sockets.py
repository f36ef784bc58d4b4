"""Errors as ElevenLabs' WebSockets tell them: a sentence, a name for programs, and the code that closes the socket."""

from typing import Any

from vozes.api.responses.errors import error_body
from vozes.api.websockets.socket import POLICY, closing_code
from vozes.errors import ErrorCode, VozesError

_THEIR_NAMES = {
    ErrorCode.UNKNOWN_VOICE: "voice_id_does_not_exist",
    ErrorCode.TEXT_TOO_LONG: "max_character_limit_exceeded",
    ErrorCode.TOO_MANY_WRONG_KEYS: "too_many_requests",
    ErrorCode.QUEUE_FULL: "system_busy",
}
"""What an error of ours is called there; others keep their names."""
IDLE_MESSAGE = {
    "message": "Nothing was sent for longer than inactivity_timeout.",
    "error": "input_timeout_exceeded",
    "code": POLICY,
}


def error_message(error: VozesError, request_id: str) -> dict[str, Any]:
    body = error_body(error, request_id)
    name = _THEIR_NAMES.get(error.code, error.code.value)
    return {"message": body["message"], "error": name, "code": closing_code(error), "request_id": request_id}
