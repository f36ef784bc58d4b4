"""Sends what comes of a call as server-sent events: how far it is, and at the end its answer."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping

from fastapi import Response
from starlette.types import Receive, Scope, Send

from vozes.api.responses.disconnect import unless_client_leaves
from vozes.errors import ErrorCode, VozesError
from vozes.mcp.messages import INTERNAL_ERROR, Json, ProtocolError, RequestId, failure
from vozes.mcp.progress import Post

log = logging.getLogger(__name__)

_PATIENCE = 10.0
"""Seconds without a message, after which a comment keeps the connection open."""
_STILL_THERE = b": still speaking\n\n"
_HEADERS = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}

Work = Callable[[Post], Awaitable[Json | None]]
"""Returns the answer, or None for a call that its client has cancelled; what it posts is sent before."""


class CallEvents(Response):
    """Sends events while the call is worked on. A client that leaves ends the work, as the protocol has it; where the
    server stops, the call's answer is an error that says so.
    """

    def __init__(self, work: Work, call_id: RequestId | None, headers: Mapping[str, str], request_id: str):
        self._work, self._call_id, self._request_id = work, call_id, request_id
        self._is_begun = False
        self.status_code = 200
        self.background = None
        self.init_headers({**headers, **_HEADERS})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await unless_client_leaves(receive, self._send(send))
        except VozesError as error:
            log.info("request %s ended midway: %s", self._request_id, error.message)
            if error.code is ErrorCode.SHUTTING_DOWN and self._is_begun:
                last = _event(failure(self._call_id, ProtocolError(INTERNAL_ERROR, error.message)))
                await send({"type": "http.response.body", "body": last, "more_body": False})

    async def _send(self, send: Send) -> None:
        messages: asyncio.Queue[Json | None] = asyncio.Queue()
        working = asyncio.ensure_future(self._answer(messages))
        self._is_begun = True
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            while (event := await _next_event(messages)) is not None:
                await send({"type": "http.response.body", "body": event, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)

    async def _answer(self, messages: asyncio.Queue[Json | None]) -> None:
        try:
            await messages.put(await self._work(messages.put))
        finally:
            messages.put_nowait(None)


async def _next_event(messages: asyncio.Queue[Json | None]) -> bytes | None:
    """Returns the next message as an event, a comment where none came for long, and None at the end."""
    try:
        message = await asyncio.wait_for(messages.get(), _PATIENCE)
    except TimeoutError:
        return _STILL_THERE
    return None if message is None else _event(message)


def _event(message: Json) -> bytes:
    return b"event: message\ndata: " + json.dumps(message).encode() + b"\n\n"
