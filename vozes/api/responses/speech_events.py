"""Answers with speech as server-sent events in OpenAI's shape: pieces of audio in base64, and at the end the usage."""

import asyncio
import base64
import json
import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from fastapi import Request, Response

from vozes.api.responses.disconnect import unless_client_leaves
from vozes.api.responses.errors import error_body
from vozes.api.responses.speech import RenderingResponse
from vozes.errors import ErrorCode, VozesError
from vozes.service.keys.access import of_key
from vozes.service.speech.service import Speech, SpeechService

log = logging.getLogger(__name__)

_PATIENCE = 10.0
"""Seconds without anything to send, after which a comment says that the answer is still on its way."""
_TOKENS_PER_SECOND = 50
"""Vozes has no tokens: those that it tells are the text's characters, and hundredths of two seconds of speech."""
_STILL_THERE = b": still speaking\n\n"


async def answer_events(
    request: Request, service: SpeechService, speech: Speech, more_headers: dict[str, str]
) -> Response:
    """Speaks and answers. Raises VozesError for what fails within ten seconds and before the first sound."""
    rendering = service.render(speech, whole=False)
    try:
        with suppress(TimeoutError):
            await unless_client_leaves(request.receive, asyncio.wait_for(rendering.started(), _PATIENCE))
        return EventResponse(speech, rendering, more_headers, "text/event-stream")
    except BaseException:
        await rendering.close()
        raise


class EventResponse(RenderingResponse):
    """Sends a rendering's bytes as events and closes it. What fails midway is an event too."""

    async def _pieces(self) -> AsyncIterator[bytes]:
        pieces = self._rendering.bytes()
        try:
            while True:
                waiting = asyncio.ensure_future(_next(pieces))
                try:
                    while not (await asyncio.wait({waiting}, timeout=_PATIENCE))[0]:
                        yield _STILL_THERE
                    piece = waiting.result()
                finally:
                    waiting.cancel()
                if piece is None:
                    break
                yield _event({"type": "speech.audio.delta", "audio": base64.b64encode(piece).decode()})
        except VozesError as error:
            if error.code is ErrorCode.CANCELLED:
                raise
            who = of_key(self._speech.access)
            log.warning("request %s%s failed midway: %s", self._speech.request_id, who, error.message)
            yield self._last_words(error)
            return
        spoken = round(self._rendering.audio_seconds * _TOKENS_PER_SECOND)
        read = sum(len(part.text) for part in self._speech.requests)
        usage = {"input_tokens": read, "output_tokens": spoken, "total_tokens": read + spoken}
        yield _event({"type": "speech.audio.done", "usage": usage})

    def _last_words(self, error: VozesError) -> bytes:
        return _event({"type": "error", "error": error_body(error, self._speech.request_id)})


async def _next(pieces: AsyncIterator[bytes]) -> bytes | None:
    return await anext(pieces, None)


def _event(content: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(content)}\n\n".encode()
