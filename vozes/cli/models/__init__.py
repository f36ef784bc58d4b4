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
def pull(
    settings: Settings,
    model: Model,
    accept_license: Annotated[
        bool, typer.Option("--accept-license", help="Accepts the model's licence, where it restricts what you may do.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="A line of JSON whenever something has changed.")] = False,
) -> None:
    """Fetch a model, or go on where that was broken off. A server that runs finds it by itself."""
    from vozes.cli.models.pulling import pull_model

    raise typer.Exit(pull_model(settings, model, accept_license=accept_license, as_json=as_json))


@models_app.command("import")
@listing_flags
def import_(
    settings: Settings,
    model: Model,
    place: Annotated[
        str | None,
        typer.Argument(metavar="FOLDER", help="A folder or a zip file; by default coqui's or Hugging Face's caches."),
    ] = None,
    accept_license: Annotated[
        bool, typer.Option("--accept-license", help="Accepts the model's licence, where it restricts what you may do.")
    ] = False,
) -> None:
    """Take in a model that is on this machine already, and check that it is the published one."""
    from vozes.cli.models.keeping import import_files

    import_files(settings, model, place, accept_license=accept_license)


@models_app.command()
@listing_flags
def verify(settings: Settings, model: Model) -> None:
    """Check each file of a model against its hash."""
    from vozes.cli.models.keeping import verify_files

    verify_files(settings, model)


@models_app.command()
@listing_flags
def remove(settings: Settings, model: Model) -> None:
    """Remove a model, and what was converted of it."""
    from vozes.cli.models.keeping import remove_files

    remove_files(settings, model)


@models_app.command()
@listing_flags
def path(settings: Settings, model: Model) -> None:
    """Print the folder in which a model lies."""
    from vozes.cli.models.listing import print_path

    print_path(settings, model)
