"""Tells whether a call is one of ElevenLabs' API: by its path, or where Vozes has that too by what its clients send.

Routes and errors are chosen by it. It knows neither.
"""

from starlette.datastructures import Headers
from starlette.types import Scope

_PATHS = ("/v1/text-to-speech", "/v1/pronunciation-dictionaries", "/v1/user", "/v2/voices", "/v1/voices/add")
"""What only ElevenLabs has, with all that lies below."""
_EDIT = "/edit"


def asks_elevenlabs(scope: Scope) -> bool:
    """Returns whether a call is written for ElevenLabs' API, whose clients send `xi-api-key`, be it empty."""
    path = scope["path"]
    if any(path == each or path.startswith(f"{each}/") for each in _PATHS):
        return True
    if path.startswith("/v1/voices/") and path.endswith(_EDIT):
        return True
    headers = Headers(scope=scope)
    return "xi-api-key" in headers or "elevenlabs" in headers.get("x-fern-sdk-name", "")
