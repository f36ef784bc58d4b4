"""The revisions of the protocol, and which one a request is in.

Until 2025 client and server agree on one by a handshake, `initialize`. Since then each request names its own beside its
params and nothing is agreed on. Both kinds are served side by side, as the specification has it (2026-07-28, Versioning
and Compatibility).
"""

from vozes.mcp.messages import INVALID_PARAMS, UNSUPPORTED_VERSION, Call, Json, ProtocolError

OLDEST = "2024-11-05"
BY_HANDSHAKE = (OLDEST, "2025-03-26", "2025-06-18", "2025-11-25")
BY_REQUEST = ("2026-07-28",)

PREFIX = "io.modelcontextprotocol/"
_VERSION = f"{PREFIX}protocolVersion"
_CAPABILITIES = f"{PREFIX}clientCapabilities"


def agreed(wanted: object) -> str:
    """Returns the revision that a handshake ends with: the client's where it is known, else the newest."""
    return wanted if isinstance(wanted, str) and wanted in BY_HANDSHAKE else BY_HANDSHAKE[-1]


def named_by(call: Call) -> str | None:
    """Returns the revision that a request names; None where that is left to a handshake. Raises ProtocolError."""
    if _VERSION not in call.meta:
        return None
    version = call.meta[_VERSION]
    if not isinstance(version, str):
        raise ProtocolError(INVALID_PARAMS, f"{_VERSION} must be a text.")
    if version not in BY_REQUEST:
        raise unsupported(version)
    if not isinstance(call.meta.get(_CAPABILITIES), dict):
        raise ProtocolError(INVALID_PARAMS, f"params._meta lacks {_CAPABILITIES}.")
    return version


def unsupported(version: str) -> ProtocolError:
    data: Json = {"supported": list(BY_REQUEST), "requested": version}
    return ProtocolError(UNSUPPORTED_VERSION, "Unsupported protocol version", data)
