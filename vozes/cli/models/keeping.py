"""`vozes models verify`, `remove` and `import`: what is done with models that are on this machine."""

from pathlib import Path

from vozes.cli.console import note, tell
from vozes.cli.progress import at_work
from vozes.cli.say.server_client import ServerUnusable, remove_model_through
from vozes.engines.settings import engine_settings
from vozes.models.catalog import catalog_model
from vozes.models.importing import import_model
from vozes.models.installed import own_folder
from vozes.models.removing import remove_model
from vozes.models.verifying import verify_model
from vozes.running_server import running_server
from vozes.settings import Settings


def verify_files(settings: Settings, model_id: str) -> None:
    """Raises VozesError where the model is not here, or is not what it was."""
    model = catalog_model(model_id)
    with at_work(f"Checking {model.name}"):
        found, files = verify_model(model, engine_settings(settings))
    tell(f"{model.name} in {found.folder} is whole: {files} files have the hashes that they should.")


def remove_files(settings: Settings, model_id: str) -> None:
    """Removes a model, by the server of this home where one runs: that unloads it first, and refuses while it speaks.

    Raises VozesError where the model is not here, is not ours, or is at work or being fetched.
    """
    model, server = catalog_model(model_id), running_server(settings.home)
    if server is not None and server.url is not None:
        try:
            remove_model_through(server.url, settings, model_id)
        except ServerUnusable as error:
            note(f"vozes: the server at {server.url} {error}; it goes on with what it has loaded.")
        else:
            tell(f"{model.name} was removed from {own_folder(model, settings.home)}.")
            return
    tell(f"{model.name} was removed from {remove_model(model, engine_settings(settings))}.")


def import_files(settings: Settings, model_id: str, place: str | None, *, accept_license: bool) -> None:
    """Raises VozesError where there is no such model, or it is another than the published one."""
    model = catalog_model(model_id)
    with at_work(f"Importing {model.name}"):
        found = import_model(
            model, engine_settings(settings), None if place is None else Path(place), accept_license=accept_license
        )
    tell(f"{model.name} is in {found.folder}.")
