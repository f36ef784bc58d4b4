"""How errors look on the wire: one shape, OpenAI's, for every failure there is; ElevenLabs' for its own clients."""

import json
import logging
from collections.abc import Iterable, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from vozes.api.elevenlabs_callers import asks_elevenlabs
from vozes.api.hidden_paths import for_caller
from vozes.api.responses.elevenlabs_errors import elevenlabs_body, elevenlabs_status
from vozes.api.responses.retry_after import retry_after
from vozes.errors import ErrorCode, VozesError
from vozes.service.keys.access import of_key
from vozes.wording import did_you_mean, fault

log = logging.getLogger(__name__)

_LONGEST_NAME = 100
"""Characters of a field's name that a message quotes."""
_BY_STATUS = {
    400: ErrorCode.MALFORMED_JSON,
    404: ErrorCode.NOT_FOUND,
    405: ErrorCode.METHOD_NOT_ALLOWED,
}


class WrongForm(RequestValidationError):
    """Says that the fields of a form are not as its model has them."""

    def __init__(self, faults: Sequence[Any], model: type[BaseModel]):
        super().__init__(faults)
        self.model = model


class DetailRoute(APIRoute):
    """Has the errors of its calls say what they say in `detail` too."""


class ErrorResponse(JSONResponse):
    """Shows one error, in plain ASCII, so that no text that a user sent can break it."""

    def __init__(
        self, error: VozesError, request_id: str | None, *, for_elevenlabs: bool = False, with_detail: bool = False
    ):
        """`for_elevenlabs`: in the shape of its API; `with_detail`: the message also stands where FastAPI's own errors
        have it, which some programs read.
        """
        content: dict[str, Any] = {"error": error_body(error, request_id, advice=error.kind.advice)}
        status = error.kind.status
        if for_elevenlabs:
            content, status = elevenlabs_body(error, request_id), elevenlabs_status(error)
        elif with_detail:
            content["detail"] = content["error"]["message"]
        super().__init__(content, status, _headers(error))

    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=True).encode("ascii")


def error_body(error: VozesError, request_id: str | None, *, advice: str | None = None) -> dict[str, str | int | None]:
    """Returns what answers and events tell of an error. `advice`: that of an answer with headers."""
    return {
        "message": f"{for_caller(error.message)} {advice or error.advice}",
        "type": error.kind.type,
        "param": error.param,
        "code": error.code.value,
        "request_id": request_id,
        **({} if error.limit is None else {"limit": error.limit}),
    }


async def refuse(error: VozesError, scope: Scope, receive: Receive, send: Send) -> None:
    """Answers a request with an error, before any route sees it."""
    answer = ErrorResponse(error, scope["state"]["request_id"], for_elevenlabs=asks_elevenlabs(scope))
    await answer(scope, receive, send)


def refusing_sockets(not_found: ASGIApp) -> ASGIApp:
    """Returns what answers where no path fits: a WebSocket in the shape of all errors, anything else as before."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            error = VozesError(ErrorCode.NOT_FOUND, "There is no WebSocket under this path.")
            await refuse(error, scope, receive, send)
        else:
            await not_found(scope, receive, send)

    return answer


def for_fastapi(error: VozesError) -> HTTPException:
    """Returns what is to be raised from the error while FastAPI reads a body: it hides every other exception."""
    return HTTPException(error.kind.status, error.message)


def _headers(error: VozesError) -> dict[str, str]:
    headers = {}
    seconds = retry_after(error)
    if seconds is not None:
        headers["Retry-After"] = str(seconds)
    if seconds is None or error.code == ErrorCode.DAILY_LIMIT:
        headers["X-Should-Retry"] = "false"  # OpenAI's own client tries every 409, 429 and 5xx again
    if error.code == ErrorCode.UPLOAD_STALLED:
        headers["Connection"] = "close"
    if error.code == ErrorCode.INVALID_API_KEY:
        headers["WWW-Authenticate"] = 'Bearer realm="Vozes"'  # for which no browser asks its user
    return headers


def add_error_handlers(app: FastAPI) -> None:
    def answer(request: Request, error: VozesError) -> ErrorResponse:
        request_id = getattr(request.state, "request_id", None)
        who = of_key(getattr(request.state, "access", None))
        log.info("request %s%s: %d %s", request_id, who, error.kind.status, error.code)
        return ErrorResponse(
            error,
            request_id,
            for_elevenlabs=asks_elevenlabs(request.scope),
            with_detail=isinstance(request.scope.get("route"), DetailRoute),
        )

    @app.exception_handler(VozesError)
    async def known(request: Request, error: VozesError) -> ErrorResponse:
        return answer(request, error)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> ErrorResponse:
        return answer(request, _explain_validation(error, _known_fields(request, error)))

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> ErrorResponse:
        if isinstance(error.__cause__, VozesError):  # see `for_fastapi`
            return answer(request, error.__cause__)
        code = _BY_STATUS.get(error.status_code, ErrorCode.INTERNAL_ERROR)
        response = answer(request, VozesError(code, str(error.detail).rstrip(".") + "."))
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(Exception)
    async def unknown(request: Request, error: Exception) -> ErrorResponse:
        log.error("a request failed", exc_info=error)
        message = f"The server failed on this request ({type(error).__name__})."
        return answer(request, VozesError(ErrorCode.INTERNAL_ERROR, message))


def _known_fields(request: Request, error: RequestValidationError) -> Iterable[str]:
    """Returns the names of fields that the form, or the route's body, may have."""
    if isinstance(error, WrongForm):
        return error.model.model_fields
    body = getattr(request.scope.get("route"), "body_field", None)
    return getattr(body.field_info.annotation, "model_fields", ()) if body else ()


def _explain_validation(error: RequestValidationError, known: Iterable[str]) -> VozesError:
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        reason = first.get("ctx", {}).get("error", "")
        return VozesError(ErrorCode.MALFORMED_JSON, f"The body is no valid JSON: {reason}.")
    path = [str(part) for part in first["loc"] if part not in ("body", "query", "path")]
    name = ".".join(path)[:_LONGEST_NAME] or "body"
    if name in ("text", "input") and first["type"] == "string_unicode":
        return VozesError(ErrorCode.INVALID_TEXT, "The text has half of a surrogate pair.", param=name)
    if first["type"] == "extra_forbidden":
        meant = did_you_mean(name, known)
        return VozesError(ErrorCode.INVALID_FIELD, f"There is no field {name!r}{meant}.", param=name)
    return VozesError(ErrorCode.INVALID_FIELD, f"{fault(name, first)}.", param=name)
