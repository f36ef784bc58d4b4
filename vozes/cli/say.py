"""`vozes say`: a text into a file or aloud, with an engine started for it."""

import asyncio
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from vozes.audio.formats import format_of_file
from vozes.cli.outputs import deliver, refuse_folder, temporary_file
from vozes.cli.players import find_player, play_file
from vozes.cli.refusal import Refusal
from vozes.cli.running import run
from vozes.engines.catalog import engine_specs
from vozes.service.core import Service
from vozes.service.orders import SpeechOrder
from vozes.service.rendering import Rendering
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
            format=self.format or format_of_file(self.output or "").name,
            speed=self.speed,
            seed=self.seed,
            options=dict(map(_parse_option, self.options)),
        )


def say_text(settings: Settings, arguments: SayArguments) -> None:
    """Raises VozesError; a file appears only when it is whole."""
    if arguments.output is None and not arguments.play:
        raise Refusal("Nowhere to say it: give -o FILE, or --play.")
    refuse_folder(arguments.output)
    player = find_player() if arguments.play else None
    order = arguments.order()
    with temporary_file(arguments.output, order.format) as path:
        run(_render(settings, order, path))
        if player is not None:
            play_file(player, path)
        deliver(path, arguments.output)


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


def _parse_option(assignment: str) -> tuple[str, object]:
    """`pitch=70` as a name and a value; a value that is no number or boolean is taken as it stands."""
    name, equals, value = assignment.partition("=")
    if not equals:
        raise Refusal(f"--option takes NAME=VALUE, not {assignment!r}.")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value
