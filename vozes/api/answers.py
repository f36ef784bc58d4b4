"""An answer of speech on the wire: whole with its length, or streamed as it is made.

A client that leaves cancels its work, at any moment.
"""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

from fastapi import Request, Response
from starlette.types import Receive, Scope, Send

from vozes.errors import ErrorCode, VozesError
from vozes.service.rendering import Rendering
from vozes.service.speech import Speech, SpeechService

T = TypeVar("T")

log = logging.getLogger(__name__)


async def answer_speech(request: Request, service: SpeechService, speech: Speech, *, stream: bool) -> Response:
    """Speaks and answers; raises VozesError for all that fails before the first byte."""
    rendering = service.render(speech, whole=not stream)
    try:
        if stream:
            await unless_client_leaves(request.receive, rendering.started())
            return RenderingResponse(rendering, _headers(speech, rendering), speech.format.media_type)
        size = await unless_client_leaves(request.receive, rendering.finished())
        headers = _headers(speech, rendering) | {
            "Content-Length": str(size),
            "X-Audio-Seconds": f"{rendering.audio_seconds:.3f}",
            "X-Synthesis-Seconds": f"{speech.synthesis_seconds:.4f}",
        }
        return RenderingResponse(rendering, headers, speech.format.media_type)
    except BaseException:
        await rendering.close()
        raise


def _headers(speech: Speech, rendering: Rendering) -> dict[str, str]:
    return {
        "X-Engine": speech.engine.info.id,
        "X-Voice": speech.request.voice,
        "X-Language": speech.request.language,
        "X-Sample-Rate": str(rendering.sample_rate),
        "Cache-Control": "no-store",
    }


class RenderingResponse(Response):
    """Sends a rendering's bytes and closes it. One that fails midway is left unfinished, which makes the server close
    the connection: a client sees that it is not whole.
    """

    def __init__(self, rendering: Rendering, headers: dict[str, str], media_type: str):
        self._rendering = rendering
        self.status_code = 200
        self.background = None
        self.media_type = media_type
        self.init_headers({**headers, "Content-Type": media_type})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._rendering:
            try:
                await unless_client_leaves(receive, self._send(send))
            except VozesError as error:
                level = logging.INFO if error.code == ErrorCode.CANCELLED else logging.WARNING
                log.log(level, "request %s ended midway: %s", scope["state"]["request_id"], error.message)

    async def _send(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        async for piece in self._rendering.bytes():
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def unless_client_leaves(receive: Receive, work: Coroutine[Any, Any, T]) -> T:
    """The result of the work; a client that goes away first cancels it, and VozesError(CANCELLED) is raised."""
    working = asyncio.ensure_future(work)
    watching = asyncio.ensure_future(_until_gone(receive))
    try:
        await asyncio.wait({working, watching}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise VozesError(ErrorCode.CANCELLED, "The client went away.")
    finally:
        for task in (working, watching):
            task.cancel()
        await asyncio.wait({working, watching})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
