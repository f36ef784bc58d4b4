"""Answers the protocol's methods: who this is, what tools there are, and calls of them.

It knows neither how messages travel nor what the tools do, and keeps nothing between two calls.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace

from vozes import __version__
from vozes.mcp.messages import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    METHOD_NOT_FOUND,
    Call,
    Json,
    ProtocolError,
    failure,
    result,
)
from vozes.mcp.revisions import BY_REQUEST, OLDEST, PREFIX, agreed, named_by
from vozes.mcp.tools import Tell, Tool, ToolResult

log = logging.getLogger(__name__)

_IDENTITY: Json = {"name": "vozes", "title": "Vozes", "version": __version__}
_CAPABILITIES: Json = {"tools": {}}


class ToolServer:
    def __init__(self, tools: Sequence[Tool], instructions: str):
        """`instructions`: what an assistant should know of the tools together."""
        self._tools: Mapping[str, Tool] = {tool.name: tool for tool in tools}
        self._instructions = instructions

    def check(self, call: Call) -> None:
        """Raises ProtocolError for what `answer` would not begin."""
        named_by(call)
        if call.method == "tools/call":
            self._tool(call)
        elif call.method not in ("initialize", "server/discover", "ping", "tools/list"):
            raise ProtocolError(METHOD_NOT_FOUND, f"There is no method {call.method[:60]!r} here.")

    async def respond(self, call: Call, tell: Tell, revision: str | None = None) -> Json:
        """Returns the message that answers a request. `revision`: of a handshake, where one was seen."""
        try:
            self.check(call)
            named = named_by(call)
            content = await self._answer(call, tell, named or revision)
        except ProtocolError as error:
            return failure(call.id, error)
        except Exception as error:
            log.error("a tool failed", exc_info=error)
            message = f"Vozes failed on this call ({type(error).__name__})."
            return failure(call.id, ProtocolError(INTERNAL_ERROR, message))
        if named is not None:
            content = {"resultType": "complete", **content, "_meta": {f"{PREFIX}serverInfo": _IDENTITY}}
        return result(call.id, content)

    async def _answer(self, call: Call, tell: Tell, revision: str | None) -> Json:
        told: Json = {"capabilities": _CAPABILITIES, "instructions": self._instructions}
        match call.method:
            case "initialize":
                wanted = call.params.get("protocolVersion")
                return {"protocolVersion": agreed(wanted), "serverInfo": _IDENTITY, **told}
            case "server/discover":
                return {"supportedVersions": list(BY_REQUEST), **told, **_FRESHNESS}
            case "tools/list":
                return {"tools": [tool.as_json() for tool in self._tools.values()], **_FRESHNESS}
            case "tools/call":
                tool, given = self._tool(call)
                called = await tool.call(given, tell)
                return (_without_audio(called) if revision == OLDEST else called).as_json()
        return {}

    def _tool(self, call: Call) -> tuple[Tool, Json]:
        name, given = call.params.get("name"), call.params.get("arguments") or {}
        tool = self._tools.get(name) if isinstance(name, str) else None
        if tool is None:
            raise ProtocolError(INVALID_PARAMS, f"There is no such tool here: there are {', '.join(self._tools)}.")
        if not isinstance(given, dict):
            raise ProtocolError(INVALID_PARAMS, "The arguments of a tool are an object.")
        return tool, given


_FRESHNESS: Json = {"ttlMs": 0, "cacheScope": "private"}
"""What an answer that may change says of keeping it: nobody shall."""


def _without_audio(called: ToolResult) -> ToolResult:
    """Returns the result for the first revision, which knows no sound: as a file."""
    return replace(called, content=tuple(map(_as_file, called.content)))


def _as_file(content: Json) -> Json:
    if content["type"] != "audio":
        return content
    resource = {"uri": "vozes:///speech", "mimeType": content["mimeType"], "blob": content["data"]}
    return {"type": "resource", "resource": resource, "annotations": content["annotations"]}
