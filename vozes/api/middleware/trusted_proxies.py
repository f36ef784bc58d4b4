"""Believes the proxies of the setting `trusted_proxies`, and no others, about where a call comes from.

A proxy names its caller in `X-Forwarded-For`, which any program can send. Without that setting, what a proxy on this
machine passes on has this machine's address.
"""

import ipaddress
from collections.abc import Iterable

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

TrustedProxies = ProxyHeadersMiddleware
"""Has `client` be the caller that a trusted proxy names, and `scheme` what the caller asked with. Plain ASGI."""


def trusted_hosts(addresses: Iterable[str]) -> list[str]:
    """Returns the addresses and networks, those of IPv4 also as a socket of IPv6 shows them. Raises ValueError."""
    networks = [ipaddress.ip_network(address, strict=False) for address in addresses]
    mapped = [
        f"::ffff:{network.network_address}/{96 + network.prefixlen}"
        for network in networks
        if isinstance(network, ipaddress.IPv4Network)
    ]
    return [*map(str, networks), *mapped]
