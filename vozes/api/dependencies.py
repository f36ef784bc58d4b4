"""What routes are given: the service that the application was made with, and an end that surely comes."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Annotated

from fastapi import Depends, Header, Request

from vozes.api.languages import advice_language
from vozes.service.core import Service


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


ServiceOf = Annotated[Service, Depends(_service)]


async def _at_the_end() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as stack:
        yield stack


AtTheEnd = Annotated[AsyncExitStack, Depends(_at_the_end)]
"""What is entered here is left once the answer was sent, or cannot be."""


def _advice_language(
    accept_language: Annotated[
        str | None,
        Header(
            alias="Accept-Language",
            description="Advice on recordings is in Portuguese or in English, whichever comes first.",
        ),
    ] = None,
) -> str:
    return advice_language(accept_language or "")


AdviceLanguage = Annotated[str, Depends(_advice_language)]
