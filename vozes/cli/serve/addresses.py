"""Tells under which URLs a server can be opened, from where it listens: loopback first, then the network's."""

import ipaddress
import socket
from collections.abc import Iterator

import psutil

_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  (nothing is bound here)
_LOOPBACK = {4: "127.0.0.1", 6: "::1"}


def urls(host: str, listener: socket.socket, scheme: str = "http") -> list[str]:
    """Returns one for each address; `host` is what the user named, with or without brackets."""
    return [url(each, listener.getsockname()[1], scheme) for each in hosts(host.strip("[]"), listener)]


def url(host: str, port: int, scheme: str = "http") -> str:
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def hosts(host: str, listener: socket.socket) -> list[str]:
    """Returns the addresses under which a socket is reached that listens on `host`, which is without brackets."""
    if host not in _EVERYWHERE:
        return [host]
    versions = [version for version, heard in ((4, _hears_ipv4(listener)), (6, ":" in host)) if heard]
    reached = [each for each in _interfaces() if each.version in versions]
    return [*(_LOOPBACK[version] for version in versions), *map(str, reached)]


def _hears_ipv4(listener: socket.socket) -> bool:
    """Returns whether IPv4 reaches it. A socket for IPv6 takes that too, unless the system wants it otherwise."""
    if listener.family == socket.AF_INET:
        return True
    return not listener.getsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY)


def _interfaces() -> Iterator[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    """Yields this machine's addresses in its networks; those that hold on one cable alone (link-local) are left out."""
    running = {name for name, state in psutil.net_if_stats().items() if state.isup}
    for name, entries in psutil.net_if_addrs().items():
        for entry in entries if name in running else ():
            if entry.family in (socket.AF_INET, socket.AF_INET6):
                address = ipaddress.ip_address(entry.address.partition("%")[0])
                if not (address.is_loopback or address.is_link_local):
                    yield address
