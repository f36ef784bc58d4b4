"""The commands under `vozes migrate`: what a person or a program needs that changes over to Vozes from elsewhere."""

from typing import Annotated

import typer

from vozes.cli.flags import address_flags, library_flags
from vozes.settings import Settings

migrate_app = typer.Typer()


@migrate_app.callback()
def migrate() -> None:
    """Change over to Vozes: try it as programs for another service do, or take in another server's voices."""


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


@migrate_app.command()
@library_flags
def voices(
    settings: Settings,
    folder: Annotated[str, typer.Argument(help="Its folder, or the one in which its voices are.")],
    consent: Annotated[
        bool, typer.Option("--consent", help="Declares that the people who speak agree to it. Needed.")
    ] = False,
    language: Annotated[
        str | None, typer.Option("--language", "-l", help="What is spoken in all recordings, such as pt-br.")
    ] = None,
) -> None:
    """Take in the voices of xtts-api-server, AllTalk or Kokoro-FastAPI; their folder is only read."""
    from vozes.cli.migrate.voices import migrate_voices

    raise typer.Exit(migrate_voices(settings, folder, consent=consent, language=language))
