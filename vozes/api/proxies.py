"""Proxies in front of the server: whose word about where a call comes from counts, and whether a call passed one.

A proxy names its caller in `X-Forwarded-For`. Any program can send that, so it counts from the addresses of the setting
`trusted_proxies` alone. What comes by a proxy on this machine has this machine's address otherwise, as what a program
here asks has.
"""

import ipaddress
from collections.abc import Iterable

from starlette.datastructures import Headers
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

_SENT_BY_PROXIES = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")

Trusting = ProxyHeadersMiddleware
"""Has `client` be the caller that a trusted proxy names, and `scheme` what it was asked by. Plain ASGI."""


def trusted_hosts(addresses: Iterable[str]) -> list[str]:
    """The addresses and networks, also as a socket of IPv6 shows those of IPv4. Raises ValueError for another text."""
    networks = [ipaddress.ip_network(address, strict=False) for address in addresses]
    mapped = [
        f"::ffff:{network.network_address}/{96 + network.prefixlen}"
        for network in networks
        if isinstance(network, ipaddress.IPv4Network)
    ]
    return [*map(str, networks), *mapped]


def came_by_proxy(headers: Headers) -> bool:
    return any(name in headers for name in _SENT_BY_PROXIES)
