"""Addresses that open without a key and from any page: this server signs them, each for one path and for a while.

An `<audio>` element sends no key, and a browser does not tell which page it stands on. What such an element shall play
is therefore given an address with a ticket. The secret is made anew with each start and leaves the process in no way,
unless servers that share a home have it in common. It knows nothing of what lies behind the paths.
"""

import hmac
import secrets
import time
from collections.abc import Callable
from hashlib import sha256
from urllib.parse import parse_qs, quote, urlencode

from starlette.types import Scope

_PARAMETER = "ticket"
_READING = frozenset({"GET", "HEAD"})
_MOST_PARAMETERS = 8


class Tickets:
    def __init__(self, clock: Callable[[], float] = time.time, secret: bytes | None = None):
        self._secret = secret or secrets.token_bytes(32)
        self._clock = clock

    def address(self, path: str, seconds: float) -> str:
        """Returns the path with a ticket that opens it for so long."""
        expires = str(round(self._clock() + seconds))
        return f"{quote(path)}?{urlencode({_PARAMETER: f'{expires}-{self._signature(path, expires)}'})}"

    def open(self, scope: Scope) -> bool:
        """Returns whether a request reads with a ticket for its path that is still valid."""
        if (
            scope["type"] != "http"
            or scope["method"] not in _READING
            or _PARAMETER.encode() not in scope["query_string"]
        ):
            return False
        try:
            given = parse_qs(scope["query_string"].decode("ascii"), max_num_fields=_MOST_PARAMETERS)[_PARAMETER]
        except (KeyError, ValueError):
            return False
        expires, _, signature = given[0].partition("-")
        right = self._signature(scope["path"], expires)
        return (
            hmac.compare_digest(signature.encode(), right.encode())
            and expires.isdecimal()
            and self._clock() < int(expires)
        )

    def _signature(self, path: str, expires: str) -> str:
        return hmac.new(self._secret, f"{expires}:{path}".encode("utf-8", "surrogatepass"), sha256).hexdigest()


def has_ticket(scope: Scope) -> bool:
    """Returns whether the application that is asked has given out a ticket for what is asked."""
    tickets: Tickets = scope["app"].state.tickets
    return tickets.open(scope)
