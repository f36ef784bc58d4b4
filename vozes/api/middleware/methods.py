"""Answers HEAD wherever there is GET, and names a path's methods (`Allow`) where another one is refused.

The routes declare only what they do. To them HEAD is a GET whose client leaves once it has the headers, so that nothing
is spoken for a body that nobody gets.
"""

from fastapi.routing import APIRoute
from starlette.datastructures import MutableHeaders
from starlette.routing import Match, Mount
from starlette.types import Message, Receive, Scope, Send

from vozes.api.middleware import Middleware

_METHODS = ("DELETE", "GET", "PATCH", "POST", "PUT")


class Methods(Middleware):
    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_head = scope["method"] == "HEAD"
        asked = dict(scope)  # routing changes the scope

        async def send_asked(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 405:
                MutableHeaders(scope=message)["Allow"] = ", ".join(sorted(_allowed(asked)))
            if message["type"] == "http.response.start" and is_head:
                await send(message)
                await send({"type": "http.response.body"})
            elif not is_head:
                await send(message)

        await self._app({**scope, "method": "GET"} if is_head else scope, receive, send_asked)


def _allowed(scope: Scope) -> set[str]:
    """Returns a path's methods: of the documented routes of just this path, or else of all routes that match it."""
    routes = scope["app"].routes
    documented = (each for each in routes if isinstance(each, APIRoute) and each.include_in_schema)
    allowed = {method for route in documented if route.path == scope["path"] for method in route.methods or ()}
    for route in routes if not allowed else ():
        methods = ("GET",) if isinstance(route, Mount) else _METHODS
        allowed.update(each for each in methods if route.matches({**scope, "method": each})[0] == Match.FULL)
    return allowed | ({"HEAD"} if "GET" in allowed else set())
