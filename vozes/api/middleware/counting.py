"""Counts requests by method, route and status, and traces them where traces are on.

A route is a template such as `/v1/voices/{voice_id}`, never a path.
"""

from contextlib import nullcontext

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vozes.api.middleware import Middleware
from vozes.service.metrics import Metrics
from vozes.service.traces import Traces

_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
_NO_ROUTE = "none"
"""Stands for what was refused before its route was known, and for paths that lead nowhere."""
_CLIENT_LEFT = 499
_WEBSOCKET = {"websocket.accept": 101, "websocket.close": 403}
"""What an application answers to a WebSocket, as statuses, where that comes first."""


class CountedRequests(Middleware):
    def __init__(self, app: ASGIApp, metrics: Metrics, traces: Traces | None):
        super().__init__(app)
        self._metrics = metrics
        self._traces = traces

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        status: int | None = None

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if status is None:
                status = message.get("status") or _WEBSOCKET.get(message["type"])
            await send(message)

        failed = True
        with nullcontext() if self._traces is None else self._traces.of_request(Headers(scope=scope)) as span:
            try:
                await self._app(scope, receive, send_and_note)
                failed = False
            finally:
                if status is None:
                    status = 500 if failed else _CLIENT_LEFT
                answer = _method(scope), _route(scope), status
                self._metrics.count_request(*answer)
                if span is not None:
                    span.answered(*answer)


def _method(scope: Scope) -> str:
    if scope["type"] == "websocket":
        return "WEBSOCKET"
    method = str(scope["method"])
    return method if method in _METHODS else "other"


def _route(scope: Scope) -> str:
    """Returns the template of the route that has answered, or where the files lie that have."""
    route = getattr(scope.get("route"), "path", None)
    if route is None and "endpoint" in scope:
        route = scope.get("root_path")
    return str(route or _NO_ROUTE)
