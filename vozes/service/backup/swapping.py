"""Puts a folder of files in the place of what a home has, so that a kill at any moment loses nothing.

What is new lies whole in a folder of the home, `.swap-…/new`, before the file `swap.json` says that it counts; from
then on whoever opens the home next goes on where this was broken off. What was there before is moved into
`.swap-…/old`, and removed when all is in place. It knows nothing of what the files are.
"""

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

from vozes.files import PRIVATE_FOLDER, make_folder, sync_folder, write_whole

JOURNAL = "swap.json"
_FOLDERS = ".swap-*"
_FOLDER = re.compile(r"\.swap-[0-9a-f]{16}")
_NEW, _OLD = "new", "old"


def new_place(home: Path) -> Path:
    """Makes the folder in which what is new is to be written; it is `commit`'s then. Raises OSError."""
    make_folder(home)
    place = home / f".swap-{secrets.token_hex(8)}"
    (place / _NEW).mkdir(PRIVATE_FOLDER, parents=True)
    return place / _NEW


def commit(home: Path, new: Path, replaced: Iterable[str]) -> None:
    """Puts all that is in `new` into the home in place of what has those names; of the `replaced` nothing else stays.

    The files are on the disk already. Raises OSError; then, as after a kill, `finish` goes on where that ended.
    """
    sync_folder(new)
    come = sorted(os.listdir(new))
    journal = {"folder": new.parent.name, "come": come, "go": sorted(set(replaced).difference(come))}
    write_whole(home / JOURNAL, json.dumps(journal).encode())
    finish(home)


def is_unfinished(home: Path) -> bool:
    """Returns whether something was broken off, or is being put in place just now."""
    return (home / JOURNAL).exists() or any(home.glob(_FOLDERS))


def finish(home: Path) -> None:
    """Goes on with what was broken off, and removes what was never to count. For one process at a time.

    Raises OSError, and ValueError for a journal that is none.
    """
    try:
        journal = json.loads((home / JOURNAL).read_bytes())
    except FileNotFoundError:
        pass
    else:
        folder, come, go = _known(journal)
        old = home / folder / _OLD
        make_folder(old)
        for name in come:
            _put(home / folder / _NEW / name, home / name, old)
        for name in go:
            _put_aside(home / name, old)
        sync_folder(home)
        (home / JOURNAL).unlink()
        sync_folder(home)
    for left in home.glob(_FOLDERS):
        if _FOLDER.fullmatch(left.name):
            shutil.rmtree(left, ignore_errors=True)


def discard(new: Path) -> None:
    """Removes what was written there and is not to count."""
    shutil.rmtree(new.parent, ignore_errors=True)


def _known(journal: object) -> tuple[str, list[str], list[str]]:
    """Returns the folder, the names that come, and those that go."""
    match journal:
        case {"folder": str(folder), "come": list(come), "go": list(go)} if _FOLDER.fullmatch(folder):
            if all(isinstance(name, str) and name == Path(name).name for name in (*come, *go)):
                return folder, come, go
    raise ValueError("it is not as Vozes writes it")


def _put(new: Path, current: Path, old: Path) -> None:
    """Moves what is new into its place, and what was there aside, unless that was done before."""
    if os.path.lexists(new):
        _put_aside(current, old)
        os.rename(new, current)


def _put_aside(current: Path, old: Path) -> None:
    """Moves what is there into `old`, unless that has one of the name already."""
    if os.path.lexists(current) and not os.path.lexists(old / current.name):
        os.rename(current, old / current.name)
