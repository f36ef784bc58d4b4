"""What a body may be: JSON, or a form where files are sent, and no longer than the limit, counted as it arrives.

Plain ASGI. A page of another site can send any other kind of body without asking, and forms too, so what takes forms
relies on the guard of origins. FastAPI's own `max_body_size` counts too, but answers in plain text instead of the one
shape of every error.
"""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vozes.api.errors import ErrorResponse
from vozes.errors import ErrorCode, VozesError

FORM = "multipart/form-data"


def content_type_of(headers: Headers) -> str:
    """Without its parameters, in lower case."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


class BodyGuard:
    def __init__(self, app: ASGIApp, longest: int, longest_forms: Mapping[str, int]):
        """`longest_forms`: the paths that take forms, and the most bytes of one; `longest`: of all other bodies."""
        self._app = app
        self._longest = longest
        self._longest_forms = longest_forms

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        form_bytes = self._longest_forms.get(scope["path"]) if content_type_of(headers) == FORM else None
        longest = form_bytes or self._longest
        refusal = _refuse(headers, longest, is_form=form_bytes is not None)
        if refusal is not None:
            await ErrorResponse(refusal, scope["state"]["request_id"])(scope, receive, send)
            return
        await self._app(scope, _counting(receive, longest), send)


def _refuse(headers: Headers, longest: int, *, is_form: bool) -> VozesError | None:
    """By what the headers say; a length that is not told, or not true, is counted."""
    length = headers.get("content-length", "0")
    if length.isdecimal() and int(length) > longest:
        return VozesError(ErrorCode.BODY_TOO_LARGE, _too_large(longest))
    has_body = length != "0" or "transfer-encoding" in headers
    content_type = content_type_of(headers)
    if has_body and not is_form and content_type != "application/json" and not content_type.endswith("+json"):
        given = repr(content_type) if content_type else "missing"
        return VozesError(ErrorCode.UNSUPPORTED_CONTENT_TYPE, f"The body's content type is {given}.")
    return None


def _counting(receive: Receive, longest: int) -> Receive:
    received = 0

    async def receive_counted() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > longest:
            raise HTTPException(413, _too_large(longest))
        return message

    return receive_counted


def _too_large(longest: int) -> str:
    return f"The body is longer than {longest} bytes."
