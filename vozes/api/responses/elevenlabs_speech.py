"""Answers with speech and the time of each character, in ElevenLabs' shapes: as one object, or a line for each piece.

Lines stay short, since some clients read no longer ones (aiohttp's: 128 KiB).
"""

import base64
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

from fastapi import Request, Response

from vozes.api.elevenlabs_schemas import CharacterAlignment
from vozes.api.responses.disconnect import unless_client_leaves
from vozes.api.responses.speech import RenderingResponse
from vozes.api.responses.timed_speech import LINES
from vozes.service.speech.alignment import Alignment, TimedCharacters
from vozes.service.speech.rendering import Rendering
from vozes.service.speech.service import Speech, SpeechService

_UNIT = 6
"""Bytes: whole samples of two bytes, whose base64 can be joined."""
_PIECE = 4096 * _UNIT
"""Bytes of audio in a line at most."""
_MOST_CHARACTERS = 500
"""In a line, of each of the two texts."""


async def answer_with_timestamps(
    request: Request,
    service: SpeechService,
    speech: Speech,
    alignment: Alignment,
    more_headers: Mapping[str, str],
    *,
    stream: bool,
) -> Response:
    """Speaks and answers. Raises VozesError for all that fails before the first byte."""
    rendering = service.render(speech, whole=not stream)
    try:
        ready = rendering.started() if stream else rendering.finished()
        await unless_client_leaves(request.receive, ready)
    except BaseException:
        await rendering.close()
        raise
    if stream:
        return LinesWithTimestamps(speech, rendering, alignment, more_headers, LINES)
    return ObjectWithTimestamps(speech, rendering, alignment, more_headers, "application/json")


class _WithTimestamps(RenderingResponse):
    def __init__(
        self,
        speech: Speech,
        rendering: Rendering,
        alignment: Alignment,
        more_headers: Mapping[str, str],
        media_type: str,
    ):
        super().__init__(speech, rendering, more_headers, media_type)
        self._alignment = alignment

    async def _blocks(self) -> AsyncIterator[bytes]:
        """Yields the audio in pieces of at most `_PIECE` bytes, all but the last one of whole units."""
        held = bytearray()
        async for piece in self._rendering.bytes():
            held += piece
            while len(held) >= _UNIT:
                size = min(_PIECE, len(held) // _UNIT * _UNIT)
                yield bytes(held[:size])
                del held[:size]
        if held:
            yield bytes(held)


class ObjectWithTimestamps(_WithTimestamps):
    """Sends a whole answer as one object, its audio piece by piece."""

    async def _pieces(self) -> AsyncIterator[bytes]:
        yield b'{"audio_base64":"'
        async for block in self._blocks():
            yield base64.b64encode(block)
        self._alignment.add(self._rendering.words)
        self._alignment.finish(self._rendering.audio_seconds)
        timed = self._alignment.taken()
        yield f'",{json.dumps(_shown(*timed))[1:]}'.encode()


class LinesWithTimestamps(_WithTimestamps):
    """Sends a rendering's bytes as lines, each with the characters whose times became known with it."""

    async def _pieces(self) -> AsyncIterator[bytes]:
        async for block in self._blocks():
            self._alignment.add(self._rendering.words)
            yield self._line(block)
        self._alignment.finish(self._rendering.audio_seconds)
        while self._alignment.has_more:
            yield self._line(b"")

    def _line(self, audio: bytes) -> bytes:
        timed = self._alignment.taken(_MOST_CHARACTERS)
        return json.dumps({"audio_base64": base64.b64encode(audio).decode(), **_shown(*timed)}).encode() + b"\n"


def _shown(original: TimedCharacters, normalized: TimedCharacters) -> dict[str, Any]:
    shown = {"alignment": CharacterAlignment.of(original), "normalized_alignment": CharacterAlignment.of(normalized)}
    return {name: None if alignment is None else alignment.model_dump() for name, alignment in shown.items()}
