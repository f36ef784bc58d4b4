"""`vozes models pull`: fetches a model and shows how far that is; where another process does it, follows that one."""

import json
import sys
import time
from collections.abc import Callable

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from vozes.cli.console import note, tell
from vozes.cli.models.listing import megabytes
from vozes.cli.progress import leaving_tidily
from vozes.engines.settings import engine_settings
from vozes.models.catalog import CatalogModel, catalog_model
from vozes.models.entry import pull_entry
from vozes.models.provenance import Provenance
from vozes.models.pull_state import AlreadyPullingError, PullState, read_pull
from vozes.models.pulling import pull
from vozes.settings import Settings

_LOOK_SECONDS = 0.5
_STAGES = {
    "torch": "installing torch",
    "packages": "installing packages",
    "download": "downloading",
    "convert": "making the published files",
    "check": "checking",
}


def pull_model(settings: Settings, model_id: str, *, accept_license: bool, as_json: bool) -> int:
    """Returns the exit status. Raises VozesError."""
    model = catalog_model(model_id)
    with leaving_tidily():
        if as_json:
            return _pull(settings, model, _print_line, accept_license=accept_license, quiet=True)
        console = Console(stderr=True)
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(20),
            DownloadColumn(),
            TimeRemainingColumn(compact=True),
        )
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            return _pull(settings, model, _Shown(progress, model), accept_license=accept_license, quiet=False)


def _pull(
    settings: Settings, model: CatalogModel, show: Callable[[PullState], None], *, accept_license: bool, quiet: bool
) -> int:
    try:
        found = pull(model, engine_settings(settings), show, accept_license=accept_license)
    except AlreadyPullingError:
        note(f"Another process fetches {model.name}: this one only follows.")
        return _follow(settings, model, show)
    if not quiet:
        tell(f"{model.name} is in {found.folder}{'' if found.source is None else _origin(found.source)}.")
    return 0


def _follow(settings: Settings, model: CatalogModel, show: Callable[[PullState], None]) -> int:
    """Shows how far the other process is until it ends; returns the exit status."""
    while (state := read_pull(settings.home, model.id)) is not None and state.state == "running":
        show(state)
        time.sleep(_LOOK_SECONDS)
    if state is None:
        return 1
    show(state)
    if state.state != "done":
        note(f"vozes: {state.message or 'It was cancelled. The next try goes on where it was.'}")
    return 0 if state.state == "done" else 1


def _print_line(state: PullState) -> None:
    sys.stdout.write(json.dumps({"model": state.model} | pull_entry(state)) + "\n")
    sys.stdout.flush()


class _Shown:
    """Shows each stage in a line of its own; a pipe gets one where it begins."""

    def __init__(self, progress: Progress, model: CatalogModel) -> None:
        self._progress, self._model = progress, model
        self._task = progress.add_task(model.name, total=None)
        self._stage = ""

    def __call__(self, state: PullState) -> None:
        doing = f"{self._model.name}: {_STAGES.get(state.stage, state.stage)}"
        if state.stage != self._stage and state.state == "running":
            self._stage = state.stage
            size = f", {megabytes(state.bytes_total)}" if state.bytes_total and state.stage == "download" else ""
            self._progress.reset(self._task)
            self._progress.console.print(f"{doing}{size}", markup=False, highlight=False, soft_wrap=True)
        self._progress.update(
            self._task, description=doing, total=state.bytes_total, completed=state.bytes_done or 0, refresh=True
        )


def _origin(source: Provenance) -> str:
    eight_bit = ", made of the release in 8 bits" if source.eight_bit else ""
    return f", from {source.origin}{eight_bit}"
