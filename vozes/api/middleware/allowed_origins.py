"""Refuses calls from pages of other sites: such a page can make a browser send requests here."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Scope

from vozes.api.middleware.guard import Guard, only_value
from vozes.api.middleware.origin import Origins, parse_host, parse_origin
from vozes.errors import ErrorCode, VozesError

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
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
            foreign = known is None or host is None or not known.is_of(host)
        if foreign or is_cross_origin(site):
            message = f"A page of another site ({origin or site}) may not call this server."
            raise VozesError(ErrorCode.ORIGIN_NOT_ALLOWED, message)

    @staticmethod
    def _is_open(scope: Scope) -> bool:
        reads = scope["type"] == "http" and scope["method"] in _READING
        return reads and scope["path"] != _CALLS and not scope["path"].startswith(f"{_CALLS}/")


def is_cross_origin(site: str | None) -> bool:
    """Returns what `Sec-Fetch-Site` says, which pages cannot set. Another port or subdomain is another origin too."""
    return site is not None and site.lower() not in ("same-origin", "none")
