"""Refuses requests without the API key, and whoever guesses: after some wrong keys in a minute an address waits.

While an address waits its right key is refused too, since whoever guesses would else learn which one it was. So those
behind one address wait together; a trusted proxy that names its callers (`trusted_proxies.py`) keeps them apart.
"""

import base64
import binascii
import hmac
import ipaddress
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from functools import partial

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Scope

from vozes.api.addresses import as_address
from vozes.api.middleware.allowed_origins import is_cross_origin
from vozes.api.middleware.guard import Guard, only_value
from vozes.errors import ErrorCode, VozesError

KEY_CHECK = "key_check"
"""In a scope's state: what is called with the key of the first message, where a WebSocket sent none before it."""
_OPEN_PATHS = frozenset({"/health"})
_HEADERS_OF_CLIENTS = ("api-key", "xi-api-key")
"""What the clients of Azure's and of ElevenLabs' APIs send it in."""
_SECONDS = 60.0
_MOST_CALLERS = 4096
"""Callers whose wrong keys are remembered; beyond them those are forgotten who sent none for the longest time."""
_IPV6_PREFIX = 64
"""Bits: whoever has one address of such a network usually has all of them."""


class KeyGuard(Guard):
    """Lets through requests that carry the key, and those that need none. A WebSocket may bring it in its first
    message, since pages can set no headers there: then `KEY_CHECK` raises VozesError where that is wrong or missing.
    """

    def __init__(self, app: ASGIApp, key: str, wrong_keys_per_minute: int):
        super().__init__(app)
        self._keys = _as_bytes(key)
        self._wrong = WrongKeys(wrong_keys_per_minute)
        self._wrong_of_pages = WrongKeys(wrong_keys_per_minute // 2)

    def check(self, scope: Scope, headers: Headers) -> None:
        if scope["path"] in _OPEN_PATHS:
            return
        require = partial(self._require, _caller(scope), self._counts(headers))
        given = _sent_key(headers)
        if not given and scope["type"] == "websocket":
            scope["state"][KEY_CHECK] = require
            return
        require(given)

    def _require(self, caller: str, counts: list["WrongKeys"], given: bytes) -> None:
        if not given:
            raise VozesError(ErrorCode.INVALID_API_KEY, "The API key is missing.")
        wait = max(count.seconds_to_wait(caller) for count in counts)
        if wait > 0:
            message = "Too many wrong API keys came from this address."
            raise VozesError(ErrorCode.TOO_MANY_WRONG_KEYS, message, retry_after=wait)
        if not any(hmac.compare_digest(given, key) for key in self._keys):
            for count in counts:
                count.note(caller)
            raise VozesError(ErrorCode.INVALID_API_KEY, "The API key is wrong.")

    def _counts(self, headers: Headers) -> list["WrongKeys"]:
        """Returns what counts this key. Pages of other sites use up half of what their reader may get wrong at most,
        so that they cannot make the reader wait.
        """
        is_foreign = is_cross_origin(headers.get("sec-fetch-site"))
        return [self._wrong, self._wrong_of_pages] if is_foreign else [self._wrong]


class WrongKeys:
    """Keeps when each caller's last wrong keys came. What is refused during a wait does not make it longer."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic):
        self._most = most
        self._clock = clock
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._times)

    def seconds_to_wait(self, caller: str) -> float:
        times = self._times.get(caller)
        return times[0] + _SECONDS - self._clock() if times and len(times) == self._most else 0.0

    def note(self, caller: str) -> None:
        self._times.setdefault(caller, deque(maxlen=self._most)).append(self._clock())
        self._times.move_to_end(caller)
        if len(self._times) > _MOST_CALLERS:
            self._times.popitem(last=False)


def given_key(authorization: str) -> bytes:
    """Returns the key of `Bearer KEY`, or the password that a browser's own prompt asks for; empty without either."""
    scheme, _, value = authorization.encode("latin-1").partition(b" ")
    value = value.strip(b" \t")
    if scheme.lower() == b"bearer":
        return value
    if scheme.lower() == b"basic":
        try:
            return base64.b64decode(value, validate=True).partition(b":")[2]
        except binascii.Error:
            return b""
    return b""


def _sent_key(headers: Headers) -> bytes:
    """Returns the key that was sent, by any of the headers that programs have for it; empty without one."""
    given = given_key(only_value(headers, "authorization", ErrorCode.INVALID_API_KEY) or "")
    values = (only_value(headers, name, ErrorCode.INVALID_API_KEY) or "" for name in _HEADERS_OF_CLIENTS)
    return given or next(filter(None, (value.encode("latin-1").strip(b" \t") for value in values)), b"")


def _as_bytes(key: str) -> list[bytes]:
    """Returns the key as clients write it: in UTF-8, and in Latin-1 where that can be."""
    try:
        return [key.encode(), key.encode("latin-1")]
    except UnicodeEncodeError:
        return [key.encode()]


def _caller(scope: Scope) -> str:
    """Returns an address of IPv4, or a network of IPv6."""
    address = as_address((scope.get("client") or ("",))[0])
    if isinstance(address, ipaddress.IPv6Address):
        address = address.ipv4_mapped or ipaddress.IPv6Address(int(address) >> _IPV6_PREFIX << _IPV6_PREFIX)
    return str(address)
