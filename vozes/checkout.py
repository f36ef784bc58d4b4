"""Where Vozes lies in a checkout that `start.py` has set up, and what the user calls its commands there.

Texts that tell the user what to run name it as they can: who starts with `start.py` has no `vozes` on their path.
"""

import os
import sys
from pathlib import Path

START = "py start.py" if os.name == "nt" else "python3 start.py"
STARTED_AS = "VOZES_COMMAND"
"""The variable by which `start.py` tells that it was called; its value is `START`."""
COMMANDS = ("vozes", START)


def find_checkout(package: Path, python: Path) -> Path | None:
    """Returns the folder around `package` if it has a `start.py`, and as its `.venv` the environment `python`."""
    checkout = package.parent
    return checkout if (checkout / "start.py").is_file() and python == checkout / ".venv" else None


CHECKOUT = find_checkout(Path(__file__).resolve().parent, Path(sys.prefix).resolve())
VOZES = START if os.environ.get(STARTED_AS) == START else "vozes"
"""How this process, or the `start.py` before it, was called."""


def install_command(extra: str, neural: str = "auto") -> str:
    """Returns what a user runs to have the packages of an extra; a checkout takes none but by `start.py`."""
    return f"{START} --neural {neural}" if CHECKOUT else f"pip install 'vozes[{extra}]'"
