"""How errors look to ElevenLabs' clients: its names and statuses for what it has too, our codes for all else.

`errors` chooses between this shape and OpenAI's.
"""

from typing import Any

from vozes.api.hidden_paths import for_caller
from vozes.errors import ErrorCode, VozesError

_NAMES = {
    ErrorCode.EMPTY_TEXT: "input_text_empty",
    ErrorCode.TEXT_TOO_LONG: "max_character_limit_exceeded",
    ErrorCode.UNKNOWN_VOICE: "voice_not_found",
    ErrorCode.DAILY_LIMIT: "quota_exceeded",
    ErrorCode.QUEUE_FULL: "system_busy",
    ErrorCode.TOO_MANY_CONNECTIONS: "system_busy",
}
"""What ElevenLabs calls the same; `invalid_api_key` is called so by both."""
_FIELDS = frozenset({ErrorCode.INVALID_FIELD, ErrorCode.UNSUPPORTED_FORMAT})
"""What its clients know as a list of faults, with status 422."""


def elevenlabs_name(error: VozesError) -> str:
    """Returns what an error is called."""
    return _NAMES.get(error.code, error.code.value)


def elevenlabs_status(error: VozesError) -> int:
    """Returns the status. Its clients repeat every 409, so what cannot succeed later is a 400 here."""
    status = error.kind.status
    if error.code in _FIELDS or status not in (409, 422):
        return status
    return 400


def elevenlabs_body(error: VozesError, request_id: str | None) -> dict[str, Any]:
    """Returns what answers tell of an error."""
    message = f"{for_caller(error.message)} {error.kind.advice}"
    if error.code in _FIELDS:
        place = ["body", *(error.param or "").split(".")] if error.param else ["body"]
        return {"detail": [{"loc": place, "msg": message, "type": error.code.value}]}
    return {
        "detail": {
            "status": elevenlabs_name(error),
            "message": message,
            "type": error.kind.type,
            "code": error.code.value,
            "param": error.param,
            "request_id": request_id,
        }
    }
