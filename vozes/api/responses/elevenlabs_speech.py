"""Answers with speech and the time of each character, in ElevenLabs' shapes: as one object, or a line for each piece.

Lines stay short, since some clients read no longer ones (aiohttp's: 128 KiB).
"""

import base64
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

from fastapi import Request, Response

from vozes.api.elevenlabs_schemas import CharacterAlignment, VoiceSegment
from vozes.api.responses.disconnect import unless_client_leaves
from vozes.api.responses.speech import RenderingResponse
from vozes.api.responses.timed_speech import LINES
from vozes.service.speech.alignment import Alignment, TimedCharacters
from vozes.service.speech.dialogue import Dialogue, Segment
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
    dialogue: Dialogue | None = None,
) -> Response:
    """Speaks and answers; a dialogue with who is heard when. Raises VozesError for all that fails before the first
    byte.
    """
    rendering = service.render(speech, whole=not stream)
    try:
        ready = rendering.started() if stream else rendering.finished()
        await unless_client_leaves(request.receive, ready)
    except BaseException:
        await rendering.close()
        raise
    if stream:
        return LinesWithTimestamps(speech, rendering, alignment, dialogue, more_headers, LINES)
    return ObjectWithTimestamps(speech, rendering, alignment, dialogue, more_headers, "application/json")


class _WithTimestamps(RenderingResponse):
    def __init__(
        self,
        speech: Speech,
        rendering: Rendering,
        alignment: Alignment,
        dialogue: Dialogue | None,
        more_headers: Mapping[str, str],
        media_type: str,
    ):
        super().__init__(speech, rendering, more_headers, media_type)
        self._alignment = alignment
        self._dialogue = dialogue
        self._is_timed = False
        """Whether a character is."""

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

    def _taken(self, most: int | None = None, *, is_whole: bool = False) -> dict[str, Any]:
        """Returns what became known since the last time, at most so many characters. `is_whole`: no more comes."""
        original, normalized = self._alignment.taken(most)
        self._is_timed = self._is_timed or bool(original.characters)
        if self._dialogue is None:
            return _shown(original, normalized)
        segments = self._dialogue.said(original)
        if is_whole and not self._is_timed:
            segments = self._dialogue.heard(self._rendering.audio_seconds)
        return {**_shown(original, normalized), "voice_segments": list(map(_shown_segment, segments))}


class ObjectWithTimestamps(_WithTimestamps):
    """Sends a whole answer as one object, its audio piece by piece."""

    async def _pieces(self) -> AsyncIterator[bytes]:
        yield b'{"audio_base64":"'
        async for block in self._blocks():
            yield base64.b64encode(block)
        self._alignment.add(self._rendering.words)
        self._alignment.finish(self._rendering.audio_seconds)
        yield f'",{json.dumps(self._taken(is_whole=True))[1:]}'.encode()


class LinesWithTimestamps(_WithTimestamps):
    """Sends a rendering's bytes as lines, each with the characters whose times became known with it."""

    async def _pieces(self) -> AsyncIterator[bytes]:
        async for block in self._blocks():
            self._alignment.add(self._rendering.words)
            yield self._line(block)
        self._alignment.finish(self._rendering.audio_seconds)
        while self._alignment.has_more:
            yield self._line(b"")
        if self._dialogue is not None and not self._is_timed:
            yield self._line(b"", is_whole=True)

    def _line(self, audio: bytes, *, is_whole: bool = False) -> bytes:
        told = self._taken(_MOST_CHARACTERS, is_whole=is_whole)
        return json.dumps({"audio_base64": base64.b64encode(audio).decode(), **told}).encode() + b"\n"


def _shown(original: TimedCharacters, normalized: TimedCharacters) -> dict[str, Any]:
    shown = {"alignment": CharacterAlignment.of(original), "normalized_alignment": CharacterAlignment.of(normalized)}
    return {name: None if alignment is None else alignment.model_dump() for name, alignment in shown.items()}


def _shown_segment(segment: Segment) -> dict[str, Any]:
    return VoiceSegment.of(segment).model_dump()
