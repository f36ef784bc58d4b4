"""Refuses bodies of JSON with too many values: reading them, and naming what is wrong with each, would hold up others.

The values are counted without being read, in a way that is quick whatever was sent: the text is cut at the quotes, and
marks are counted between them.
"""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vozes.api.middleware import Middleware
from vozes.api.middleware.body_limits import FORM, URL_FORM, XML, content_type_of
from vozes.api.responses.errors import for_fastapi
from vozes.errors import ErrorCode, VozesError

MOST_VALUES = 2000
"""Texts, and values beside them; the longest text of all is one."""


class JsonGuard(Middleware):
    """Checks all bodies that are neither forms nor XML; what has another type never gets here, but WebSockets do."""

    def __init__(self, app: ASGIApp, most_values: Mapping[str, int]):
        """`most_values`: by the paths that take more than others, and read them in a thread."""
        super().__init__(app)
        self._most_values = most_values

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and content_type_of(Headers(scope=scope)) not in (FORM, URL_FORM, *XML):
            receive = _checked(receive, self._most_values.get(scope["path"], MOST_VALUES))
        await self._app(scope, receive, send)


def _checked(receive: Receive, most: int) -> Receive:
    pieces: list[bytes] = []

    async def receive_checked() -> Message:
        message = await receive()
        pieces.append(message.get("body", b""))
        if message["type"] == "http.request" and not message.get("more_body", False):
            try:
                check_values(b"".join(pieces), most=most)
            except VozesError as error:
                raise for_fastapi(error) from error
            pieces.clear()
        return message

    return receive_checked


def check_values(text: bytes, param: str | None = None, most: int = MOST_VALUES) -> None:
    """Raises VozesError where there are too many values in what may be JSON."""
    if b"\0" in text:  # as in UTF-16, which would be counted wrongly
        raise VozesError(ErrorCode.MALFORMED_JSON, "The body is not in UTF-8.")
    parts = text.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"', 2 * most + 1)
    beside = b"".join(parts[::2])
    values = sum(beside.count(mark) for mark in (b",", b"[", b"{"))
    if len(parts) > 2 * most + 1 or values > most:
        message = f"There are more than {most:,} values in it."
        raise VozesError(ErrorCode.INVALID_FIELD, message, param=param)
