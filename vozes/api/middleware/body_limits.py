"""Refuses bodies that are neither JSON nor, where they are taken, a form or XML; and those too long or too slow.

A body is counted as it arrives, and against what all requests together may hold. A page of another site can send any
other kind of body without asking, and forms too, so what takes forms relies on `allowed_origins.py`. FastAPI's own
`max_body_size` counts too, but answers in plain text instead of the one shape of every error.
"""

import asyncio
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vozes.api.middleware.guard import Guard
from vozes.api.responses.errors import for_fastapi, refuse
from vozes.errors import ErrorCode, VozesError
from vozes.service.budget import Account, Budget

FORM = "multipart/form-data"
URL_FORM = "application/x-www-form-urlencoded"
"""A form of fields alone, taken by what was written for such; `JsonGuard` does not look into it."""
XML = frozenset({"application/pls+xml", "application/xml", "text/xml"})
"""None of these can a page of another site send without asking."""


def content_type_of(headers: Headers) -> str:
    """Returns the content type without its parameters, in lower case."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def readable(size: int) -> str:
    """Returns a size in bytes as `25 MB`; never more than it is."""
    for unit, name in ((10**9, "GB"), (10**6, "MB"), (10**3, "KB")):
        if size >= unit:
            return f"{size * 100 // unit / 100:g} {name}"
    return f"{size} bytes"


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
    """The least pace of a body: within each `seconds` of waiting for it, `enough` bytes or its end have to come."""

    seconds: float
    bytes_per_second: float

    @property
    def enough(self) -> int:
        return round(self.seconds * self.bytes_per_second)

    def refusal(self) -> VozesError:
        message = f"Less than {readable(self.enough)} of the body arrived in {self.seconds:g} s."
        return VozesError(ErrorCode.UPLOAD_STALLED, message)


class BodyGuard(Guard):
    def __init__(
        self,
        app: ASGIApp,
        longest: int,
        longest_forms: Mapping[str, Longest],
        longest_documents: Mapping[str, Longest],
        pace: Pace,
        url_forms: Collection[str] = (),
    ):
        """`longest_forms`: by the paths that take forms, as routes write them; `longest_documents`: by those that take
        XML, of that and of JSON; `longest`: the most bytes of all other bodies; `url_forms`: the paths that take
        `URL_FORM`.
        """
        super().__init__(app)
        self._pace = pace
        self._longest = Longest(longest)
        self._longest_forms = [(compile_path(path)[0], longest) for path, longest in longest_forms.items()]
        self._longest_documents = longest_documents
        self._url_forms = frozenset(url_forms)

    def check(self, scope: Scope, headers: Headers) -> None:
        """Goes by what the headers say; a length that is missing or wrong shows when the body is counted."""
        length, longest = headers.get("content-length", "0"), self._longest_of(scope, headers)
        if length.isdecimal() and int(length) > longest.size:
            raise longest.refusal()
        has_body = length != "0" or "transfer-encoding" in headers
        content_type = content_type_of(headers)
        is_json = content_type == "application/json" or content_type.endswith("+json")
        is_xml = content_type in XML and scope["path"] in self._longest_documents
        is_url_form = content_type == URL_FORM and scope["path"] in self._url_forms
        if has_body and not (is_json or is_xml or is_url_form or self._longest_form(scope, headers)):
            given = repr(content_type) if content_type else "missing"
            raise VozesError(ErrorCode.UNSUPPORTED_CONTENT_TYPE, f"The body's content type is {given}.")

    async def pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        budget: Budget = scope["app"].state.service.budget
        client, headers = scope.get("client"), Headers(scope=scope)
        length = headers.get("content-length", "0")
        with budget.request(client[0] if client else "") as account:
            try:
                account.require(int(length) if length.isdecimal() else 0)
            except VozesError as error:
                await refuse(error, scope, receive, send)
                return
            if scope["type"] == "http":
                receive = _Body(receive, account, self._longest_of(scope, headers), self._pace).receive
            await self._app(scope, receive, send)

    def _longest_of(self, scope: Scope, headers: Headers) -> Longest:
        return self._longest_form(scope, headers) or self._longest_documents.get(scope["path"]) or self._longest

    def _longest_form(self, scope: Scope, headers: Headers) -> Longest | None:
        """Returns the limits of the form that is sent; None where it is none, or none is taken."""
        if content_type_of(headers) != FORM:
            return None
        return next((longest for path, longest in self._longest_forms if path.match(scope["path"])), None)


class _Body:
    """Receives one request's body within its limits; messages after the body have no limit of time."""

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
        if self._is_whole:
            return await self._receive()
        try:
            return await self._receive_more()
        except VozesError as error:
            raise for_fastapi(error) from error

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
