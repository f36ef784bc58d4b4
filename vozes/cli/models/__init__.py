"""The commands under `vozes models`. What each does is in a module beside this one, imported only when it is called."""

from typing import Annotated

import typer

from vozes.cli.flags import listing_flags
from vozes.settings import Settings

models_app = typer.Typer()

Model = Annotated[str, typer.Argument(metavar="MODEL", help="A model's id, such as kokoro.")]
Json = Annotated[bool, typer.Option("--json", help="JSON, as the API has it.")]


@models_app.callback()
def models() -> None:
    """List, fetch, check and remove the models of the neural engines. No server is needed."""


@models_app.command("list")
@listing_flags
def list_(settings: Settings, as_json: Json = False) -> None:
    """List the published models, and which are here."""
    from vozes.cli.models.listing import print_models

    print_models(settings, as_json=as_json)


@models_app.command()
@listing_flags
def path(settings: Settings, model: Model) -> None:
    """Print the folder in which a model lies."""
    from vozes.cli.models.listing import print_path

    print_path(settings, model)
