"""Gives routes what they need: the service, a stack of contexts, whether the caller owns the server, and the language
of advice (`Accept-Language`).
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Annotated

from fastapi import Depends, Header, Request

from vozes.api.middleware.callers import is_local
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.keys.access import current_access

_ADVICE_LANGUAGES = ("pt", "en")


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


ServiceOf = Annotated[Service, Depends(_service)]


async def _at_the_end() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as stack:
        yield stack


AtTheEnd = Annotated[AsyncExitStack, Depends(_at_the_end)]
"""A stack whose contexts are left once the answer was sent, or cannot be."""


async def _require_full_key() -> None:
    access = current_access()
    if access is not None:
        access.require_full()


FULL_KEY = [Depends(_require_full_key)]
"""For a route that gives recordings away, though it only reads: read-only keys get none."""


async def _is_owner(request: Request, service: ServiceOf) -> bool:
    """Returns whether a caller is on this machine; with a key, whoever has got so far has sent it."""
    access = current_access()
    if access is not None:
        return not access.key.read_only
    return service.settings.api_key is not None or is_local(request.scope)


IsOwner = Annotated[bool, Depends(_is_owner)]


def _require_owner(is_owner: IsOwner) -> None:
    """Lets owners alone change models and settings."""
    if not is_owner:
        message = "Models and settings are changed from the machine that the server runs on, or with a key of it."
        raise VozesError(ErrorCode.LOCAL_ONLY, message)


OWNER = [Depends(_require_owner)]
"""For a route that changes what all callers share."""


def _advice_language(
    accept_language: Annotated[
        str | None,
        Header(
            alias="Accept-Language",
            description="Texts for people are in Portuguese or in English, whichever comes first.",
        ),
    ] = None,
) -> str:
    return advice_language(accept_language or "")


AdviceLanguage = Annotated[str, Depends(_advice_language)]


def advice_language(accept_language: str) -> str:
    """Returns which of `pt` and `en` the client reads, by the header of that name; `en` where it names neither."""
    wanted = sorted(map(_weighed, accept_language.split(",")), key=lambda entry: -entry[1])
    return next((language for language, weight in wanted if weight > 0 and language in _ADVICE_LANGUAGES), "en")


def _weighed(entry: str) -> tuple[str, float]:
    """Returns `pt` and 0.8 for `pt-BR;q=0.8`."""
    tag, _, weight = entry.partition(";")
    try:
        return tag.strip().lower().partition("-")[0], float(weight.strip().removeprefix("q=") or 1)
    except ValueError:
        return "", 0.0
