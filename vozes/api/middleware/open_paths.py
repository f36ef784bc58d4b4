"""The paths that are answered without a key: the pages and `/health` always, lists where `open_lists` opens them, and
the figures of the server where `open_metrics` does.

The pages and their files are the same for everybody; what they show of the server they ask for, with a key.

Some programs ask for lists and send no key with that, though they have one: Open WebUI for voices and models,
SillyTavern's pages for speakers. A list belongs here if it only tells what the server has.
"""

from starlette.types import Scope

_ALWAYS = frozenset({"/health"})
_PAGES = frozenset({"", "/", "/voices", "/engines", "/docs"})
"""The empty path leads on to the page, below a prefix."""
_FILES_OF_PAGES = "/ui/"
SESSION = "/v1/session"
METRICS = "/metrics"
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


def is_page(path: str) -> bool:
    """Returns whether a page or a file of the pages is at this path."""
    return path in _PAGES or path.startswith(_FILES_OF_PAGES)


def needs_no_key(scope: Scope, *, open_lists: bool, open_metrics: bool) -> bool:
    path, method = scope["path"], scope.get("method")
    if path in _ALWAYS or (path == SESSION and method == "DELETE"):
        return True
    is_open = is_page(path) or (open_lists and path in _LISTS) or (open_metrics and path == METRICS)
    return method in ("GET", "HEAD") and is_open
