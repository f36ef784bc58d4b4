"""Tells the network by mDNS where Wyoming is served, as Home Assistant looks for it; only where the user wants that.

The package zeroconf does it, which is imported here alone and only when it is asked for.
"""

import asyncio
import ipaddress
import logging
import socket
from collections.abc import Sequence
from importlib.util import find_spec

from vozes.checkout import CHECKOUT, START
from vozes.errors import ErrorCode, VozesError

log = logging.getLogger(__name__)

_TYPE = "_wyoming._tcp.local."
_LONGEST_NAME = 40
"""Characters of this machine's name; the whole name of a service has 63 bytes at most."""


class Announcement:
    def __init__(self, addresses: Sequence[str], port: int):
        """`addresses`: this machine's, under which it is reached, of IPv4 or IPv6.

        Raises VozesError(INVALID_SETTINGS) where the package is missing.
        """
        if find_spec("zeroconf") is None:
            install = "pip install 'vozes[discovery]'"
            if CHECKOUT:
                install = f"{START} serve --wyoming 0.0.0.0:10200 --wyoming-discovery"
            message = f"wyoming_discovery needs the package zeroconf, which is not installed. Run: {install}."
            raise VozesError(ErrorCode.INVALID_SETTINGS, message)
        self._addresses = [ipaddress.ip_address(address) for address in addresses]
        self._port = port

    async def run(self) -> None:
        """Tells of it until it is cancelled, and then takes that back. Where the network refuses, the log says so."""
        from zeroconf import Error, InterfaceChoice
        from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

        machine = socket.gethostname().partition(".")[0][:_LONGEST_NAME]
        packed = [address.packed for address in self._addresses]
        service = AsyncServiceInfo(_TYPE, f"Vozes on {machine}.{_TYPE}", port=self._port, addresses=packed)
        interfaces = [str(address) for address in self._addresses if address.version == 4]
        try:
            zeroconf = AsyncZeroconf(interfaces=interfaces or InterfaceChoice.Default)
        except (OSError, Error, RuntimeError) as error:
            log.warning("Home Assistant cannot find Wyoming by itself: %s", error)
            return
        try:
            await zeroconf.async_register_service(service, allow_name_change=True)
            await asyncio.get_running_loop().create_future()
        except (OSError, Error) as error:
            log.warning("Home Assistant cannot find Wyoming by itself: %s", error)
        finally:
            await zeroconf.async_unregister_all_services()
            await zeroconf.async_close()
