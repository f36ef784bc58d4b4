"""Answers with speech: whole with its length, or streamed as it is made. A client that leaves cancels its work."""

import logging
import string
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from starlette.types import Receive, Scope, Send

from vozes.api.hidden_paths import for_caller
from vozes.api.responses.disconnect import unless_client_leaves
from vozes.audio.formats import FORMATS
from vozes.errors import ErrorCode, VozesError
from vozes.service.keys.access import of_key
from vozes.service.speech.rendering import Rendering
from vozes.service.speech.service import Speech, SpeechService

log = logging.getLogger(__name__)

_PLAIN = " " + string.punctuation.translate({ord(mark): None for mark in "%;"})
"""Characters that a header shows as they are, beside letters and digits: `;` separates warnings, `%` encodes."""
_WARNING_CHARACTERS = 2000
"""The most for all warnings or names together; longer headers do not get through every proxy."""

_MEDIA_TYPES = sorted({each.media_type for each in FORMATS.values()})
_HEADERS = {
    "X-Request-Id": "Names this request in errors and in the log.",
    "X-Engine": "The engine that spoke.",
    "X-Voice": "The id of the voice that it spoke with, with percent-encoding where that is needed.",
    "X-Language": "The language that it took the text to be in.",
    "X-Sample-Rate": "Of the audio, in Hz: the engine's own rate, where no other one was asked for.",
    "X-Audio-Seconds": "How long the speech is. Not on streams, which cannot know it when they begin.",
    "X-Synthesis-Seconds": "How long the engine took for it. Not on streams.",
    "X-Warning": (
        "Only where something went wrong that did not end the answer: one or more sentences, joined by `; `, with "
        "percent-encoding. On streams, what was known before the first byte."
    ),
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
    headers = {
        **speaker_headers(speech.engine.info.id, speech.request.voice),
        "X-Language": speech.request.language,
        **({"X-Sample-Rate": str(rendering.sample_rate)} if rendering.sample_rate else {}),
        "Cache-Control": "no-store",
    }
    return headers | ({"X-Warning": warning_header(list(map(for_caller, speech.warnings)))} if speech.warnings else {})


def speaker_headers(engine: str, voice: str) -> dict[str, str]:
    """Returns the headers that tell who speaks, by ids."""
    return {"X-Engine": engine, "X-Voice": quote(voice, safe=_PLAIN)}


def warning_header(warnings: Sequence[str]) -> str:
    """Returns the warnings as one line of ASCII; those that would make it too long are counted only."""
    return _line(warnings, "; ", _PLAIN)


def ignored_fields(names: Collection[str]) -> dict[str, str]:
    """Returns the header that names what a client sent and nothing here heeds, or none where there is nothing.

    Names of any characters become ASCII; those that would make it too long are counted only.
    """
    return {"X-Ignored-Fields": _line(names, ", ", "")} if names else {}


def _line(texts: Collection[str], separator: str, safe: str) -> str:
    entries: list[str] = []
    room = _WARNING_CHARACTERS
    for text in texts:
        entry = quote(text, safe=safe, errors="replace") or '""'  # a header may not end with a blank
        room -= len(entry) + len(separator)
        if room < 0:
            entries.append(f"and {len(texts) - len(entries)} more")
            break
        entries.append(entry)
    return separator.join(entries)


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
