"""What a body may be: JSON, and no longer than the limit, counted as it arrives. Plain ASGI.

A page of another site can send any other kind of body without asking. FastAPI's own `max_body_size` counts too, but
answers in plain text instead of the one shape of every error.
"""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vozes.api.errors import ErrorResponse
from vozes.errors import ErrorCode, VozesError


class BodyGuard:
    def __init__(self, app: ASGIApp, longest: int):
        self._app = app
        self._longest = longest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refuse(Headers(scope=scope))
        if refusal is not None:
            await ErrorResponse(refusal, scope["state"]["request_id"])(scope, receive, send)
            return
        await self._app(scope, self._counting(receive), send)

    def _refuse(self, headers: Headers) -> VozesError | None:
        """By what the headers say; a length that is not told, or not true, is counted."""
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) > self._longest:
            return VozesError(ErrorCode.BODY_TOO_LARGE, self._too_large)
        has_body = length != "0" or "transfer-encoding" in headers
        content_type = headers.get("content-type", "").partition(";")[0].strip().lower()
        if has_body and content_type != "application/json" and not content_type.endswith("+json"):
            given = repr(content_type) if content_type else "missing"
            return VozesError(ErrorCode.UNSUPPORTED_CONTENT_TYPE, f"The body's content type is {given}.")
        return None

    def _counting(self, receive: Receive) -> Receive:
        received = 0

        async def receive_counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._longest:
                raise HTTPException(413, self._too_large)
            return message

        return receive_counted

    @property
    def _too_large(self) -> str:
        return f"The body is longer than {self._longest} bytes."
