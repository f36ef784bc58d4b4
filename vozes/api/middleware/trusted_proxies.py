"""Believes the proxies of the setting `trusted_proxies`, and no others, about where a call comes from and went to.

A proxy names its caller in `X-Forwarded-For`, and what the caller asked it for in `X-Forwarded-Proto`, `-Host`, `-Port`
and `-Prefix`; any program can send these. Without that setting, what a proxy on this machine passes on has this
machine's address.
"""

import ipaddress
from collections.abc import Iterable, Sequence
from contextlib import suppress

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from vozes.api.middleware import Middleware
from vozes.api.middleware.origin import parse_host
from vozes.api.middleware.path_prefix import PREFIX, parse_prefix

_USUAL_PORTS = frozenset({"80", "443"})


class TrustedProxies(Middleware):
    """Has `client` and `scheme` be what a trusted proxy says, and the header `Host` and the prefix too."""

    def __init__(self, app: ASGIApp, trusted_hosts: Sequence[str]):
        super().__init__(app)
        self._client_and_scheme = ProxyHeadersMiddleware(app, list(trusted_hosts))  # type: ignore[arg-type]

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        if client and client[0] in self._client_and_scheme.trusted_hosts:
            scope = _as_asked_for(scope)
        await self._client_and_scheme(scope, receive, send)  # type: ignore[arg-type]


def trusted_hosts(addresses: Iterable[str]) -> list[str]:
    """Returns the addresses and networks, those of IPv4 also as a socket of IPv6 shows them. Raises ValueError."""
    networks = [ipaddress.ip_network(address, strict=False) for address in addresses]
    mapped = [
        f"::ffff:{network.network_address}/{96 + network.prefixlen}"
        for network in networks
        if isinstance(network, ipaddress.IPv4Network)
    ]
    return [*map(str, networks), *mapped]


def _as_asked_for(scope: Scope) -> Scope:
    """Returns the scope with the host and the prefix that the proxy's caller asked for."""
    headers = Headers(scope=scope)
    asked = {**scope}
    if host := _host(headers):
        others = [(name, value) for name, value in scope["headers"] if name != b"host"]
        asked["headers"] = [*others, (b"host", host.encode("latin-1"))]
    with suppress(ValueError):  # what is no prefix counts for nothing
        asked[PREFIX] = parse_prefix(_nearest(headers, "x-forwarded-prefix"))
    return asked


def _host(headers: Headers) -> str:
    """Returns the host, with the port where the proxy names it apart; empty where it says neither."""
    host, port = _nearest(headers, "x-forwarded-host"), _nearest(headers, "x-forwarded-port")
    known = parse_host(host or headers.get("host", ""))
    if known is None or known.port is not None or not port.isdecimal() or port in _USUAL_PORTS:
        return host
    return f"{host or headers['host']}:{port}"


def _nearest(headers: Headers, name: str) -> str:
    """Returns what the nearest proxy says: the last value, since the ones before may be its caller's."""
    return ",".join(headers.getlist(name)).rpartition(",")[2].strip()
