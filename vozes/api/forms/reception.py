"""Receives the form of a request; its files are in a folder that is gone with the answer."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from python_multipart.multipart import parse_options_header
from starlette.requests import ClientDisconnect, Request

from vozes.api.forms.form import Form, FormLimits
from vozes.api.forms.parser import FormParser
from vozes.api.middleware.body_limits import FORM, content_type_of
from vozes.errors import ErrorCode, VozesError
from vozes.service.uploads import Uploads


@asynccontextmanager
async def receive_form(request: Request, uploads: Uploads, limits: FormLimits) -> AsyncIterator[Form]:
    """Yields the form of a request. Its files are there as long as the context is.

    Raises VozesError: UNSUPPORTED_CONTENT_TYPE, BODY_TOO_LARGE, INVALID_FIELD, STORAGE_FULL; CANCELLED where the
    client leaves.
    """
    boundary = _boundary(request)
    with uploads.folder() as folder:
        parser = FormParser(boundary, folder, limits)
        try:
            async for piece in request.stream():
                await parser.read(piece)
        except ClientDisconnect:
            raise VozesError(ErrorCode.CANCELLED, "The client went away.") from None
        yield await parser.finish()


def _boundary(request: Request) -> bytes:
    _, parameters = parse_options_header(request.headers.get("content-type"))
    boundary = parameters.get(b"boundary", b"")
    if content_type_of(request.headers) != FORM or not boundary:
        message = f"This call takes a form: send it with `Content-Type: {FORM}` and its boundary."
        raise VozesError(ErrorCode.UNSUPPORTED_CONTENT_TYPE, message)
    return boundary
