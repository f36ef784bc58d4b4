"""Hides where files lie from callers on other machines; programs on this one may know, since that helps.

What counts is the address that a call comes from, whatever name it calls the server by; what a proxy passes on comes
from elsewhere, though the proxy is here. Texts with paths come from the layers below, which know nothing of callers,
and pass through `for_caller` wherever an answer shows one.
"""

import re
import sys
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from pathlib import Path

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from vozes.api.addresses import as_address, is_loopback
from vozes.api.middleware import Middleware
from vozes.settings import Settings

_HIDDEN = "…"
_END = r"(?![\w.-])"
_PATH = re.compile(
    r"""(?<![\w.…~:/\\@-])"""  # what follows another character is part of a URL or of a relative path
    r"""(?:/(?!v1/|ui/)|[A-Za-z]:[\\/]|\\\\)"""
    r"""(?:[^\s/\\"'`<>|]+[/\\])+([^\s/\\"'`<>|]*)"""
)
"""Matches an absolute path as far as its first blank, on any system; not one of the server's own URLs."""

_SENT_BY_PROXIES = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")

_shown: ContextVar[Callable[[str], str] | None] = ContextVar("shown", default=None)


def for_caller(text: str) -> str:
    """Returns the text as the present caller may read it: of absolute paths, callers elsewhere get only the end."""
    return (_shown.get() or _Hiding(()).hide)(text)


class HiddenPaths(Middleware):
    """Notes for each call how `for_caller` is to show paths."""

    def __init__(self, app: ASGIApp, settings: Settings):
        super().__init__(app)
        places = (settings.home, settings.xtts_checkpoint, settings.styletts2_checkpoints, Path.home(), Path.cwd())
        self._hide = _Hiding([str(place) for place in places if place] + [sys.prefix, sys.base_prefix]).hide

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        token = _shown.set(str if _is_local(scope) else self._hide)
        try:
            await self._app(scope, receive, send)
        finally:
            _shown.reset(token)


class _Hiding:
    def __init__(self, places: Iterable[str]):
        """`places`: folders that are known, whose names may have blanks."""
        longest_first = sorted({place for place in places if place != Path(place).anchor}, key=len, reverse=True)
        self._places = re.compile("|".join(f"{re.escape(place)}{_END}" for place in longest_first) or "(?!)")

    def hide(self, text: str) -> str:
        return _PATH.sub(rf"{_HIDDEN}/\1", self._places.sub(_HIDDEN, text))


def _is_local(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    address = as_address((scope.get("client") or ("",))[0])
    return address is not None and is_loopback(address) and not any(name in headers for name in _SENT_BY_PROXIES)
