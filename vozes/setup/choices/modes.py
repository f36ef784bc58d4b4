"""How much of an installation is made again: the modes in which `start.py` can begin.

It removes what `vozes.setup.installing.install` then makes, and knows nothing of stages.
"""

import math
import os
import shutil
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from vozes.locks import open_lock, taken
from vozes.setup.environment import CACHES, Places


class Mode(StrEnum):
    """How an installation is made, or that there is none."""

    NORMAL = "normal"
    FRESH = "fresh"
    SKIP = "skip"


MEANINGS = {
    Mode.NORMAL: "what is missing or has changed is installed",
    Mode.FRESH: "the caches in this folder are emptied, and all is installed again",
    Mode.SKIP: "nothing is installed: what is there starts",
}


def empty(places: Places, environ: Mapping[str, str]) -> None:
    """Removes `.venv`, and what is in the caches of this home; those that the user placed elsewhere stay."""
    places.home.mkdir(parents=True, exist_ok=True)
    with open_lock(places.home / "setup.lock") as lock:
        taken(lock, seconds=math.inf)
        for variable, folder in CACHES.items():
            cache = places.home / "cache" / folder
            if environ.get(variable) == os.fspath(cache):
                _remove(cache)
        _remove(places.venv)


def _remove(path: Path) -> None:
    if path.is_symlink():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)
