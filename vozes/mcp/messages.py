"""JSON-RPC 2.0, in which every message of the protocol is written. It knows none of the methods."""

from dataclasses import dataclass, field
from typing import Any

RequestId = str | int
Json = dict[str, Any]

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603
HEADER_MISMATCH = -32020
UNSUPPORTED_VERSION = -32022


class ProtocolError(Exception):
    """Says that a message is not as the protocol has it; what a tool cannot do is no such error."""

    def __init__(self, code: int, message: str, data: Json | None = None):
        super().__init__(message)
        self.code, self.message, self.data = code, message, data


@dataclass(frozen=True, slots=True)
class Call:
    """A request of the client's, or with an id of None a notification, which nobody answers."""

    id: RequestId | None
    method: str
    params: Json = field(default_factory=dict)

    @property
    def meta(self) -> Json:
        """What the client says of the request itself."""
        meta = self.params.get("_meta")
        return meta if isinstance(meta, dict) else {}


def read_call(message: object) -> Call | None:
    """Returns the call that a message is; None for an answer, since nothing was asked. Raises ProtocolError."""
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
        raise ProtocolError(INVALID_REQUEST, "Send one JSON-RPC 2.0 object in a message.")
    if "method" not in message and ("result" in message or "error" in message):
        return None
    call_id, method, params = message.get("id"), message.get("method"), message.get("params", {})
    is_id = isinstance(call_id, str | int) and not isinstance(call_id, bool)
    if not isinstance(method, str) or not isinstance(params, dict) or ("id" in message and not is_id):
        raise ProtocolError(INVALID_REQUEST, "A request has a method, an id, and an object as its params.")
    return Call(call_id if is_id else None, method, params)


def id_of(message: object) -> RequestId | None:
    """Returns the id that an answer to a message has, however wrong the message is."""
    call_id = message.get("id") if isinstance(message, dict) else None
    return call_id if isinstance(call_id, str | int) and not isinstance(call_id, bool) else None


def result(call_id: RequestId | None, content: Json) -> Json:
    return {"jsonrpc": "2.0", "id": call_id, "result": content}


def failure(call_id: RequestId | None, error: ProtocolError) -> Json:
    told: Json = {"code": error.code, "message": error.message}
    return {"jsonrpc": "2.0", "id": call_id, "error": told if error.data is None else {**told, "data": error.data}}


def notification(method: str, params: Json) -> Json:
    return {"jsonrpc": "2.0", "method": method, "params": params}
