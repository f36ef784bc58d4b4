"""`vozes say`: a text into a file or aloud, with an engine started for it."""

import asyncio
import json
import os
import secrets
import signal
import sys
import tempfile
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress

from vozes.audio.formats import FORMATS
from vozes.cli.players import find_player, play_file
from vozes.cli.refusal import Refusal
from vozes.engines.catalog import engine_specs
from vozes.service.core import Service
from vozes.service.rendering import Rendering
from vozes.service.speech import SpeechOrder
from vozes.service.supervisor import engine_settings
from vozes.settings import Settings

_LONG_TEXT = 2_000
"""Characters from which on a progress bar is shown."""


@dataclass(frozen=True, slots=True)
class SayArguments:
    text: str
    output: str | None
    engine: str | None
    voice: str | None
    language: str
    format: str | None
    speed: float
    seed: int | None
    options: list[str]
    play: bool

    def order(self) -> SpeechOrder:
        return SpeechOrder(
            text=sys.stdin.read() if self.text == "-" else self.text,
            language=self.language,
            voice=self.voice,
            engine=self.engine,
            format=self.format or _format_of(self.output),
            speed=self.speed,
            seed=self.seed,
            options=dict(map(_parse_option, self.options)),
        )


def say_text(settings: Settings, arguments: SayArguments) -> None:
    """Raises VozesError; a file appears only when it is whole."""
    if arguments.output is None and not arguments.play:
        raise Refusal("Nowhere to say it: give -o FILE, or --play.")
    if arguments.output is not None and Path(arguments.output).is_dir():
        raise Refusal(f"{arguments.output} is a folder: give the name of a file.")
    player = find_player() if arguments.play else None
    order = arguments.order()
    with _temporary_file(arguments.output, order.format) as path:
        _run(_render(settings, order, path))
        if player is not None:
            play_file(player, path)
        if arguments.output == "-":
            sys.stdout.buffer.write(path.read_bytes())
        elif arguments.output is not None:
            os.replace(path, arguments.output)


@contextmanager
def _temporary_file(output: str | None, format_name: str) -> Iterator[Path]:
    """A new file that is gone afterwards unless it was renamed; beside the output, so that renaming is possible."""
    folder = Path(output).absolute().parent if output not in (None, "-") else Path(tempfile.gettempdir())
    path = folder / f".vozes-{secrets.token_hex(8)}.{format_name}"
    try:
        path.touch(exist_ok=False)
    except OSError as error:
        raise Refusal(f"Cannot write into {folder}: {error.strerror}.") from None
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _run(work: Coroutine[Any, Any, None]) -> None:
    """Runs it; SIGTERM ends it as Ctrl-C does, with everything tidied up."""

    async def run() -> None:
        task = asyncio.ensure_future(work)
        if os.name == "posix":
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        await task

    try:
        asyncio.run(run())
    except asyncio.CancelledError:
        sys.exit(128 + signal.SIGTERM)


async def _render(settings: Settings, order: SpeechOrder, path: Path) -> None:
    async with Service(settings, engine_specs(engine_settings(settings))) as service:
        speech = await service.speech.prepare(order)
        async with service.speech.render(speech) as rendering:
            await _show_progress(rendering, len(order.text))
            with path.open("wb") as file:
                async for piece in rendering.bytes():
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())


async def _show_progress(rendering: Rendering, characters: int) -> None:
    """Returns when the speech is whole; a bar tells how far it is where the text is long."""
    finished = asyncio.ensure_future(rendering.finished())
    console = Console(stderr=True)
    with Progress(
        console=console, transient=True, disable=characters < _LONG_TEXT or not console.is_terminal
    ) as progress:
        task = progress.add_task("Speaking", total=characters)
        while not finished.done():
            await asyncio.wait([finished], timeout=0.1)
            progress.update(task, completed=rendering.text_position)
    await finished


def _format_of(output: str | None) -> str:
    """What a file's ending says, else WAV."""
    ending = Path(output or "").suffix.lstrip(".").lower()
    return next((each.name for each in FORMATS.values() if ending in (each.name, each.extension)), "wav")


def _parse_option(assignment: str) -> tuple[str, object]:
    """`pitch=70` as a name and a value; a value that is no number or boolean is taken as it stands."""
    name, equals, value = assignment.partition("=")
    if not equals:
        raise Refusal(f"--option takes NAME=VALUE, not {assignment!r}.")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value
