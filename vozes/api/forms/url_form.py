"""Reads a form that has no files and comes as an address has it (`application/x-www-form-urlencoded`)."""

from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from vozes.api.forms.form import invalid_form
from vozes.api.middleware.body_limits import URL_FORM, content_type_of
from vozes.errors import ErrorCode, VozesError
from vozes.service.thread_pools import with_texts

_MOST_FIELDS = 64


async def receive_url_form(request: Request) -> dict[str, str]:
    """Returns the fields by name; of one that is given twice the last.

    Raises VozesError: UNSUPPORTED_CONTENT_TYPE, INVALID_FIELD; CANCELLED where the client leaves.
    """
    if content_type_of(request.headers) != URL_FORM:
        message = f"This call takes a form: send it with `Content-Type: {URL_FORM}`."
        raise VozesError(ErrorCode.UNSUPPORTED_CONTENT_TYPE, message)
    try:
        return await with_texts(_parse, await request.body())
    except ClientDisconnect:
        raise VozesError(ErrorCode.CANCELLED, "The client went away.") from None


def _parse(body: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict"))
    except UnicodeDecodeError:
        raise invalid_form("The form is not in UTF-8.") from None
    except ValueError:
        raise invalid_form(f"The form has more than {_MOST_FIELDS} fields.") from None
