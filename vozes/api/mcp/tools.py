"""The tools that a server offers to assistants: they return sound, and neither play nor write anything here.

A server may be on another machine than its user, so that a path would be one of the server's: `save_speech` returns a
file, which the client keeps where its user wants it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import PurePath

from pydantic import Field

from vozes.api.responses.speech import log_spoken
from vozes.audio.formats import AudioFormat, format_of_file
from vozes.errors import ErrorCode, VozesError
from vozes.mcp.arguments import MOST_CHARACTERS, AudioName, SpeechArguments
from vozes.mcp.server import ToolServer
from vozes.mcp.tools import Tell, Tool, ToolFailure, ToolResult, audio, file, text
from vozes.mcp.voices import voices_tool
from vozes.service.core import Service
from vozes.service.speech.rendering import Rendering
from vozes.service.speech.service import Speech

_LOOK_SECONDS = 0.25
_HINTS = {"readOnlyHint": True, "openWorldHint": False}
_INSTRUCTIONS = (
    "Vozes turns text into speech. Nothing is played or written where it runs: speak and save_speech return the sound."
)


class SpeakArguments(SpeechArguments):
    format: AudioName = Field("mp3", description="What the sound is encoded as.")


class FileArguments(SpeechArguments):
    name: str = Field(
        "speech.mp3",
        min_length=1,
        max_length=100,
        description="The name of the file, without a folder; its ending says the format: mp3, wav, opus, flac or m4a.",
    )


def tool_server(service: Service, request_id: str) -> ToolServer:
    """Returns what answers one request."""
    speaking = _Speaking(service, request_id)
    tools = (
        Tool(
            "speak",
            "Speak",
            "Speaks a text and returns the sound. Nothing is played where the server runs.",
            SpeakArguments,
            speaking.speak,
            hints=_HINTS,
        ),
        voices_tool(lambda: (service.registry, service.library)),
        Tool(
            "save_speech",
            "Save speech",
            "Speaks a text and returns it as an audio file for the client to keep. The server writes no file.",
            FileArguments,
            speaking.save,
            hints=_HINTS,
        ),
    )
    return ToolServer(tools, _INSTRUCTIONS)


class _Speaking:
    def __init__(self, service: Service, request_id: str):
        self._service = service
        self._request_id = request_id

    async def speak(self, arguments: SpeakArguments, tell: Tell) -> ToolResult:
        data, speech, told = await self._spoken(arguments, arguments.format, tell)
        return ToolResult((audio(data, speech.format.media_type), text(told)))

    async def save(self, arguments: FileArguments, tell: Tell) -> ToolResult:
        name = arguments.name
        if name in (".", "..") or "\\" in name or PurePath(name).name != name:
            raise ToolFailure("name: give a file name without a folder, such as speech.mp3.")
        data, speech, told = await self._spoken(arguments, _file_format(name).name, tell)
        return ToolResult((file(data, speech.format.media_type, name), text(told)))

    async def _spoken(self, arguments: SpeechArguments, format_name: str, tell: Tell) -> tuple[bytes, Speech, str]:
        """Returns the encoded sound, who spoke, and a sentence on it. Raises VozesError."""
        if len(arguments.text) > MOST_CHARACTERS:
            message = f"A tool's text may have {MOST_CHARACTERS:,} characters; POST /v1/tts/synth takes longer ones."
            raise VozesError(ErrorCode.TEXT_TOO_LONG, message, param="text")
        service = self._service.speech
        speech = await service.prepare(arguments.order(format_name), self._request_id)
        async with service.render(speech) as rendering, _telling(rendering, len(arguments.text), tell):
            await rendering.finished()
            data = b"".join([piece async for piece in rendering.bytes()])
        log_spoken(speech, rendering)
        told = (f"{rendering.audio_seconds:.1f} s of speech by {speech.engine.info.id}, voice {speech.request.voice}.",)
        return data, speech, " ".join((*told, *speech.warnings))


@asynccontextmanager
async def _telling(rendering: Rendering, characters: int, tell: Tell) -> AsyncIterator[None]:
    """Tells how far a rendering is while the block runs."""

    async def watch() -> None:
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            done = min(rendering.text_position / characters, 1.0)
            await tell(done, 1.0, f"{rendering.audio_seconds:.1f} s of speech")

    watching = asyncio.create_task(watch())
    try:
        yield
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


def _file_format(name: str) -> AudioFormat:
    """Raises VozesError(UNSUPPORTED_FORMAT); telephone formats and bare samples are no files."""
    found = format_of_file(name)
    if not found.playable:
        message = f"A file that ends in {PurePath(name).suffix} cannot be opened by players."
        raise VozesError(ErrorCode.UNSUPPORTED_FORMAT, message, param="name")
    return found
