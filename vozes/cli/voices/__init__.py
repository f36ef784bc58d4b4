"""The commands under `vozes voices`. What each does is in a module beside this one, imported only when it is called.

They work on the library in the folder `home` itself. A server that runs beside them finds what they change.
"""

from typing import Annotated

import typer

from vozes.cli.console import Refusal
from vozes.cli.flags import library_flags, listing_flags, refuse_misplaced, speech_flags
from vozes.settings import Settings

voices_app = typer.Typer()

Engine = Annotated[
    str | None,
    typer.Option("--engine", "-e", help="Only voices that this engine, or model such as kokoro, can speak with."),
]
Language = Annotated[
    str | None, typer.Option("--language", "-l", help="Only voices that speak it, or were recorded in it.")
]
Search = Annotated[str | None, typer.Option("--search", "-s", help="Only voices with all of these words.")]
Mine = Annotated[bool, typer.Option("--mine", help="Only your own voices.")]
Json = Annotated[bool, typer.Option("--json", help="JSON, as the API has it.")]
Voice = Annotated[str, typer.Argument(metavar="VOICE", help="A voice's id or name.")]


@voices_app.command("list", help="List your own voices and those of every engine.")
@voices_app.callback(invoke_without_command=True)
@listing_flags
def voices(
    settings: Settings,
    context: typer.Context,
    engine: Engine = None,
    language: Language = None,
    search: Search = None,
    mine: Mine = False,
    as_json: Json = False,
) -> None:
    """List the voices of every engine; add, remove and share your own. No server is needed."""
    if context.invoked_subcommand is not None:
        refuse_misplaced(context, context.invoked_subcommand)
        return
    from vozes.cli.voices.listing import VoiceFilters, print_voices

    print_voices(settings, VoiceFilters(engine, language, search, mine), as_json=as_json)


@voices_app.command()
@library_flags
def add(
    settings: Settings,
    name: Annotated[str, typer.Argument(help="What to call the voice.")],
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="Recordings of one person speaking, six seconds or more."),
    ],
    consent: Annotated[
        bool, typer.Option("--consent", help="Declares that the person who speaks agrees to it. Needed.")
    ] = False,
    language: Annotated[str | None, typer.Option("--language", "-l", help="What is spoken, such as pt-br.")] = None,
    description: Annotated[str, typer.Option(help="Anything about the voice.")] = "",
    transcript: Annotated[str, typer.Option(help="What is said in the recordings.")] = "",
    tag: Annotated[list[str] | None, typer.Option(help="A word to find it by; may be repeated.")] = None,
) -> None:
    """Clone a voice from recordings into your library, and say how good they are for that."""
    if not consent:
        raise Refusal(
            "add takes --consent: with it you declare that the person who speaks in the recordings agrees to their "
            "voice being cloned."
        )
    from vozes.cli.voices.add import add_voice

    add_voice(settings, name, files, language=language, description=description, transcript=transcript, tags=tag or [])


@voices_app.command()
@library_flags
def rename(
    settings: Settings, voice: Voice, name: Annotated[str, typer.Argument(help="What to call it from now on.")]
) -> None:
    """Give one of your voices another name."""
    from vozes.cli.voices.library import rename_voice

    rename_voice(settings, voice, name)


@voices_app.command()
@library_flags
def remove(settings: Settings, voice: Voice) -> None:
    """Put one of your voices into the trash."""
    from vozes.cli.voices.trash import remove_voice

    remove_voice(settings, voice)


@voices_app.command()
@library_flags
def restore(settings: Settings, voice: Voice) -> None:
    """Take a voice out of the trash again."""
    from vozes.cli.voices.trash import restore_voice

    restore_voice(settings, voice)


@voices_app.command()
@library_flags
def empty_trash(settings: Settings) -> None:
    """Delete for good what is in the trash."""
    from vozes.cli.voices.trash import empty

    empty(settings)


@voices_app.command("export")
@library_flags
def export_(
    settings: Settings,
    output: Annotated[str, typer.Option("--output", "-o", help="File to write; - is standard output.")],
    voices: Annotated[
        list[str] | None, typer.Argument(metavar="VOICE", help="Ids or names; by default all of your own.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file where there is one.")] = False,
) -> None:
    """Write your voices with their recordings into a zip file that another Vozes can import."""
    from vozes.cli.voices.transfer import export_voices

    export_voices(settings, voices or [], output, force=force)


@voices_app.command("import")
@library_flags
def import_(
    settings: Settings,
    file: Annotated[str, typer.Argument(help="A zip file as export writes it.")],
    rename: Annotated[bool, typer.Option("--rename", help="Give voices whose names are taken a number.")] = False,
) -> None:
    """Add all voices of a zip file to your library, or none where anything in it is wrong."""
    from vozes.cli.voices.transfer import import_voices

    import_voices(settings, file, rename=rename)


@voices_app.command()
@speech_flags
def preview(
    settings: Settings,
    voice: Voice,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", help="MP3 file to write, or - for standard output; without it, play."),
    ] = None,
    play: Annotated[bool, typer.Option("--play", help="Play it, also beside -o.")] = False,
    engine: Annotated[str | None, typer.Option("--engine", "-e", help="The engine to hear it with.")] = None,
) -> None:
    """Hear a voice say a short sentence. The engine is started for it."""
    from vozes.cli.voices.preview import preview_voice

    preview_voice(settings, voice, engine, output, play=play)
