"""The `vozes` command. Each command is a module of its own, imported only when it is called."""

import sys
from typing import Annotated, NoReturn

import typer

from vozes.checkout import VOZES
from vozes.cli.console import Refusal, note
from vozes.cli.doctor import doctor_app
from vozes.cli.flags import (
    address_flags,
    library_flags,
    reading_flags,
    restoring_flags,
    settings_flags,
    speech_flags,
)
from vozes.cli.keys import keys_app
from vozes.cli.lexicon import lexicon_app
from vozes.cli.migrate import migrate_app
from vozes.cli.models import models_app
from vozes.cli.voices import voices_app
from vozes.errors import VozesError
from vozes.process.collecting import importing
from vozes.settings import Settings
from vozes.text.markup.passages import Markup

app = typer.Typer(
    name="vozes", help="A self-hosted text-to-speech server.", no_args_is_help=True, pretty_exceptions_enable=False
)
app.add_typer(voices_app, name="voices")
app.add_typer(lexicon_app, name="lexicon")
app.add_typer(keys_app, name="keys")
app.add_typer(doctor_app, name="doctor")
app.add_typer(models_app, name="models")
app.add_typer(migrate_app, name="migrate")

Encoding = Annotated[
    str | None, typer.Option(help="What standard input is in, such as cp1252; by default UTF-8 or UTF-16.")
]
Language = Annotated[str, typer.Option("--language", "-l", help="A language tag such as pt-br, or auto.")]
EngineName = Annotated[
    str | None, typer.Option("--engine", "-e", help="An engine's id, or a model's name such as kokoro.")
]

MarkupKind = Annotated[
    Markup,
    typer.Option(
        help=(
            "ssml, tags such as \\[pause:500ms], or off; auto is SSML where it begins with <speak, and inline beside "
            "that <break> and <phoneme> in plain text."
        )
    ),
]
Normalize = Annotated[bool, typer.Option(help="Write out numbers, dates, abbreviations and the like.")]


@app.command()
@settings_flags
def serve(settings: Settings) -> None:
    """Run the server."""
    with importing():
        from vozes.cli.serve.server import run_server

    run_server(settings)


@app.command()
@speech_flags
def say(
    settings: Settings,
    text: Annotated[
        str | None, typer.Argument(help="What to say; - or nothing reads it from standard input.", show_default=False)
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="File to write, or - for standard output; without it, play.")
    ] = None,
    engine: EngineName = None,
    voice: Annotated[str | None, typer.Option("--voice", "-v", help="A voice's id or name.")] = None,
    language: Language = "auto",
    format: Annotated[  # noqa: A002
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="wav, flac, mp3, opus, webm, aac, m4a, pcm, g711_ulaw or g711_alaw; by default the file's ending.",
        ),
    ] = None,
    speed: Annotated[float, typer.Option(help="Times the normal pace, 0.25 to 4.")] = 1.0,
    seed: Annotated[int | None, typer.Option(help="Makes an engine's choices repeatable, where it makes any.")] = None,
    option: Annotated[
        list[str] | None, typer.Option(help="An option of the engine, as NAME=VALUE; may be repeated.")
    ] = None,
    play: Annotated[bool, typer.Option("--play", help="Play it while it is made, also beside -o.")] = False,
    subtitles: Annotated[
        str | None, typer.Option("--subtitles", help="File to write subtitles to: its ending is .srt or .vtt.")
    ] = None,
    encoding: Encoding = None,
    normalize: Normalize = True,
    markup: MarkupKind = Markup.AUTO,
) -> None:
    """Speak a text aloud or into a file. A running server does it; without one, an engine is started for it."""
    from vozes.cli.say.command import SayArguments, say_text

    arguments = SayArguments(
        text,
        output,
        engine,
        voice,
        language,
        format,
        speed,
        seed,
        option or [],
        play=play,
        subtitles=subtitles,
        encoding=encoding,
        normalize=normalize,
        markup=markup,
    )
    say_text(settings, arguments)


@app.command()
@speech_flags
def mcp(settings: Settings) -> None:
    """Speak for an assistant: a server of the Model Context Protocol on standard input and output (docs/mcp.md)."""
    from vozes.cli.mcp.command import serve_assistant

    serve_assistant(settings)


@app.command()
@speech_flags
def speech_dispatcher(
    settings: Settings,
    configuration: Annotated[
        str | None, typer.Argument(help="A file that Speech Dispatcher names; nothing is read of it.")
    ] = None,
) -> None:
    """Speak for screen readers: an output module that Speech Dispatcher starts (docs/speech-dispatcher.md)."""
    from vozes.cli.speech_dispatcher.command import serve_daemon

    serve_daemon(settings)


@app.command()
@reading_flags
def read(
    settings: Settings,
    text: Annotated[
        str | None, typer.Argument(help="The text; - or nothing reads it from standard input.", show_default=False)
    ] = None,
    language: Language = "auto",
    encoding: Encoding = None,
    normalize: Normalize = True,
    markup: MarkupKind = Markup.AUTO,
    as_json: Annotated[bool, typer.Option("--json", help="Every word with its span, as the API has it.")] = False,
) -> None:
    """Show what would be said of a text. No server is needed."""
    from vozes.cli.input_text import input_text
    from vozes.cli.read import read_text
    from vozes.service.speech.orders import SpeechOrder
    from vozes.types import ReadingOptions

    reading = ReadingOptions(normalize=normalize)
    order = SpeechOrder(input_text(text, encoding), language, reading=reading, markup=markup)
    read_text(settings, order, as_json=as_json)


@app.command()
@speech_flags
def bench(
    settings: Settings,
    engine: Annotated[str, typer.Argument(help="An engine's id, or a model's name such as kokoro.")],
    checkpoint: Annotated[
        str | None, typer.Option(help="Folder of the engine's checkpoint, where it is not in its usual place.")
    ] = None,
    seconds: Annotated[
        float, typer.Option(min=0.5, max=600, help="How long to speak, for an engine that can be told.")
    ] = 5.0,
    concurrency: Annotated[int, typer.Option(min=1, max=256, help="Requests at once.")] = 8,
    repeat: Annotated[int, typer.Option(min=1, max=1000, help="How often; the medians count.")] = 3,
    text: Annotated[
        str | None, typer.Option(help="What to say, in Portuguese where the engine speaks it; by default a sentence.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON instead of a table.")] = False,
) -> None:
    """Measure how fast an engine speaks on this machine. No server is needed."""
    from vozes.cli.bench import TEXT, BenchPlan, run_bench

    plan = BenchPlan(seconds, concurrency, repeat, TEXT if text is None else text)
    run_bench(settings, engine, checkpoint, plan, as_json=as_json)


@app.command()
@address_flags
def smoke(
    settings: Settings,
    url: Annotated[
        str | None, typer.Option(help="Where the server is; by default that of this home, or host and port.")
    ] = None,
    key: Annotated[str | None, typer.Option(help="The server's API key, where the settings do not have it.")] = None,
) -> None:
    """Check a running server in seven steps."""
    from vozes.cli.smoke import run_checks, server_url

    own = settings.api_key.get_secret_value() if settings.api_key is not None else None
    raise typer.Exit(run_checks(url or server_url(settings), key or own))


@app.command()
@library_flags
def backup(
    settings: Settings,
    file: Annotated[str, typer.Argument(help="File to write; - is standard output.")],
    models: Annotated[
        bool, typer.Option("--models", help="Take in the models too, which can be fetched again.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace the file where there is one.")] = False,
) -> None:
    """Write your voices, lexicon, dictionaries, keys and settings into one file, also while a server runs."""
    from vozes.cli.backup.command import back_up

    back_up(settings, file, models=models, force=force)


@app.command()
@restoring_flags
def restore(
    settings: Settings,
    file: Annotated[str, typer.Argument(help="A file as backup writes it.")],
    force: Annotated[bool, typer.Option("--force", help="Replace what the home has now.")] = False,
) -> None:
    """Make the home what it was when a backup was written. No server may be running there."""
    from vozes.cli.backup.command import restore as put_back

    put_back(settings, file, force=force)


def main() -> None:
    """Runs the command. A refusal is one clear line and exit status 2."""
    try:
        app(_with_values(sys.argv[1:]), prog_name=VOZES)
    except VozesError as error:
        _refuse(f"{error.message} {error.advice}")
    except Refusal as refusal:
        _refuse(str(refusal))


def _with_values(arguments: list[str]) -> list[str]:
    """Returns the arguments; `--cluster` without an address is given `auto`, which the parser cannot do."""
    given = list[str]()
    for argument, following in zip(arguments, [*arguments[1:], "-"], strict=True):
        given.append(argument)
        if argument == "--cluster" and following.startswith("-"):
            given.append("auto")
    return given


def _refuse(message: str) -> NoReturn:
    note(f"vozes: {message}")
    sys.exit(2)
