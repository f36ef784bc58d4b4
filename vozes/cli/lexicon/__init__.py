"""The commands under `vozes lexicon`. What each does is in a module beside this one, imported only when it is called.

They work on the lexicon in the folder `home` itself. A server that runs beside them finds what they change.
"""

import functools
from typing import Annotated

import typer

from vozes.cli.console import Refusal
from vozes.cli.flags import refuse_misplaced, settings_flags
from vozes.settings import Settings

lexicon_app = typer.Typer()

_flags = functools.partial(settings_flags, shown=("home",))

Language = Annotated[str | None, typer.Option("--language", "-l", help="Only entries of this language tag.")]
Json = Annotated[bool, typer.Option("--json", help="JSON, as the API has it.")]
Word = Annotated[str, typer.Argument(metavar="WORD", help="A word, or several between quotes.")]


@lexicon_app.command("list", help="List the words and how they are read.")
@lexicon_app.callback(invoke_without_command=True)
@_flags
def lexicon(settings: Settings, context: typer.Context, language: Language = None, as_json: Json = False) -> None:
    """Say how words of your own are read: names, brands, acronyms. No server is needed."""
    if context.invoked_subcommand is not None:
        refuse_misplaced(context, context.invoked_subcommand)
        return
    from vozes.cli.lexicon.entries import print_entries

    print_entries(settings, language, as_json=as_json)


@lexicon_app.command()
@_flags
def add(
    settings: Settings,
    word: Word,
    respelling: Annotated[
        str | None,
        typer.Argument(metavar="RESPELLING", help="What to say instead, spelled in the language.", show_default=False),
    ] = None,
    ipa: Annotated[str | None, typer.Option(help="The word's sounds in IPA, in place of a respelling.")] = None,
    language: Annotated[
        str,
        typer.Option("--language", "-l", help="The language in which it is read so, such as pt-br."),
    ] = "",
    case_sensitive: Annotated[
        bool, typer.Option("--case-sensitive", help="Only where the word is written just so.")
    ] = False,
) -> None:
    """Add a word, or change how it is read."""
    if (respelling is None) == (ipa is None):
        raise Refusal("add takes a respelling behind the word, or --ipa.")
    from vozes.cli.lexicon.entries import add_entry
    from vozes.text.lexicon.entries import LexiconEntry

    add_entry(settings, LexiconEntry(word, language, respelling, ipa, case_sensitive))


@lexicon_app.command()
@_flags
def remove(
    settings: Settings,
    word: Annotated[str | None, typer.Argument(metavar="WORD", help="The word.", show_default=False)] = None,
    language: Annotated[
        str | None, typer.Option("--language", "-l", help="Only the word's entry of this tag; by default all of it.")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every word, in place of one.")] = False,
) -> None:
    """Remove a word."""
    if all_ == (word is not None):
        raise Refusal("remove takes a word, or --all.")
    from vozes.cli.lexicon.entries import remove_entries

    remove_entries(settings, word, language)


@lexicon_app.command("import")
@_flags
def import_(
    settings: Settings,
    file: Annotated[str, typer.Argument(help="A lexicon in PLS, the W3C's format, or JSON as export writes it.")],
    language: Annotated[
        str | None, typer.Option("--language", "-l", help="The language of a PLS file, in place of its own.")
    ] = None,
) -> None:
    """Add all words of a file; those that are there already are read as the file says."""
    from vozes.cli.lexicon.transfer import import_file

    import_file(settings, file, language)


@lexicon_app.command("export")
@_flags
def export_(
    settings: Settings,
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", help="File to write: JSON where it ends in .json, else PLS; - is standard output."
        ),
    ],
    language: Language = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file where there is one.")] = False,
) -> None:
    """Write the words into a file that import and other programs can read."""
    from vozes.cli.lexicon.transfer import export_file

    export_file(settings, output, language, force=force)
