"""The commands under `vozes doctor`. What each does is in a module beside this one, imported only when it is called.

None needs a server, and none loads a neural engine's libraries into its own process.
"""

import sys
from typing import Annotated

import typer

from vozes.cli.flags import machine_flags, refuse_misplaced
from vozes.settings import Settings

doctor_app = typer.Typer()

Json = Annotated[bool, typer.Option("--json", help="JSON instead of a table.")]


@doctor_app.callback(invoke_without_command=True)
@machine_flags
def doctor(
    settings: Settings,
    context: typer.Context,
    as_json: Json = False,
    mend: Annotated[bool, typer.Option("--fix", help="Mend first what can be mended without losing anything.")] = False,
) -> None:
    """Check this machine, what is installed, the engines, the models and the home."""
    if context.invoked_subcommand is not None:
        refuse_misplaced(context, context.invoked_subcommand)
        return
    from vozes.cli.doctor.machine import run_doctor

    raise typer.Exit(run_doctor(settings, as_json=as_json, mend=mend))


@doctor_app.command()
@machine_flags
def install(settings: Settings, as_json: Json = False) -> None:
    """Say what the install log tells: steps, slowest packages, and the first error with its remedy."""
    from vozes.setup.console import Console
    from vozes.setup.environment import find_places
    from vozes.setup.installing.install_report import tell_install

    raise typer.Exit(tell_install(find_places(str(settings.home)).log, Console(sys.stdout), as_json=as_json))


@doctor_app.command()
@machine_flags
def torch(settings: Settings, as_json: Json = False) -> None:
    """Say which torch is here, what it computes on, how fast, and which of our kernels run."""
    from vozes.cli.doctor.torch import examine_torch

    raise typer.Exit(examine_torch(str(settings.home), settings.kernels, as_json=as_json))
