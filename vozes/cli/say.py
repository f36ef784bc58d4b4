"""`vozes say`: a text into a file, to standard output or aloud, by the server of this home or an engine of its own."""

import json
import locale
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from vozes.audio.formats import AudioFormat, format_of_file
from vozes.cli.console import note
from vozes.cli.listeners import FileListener, Listener, PlayerListener, StandardOutput
from vozes.cli.outputs import deliver, refuse_folder, temporary_file
from vozes.cli.players import Player, find_player
from vozes.cli.refusal import Refusal
from vozes.cli.running import at_work, run
from vozes.cli.spoken import Spoken
from vozes.cli.through_server import ServerUnusable, speak_through
from vozes.service.orders import SpeechOrder
from vozes.service.ownership import SERVERS_OWN, RunningServer, running_server
from vozes.settings import Settings


@dataclass(frozen=True, slots=True)
class SayArguments:
    text: str | None
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
            text=_standard_input() if self.text in (None, "-") else self.text or "",
            language=self.language,
            voice=self.voice,
            engine=self.engine,
            format=self.format or format_of_file(self.output or "").name,
            speed=self.speed,
            seed=self.seed,
            options=dict(map(_parse_option, self.options)),
        )


def say_text(settings: Settings, arguments: SayArguments) -> None:
    """Raises VozesError; a file appears only when it is whole. Where there is no output, it is played."""
    output = arguments.output
    refuse_folder(output)
    aloud = arguments.play or output is None
    player = find_player("give -o FILE" if output is None else "leave out --play") if aloud else None
    order = arguments.order()
    wanted = order.check(settings.max_text_characters)
    with _listening(output, wanted, player) as listener:
        try:
            spoken = _speak(settings, replace(order, format=listener.format.name), listener)
        except BrokenPipeError:
            if player is None:
                raise
            listener.finish()  # the player has ended: as it should, or it is told
            return
        listener.finish()
    spoken.tell(output, wanted.name)


@contextmanager
def _listening(output: str | None, wanted: AudioFormat, player: Player | None) -> Iterator[Listener]:
    """Gives a file its name at the end."""
    if output in (None, "-"):
        copy = wanted if output else None
        with StandardOutput(wanted) if player is None else PlayerListener(player, copy) as listener:
            yield listener
        return
    with temporary_file(output, wanted.name) as path:
        file = FileListener(wanted, path, str(output))
        with file if player is None else PlayerListener(player, wanted, path) as listener:
            yield listener
        deliver(path, output)


def _speak(settings: Settings, order: SpeechOrder, listener: Listener) -> Spoken:
    server = running_server(settings.home)
    if server is not None and server.url is not None:
        differing = _differing(settings, server)
        if not differing:
            try:
                with at_work(f"Speaking through {server.url}") as shown:
                    return speak_through(server.url, settings, order, listener, shown)
            except ServerUnusable as reason:
                if listener.begun:
                    raise Refusal(f"The server at {server.url} {reason}: what was heard is not all.") from None
                differing = f"the server at {server.url} {reason}"
        note(f"vozes: {differing}; an engine is started for this.")
    from vozes.cli.own_engine import speak_alone  # which takes longer to import than a server to answer

    with at_work("Speaking", bar=True) as shown:
        return run(speak_alone(settings, order, listener, shown))


def _differing(settings: Settings, server: RunningServer) -> str:
    """Says which settings are given here that are others in the server; empty where there are none."""
    given = settings.model_dump(mode="json", include=settings.model_fields_set - SERVERS_OWN)
    others = [name for name, value in given.items() if server.settings.get(name) != value]
    return f"the running server has another {', '.join(others)}" if others else ""


def _standard_input() -> str:
    """All of it, in UTF-8 or else as the system writes texts."""
    if sys.stdin.isatty():
        note("Type what to say, and end it with " + ("Ctrl-Z and Enter." if os.name == "nt" else "Ctrl-D."))
    data = sys.stdin.buffer.read()
    for encoding in ("utf-8-sig", locale.getencoding()):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal("Standard input is no text in UTF-8.")


def _parse_option(assignment: str) -> tuple[str, object]:
    """`pitch=70` as a name and a value; a value that is no number or boolean is taken as it stands."""
    name, equals, value = assignment.partition("=")
    if not equals:
        raise Refusal(f"--option takes NAME=VALUE, not {assignment!r}.")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value
