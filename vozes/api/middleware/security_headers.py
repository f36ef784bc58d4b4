"""Gives every request an id, and every answer the headers that name it and keep browsers from misusing the answer."""

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Receive, Scope, Send

from vozes.api.middleware import Middleware
from vozes.service.request_ids import answering, new_request_id

_PAGE_POLICY = "; ".join(
    (
        "default-src 'self'",
        "media-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
)
_DOCS_POLICY = f"{_PAGE_POLICY}; img-src 'self' data:"
"""Swagger UI's own style sheet holds its icons."""


def page_policy(script: str) -> str:
    """Returns the policy of a page that has a script in itself, of which this is the hash: `sha256-…`."""
    return f"{_PAGE_POLICY}; script-src 'self' '{script}'"


def standard_headers(request_id: str, path: str = "") -> dict[str, str]:
    """Returns the headers of an answer to a request for this path; no other site may show or play what is answered."""
    return {
        "X-Request-Id": request_id,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Content-Security-Policy": _DOCS_POLICY if path == "/docs" else _PAGE_POLICY,
    }


class StandardHeaders(Middleware):
    """Stands outside of all other middleware, so that what fails anywhere else is answered with these headers too."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        request_id = new_request_id()
        scope.setdefault("state", {})["request_id"] = request_id

        async def send_with_headers(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                headers = MutableHeaders(scope=message)
                for name, value in standard_headers(request_id, scope["path"]).items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        with answering(request_id):
            await self._app(scope, receive, send_with_headers)
