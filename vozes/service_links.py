"""Tells the variables that Kubernetes puts into every container from settings: it makes some for each service.

For a service `vozes` these are `VOZES_SERVICE_HOST`, `VOZES_SERVICE_PORT`, `VOZES_PORT=tcp://10.0.0.1:8000`,
`VOZES_PORT_8000_TCP` and so on; for one named `vozes-api` they begin with `VOZES_API_`. Nobody chose them, so they set
nothing. Which settings there are is not known here.
"""

import re
from collections.abc import Mapping

_LINK = re.compile(r"VOZES_(\w+_)?(SERVICE_(HOST|PORT(_\w+)?)|PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)")
_PORT = re.compile(r"VOZES_(\w+_)?PORT")
_ADDRESS = re.compile(r"(tcp|udp|sctp)://\S+:\d+", re.IGNORECASE)


def is_service_link(name: str, value: str | None) -> bool:
    """Returns whether a variable is Kubernetes' own, by its name, or of a port by its value."""
    name = name.upper()
    is_port = _PORT.fullmatch(name) is not None and _ADDRESS.fullmatch(value or "") is not None
    return is_port or _LINK.fullmatch(name) is not None


def without_service_links(environ: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environ.items() if not is_service_link(name, value)}
