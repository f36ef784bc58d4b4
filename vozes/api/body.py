"""What a body may be: JSON, or a form where files are sent, and no longer than the limit, counted as it arrives.
It may not stop arriving for long nor drip, and counts against what all requests may hold, as does what is made of it.

Plain ASGI. A page of another site can send any other kind of body without asking, and forms too, so what takes forms
relies on the guard of origins. FastAPI's own `max_body_size` counts too, but answers in plain text instead of the one
shape of every error.
"""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vozes.api.errors import ErrorResponse
from vozes.api.sizes import readable
from vozes.errors import ErrorCode, VozesError
from vozes.service.budget import Account, Budget

FORM = "multipart/form-data"


def content_type_of(headers: Headers) -> str:
    """Without its parameters, in lower case."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Longest:
    """The most bytes that a body may have, and in a form each of its files."""

    size: int
    file_size: int | None = None

    def refusal(self) -> VozesError:
        message = f"A body may have at most {readable(self.size)} here."
        if self.file_size is not None:
            message = f"The form may have at most {readable(self.size)}, and each file {readable(self.file_size)}."
        return VozesError(ErrorCode.BODY_TOO_LARGE, message)


@dataclass(frozen=True, slots=True)
class Pace:
    """Within each `seconds` that the server waits for a body, so much of it must arrive, or its end."""

    seconds: float
    bytes_per_second: float

    @property
    def enough(self) -> int:
        return round(self.seconds * self.bytes_per_second)

    def refusal(self) -> VozesError:
        message = f"Less than {readable(self.enough)} of the body arrived in {self.seconds:g} s."
        return VozesError(ErrorCode.UPLOAD_STALLED, message)


class BodyGuard:
    def __init__(self, app: ASGIApp, longest: int, longest_forms: Mapping[str, Longest], pace: Pace):
        """`longest_forms`: of the paths that take forms; `longest`: the most bytes of all other bodies.

        `pace`: how slowly a body may arrive.
        """
        self._app = app
        self._pace = pace
        self._longest = Longest(longest)
        self._longest_forms = longest_forms

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        longest_form = self._longest_forms.get(scope["path"]) if content_type_of(headers) == FORM else None
        longest = longest_form or self._longest
        refusal = _refuse(headers, longest, is_form=longest_form is not None)
        if refusal is not None:
            await ErrorResponse(refusal, scope["state"]["request_id"])(scope, receive, send)
            return
        await self._serve(scope, receive, send, longest)

    async def _serve(self, scope: Scope, receive: Receive, send: Send, longest: Longest) -> None:
        budget: Budget = scope["app"].state.service.budget
        client = scope.get("client")
        with budget.request(client[0] if client else "") as account:
            length = Headers(scope=scope).get("content-length", "0")
            try:
                account.require(int(length) if length.isdecimal() else 0)
            except VozesError as refusal:
                await ErrorResponse(refusal, scope["state"]["request_id"])(scope, receive, send)
                return
            body = _Body(receive, account, longest, self._pace)
            await self._app(scope, body.receive, send)


def _refuse(headers: Headers, longest: Longest, *, is_form: bool) -> VozesError | None:
    """By what the headers say; a length that is not told, or not true, is counted."""
    length = headers.get("content-length", "0")
    if length.isdecimal() and int(length) > longest.size:
        return longest.refusal()
    has_body = length != "0" or "transfer-encoding" in headers
    content_type = content_type_of(headers)
    if has_body and not is_form and content_type != "application/json" and not content_type.endswith("+json"):
        given = repr(content_type) if content_type else "missing"
        return VozesError(ErrorCode.UNSUPPORTED_CONTENT_TYPE, f"The body's content type is {given}.")
    return None


class _Body:
    """One request's, as it arrives; what comes after it is no matter of time."""

    def __init__(self, receive: Receive, account: Account, longest: Longest, pace: Pace):
        self._receive = receive
        self._account = account
        self._longest = longest
        self._pace = pace
        self._received = 0
        self._enough = pace.enough  # of these, for the time to begin anew
        self._seconds_left = pace.seconds
        self._is_whole = False

    async def receive(self) -> Message:
        """As in ASGI. Raises HTTPException from the VozesError that it stands for, which FastAPI lets through."""
        if self._is_whole:
            return await self._receive()
        try:
            return await self._receive_more()
        except VozesError as error:
            raise HTTPException(error.kind.status, error.message) from error

    async def _receive_more(self) -> Message:
        started = time.monotonic()  # what is done with the last piece meanwhile is not the client's fault
        try:
            async with asyncio.timeout(self._seconds_left):
                message = await self._receive()
        except TimeoutError:
            raise self._pace.refusal() from None
        self._seconds_left -= time.monotonic() - started
        self._count(len(message.get("body", b"")))
        self._is_whole = not message.get("more_body", False)
        return message

    def _count(self, size: int) -> None:
        self._received += size
        if self._received > self._longest.size:
            raise self._longest.refusal()
        self._account.take(size)
        if self._received >= self._enough:
            self._enough, self._seconds_left = self._received + self._pace.enough, self._pace.seconds
