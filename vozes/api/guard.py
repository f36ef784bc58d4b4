"""Who may call: the Host allow-list, and pages of which origins. Plain ASGI. `keys.py` has the guard of the key.

A page of another site can make a browser send requests here, and a rebinding attack makes them look same-origin; so
both Host and Origin count.
"""

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from vozes.api.errors import ErrorResponse
from vozes.api.origins import Address, Host, Origin, as_address, parse_host, parse_origin, plain_name
from vozes.errors import ErrorCode, VozesError
from vozes.settings import Settings

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_CALLS = "/v1"
"""What is below it works or tells; what is not is the page, and whether the server lives."""


class Guard:
    """Refuses what `check` refuses; everything else goes through."""

    def __init__(self, app: ASGIApp):
        self._app = app

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


def only(headers: Headers, name: str, code: ErrorCode) -> str | None:
    """The header's value; raises VozesError with this code where it came twice, since others may heed the other one."""
    values = headers.getlist(name)
    if len(values) > 1:
        raise VozesError(code, f"The header {name.title()} was sent more than once.")
    return values[0] if values else None


class HostGuard(Guard):
    """Lets through loopback's names and those of the settings; beyond loopback also bare addresses."""

    def __init__(self, app: ASGIApp, settings: Settings):
        super().__init__(app)
        self._names = [plain_name(name) for name in settings.allowed_hosts]
        self._listens_on_loopback = settings.listens_on_loopback

    def check(self, scope: Scope, headers: Headers) -> None:
        given = only(headers, "host", ErrorCode.HOST_NOT_ALLOWED) or ""
        host = parse_host(given)
        if host is None or not self._is_allowed(host):
            message = f"This server is not reached under the host name {given!r}."
            raise VozesError(ErrorCode.HOST_NOT_ALLOWED, message)

    def _is_allowed(self, host: Host) -> bool:
        address = as_address(host.name)
        if address is None:
            return host.name == "localhost" or any(_matches(host.name, pattern) for pattern in self._names)
        # An address cannot be rebound, so one is as good as another where the network may come in at all.
        return _is_loopback(address) or not self._listens_on_loopback or host.name in self._names


def _is_loopback(address: Address) -> bool:
    mapped = getattr(address, "ipv4_mapped", None)
    return address.is_loopback or (mapped is not None and mapped.is_loopback)


def _matches(name: str, pattern: str) -> bool:
    return name == pattern or (pattern.startswith("*.") and name.endswith(pattern[1:]))


class OriginGuard(Guard):
    """Keeps pages of other origins from all that writes, and from reading calls: a preview loads an engine and speaks.

    A link on another site may open the page. A browser says where a request comes from; what says nothing is none.
    """

    def __init__(self, app: ASGIApp, allowed: Collection[Origin]):
        super().__init__(app)
        self._allowed = allowed

    def check(self, scope: Scope, headers: Headers) -> None:
        origin = only(headers, "origin", ErrorCode.ORIGIN_NOT_ALLOWED)
        site = only(headers, "sec-fetch-site", ErrorCode.ORIGIN_NOT_ALLOWED)
        if self._is_open(scope):
            return
        foreign = False
        if origin is not None:
            known, host = parse_origin(origin), parse_host(headers.get("host", ""))
            if known in self._allowed:
                return
            foreign = known is None or host is None or not known.is_of(host)
        if foreign or comes_from_elsewhere(site):
            message = f"A page of another site ({origin or site}) may not call this server."
            raise VozesError(ErrorCode.ORIGIN_NOT_ALLOWED, message)

    @staticmethod
    def _is_open(scope: Scope) -> bool:
        reads = scope["type"] == "http" and scope["method"] in _READING
        return reads and scope["path"] != _CALLS and not scope["path"].startswith(f"{_CALLS}/")


def comes_from_elsewhere(site: str | None) -> bool:
    """By `Sec-Fetch-Site`, which pages cannot set. Another port or subdomain is another origin too."""
    return site is not None and site.lower() not in ("same-origin", "none")
