"""Answers with speech: whole with its length, or streamed as it is made. A client that leaves cancels its work."""

import logging
from collections.abc import AsyncIterator, Collection, Mapping
from types import MappingProxyType
from typing import Any

from fastapi import Request, Response
from starlette.types import Receive, Scope, Send

from vozes.api.responses.disconnect import unless_client_leaves
from vozes.api.responses.warnings import HEADERS as WARNING_HEADERS
from vozes.api.responses.warnings import fitting, in_header, warning_headers
from vozes.audio.formats import FORMATS
from vozes.errors import ErrorCode, VozesError
from vozes.service.keys.access import of_key
from vozes.service.speech.rendering import Rendering
from vozes.service.speech.service import Speech, SpeechService

log = logging.getLogger(__name__)

_MEDIA_TYPES = sorted({each.media_type for each in FORMATS.values()})
_HEADERS = {
    "X-Request-Id": "Names this request in errors and in the log.",
    "X-Engine": "The engine that spoke.",
    "X-Voice": "The id of the voice that it spoke with, with percent-encoding where that is needed.",
    "X-Language": "The language that it took the text to be in.",
    "X-Sample-Rate": "Of the audio, in Hz: the engine's own rate, where no other one was asked for.",
    "X-Audio-Seconds": "How long the speech is. Not on streams, which cannot know it when they begin.",
    "X-Synthesis-Seconds": "How long the engine took for it. Not on streams.",
    **WARNING_HEADERS,
}
SPEECH_ANSWER: dict[str, Any] = {
    "description": "The speech.",
    "content": {media_type: {"schema": {"type": "string", "format": "binary"}} for media_type in _MEDIA_TYPES},
    "headers": {name: {"description": text, "schema": {"type": "string"}} for name, text in _HEADERS.items()},
}
"""What the API's document says of an answer with speech."""


async def answer_speech(
    request: Request,
    service: SpeechService,
    speech: Speech,
    *,
    stream: bool,
    more_headers: Mapping[str, str] = MappingProxyType({}),
) -> Response:
    """Speaks and answers. Raises VozesError for all that fails before the first byte."""
    rendering = service.render(speech, whole=not stream)
    try:
        if stream:
            await unless_client_leaves(request.receive, rendering.started())
            return RenderingResponse(speech, rendering, more_headers)
        size = await unless_client_leaves(request.receive, rendering.finished())
        known_at_the_end = {
            "Content-Length": str(size),
            "X-Audio-Seconds": f"{rendering.audio_seconds:.3f}",
            "X-Synthesis-Seconds": f"{speech.synthesis_seconds:.4f}",
        }
        return RenderingResponse(speech, rendering, {**more_headers, **known_at_the_end})
    except BaseException:
        await rendering.close()
        raise


def speech_headers(speech: Speech, rendering: Rendering) -> dict[str, str]:
    """Returns the headers that tell who speaks and how."""
    return {
        **speaker_headers(speech.engine.info.id, speech.request.voice),
        "X-Language": speech.request.language,
        **({"X-Sample-Rate": str(rendering.sample_rate)} if rendering.sample_rate else {}),
        "Cache-Control": "no-store",
        **warning_headers(speech.warnings),
    }


def speaker_headers(engine: str, voice: str) -> dict[str, str]:
    """Returns the headers that tell who speaks, by ids."""
    return {"X-Engine": engine, "X-Voice": in_header(voice)}


def ignored_fields(names: Collection[str]) -> dict[str, str]:
    """Returns the header that names what a client sent and nothing here heeds, or none where there is nothing.

    Names of any characters become ASCII; those that would make it too long are counted only.
    """
    entries = fitting([in_header(name, safe="") for name in names], ", ")
    more = [f"and {len(names) - len(entries)} more"] if len(entries) < len(names) else []
    return {"X-Ignored-Fields": ", ".join(entries + more)} if names else {}


class RenderingResponse(Response):
    """Sends a rendering's bytes and closes it. One that fails midway is left unfinished, which makes the server close
    the connection: a client sees that it is not whole. Where the body has words for it, the client is told that the
    server stops.
    """

    _is_begun = False
    """Whether the head was sent."""

    def __init__(
        self, speech: Speech, rendering: Rendering, more_headers: Mapping[str, str], media_type: str | None = None
    ):
        """`media_type`: where it is not that of the audio."""
        self._speech = speech
        self._rendering = rendering
        self.status_code = 200
        self.background = None
        self.media_type = media_type or speech.format.media_type
        self.init_headers({**speech_headers(speech, rendering), **more_headers, "Content-Type": self.media_type})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._rendering:
            try:
                await unless_client_leaves(receive, self._send(send))
            except VozesError as error:
                level = logging.INFO if error.code == ErrorCode.CANCELLED else logging.WARNING
                who = of_key(self._speech.access)
                log.log(level, "request %s%s ended midway: %s", self._speech.request_id, who, error.message)
                if error.code is ErrorCode.SHUTTING_DOWN and self._is_begun and (last := self._last_words(error)):
                    await send({"type": "http.response.body", "body": last, "more_body": False})
            else:
                log_spoken(self._speech, self._rendering)

    async def _send(self, send: Send) -> None:
        self._is_begun = True
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        async for piece in self._pieces():
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _pieces(self) -> AsyncIterator[bytes]:
        """Yields what the body is made of."""
        return self._rendering.bytes()

    def _last_words(self, error: VozesError) -> bytes:
        """Returns what ends the body when the server stops; nothing where that has no words for it."""
        return b""


def log_spoken(speech: Speech, rendering: Rendering) -> None:
    """Logs who spoke how much, and nothing of the text."""
    log.info(
        "request %s%s: %s spoke %d characters as %s: %.2f s of speech in %.3f s",
        speech.request_id,
        of_key(speech.access),
        speech.engine.info.id,
        speech.characters,
        speech.request.voice,
        rendering.audio_seconds,
        speech.synthesis_seconds,
    )
