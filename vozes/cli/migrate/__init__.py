"""The commands under `vozes migrate`: what a program needs that changes over to Vozes from another service."""

from typing import Annotated

import typer

from vozes.cli.flags import address_flags
from vozes.settings import Settings

migrate_app = typer.Typer()


@migrate_app.callback()
def migrate() -> None:
    """Try a Vozes server as programs for another service do, and say what to enter in them."""


@migrate_app.command()
@address_flags
def openai(
    settings: Settings,
    to: Annotated[
        str | None,
        typer.Option(
            help="The base URL that programs will have, such as http://127.0.0.1:8000/v1; by default that of this home."
        ),
    ] = None,
    key: Annotated[
        str | None, typer.Option(help="The key that programs will have; by default that of the settings, without --to.")
    ] = None,
    origin: Annotated[
        str | None, typer.Option(help="Ask as a web page of this origin would, such as https://app.example.org.")
    ] = None,
) -> None:
    """Try a key, the models and a sentence as OpenAI's own client does; then list what to enter where."""
    from vozes.cli.migrate.command import migrate_from_openai
    from vozes.cli.smoke import server_url

    own = settings.api_key.get_secret_value() if settings.api_key is not None and to is None else None
    raise typer.Exit(migrate_from_openai(to or f"{server_url(settings)}/v1", key or own, origin))
