"""IP addresses as hosts and callers have them."""

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def as_address(name: str) -> Address | None:
    """Returns the address that `name` is, in brackets or not; None for another name."""
    try:
        return ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return None


def is_loopback(address: Address) -> bool:
    """Returns whether it is this machine, also as a socket of IPv6 shows an address of IPv4."""
    mapped = getattr(address, "ipv4_mapped", None)
    return address.is_loopback or (mapped is not None and mapped.is_loopback)
