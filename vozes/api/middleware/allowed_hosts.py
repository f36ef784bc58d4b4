"""Refuses requests under a foreign host name: a rebinding attack makes a page of another site look same-origin."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Scope

from vozes.api.addresses import as_address, is_loopback
from vozes.api.middleware.guard import Guard, only_value
from vozes.api.middleware.origin import Host, parse_host, plain_name
from vozes.errors import ErrorCode, VozesError
from vozes.settings import Settings


class HostGuard(Guard):
    """Lets through loopback's names and those of the settings; beyond loopback also bare addresses."""

    def __init__(self, app: ASGIApp, settings: Settings):
        super().__init__(app)
        self._names = [plain_name(name) for name in settings.allowed_hosts]
        self._listens_on_loopback = settings.listens_on_loopback

    def check(self, scope: Scope, headers: Headers) -> None:
        given = only_value(headers, "host", ErrorCode.HOST_NOT_ALLOWED) or ""
        host = parse_host(given)
        if host is None or not self._is_allowed(host):
            message = f"This server is not reached under the host name {given!r}."
            raise VozesError(ErrorCode.HOST_NOT_ALLOWED, message)

    def _is_allowed(self, host: Host) -> bool:
        address = as_address(host.name)
        if address is None:
            return host.name == "localhost" or any(_matches(host.name, pattern) for pattern in self._names)
        # An address cannot be rebound, so one is as good as another where the network may come in at all.
        return is_loopback(address) or not self._listens_on_loopback or host.name in self._names


def _matches(name: str, pattern: str) -> bool:
    return name == pattern or (pattern.startswith("*.") and name.endswith(pattern[1:]))
