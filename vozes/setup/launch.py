"""Hands over to the Python in `.venv`: the last thing that `start.py` does.

On POSIX the server takes this process's place, so that a service manager's signals go straight to it.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from vozes.setup.installing.commands import running


def hand_over(command: Sequence[str], environ: Mapping[str, str]) -> int:
    """Becomes `command`; where a process cannot do that, runs it and returns its exit status."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execve(command[0], list(command), dict(environ))  # noqa: S606 - there is no shell, and none is wanted
    return run(command, environ)


def run(command: Sequence[str], environ: Mapping[str, str], cwd: Path | None = None) -> int:
    """Runs `command` to its end and returns its exit status; Ctrl-C is for the command, which got it too."""
    with running(subprocess.Popen(command, env=environ, cwd=cwd, text=True)) as process:  # noqa: S603
        while process.returncode is None:
            with suppress(KeyboardInterrupt):
                process.wait()
        return process.returncode if process.returncode >= 0 else 128 - process.returncode
