"""Answers one POST of the protocol: a call by JSON or events, a notification by 202.

Nothing is kept between two requests but which calls run, so that a client of the older revisions can cancel one: it is
found by the id of a session, which nobody else knows, and the call's own. A restart forgets no client.
"""

import asyncio
import json
import secrets
from collections.abc import Mapping
from typing import Any

from fastapi import Request, Response
from starlette.datastructures import Headers

from vozes.api.hidden_paths import for_caller
from vozes.api.mcp.events import CallEvents
from vozes.api.mcp.tools import tool_server
from vozes.api.responses.disconnect import unless_client_leaves
from vozes.mcp.messages import (
    HEADER_MISMATCH,
    INVALID_PARAMS,
    METHOD_NOT_FOUND,
    Call,
    Json,
    ProtocolError,
    RequestId,
    failure,
    id_of,
    read_call,
)
from vozes.mcp.progress import Post, teller
from vozes.mcp.revisions import BY_HANDSHAKE, BY_REQUEST, named_by, unsupported
from vozes.mcp.server import ToolServer
from vozes.service.core import Service

_SESSION, _VERSION = "Mcp-Session-Id", "MCP-Protocol-Version"


class McpEndpoint:
    """All calls of one server."""

    def __init__(self, service: Service):
        self._service = service
        self._running: dict[tuple[str, RequestId | None], asyncio.Task[Json]] = {}

    @property
    def running(self) -> int:
        """How many calls of sessions are being worked on."""
        return len(self._running)

    async def answer(self, message: Any, request: Request) -> Response:
        try:
            call = read_call(message)
            if call is None or call.id is None:
                self._note(call, request.headers)
                return Response(status_code=202)
            _check_headers(call, request.headers)
            server = tool_server(self._service, request.state.request_id)
            server.check(call)
        except ProtocolError as error:
            return _in_json(failure(id_of(message), error), _status(error, request.headers))
        return await self._answer(call, server, request)

    async def _answer(self, call: Call, server: ToolServer, request: Request) -> Response:
        session = request.headers.get(_SESSION, "")
        headers = {"Cache-Control": "no-store"}
        if call.method == "initialize":
            headers[_SESSION] = secrets.token_urlsafe(24)

        async def work(post: Post) -> Json | None:
            return await self._run(call, server, session, post)

        if call.method == "tools/call" and "text/event-stream" in request.headers.get("accept", ""):
            return CallEvents(work, call.id, headers, request.state.request_id)
        answered = await unless_client_leaves(request.receive, work(_to_nobody))
        return Response(status_code=202) if answered is None else _in_json(answered, headers=headers)

    async def _run(self, call: Call, server: ToolServer, session: str, post: Post) -> Json | None:
        """Returns the answer; None where the client has cancelled the call meanwhile."""
        task = asyncio.ensure_future(server.respond(call, teller(call, post)))
        key = (session, call.id)
        if session:
            self._running[key] = task
        try:
            await asyncio.wait({task})
            return None if task.cancelled() else _shown(task.result())
        finally:
            task.cancel()
            if self._running.get(key) is task:
                del self._running[key]

    def _note(self, notification: Call | None, headers: Headers) -> None:
        if notification is None or notification.method != "notifications/cancelled":
            return
        wanted = notification.params.get("requestId")
        running = self._running.get((headers.get(_SESSION, ""), wanted)) if isinstance(wanted, str | int) else None
        if running is not None:
            running.cancel()


def _in_json(message: Json, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Returns an answer in ASCII, since what it repeats of a message may have halves of surrogate pairs."""
    return Response(json.dumps(message), status, headers, "application/json")


async def _to_nobody(_: Json) -> None:
    """Takes what is told of a call whose client reads no events."""


def _check_headers(call: Call, headers: Mapping[str, str]) -> None:
    """Raises ProtocolError where the headers say something else than the message."""
    version, named = headers.get(_VERSION), named_by(call)
    if named is None:
        if version in BY_REQUEST:
            raise ProtocolError(INVALID_PARAMS, "params._meta lacks what this revision has in each request.")
        if version is not None and version not in BY_HANDSHAKE:
            raise unsupported(version)
        return
    name = call.params.get("name") if call.method == "tools/call" else None
    for header, wanted in ((_VERSION, named), ("Mcp-Method", call.method), ("Mcp-Name", name)):
        if wanted is not None and headers.get(header) != wanted:
            raise ProtocolError(HEADER_MISMATCH, f"The header {header} is not what the message says.")


def _status(error: ProtocolError, headers: Mapping[str, str]) -> int:
    """Returns the HTTP status of a protocol error. In the older revisions one of a single call is an answer as others
    are, and 404 would say that the session has ended.
    """
    if error.code not in (METHOD_NOT_FOUND, INVALID_PARAMS):
        return 400
    if headers.get(_VERSION) not in BY_REQUEST:
        return 200
    return 404 if error.code == METHOD_NOT_FOUND else 400


def _shown(message: Json) -> Json:
    """Returns an answer whose sentences show no path of this machine to callers elsewhere."""
    content = message.get("result", {})
    for each in content.get("content", ()):
        if each["type"] == "text" and "structuredContent" not in content:
            each["text"] = for_caller(each["text"])
    return message
