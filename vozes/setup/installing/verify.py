"""Looks after each stage whether what it installed is there, at its version, and works; what fails, fails the stage.

The looking is done by the Python in `.venv`: by `vozes.setup.installing.check_packages` and
`vozes.runtime.torch_build`, which print what is wrong. pip's own stage is not looked at, since the next one runs it.
"""

from collections.abc import Callable, Sequence

from vozes.setup.environment import Places
from vozes.setup.installing.commands import CommandError
from vozes.setup.installing.failures import check_failed
from vozes.setup.installing.stages import Stage, torch_version

Run = Callable[[Sequence[str], str], None]
"""Runs a command under a title; raises `CommandError` where it fails."""
TITLE = "check: "
"""What the title of a check begins with, also in the log."""


def verify(places: Places, stage: Stage, run: Run) -> None:
    """Raises `CommandError` with what is wrong."""
    if stage.torch is not None:
        what = ["vozes.runtime.torch_build", torch_version(places), str(stage.torch)]
    elif stage.name != "build":
        what = ["vozes.setup.installing.check_packages", stage.name]
    else:
        return
    try:
        run([str(places.python), "-I", "-X", "utf8", "-m", *what], f"{TITLE}{stage.steps[0][0]}")
    except CommandError as failure:
        raise CommandError(failure.title, check_failed(failure.tail), failure.tail, failure.log) from failure
