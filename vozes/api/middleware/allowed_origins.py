"""Refuses calls from pages of other sites: such a page can make a browser send requests here."""

import logging

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Scope

from vozes.api.middleware.guard import Guard, only_value
from vozes.api.middleware.origin import Origins, entry_for, parse_host, parse_origin
from vozes.errors import ErrorCode, VozesError

log = logging.getLogger(__name__)

_LONGEST_LINE = 300
"""Characters."""
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_ENCRYPTED = frozenset({"https", "wss"})
"""The schemes of which it is known, as a trusted proxy said so, that pages of this server have one of https."""
_CALLS = "/v1"
"""The calls lie below it; beside it are the pages, and whether the server lives."""


class OriginGuard(Guard):
    """Keeps pages of other origins from all that writes, and from reading calls: a preview loads an engine and speaks.

    A link on another site may open the page. A browser says where a request comes from; what says nothing is none.
    """

    def __init__(self, app: ASGIApp, allowed: Origins):
        super().__init__(app)
        self._allowed = allowed

    def check(self, scope: Scope, headers: Headers) -> None:
        origin = only_value(headers, "origin", ErrorCode.ORIGIN_NOT_ALLOWED)
        site = only_value(headers, "sec-fetch-site", ErrorCode.ORIGIN_NOT_ALLOWED)
        if self._is_open(scope):
            return
        foreign = False
        if origin is not None:
            known, host = parse_origin(origin), parse_host(headers.get("host", ""))
            if known in self._allowed:
                return
            encrypted = scope["scheme"] in _ENCRYPTED
            foreign = known is None or host is None or not known.is_of(host, encrypted=encrypted)
        if foreign or is_cross_origin(site):
            raise _refusal(origin, site)

    @staticmethod
    def _is_open(scope: Scope) -> bool:
        reads = scope["type"] == "http" and scope["method"] in _READING
        return reads and scope["path"] != _CALLS and not scope["path"].startswith(f"{_CALLS}/")


def _refusal(origin: str | None, site: str | None) -> VozesError:
    """Returns the error, with what would let the page in."""
    known = None if origin is None else parse_origin(origin)
    if known is not None:
        way = f"the setting cors_origins lets it in where it lists {entry_for(known)}"
    elif origin is not None:
        way = "it has no origin, as a file or a frame without rights: serve it from an address of its own"
    else:
        way = "the browser did not say which, so none can be let in"
    message = f"A page of another site ({origin or site}) may not call this server; {way}."
    log.info("%s", message[:_LONGEST_LINE])
    return VozesError(ErrorCode.ORIGIN_NOT_ALLOWED, message)


def is_cross_origin(site: str | None) -> bool:
    """Returns what `Sec-Fetch-Site` says, which pages cannot set. Another port or subdomain is another origin too."""
    return site is not None and site.lower() not in ("same-origin", "none")
