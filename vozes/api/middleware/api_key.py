"""Refuses requests without a key, and whoever guesses: after some wrong keys in a minute an address waits.

A key is the setting `api_key`, which may do everything, or a named one (`vozes.service.keys`), within what that may do.
Pages of this server bring a session instead (`session_cookies.py`), which is no guess and waits for nobody.

While an address waits its right key is refused too, since whoever guesses would else learn which one it was. So those
behind one address wait together; a trusted proxy that names its callers (`trusted_proxies.py`) keeps them apart.
"""

import base64
import binascii
import hmac
import ipaddress
import logging
import time
from collections import OrderedDict
from enum import Enum, auto
from functools import partial

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from vozes.api.addresses import as_address
from vozes.api.middleware.allowed_origins import is_cross_origin
from vozes.api.middleware.guard import Guard, only_value
from vozes.api.middleware.open_paths import METRICS, SESSION, is_page, needs_no_key
from vozes.api.session_cookies import sent_sessions
from vozes.api.tickets import has_ticket
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.keys.access import Access, accessing, of_key
from vozes.service.keys.last_minute import Clock, LastMinute

log = logging.getLogger(__name__)

KEY_CHECK = "key_check"
"""In a scope's state: what is called with the key of the first message, where a WebSocket sent none before it."""
_LOOKING = frozenset({"GET", "HEAD"})
_LOOKING_BY_POST = frozenset({"/v1/text/reading", "/v1/text/speaker", SESSION})
"""Paths whose POST changes nothing and speaks nothing."""
_UNCOUNTED = frozenset({METRICS, "/openapi.json", "/ready", SESSION})
"""Paths that do not count as requests, beside the pages."""
_HEADERS_OF_CLIENTS = ("api-key", "xi-api-key")
"""What the clients of Azure's and of ElevenLabs' APIs send it in."""
_MOST_CALLERS = 4096
"""Callers whose wrong keys are remembered; beyond them those are forgotten who sent none for the longest time."""
_IPV6_PREFIX = 64
"""Bits: whoever has one address of such a network usually has all of them."""


BROUGHT = "brought"
"""In a scope's state: in which way a key came, where one was demanded."""


class Brought(Enum):
    KEY = auto()
    SESSION = auto()


class KeyGuard(Guard):
    """Lets through requests that carry a key, or a session of one, which may do that, and those that need none.

    A WebSocket may bring its key in its first message, since pages can set no headers there: then `KEY_CHECK` returns
    what it may do, and raises VozesError where it is wrong or missing.
    """

    def __init__(self, app: ASGIApp, service: Service):
        super().__init__(app)
        settings = service.settings
        self._own = _as_bytes(settings.api_key.get_secret_value()) if settings.api_key else []
        self._is_closed = bool(self._own) or not (settings.listens_on_loopback or settings.no_auth)
        self._open_lists = settings.open_lists
        self._open_metrics = settings.open_metrics
        self._named = service.keys
        self._sessions = service.sessions
        self._usage = service.key_usage
        self._wrong = WrongKeys(settings.wrong_keys_per_minute)
        self._wrong_of_pages = WrongKeys(settings.wrong_keys_per_minute // 2)

    def check(self, scope: Scope, headers: Headers) -> None:
        if needs_no_key(scope, open_lists=self._open_lists, open_metrics=self._open_metrics) or has_ticket(scope):
            return
        if not (self._is_closed or self._named.is_demanded):
            return
        given = _sent_key(headers)
        sessions = [] if given else sent_sessions(scope, headers)
        if sessions:
            key = self._sessions.key_of_first(sessions)
            self._let_in(scope, None if key is None else Access(key, self._usage, self._named), Brought.SESSION)
            return
        if not given and scope["type"] == "websocket":
            scope["state"][KEY_CHECK] = partial(self._admit, scope, headers)
            return
        self._admit(scope, headers, given)

    async def pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        with accessing(scope["state"].get("access")):
            await super().pass_on(scope, receive, send)

    def _admit(self, scope: Scope, headers: Headers, given: bytes) -> Access | None:
        """Returns what the sender of this key may do, and counts the request; None: everything. Raises VozesError."""
        access = self._known(scope, headers, given)
        self._let_in(scope, access, Brought.KEY)
        return access

    @staticmethod
    def _let_in(scope: Scope, access: Access | None, brought: Brought) -> None:
        scope["state"][BROUGHT] = brought
        if access is not None:
            scope["state"]["access"] = access
            _check_access(access, scope)

    def _known(self, scope: Scope, headers: Headers, given: bytes) -> Access | None:
        """Returns what a named key may do; None for the setting's. Raises VozesError for any other one."""
        if not given:
            raise VozesError(ErrorCode.INVALID_API_KEY, _missing(headers))
        caller, counts = _caller(scope), self._counts(headers)
        wait = max(count.seconds_to_wait(caller) for count in counts)
        if wait > 0:
            message = "Too many wrong API keys came from this address."
            raise VozesError(ErrorCode.TOO_MANY_WRONG_KEYS, message, retry_after=wait)
        if any(hmac.compare_digest(given, key) for key in self._own):
            return None
        named = self._named.find(given)
        if named is None:
            for count in counts:
                count.note(caller)
            raise VozesError(ErrorCode.INVALID_API_KEY, "The API key is wrong.")
        return Access(named, self._usage, self._named)

    def _counts(self, headers: Headers) -> list["WrongKeys"]:
        """Returns what counts this key. Pages of other sites use up half of what their reader may get wrong at most,
        so that they cannot make the reader wait.
        """
        is_foreign = is_cross_origin(headers.get("sec-fetch-site"))
        return [self._wrong, self._wrong_of_pages] if is_foreign else [self._wrong]


class WrongKeys:
    """Keeps when each caller's last wrong keys came. What is refused during a wait does not make it longer."""

    def __init__(self, most: int, clock: Clock = time.monotonic):
        self._most = most
        self._clock = clock
        self._callers: OrderedDict[str, LastMinute] = OrderedDict()

    def __len__(self) -> int:
        return len(self._callers)

    def seconds_to_wait(self, caller: str) -> float:
        wrong = self._callers.get(caller)
        return wrong.seconds_to_wait() if wrong else 0.0

    def note(self, caller: str) -> None:
        self._callers.setdefault(caller, LastMinute(self._most, self._clock)).note()
        self._callers.move_to_end(caller)
        if len(self._callers) > _MOST_CALLERS:
            self._callers.popitem(last=False)


def _check_access(access: Access, scope: Scope) -> None:
    """Counts the request. Raises VozesError: RATE_LIMITED, READ_ONLY_KEY."""
    path, request_id = scope["path"], scope["state"]["request_id"]
    try:
        if path not in _UNCOUNTED and not is_page(path):
            access.usage.count_request(access.key)
        if scope.get("method", "GET") not in _LOOKING and path not in _LOOKING_BY_POST:
            access.require_full()
    except VozesError as error:
        log.info("request %s%s: %d %s", request_id, of_key(access), error.kind.status, error.code)
        raise


def given_key(authorization: str) -> bytes:
    """Returns the key of `Bearer KEY`, or the password of HTTP Basic; empty without either."""
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


def _missing(headers: Headers) -> str:
    """Returns what is told to a call without a key; an element of a page has no way to send one."""
    if headers.get("sec-fetch-dest") == "audio":
        return (
            "The API key is missing: an audio element of a page cannot send one. Have the page fetch the audio, which "
            "for SillyTavern means to switch its streaming off."
        )
    return "The API key is missing."


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
