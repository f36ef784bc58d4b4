"""Lets a call that takes JSON take the same fields as a form, with files beside them.

The form becomes JSON before the route is asked, so that both are checked in the same way. In a form, what is no text
is written as in JSON: `speed=1.5`, `options={"depth": 2}`.
"""

import json
from pathlib import Path

from fastapi.routing import APIRoute
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from vozes.api.forms.fields import recording_limits
from vozes.api.forms.form import Form
from vozes.api.forms.reception import receive_form
from vozes.api.middleware.body_limits import FORM, content_type_of
from vozes.api.middleware.json_limits import check_values
from vozes.service.core import Service

REFERENCE = "reference_audio"
_TEXTS = frozenset({"text", "language", "voice", "engine", "format", "timestamps", "subtitles", REFERENCE})


class FormOrJsonRoute(APIRoute):
    """Keeps the form's files, which `sent_files` returns, until it has answered."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        if content_type_of(Headers(scope=scope)) != FORM or scope["method"] not in (self.methods or ()):
            await super().handle(scope, receive, send)
            return
        service: Service = scope["app"].state.service
        limits = recording_limits(service.settings, REFERENCE)
        async with receive_form(Request(scope, receive), service.voices.uploads, limits) as form:
            scope["state"]["sent_files"] = [sent.path for sent in form.files]
            body = _as_json(form)
            MutableHeaders(scope=scope).update({"content-type": "application/json", "content-length": str(len(body))})
            await super().handle(scope, _after(body, receive), send)


def sent_files(request: Request) -> list[Path]:
    return list(getattr(request.state, "sent_files", ()))


def _as_json(form: Form) -> bytes:
    return json.dumps({name: _value(name, str(value)) for name, value in form.values().items()}).encode()


def _value(name: str, text: str) -> object:
    """Returns what the text is in JSON; what cannot be read stays a text, which the route refuses.

    Raises VozesError for too many values.
    """
    if name in _TEXTS:
        return text
    check_values(text.encode(), name)
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _after(body: bytes, receive: Receive) -> Receive:
    """Returns a channel that gives the body, then what comes after the form."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_next() -> Message:
        return messages.pop() if messages else await receive()

    return receive_next
