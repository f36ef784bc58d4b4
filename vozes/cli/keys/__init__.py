"""The commands under `vozes keys`. What each does is in a module beside this one, imported only when it is called.

They work on the keys in the folder `home` itself. A server that runs beside them finds at once what they change.
"""

import functools
from typing import Annotated

import typer

from vozes.cli.flags import refuse_misplaced, settings_flags
from vozes.settings import Settings

keys_app = typer.Typer()

_flags = functools.partial(settings_flags, shown=("home",))

Name = Annotated[str, typer.Argument(metavar="NAME", help="What you call the key: who has it, or what for.")]
Json = Annotated[bool, typer.Option("--json", help="JSON, for programs.")]


@keys_app.command("list", help="List the keys, and what each may do.")
@keys_app.callback(invoke_without_command=True)
@_flags
def keys(settings: Settings, context: typer.Context, as_json: Json = False) -> None:
    """Give each program or person a key of its own to the server, with limits."""
    if context.invoked_subcommand is not None:
        refuse_misplaced(context, context.invoked_subcommand)
        return
    from vozes.cli.keys.keeping import print_keys

    print_keys(settings, as_json=as_json)


@keys_app.command()
@_flags
def add(
    settings: Settings,
    name: Name,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="It may read lists and settings, but neither speak nor change anything.")
    ] = False,
    per_minute: Annotated[
        int | None, typer.Option(min=1, max=10_000, help="Requests in a minute; by default there is no limit.")
    ] = None,
    characters_per_day: Annotated[
        int | None,
        typer.Option(min=1, max=1_000_000_000, help="Characters spoken in a day of UTC; by default there is no limit."),
    ] = None,
) -> None:
    """Make a key and print it, which is the only time that it is shown."""
    from vozes.cli.keys.keeping import add_key

    add_key(settings, name, read_only=read_only, per_minute=per_minute, characters_per_day=characters_per_day)


@keys_app.command()
@_flags
def remove(settings: Settings, name: Name) -> None:
    """Remove a key: whoever has it is refused from now on."""
    from vozes.cli.keys.keeping import remove_key

    remove_key(settings, name)
