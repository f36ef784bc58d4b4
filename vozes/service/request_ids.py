"""The id of the request that is being answered: made for each, told in answers, and known to the lines of the log.

It knows nothing of HTTP.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_current: ContextVar[str | None] = ContextVar("request_id", default=None)


def new_request_id() -> str:
    return f"req_{uuid.uuid4().hex[:20]}"


def current_request_id() -> str | None:
    """Returns the id of the request that this is done for; None for what is done for all."""
    return _current.get()


@contextmanager
def answering(request_id: str) -> Iterator[None]:
    """Has all that is done in the block be done for that request."""
    token = _current.set(request_id)
    try:
        yield
    finally:
        _current.reset(token)
