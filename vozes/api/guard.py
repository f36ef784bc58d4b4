"""Who may call: the Host allow-list, the origin of writing calls, the key. Plain ASGI.

A page of another site can make a browser send requests here, and a rebinding attack makes them look same-origin; so
both Host and Origin count.
"""

import base64
import binascii
import hmac
import ipaddress
import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from vozes.api.errors import ErrorResponse
from vozes.errors import ErrorCode, VozesError
from vozes.settings import Settings

_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[^\s:/@\[\]]+)(:\d{1,5})?")
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN_PATHS = frozenset({"/health"})


class Guard:
    """Refuses what `check` refuses; everything else goes through."""

    def __init__(self, app: ASGIApp, settings: Settings):
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        try:
            self.check(scope, Headers(scope=scope))
        except VozesError as error:
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008, "reason": error.message})
                return
            await ErrorResponse(error, scope["state"]["request_id"])(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def check(self, scope: Scope, headers: Headers) -> None:
        """Raises VozesError."""
        raise NotImplementedError


class HostGuard(Guard):
    """Lets through loopback's names and those of the settings; beyond loopback also bare addresses."""

    def check(self, scope: Scope, headers: Headers) -> None:
        host = headers.get("host", "")
        match = _HOST.fullmatch(host)
        if match is None or not self._is_allowed(match["name"].lower().rstrip(".")):
            message = f"This server is not reached under the host name {host!r}."
            raise VozesError(ErrorCode.HOST_NOT_ALLOWED, message)

    def _is_allowed(self, name: str) -> bool:
        try:
            address = ipaddress.ip_address(name.strip("[]"))
        except ValueError:
            return name == "localhost" or any(
                _matches(name, pattern.lower()) for pattern in self._settings.allowed_hosts
            )
        # An address cannot be rebound, so one is as good as another where the network may come in at all.
        return _is_loopback(address) or not self._settings.listens_on_loopback or name in self._settings.allowed_hosts


def _is_loopback(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    mapped = getattr(address, "ipv4_mapped", None)
    return address.is_loopback or (mapped is not None and mapped.is_loopback)


def _matches(name: str, pattern: str) -> bool:
    return name == pattern or (pattern.startswith("*.") and name.endswith(pattern[1:]))


class AccessGuard(Guard):
    """Origin of writing calls, and the key of all calls but the open ones."""

    def check(self, scope: Scope, headers: Headers) -> None:
        if scope["type"] == "websocket" or scope["method"] not in _READING:
            self._check_origin(headers)
        if self._settings.api_key is not None and scope["path"] not in _OPEN_PATHS:
            self._check_key(headers, self._settings.api_key.get_secret_value())

    def _check_origin(self, headers: Headers) -> None:
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if origin is not None and origin in self._settings.cors_origins:
            return
        foreign = origin is not None and origin.partition("://")[2] != headers.get("host")
        if foreign or site not in (None, "same-origin", "none"):
            message = f"A page of another site ({origin or site}) may not call this server."
            raise VozesError(ErrorCode.ORIGIN_NOT_ALLOWED, message)

    @staticmethod
    def _check_key(headers: Headers, key: str) -> None:
        given = _given_key(headers.get("authorization", ""))
        if not hmac.compare_digest(given.encode(), key.encode()):
            message = "The API key is missing." if not given else "The API key is wrong."
            raise VozesError(ErrorCode.INVALID_API_KEY, message)


def _given_key(authorization: str) -> str:
    """From `Bearer KEY`, or from the password that a browser's own prompt asks for."""
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value.strip(), validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""
