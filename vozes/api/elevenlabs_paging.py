"""Lists by pages, as ElevenLabs' clients ask for them: a token tells where the next one begins."""

from collections.abc import Sequence
from typing import TypeVar

from vozes.errors import ErrorCode, VozesError

T = TypeVar("T")

_LONGEST_TOKEN = 9
"""Digits."""


def page_of(found: Sequence[T], size: int, token: str | None, param: str) -> tuple[Sequence[T], str | None]:
    """Returns a page, and the token of the next one, where there is any.

    Raises VozesError(INVALID_FIELD) about `param` for a token that no page has told.
    """
    if token is not None and not (token.isascii() and token.isdecimal() and len(token) <= _LONGEST_TOKEN):
        raise VozesError(ErrorCode.INVALID_FIELD, f"{param} is none that a page has told.", param=param)
    start = int(token or 0)
    end = start + size
    return found[start:end], str(end) if end < len(found) else None
