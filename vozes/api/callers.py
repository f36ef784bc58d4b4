"""Who asks: a program on this machine is told where files lie, since that helps; others are not told.

What counts is the address that a call comes from, whatever name it calls the server by; what a proxy hands on comes
from elsewhere, though the proxy is here. Texts with paths come from the layers below, which know nothing of callers,
and pass through `told` wherever an answer shows one.
"""

import ipaddress
import re
import sys
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from pathlib import Path

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from vozes.api.proxies import came_by_proxy
from vozes.settings import Settings

_HIDDEN = "…"
_END = r"(?![\w.-])"
_PATH = re.compile(
    r"""(?<![\w.…~:/\\@-])"""  # what follows another character is part of a URL or of a relative path
    r"""(?:/(?!v1/|ui/)|[A-Za-z]:[\\/]|\\\\)"""
    r"""(?:[^\s/\\"'`<>|]+[/\\])+([^\s/\\"'`<>|]*)"""
)
"""An absolute path as far as its first blank, on any system; not one of the server's own."""

_tell: ContextVar[Callable[[str], str] | None] = ContextVar("tell", default=None)


def told(text: str) -> str:
    """The text as whoever asks now may read it: of absolute paths others get only the end."""
    return (_tell.get() or _Hiding(()).hide)(text)


class Callers:
    """Notes for each call where it comes from."""

    def __init__(self, app: ASGIApp, settings: Settings):
        self._app = app
        places = (settings.home, settings.xtts_checkpoint, settings.styletts2_checkpoints, Path.home(), Path.cwd())
        self._hide = _Hiding([str(place) for place in places if place] + [sys.prefix, sys.base_prefix]).hide

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        token = _tell.set(str if _is_local(scope) else self._hide)
        try:
            await self._app(scope, receive, send)
        finally:
            _tell.reset(token)


class _Hiding:
    def __init__(self, places: Iterable[str]):
        """`places`: folders that are known, whose names may have blanks."""
        longest_first = sorted({place for place in places if place != Path(place).anchor}, key=len, reverse=True)
        self._places = re.compile("|".join(f"{re.escape(place)}{_END}" for place in longest_first) or "(?!)")

    def hide(self, text: str) -> str:
        return _PATH.sub(rf"{_HIDDEN}/\1", self._places.sub(_HIDDEN, text))


def _is_local(scope: Scope) -> bool:
    client = scope.get("client")
    if scope["type"] == "http" and came_by_proxy(Headers(scope=scope)):
        return False
    try:
        address = ipaddress.ip_address(client[0]) if client else None
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None) or address
    return mapped is not None and mapped.is_loopback
