"""The paths that are answered without a key: `/health` always, and lists where the setting `open_lists` opens them.

Some programs ask for lists and send no key with that, though they have one: Open WebUI for voices and models,
SillyTavern's pages for speakers. A list belongs here if it only tells what the server has.
"""

from starlette.types import Scope

_ALWAYS = frozenset({"/health"})
_LISTS = frozenset(
    {
        "/v1/audio/models",
        "/v1/audio/voices",
        "/v1/models",
        "/v1/test",
        "/v1/voices",
        "/v2/voices",
        "/languages",
        "/speakers",
    }
)
"""Whole paths, for GET alone."""


def needs_no_key(scope: Scope, *, open_lists: bool) -> bool:
    path = scope["path"]
    if path in _ALWAYS:
        return True
    return open_lists and path in _LISTS and scope.get("method") in ("GET", "HEAD")
