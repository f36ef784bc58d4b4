"""Finds what lies in the home: models, caches with their sizes, and who may read it."""

import os
import stat
from pathlib import Path

from vozes.checkout import VOZES
from vozes.engines.settings import EngineSettings
from vozes.models.installed import InstalledModel, look_at_all
from vozes.setup.console import Mark
from vozes.setup.machine.preflight import GB, Finding

_MB = 1e6


def examine_models(settings: EngineSettings) -> list[Finding]:
    """Returns a finding for each model that is published, here or not."""
    return [_model(found) for found in look_at_all(settings)]


def _model(found: InstalledModel) -> Finding:
    what = f"model {found.model.id}"
    if found.state == "damaged":
        advice = f"Get it again: {VOZES} models pull {found.model.id}"
        return Finding(Mark.WARNING, what, found.problem or "damaged", advice)
    if found.state == "pulling":
        return Finding(Mark.WARNING, what, "is being fetched")
    if found.folder is None:
        return Finding(Mark.WARNING, what, "not here", f"{VOZES} models pull {found.model.id}")
    return Finding(Mark.FINE, what, f"{_words(size_of(found.folder))} in {found.folder}")


def examine_home(home: Path) -> list[Finding]:
    """Returns how large what is in it is, and whether others can read it."""
    caches = [(path.name, size_of(path)) for path in sorted(home.glob("cache/*")) if path.is_dir()]
    known = ", ".join(f"{name} {_words(size)}" for name, size in caches if size)
    sizes = Finding(Mark.FINE, "caches", known or "empty")
    return [sizes, _permissions(home)]


def _permissions(home: Path) -> Finding:
    """Returns whether the home is its user's own, and closed to others where the system knows such a thing."""
    if os.name != "posix" or not home.exists():
        return Finding(Mark.FINE, "permissions", f"{home} is not there yet" if not home.exists() else str(home))
    status = home.stat()
    if status.st_uid != os.geteuid():
        return Finding(Mark.WARNING, "permissions", f"{home} is another user's", "Start Vozes as that user.")
    if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return Finding(Mark.WARNING, "permissions", f"others may look into {home}", f"{VOZES} doctor --fix closes it.")
    return Finding(Mark.FINE, "permissions", f"{home} is yours, and closed to others")


def size_of(folder: Path) -> int:
    """Returns the bytes of all files below; what links lead to does not count, unless the folder itself is a link."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                status = os.lstat(os.path.join(parent, name))
            except OSError:  # it has gone meanwhile
                continue
            total += status.st_size if stat.S_ISREG(status.st_mode) else 0
    return total


def _words(size: int) -> str:
    return f"{size / GB:.1f} GB" if size >= GB else f"{size / _MB:.1f} MB"
