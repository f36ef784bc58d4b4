"""`vozes say` speaks into a file, to standard output or aloud, by the server of this home or an engine of its own."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from vozes.audio.formats import AudioFormat, format_of_file
from vozes.cli.console import Refusal
from vozes.cli.input_text import input_text
from vozes.cli.outputs import deliver, os_errors_refused, refuse_folder, temporary_file
from vozes.cli.progress import WorkProgress, at_work, run
from vozes.cli.say.players import Player, find_player
from vozes.cli.say.result import Spoken
from vozes.cli.say.server_client import by_server, speak_through
from vozes.cli.say.sinks import FileSink, PlayerSink, Sink, StandardOutput
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.scripts import read_script
from vozes.settings import Settings
from vozes.text.markup.passages import Markup
from vozes.text.subtitles import SUBTITLE_FORMATS, SubtitleFormat
from vozes.types import ReadingOptions


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
    subtitles: str | None
    """A file, whose ending is the kind of subtitles."""
    encoding: str | None
    normalize: bool
    markup: Markup

    def order(self) -> SpeechOrder:
        return SpeechOrder(
            text=input_text(self.text, self.encoding),
            language=self.language,
            voice=self.voice,
            engine=self.engine,
            format=self.format or format_of_file(self.output or "").name,
            speed=self.speed,
            seed=self.seed,
            options=dict(map(_parse_option, self.options)),
            reading=ReadingOptions(normalize=self.normalize),
            markup=self.markup,
        )


def say_text(settings: Settings, arguments: SayArguments) -> None:
    """Speaks the text; a file appears only when it is whole, and without an output it is played. Raises VozesError."""
    output = arguments.output
    refuse_folder(output)
    kind = _kind_of_subtitles(arguments.subtitles)
    aloud = arguments.play or output is None
    player = find_player("give -o FILE" if output is None else "leave out --play") if aloud else None
    order = arguments.order()
    wanted = order.check()
    read_script(order.text, order.markup, settings.max_text_characters)
    with (
        _subtitle_file(arguments.subtitles, kind, settings.home) as path,
        _sink(output, wanted, player, settings.home) as sink,
    ):
        try:
            spoken = _speak(settings, replace(order, format=sink.format.name), sink, kind)
        except BrokenPipeError:
            if player is None:
                raise
            sink.finish()  # the player has ended: as it should, or `finish` says why
            return
        sink.finish()
        if path is not None:
            with os_errors_refused(arguments.subtitles):
                path.write_text(spoken.subtitles, encoding="utf-8", newline="\n")
            deliver(path, arguments.subtitles)
    spoken.tell(output, wanted.name)


@contextmanager
def _sink(output: str | None, wanted: AudioFormat, player: Player | None, home: Path) -> Iterator[Sink]:
    """Yields what takes the speech; a file gets its name at the end."""
    if output in (None, "-"):
        copy = wanted if output else None
        with StandardOutput(wanted) if player is None else PlayerSink(player, home, copy) as sink:
            yield sink
        return
    with temporary_file(output, wanted.name, home) as path:
        file = FileSink(wanted, path, str(output))
        with file if player is None else PlayerSink(player, home, wanted, path) as sink:
            yield sink
        deliver(path, output)


def _kind_of_subtitles(file: str | None) -> SubtitleFormat | None:
    """Returns the kind that the file's ending names. Raises Refusal for another ending, and for a folder."""
    refuse_folder(file)
    if file is None:
        return None
    ending = Path(file).suffix.lower().removeprefix(".")
    for kind in SUBTITLE_FORMATS:
        if ending == kind:
            return kind
    raise Refusal(f"--subtitles takes a file whose name ends in .srt or .vtt, not {file!r}.")


@contextmanager
def _subtitle_file(file: str | None, kind: SubtitleFormat | None, home: Path) -> Iterator[Path | None]:
    """Yields a file that may be renamed to the one that is wanted; None where none is."""
    if file is None or kind is None:
        yield None
        return
    with temporary_file(file, kind, home) as path:
        yield path


def _speak(settings: Settings, order: SpeechOrder, sink: Sink, subtitles: SubtitleFormat | None) -> Spoken:
    def ask(url: str, progress: WorkProgress) -> Spoken:
        return speak_through(url, settings, order, sink, progress, subtitles)

    spoken = by_server(settings, "Speaking, by the running server", ask, begun=lambda: sink.begun)
    if spoken is not None:
        return spoken
    from vozes.cli.say.own_engine import speak_with_own_engine  # which takes longer to import than a server to answer

    with at_work("Speaking", bar=True) as progress:
        return run(speak_with_own_engine(settings, order, sink, progress, subtitles))


def _parse_option(assignment: str) -> tuple[str, object]:
    """Returns the name and the value of `pitch=70`; a value that is no number or boolean stays a text."""
    name, equals, value = assignment.partition("=")
    if not equals:
        raise Refusal(f"--option takes NAME=VALUE, not {assignment!r}.")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value
