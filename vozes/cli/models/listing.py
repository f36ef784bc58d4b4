"""`vozes models list` and `path`: the models of the catalogue as they are on this machine."""

import json
import sys

from rich.table import Column, Table

from vozes.cli.console import output_console, tell
from vozes.engines.settings import engine_settings
from vozes.models.catalog import catalog_model
from vozes.models.entry import entry_of
from vozes.models.installed import InstalledModel, look_at_all, present
from vozes.settings import Settings

_COLUMNS = ("model", "name", "state", "size", "licence", "from")


def print_models(settings: Settings, *, as_json: bool) -> None:
    """Prints a table on a terminal, in a pipe a line for each model with tabs between its parts, or JSON."""
    found = look_at_all(engine_settings(settings))
    console = output_console()
    if as_json:
        sys.stdout.write(json.dumps({"models": [entry_of(each) for each in found]}) + "\n")
    elif console.is_terminal:
        table = Table(*(Column(name, overflow="fold") for name in _COLUMNS), box=None, pad_edge=False)
        for each in found:
            table.add_row(*_cells(each))
        console.print(table)
    else:
        sys.stdout.writelines("\t".join(_cells(each)) + "\n" for each in found)


def print_path(settings: Settings, model_id: str) -> None:
    """Raises VozesError where there is no such model, or it is not here."""
    tell(str(present(catalog_model(model_id), engine_settings(settings)).folder))


def megabytes(size: int) -> str:
    """Returns a size as it is read: `355 MB`, or `1.9 GB`."""
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"


def _cells(found: InstalledModel) -> tuple[str, ...]:
    model = found.model
    return model.id, model.name, found.state, megabytes(model.bytes), model.licence.id, _origin(found)


def _origin(found: InstalledModel) -> str:
    if found.source is None:
        return "" if found.folder is None else str(found.folder)
    return found.source.origin + (" (8-bit release)" if found.source.eight_bit else "")
