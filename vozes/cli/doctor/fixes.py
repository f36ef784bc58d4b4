"""Mends what can be mended without losing anything: `vozes doctor --fix`.

Models, voices, settings and what is installed are never touched.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from vozes.files import UNFINISHED, empty_folder, remove_unfinished
from vozes.locks import is_held
from vozes.running_server import LOCK
from vozes.service.home import mend_home
from vozes.setup.console import Mark
from vozes.setup.environment import Places
from vozes.setup.installing.stages import Stamp, stamp_path
from vozes.setup.machine.preflight import Finding

_LEFT = ("cache/uploads", "cache/spool")
"""Folders whose content belongs to requests: without a server there are none."""


def fix(places: Places) -> list[Finding]:
    """Returns what was mended, or could not be."""
    try:
        done = list(_fixes(places))
    except OSError as error:
        return [Finding(Mark.WARNING, "fix", f"{error.filename}: {error.strerror}", "Make it yours, then try again.")]
    return [Finding(Mark.FINE, "fix", words) for words in done] or [
        Finding(Mark.FINE, "fix", "there was nothing to mend")
    ]


def _fixes(places: Places) -> Iterator[str]:
    home = places.home
    if home.exists() and not is_held(home / LOCK):  # else the server has them in use
        left = [*home.glob(f"{UNFINISHED}*"), *(path for name in _LEFT for path in (home / name).glob("*"))]
        if left:
            remove_unfinished(home)
            for name in _LEFT:
                empty_folder(home / name)
            yield f"removed what was left unfinished: {len(left)} files and folders"
    before = _modes(home)
    mend_home(home)
    if _modes(home) != before:
        yield f"closed {home} to others"
    if _stamp_is_broken(places):
        Stamp(places).write()
        yield "made the record of the installation anew: the next start looks again what is there"


def _modes(home: Path) -> list[int]:
    return [path.lstat().st_mode for path in (home, home / "logs", home / "voices", home / "models") if path.exists()]


def _stamp_is_broken(places: Places) -> bool:
    """Returns whether the stages that are done cannot be read, though this Python runs in the `.venv` they are in."""
    if Path(sys.prefix).resolve() != places.venv.resolve():
        return False
    try:
        return not isinstance(json.loads(stamp_path(places).read_text(encoding="utf-8")), dict)
    except ValueError:
        return True
    except FileNotFoundError:
        return True
