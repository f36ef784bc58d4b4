"""The tools of `vozes mcp`: they play on this machine's loudspeaker, and write files where its user says.

A file is only written where nothing is yet, unless that is asked for, and under a name whose ending is an audio
format's: an assistant that was talked into something can so neither replace a document nor make a program.
"""

import asyncio
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from pydantic import Field

from vozes.audio.formats import find_format, format_of_file
from vozes.cli.console import Refusal
from vozes.cli.outputs import deliver, temporary_file
from vozes.cli.progress import aside
from vozes.cli.say.players import Player, find_player
from vozes.cli.say.result import Spoken
from vozes.cli.say.server_client import ServerUnusable
from vozes.cli.say.sinks import FileSink, MemorySink, PlayerSink, Sink
from vozes.cli.say.speaker import Speaker
from vozes.engines.catalog import engine_specs
from vozes.engines.settings import engine_settings
from vozes.errors import ErrorCode, VozesError
from vozes.mcp.arguments import MOST_CHARACTERS, SpeechArguments
from vozes.mcp.server import ToolServer
from vozes.mcp.tools import Tell, Tool, ToolFailure, ToolResult, audio, text
from vozes.mcp.voices import voices_tool
from vozes.service.registry import Registry
from vozes.service.speech.orders import SpeechOrder
from vozes.settings import Settings
from vozes.voices.library import VoiceLibrary

_INSTEAD = "use save_speech"
_INSTRUCTIONS = (
    "Vozes turns text into speech on this computer. speak is heard by the user at once and returns when it has been "
    "heard; save_speech writes an audio file."
)


class FileArguments(SpeechArguments):
    path: str = Field(
        min_length=1,
        description=(
            "Where the file shall be: a full path, or one that begins with ~. Its ending says the format: mp3, wav, "
            "opus, flac or m4a."
        ),
    )
    overwrite: bool = Field(False, description="Replace a file that is there. Set it only where the user wants that.")


def tool_server(settings: Settings, speaker: Speaker) -> ToolServer:
    speaking = _Speaking(settings, speaker)
    tools = (
        Tool(
            "speak",
            "Speak aloud",
            "Speaks a text aloud on this computer and returns once it was heard. Where there is no player, it returns "
            "the sound.",
            SpeechArguments,
            speaking.speak,
            hints={"readOnlyHint": True, "openWorldHint": False},
        ),
        voices_tool(lambda: _places(settings)),
        Tool(
            "save_speech",
            "Save speech",
            "Speaks a text into an audio file on this computer.",
            FileArguments,
            speaking.save,
            hints={"readOnlyHint": False, "destructiveHint": True, "idempotentHint": False, "openWorldHint": False},
        ),
    )
    return ToolServer(tools, _INSTRUCTIONS)


def _places(settings: Settings) -> tuple[Registry, VoiceLibrary]:
    registry = Registry(engine_specs(engine_settings(settings)), settings)
    return registry, VoiceLibrary(settings.home, settings.trash_days, settings.library_wait_seconds)


class _Speaking:
    def __init__(self, settings: Settings, speaker: Speaker):
        self._settings = settings
        self._speaker = speaker
        self._loudspeaker = asyncio.Lock()

    async def speak(self, arguments: SpeechArguments, tell: Tell) -> ToolResult:
        player = _player()
        if player is None:
            return await self._returned(arguments, tell)
        async with self._loudspeaker:
            sink = PlayerSink(player, self._settings.home)
            try:
                spoken = await self._into(sink, arguments.order("wav"), tell)
            except BrokenPipeError:  # the player has ended
                raise ToolFailure(f"The player ended before all was heard: {_INSTEAD}.") from None
        return _told("Spoken aloud", spoken)

    async def save(self, arguments: FileArguments, tell: Tell) -> ToolResult:
        path = _target(arguments)
        order = arguments.order(format_of_file(path.name).name)
        with _refusals_told(), temporary_file(str(path), order.format, self._settings.home) as written:
            spoken = await self._into(FileSink(find_format(order.format), written, str(path)), order, tell)
            if not arguments.overwrite:
                _require_free(path)
            deliver(written, str(path))
        return _told(f"Saved as {path}", spoken)

    async def _returned(self, arguments: SpeechArguments, tell: Tell) -> ToolResult:
        if len(arguments.text) > MOST_CHARACTERS:
            message = f"There is no player here, and sound is returned of {MOST_CHARACTERS:,} characters at most"
            raise VozesError(ErrorCode.TEXT_TOO_LONG, f"{message}: {_INSTEAD}.", param="text")
        sink = MemorySink(find_format("mp3"))
        spoken = await self._into(sink, arguments.order("mp3"), tell)
        told = _told("This computer has no player, so here is the sound", spoken)
        return ToolResult((audio(sink.data, sink.format.media_type), *told.content))

    async def _into(self, sink: Sink, order: SpeechOrder, tell: Tell) -> Spoken:
        """Speaks and finishes the sink. Raises VozesError, ToolFailure and BrokenPipeError."""
        with _refusals_told(), sink, closing(_Progress(tell)) as progress:
            spoken = await self._speaker.speak(replace(order, format=sink.format.name), sink, progress)
            await aside(sink.finish)
        return spoken


class _Progress:
    """Passes on how far a speech is, from whatever thread, until it is closed."""

    def __init__(self, tell: Tell):
        self._tell = tell
        self._loop = asyncio.get_running_loop()
        self._telling: set[asyncio.Task[None]] = set()
        self._is_closed = False

    def update(self, seconds: float, fraction: float | None = None) -> None:
        self._loop.call_soon_threadsafe(self._pass_on, seconds, fraction)

    def close(self) -> None:
        self._is_closed = True
        for task in self._telling:
            task.cancel()

    def _pass_on(self, seconds: float, fraction: float | None) -> None:
        if self._is_closed:
            return
        done, total = (seconds, None) if fraction is None else (fraction, 1.0)
        task = asyncio.ensure_future(self._tell(done, total, f"{seconds:.1f} s of speech"))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)


def _player() -> Player | None:
    try:
        return find_player(_INSTEAD)
    except Refusal:
        return None


def _target(arguments: FileArguments) -> Path:
    """Returns where the file shall be. Raises VozesError and ToolFailure."""
    path = Path(arguments.path).expanduser()
    if not path.is_absolute():
        raise ToolFailure("path: give a full path, or one that begins with ~.")
    if not path.suffix or not format_of_file(path.name).playable:
        raise ToolFailure("path: give a name that ends in .mp3, .wav, .opus, .flac or .m4a.")
    if path.is_dir():
        raise ToolFailure(f"{path} is a folder: give the name of a file.")
    if not arguments.overwrite:
        _require_free(path)
    return path


def _require_free(path: Path) -> None:
    if os.path.lexists(path):
        message = "choose another name, or set overwrite where the user wants it replaced"
        raise ToolFailure(f"There is a file {path} already: {message}.")


def _told(what: str, spoken: Spoken) -> ToolResult:
    sentence = f"{what}: {spoken.seconds:.1f} s of speech by {spoken.engine}, voice {spoken.voice}."
    return ToolResult((text(" ".join((sentence, *spoken.warnings))),))


@contextmanager
def _refusals_told() -> Iterator[None]:
    """Makes what the command line refuses a failure of the tool."""
    try:
        yield
    except Refusal as refusal:
        raise ToolFailure(str(refusal)) from None
    except ServerUnusable as error:
        raise ToolFailure(f"The server {error}. Try again.") from None
