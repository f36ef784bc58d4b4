"""Serves under a path that a proxy puts before the server's own, such as `/vozes`.

A proxy may leave the prefix in what it passes on, or take it off: both are answered. A trusted proxy says which prefix
it is (`trusted_proxies.py`), else the setting `root_path` does. Everything inside sees paths without it; the prefix
itself is the scope's `app_root_path`, of which Starlette makes `request.base_url`.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vozes.api.middleware import Middleware

PREFIX = "app_root_path"
"""The scope's key."""
_SHAPE = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")
OWN = frozenset(
    "api audio dev docs engines get_predefined_voices get_reference_files health jambonz languages mcp metrics "
    "openapi.json ready sample set_tts_settings speakers studio_speakers tts tts-stream tts_stream tts_to_audio ui v1 "
    "v2 voices".split()
)
"""Where the server's own paths begin: under such a prefix nobody could tell whether it was taken off."""


class PathPrefix(Middleware):
    def __init__(self, app: ASGIApp, root_path: str):
        super().__init__(app)
        self._root_path = root_path

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        prefix = scope.get(PREFIX) or self._root_path

        async def send_from_prefix(message: Message) -> None:
            if message["type"] == "http.response.start" and 300 <= message["status"] < 400:
                _lead_below(prefix, MutableHeaders(scope=message))
            await send(message)

        await self._app({**scope, PREFIX: prefix, "path": _without(prefix, scope["path"])}, receive, send_from_prefix)


def parse_prefix(text: str) -> str:
    """Returns the prefix as it is put before a path: empty, or with a slash at its beginning and none at its end.

    Raises ValueError for what is no path, and for one that begins as the server's own.
    """
    prefix = text.strip().rstrip("/")
    if _SHAPE.fullmatch(prefix) is None:
        raise ValueError(f"{text!r} is no path such as '/vozes'")
    if prefix[1:].partition("/")[0] in OWN:
        raise ValueError(f"{text!r} begins as a path of the server's own")
    return prefix


def only_prefix(texts: Iterable[str]) -> str:
    """Returns the prefix that a setting of one value has. Raises ValueError as `parse_prefix` does."""
    return parse_prefix("".join(texts))


def _without(prefix: str, path: str) -> str:
    """Returns the path as the server knows it; empty for the prefix alone, which the router leads on to its slash."""
    return path.removeprefix(prefix) if path == prefix or path.startswith(f"{prefix}/") else path


def _lead_below(prefix: str, headers: MutableHeaders) -> None:
    """Makes a redirect one within this host: what stands before the server knows its name and port better."""
    place = urlsplit(headers.get("location", ""))
    path = f"{prefix}/{place.path.lstrip('/')}"
    headers["Location"] = f"{path}?{place.query}" if place.query else path
