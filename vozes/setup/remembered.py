"""Remembers in `setup.json` in the home what the user chose by `--neural`, for the starts that say nothing of it.

It knows nothing of what a choice means.
"""

import json
from contextlib import suppress
from pathlib import Path

from vozes.files import write_whole


def remembered_neural(home: Path) -> str | None:
    """Returns the word that was chosen; None where there was none, or where it was taken back."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        return str(json.loads(_path(home).read_bytes())["neural"])
    return None


def remember_neural(home: Path, choice: str | None) -> None:
    """Remembers a word, or with None that nothing is chosen. Raises OSError."""
    if choice != remembered_neural(home):
        if choice is None:
            _path(home).unlink()
        else:
            write_whole(_path(home), json.dumps({"neural": choice}).encode())


def _path(home: Path) -> Path:
    return home / "setup.json"
