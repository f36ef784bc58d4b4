"""What every request passes before a route sees it, and every answer on its way out. `api/app.py` puts it in order."""

from starlette.types import ASGIApp, Receive, Scope, Send


class Middleware:
    """Plain ASGI. Passes the application's start and end on; `handle` gets every request."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await (self._app if scope["type"] == "lifespan" else self.handle)(scope, receive, send)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        raise NotImplementedError
