"""Tells whether a call comes from this machine; `hidden_paths` shows the answer's paths by that.

What counts is the address that a call comes from, whatever name it calls the server by; what a proxy passes on comes
from elsewhere, though the proxy is here.
"""

import sys
from pathlib import Path

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from vozes.api.addresses import as_address, is_loopback
from vozes.api.hidden_paths import PathHiding, showing_paths
from vozes.api.middleware import Middleware
from vozes.settings import Settings

_SENT_BY_PROXIES = (
    "forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-prefix",
    "x-forwarded-proto", "x-real-ip",
)  # fmt: skip


class HiddenPaths(Middleware):
    """Has `for_caller` show paths as they are on this machine, and hide them elsewhere."""

    def __init__(self, app: ASGIApp, settings: Settings):
        super().__init__(app)
        self._hide = path_hiding(settings).hide

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        with showing_paths(str if is_local(scope) else self._hide):
            await self._app(scope, receive, send)


def path_hiding(settings: Settings) -> PathHiding:
    """Returns what hides the folders of this server from callers elsewhere."""
    places = (settings.home, settings.xtts_checkpoint, settings.styletts2_checkpoints, Path.home(), Path.cwd())
    return PathHiding([str(place) for place in places if place] + [sys.prefix, sys.base_prefix])


def is_local(scope: Scope) -> bool:
    """Returns whether a call comes from this machine, and no proxy says that it passes it on."""
    headers = Headers(scope=scope)
    address = as_address((scope.get("client") or ("",))[0])
    return address is not None and is_loopback(address) and not any(name in headers for name in _SENT_BY_PROXIES)
