"""Decides whether PyPI's build of torch, which is for CUDA, may take the place of that for the processor.

That is where pip finds the latter nowhere: torch's own index cannot be reached, and no folder or other index of the
user's has it. It is said before anything of it is fetched, because it is several times as large.
"""

import re

from vozes.setup.environment import Places
from vozes.setup.installing.commands import CommandError
from vozes.setup.installing.failures import Reason
from vozes.setup.installing.stages import TORCH_INDEX, Stage
from vozes.setup.machine.preflight import GB, free_bytes

DISK = 8 * GB
"""What it needs while it is installed, pip's cache included."""
MIRRORS = (
    f"set PIP_EXTRA_INDEX_URL to a mirror of {TORCH_INDEX}/cpu, or PIP_FIND_LINKS to a folder that has its wheel of "
    "torch, and install anew"
)
SUBSTITUTE = f"""\
pip finds torch for the processor nowhere: {TORCH_INDEX}/cpu cannot be reached.
PyPI has only the build for CUDA, which computes on processors too. It is taken instead: 2.7 GB to download and
5.2 GB of disk, where 0.2 GB and 1.4 GB would do.
To have the smaller one: stop this, {MIRRORS}."""


def substitute(failure: CommandError, stage: Stage, places: Places) -> Stage:
    """Returns the stage that takes the place of the one that failed; raises `CommandError` where none may."""
    if not stage.instead or not _lacks_build("\n".join(failure.tail)):
        raise failure
    free = free_bytes(places)
    if free < DISK:
        needed = f"{DISK / GB:.0f} GB of disk, and {free / GB:.1f} GB are free"
        why = f"pip finds only the build of torch for CUDA, which needs {needed}"
        advice = f"Make room; or {MIRRORS}."
        raise CommandError(failure.title, Reason(why, advice), failure.tail, failure.log) from failure
    return stage.instead


def _lacks_build(output: str) -> bool:
    """Returns whether pip says that it finds torch's version, but not in this build.

    Where the user's pip has constraints of its own (`PIP_CONSTRAINT`) it calls that a conflict, and names no versions.
    """
    lacking = re.search(r"requirement torch==([\d.]+)\+\S+ \(from versions: (.*?)\)", output)
    if lacking:
        return lacking[1] in lacking[2].split(", ")
    return bool(
        re.search(r"Cannot install torch==[\d.]+\+\S+ because", output)
        and re.search(r"no matching distributions available for your environment:\s+torch$", output, re.MULTILINE)
    )
