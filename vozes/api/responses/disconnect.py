"""Ends the work of a request whose client leaves."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.types import Receive

from vozes.errors import ErrorCode, VozesError

T = TypeVar("T")


async def unless_client_leaves(receive: Receive, work: Coroutine[Any, Any, T]) -> T:
    """Returns the result of the work. Raises VozesError(CANCELLED) where the client goes away first, and
    VozesError(SHUTTING_DOWN) where the server cannot wait any longer; the work is cancelled then.
    """
    working = asyncio.ensure_future(work)
    watching = asyncio.ensure_future(_until_gone(receive))
    try:
        await asyncio.wait({working, watching}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise VozesError(ErrorCode.CANCELLED, "The client went away.")
    except asyncio.CancelledError:
        raise VozesError(ErrorCode.SHUTTING_DOWN, "The server stopped before this was done.") from None
    finally:
        for task in (working, watching):
            task.cancel()
        await asyncio.gather(working, watching, return_exceptions=True)


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
