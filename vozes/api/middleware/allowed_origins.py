"""Refuses calls from pages of other sites: such a page can make a browser send requests here."""

import logging

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Scope

from vozes.api.middleware.guard import Guard, only_value
from vozes.api.middleware.open_paths import is_page
from vozes.api.middleware.origin import Origins, entry_for, parse_host, parse_origin
from vozes.api.tickets import has_ticket
from vozes.errors import ErrorCode, VozesError

log = logging.getLogger(__name__)

_LONGEST_LINE = 300
"""Characters."""
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_ENCRYPTED = frozenset({"https", "wss"})
"""The schemes of which it is known, as a trusted proxy said so, that pages of this server have one of https."""
_LINKED = frozenset({"/openapi.json", "/health", "/ready"})
"""What another site may link to, beside the pages. All else is a call, and may make the machine speak."""


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
        if self._is_open(scope) or has_ticket(scope):
            return
        if origin is not None:
            if parse_origin(origin) in self._allowed:
                return
        elif self._plays_on_listed_host(scope, headers):
            return
        if is_foreign(scope, headers):
            raise _refusal(origin, site, is_audio_element=headers.get("sec-fetch-dest") == "audio")

    @staticmethod
    def _is_open(scope: Scope) -> bool:
        reads = scope["type"] == "http" and scope["method"] in _READING
        return reads and (is_page(scope["path"]) or scope["path"] in _LINKED)

    def _plays_on_listed_host(self, scope: Scope, headers: Headers) -> bool:
        """Returns whether an audio element plays, on a page of this host, and one at another port of it is listed.

        Which port such an element's page has, no browser tells; nor can its page read what is played.
        """
        plays = scope["type"] == "http" and scope["method"] in _READING and headers.get("sec-fetch-dest") == "audio"
        host = parse_host(headers.get("host", ""))
        if not plays or host is None or (headers.get("sec-fetch-site") or "").lower() != "same-site":
            return False
        return any(listed.name == host.name for listed in self._allowed.listed)


def _refusal(origin: str | None, site: str | None, *, is_audio_element: bool) -> VozesError:
    """Returns the error, with what would let the page in: a browser shows it to nobody who opens a WebSocket, so that
    the line in the log is all that its user can find.
    """
    known = None if origin is None else parse_origin(origin)
    if known is not None:
        message = f"Pages of {known} may not call this server: add {entry_for(known)} to the setting cors_origins."
    elif origin is not None:
        message = (
            "A page without an address of its own, such as a file or a frame in a sandbox, may not call this server: "
            "open it from a web server, and add that one's address to the setting cors_origins."
        )
    elif is_audio_element:
        message = (
            "A page of another site may not play audio from this server: it has to be listed in the setting "
            "cors_origins, and either be opened by this server's host name or have crossorigin at its audio element."
        )
    else:
        message = (
            f"A page of another site ({site}) may not call this server, and which page that is the browser did not "
            "say: it does so where the page asks by fetch, or has crossorigin at an element."
        )
    log.info("%s", message[:_LONGEST_LINE])
    return VozesError(ErrorCode.ORIGIN_NOT_ALLOWED, message)


def is_foreign(scope: Scope, headers: Headers) -> bool:
    """Returns whether a page of another origin sends this, as far as its browser tells."""
    if is_cross_origin(headers.get("sec-fetch-site")):
        return True
    origin = headers.get("origin")
    if origin is None:
        return False
    known, host = parse_origin(origin), parse_host(headers.get("host", ""))
    return known is None or host is None or not known.is_of(host, encrypted=scope["scheme"] in _ENCRYPTED)


def is_cross_origin(site: str | None) -> bool:
    """Returns what `Sec-Fetch-Site` says, which pages cannot set. Another port or subdomain is another origin too."""
    return site is not None and site.lower() not in ("same-origin", "none")
