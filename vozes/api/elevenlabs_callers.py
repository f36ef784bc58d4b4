"""Tells whether a call is one of ElevenLabs' API: by its path, or where Vozes has that too by what its clients send.

Routes and errors are chosen by it. It knows neither.
"""

from starlette.datastructures import Headers
from starlette.types import Scope

_THEIRS = (
    "/v1/text-to-speech",
    "/v1/pronunciation-dictionaries",
    "/v1/user",
    "/v2/voices",
    "/v1/history",
    "/v1/text-to-dialogue",
    "/v1/forced-alignment",
)
"""What only ElevenLabs has, be it here or not, with all that lies below."""
_ADD = "/v1/voices/add"
_SHARED = ("/v1/voices", "/v1/models")


def asks_elevenlabs(scope: Scope) -> bool:
    """Returns whether a call is written for ElevenLabs' API, whose clients send `xi-api-key`, be it empty."""
    path = scope["path"]
    if path == _ADD and scope.get("method") == "POST":  # any other method of it is of a voice that is called so
        return True
    if _is_below(path, _THEIRS) or (_is_below(path, _SHARED) and path.endswith("/edit")):
        return True
    headers = Headers(scope=scope)
    return _is_below(path, _SHARED) and ("xi-api-key" in headers or "elevenlabs" in headers.get("x-fern-sdk-name", ""))


def _is_below(path: str, places: tuple[str, ...]) -> bool:
    return any(path == place or path.startswith(f"{place}/") for place in places)
