"""Routes on paths that Vozes has too, taken only by calls that are written for ElevenLabs."""

from typing import Any

from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope

from vozes.api.elevenlabs_callers import asks_elevenlabs
from vozes.api.elevenlabs_schemas import ElevenLabsError
from vozes.api.openapi import Responses, answers_like
from vozes.voices.names import RESERVED


class ElevenLabsRoute(APIRoute):
    """Passes on every other call, to the route of ours that has the same path and comes after it."""

    def matches(self, scope: Scope) -> tuple[Match, Any]:
        if scope["type"] == "http" and not asks_elevenlabs(scope):
            return Match.NONE, {}
        match, found = super().matches(scope)
        if found.get("path_params", {}).get("voice_id") in RESERVED:
            return Match.NONE, {}
        return match, found


def elevenlabs_failures(*statuses: int) -> Responses:
    """Returns the answers with these statuses, and those that any call may get, in ElevenLabs' shape."""
    return answers_like(ElevenLabsError, sorted({401, 403, 429, *statuses}))


ELEVENLABS_WITH_BODY = (400, 408, 413, 415, 422)
"""The failures that any call with a body may answer."""
