"""Has each request find what other servers with the same home have changed by then; only where a home is shared."""

from starlette.types import ASGIApp, Receive, Scope, Send

from vozes.api.middleware import Middleware
from vozes.service.core import Service


class SharedHome(Middleware):
    def __init__(self, app: ASGIApp, service: Service):
        super().__init__(app)
        self._service = service

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._service.catch_up()
        await self._app(scope, receive, send)
