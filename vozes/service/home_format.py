"""The version of what lies in a home, in `format.json`: an older home is migrated, a newer one is refused untouched.

A home without that file is one that was written before there were versions. Before a migration changes anything a
backup is put beside, in `backups/` of the home; the migration works on a copy, which is put in place as a restored
backup is. It knows nothing of what is in the files but what the steps know.
"""

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from vozes import __version__
from vozes.checkout import VOZES
from vozes.errors import ErrorCode, VozesError
from vozes.files import unwritable, write_whole
from vozes.locks import open_lock, taken
from vozes.running_server import LOCK

FILE, BACKUPS = "format.json", "backups"
CURRENT = 1
_PROBE_SECONDS = 0.5
"""How long to wait for the lock: whoever asks whether a server runs holds it for a moment."""
_WAIT_SECONDS = 60.0
"""How long to wait for the library of voices."""

Step = Callable[[Path], None]

STEPS: Mapping[int, Step] = {}
"""What makes a home of one version of the version before it. A step works on a copy of all that a backup has, whose
files it must replace and never change in place; and leaves alone what has the new shape already. Version 1 is what was
there before there were versions, so no step leads to it."""


def read_format(home: Path) -> int:
    """Returns the version; 0 where none is written. Raises VozesError(HOME_UNUSABLE) for what is none."""
    return _read(home)[0]


def require_known(home: Path) -> None:
    """Raises VozesError: HOME_TOO_NEW, which says what to do, HOME_UNUSABLE."""
    version, writer = _read(home)
    if version > CURRENT:
        message = (
            f"The home {home} was written by a newer Vozes ({writer}): its format is {version}, and this one knows "
            f"{CURRENT}. Nothing was changed."
        )
        raise VozesError(ErrorCode.HOME_TOO_NEW, message)


@contextmanager
def opened_home(home: Path) -> Iterator[None]:
    """Gets a home ready for a command or server; one that gets its first content in the block has the version then.

    Goes on with what was broken off, and migrates. Raises VozesError: HOME_TOO_NEW, HOME_IN_USE where that waits for a
    server to stop, STORAGE_FULL, HOME_UNUSABLE.
    """
    _make_ready(home)
    try:
        yield
    finally:
        if _has_content(home):
            mark_new(home)


def mark_new(home: Path) -> None:
    """Writes the version where none is, before anything else lies there; nothing where the disk refuses it."""
    if (home / FILE).exists():
        return
    _mark(home)


def _make_ready(home: Path) -> None:
    from vozes.service.backup.swapping import is_unfinished  # which few need

    if is_unfinished(home):
        _alone_with(home, lambda: go_on(home))
    require_known(home)
    version = read_format(home)
    if version == CURRENT or not _has_content(home):
        return
    if all(number not in STEPS for number in range(version + 1, CURRENT + 1)):
        _mark(home)
        return
    _alone_with(home, lambda: _migrate(home, version))


def _alone_with(home: Path, work: Callable[[], None]) -> None:
    try:
        with alone(home):
            work()
    except OSError as error:
        raise unwritable(f"The home {home} cannot be made ready", error) from error


def _mark(home: Path) -> None:
    with suppress(OSError):  # the next start tries again
        write_whole(home / FILE, _content(CURRENT))


def _migrate(home: Path, version: int) -> None:
    """Raises VozesError; then, as after a kill, the home is as it was."""
    from vozes.service.backup.contents import kept_names, snapshot
    from vozes.service.backup.swapping import commit, discard, new_place

    try:
        backup = _back_up(home, version)
        new = new_place(home)
        try:
            with snapshot(home, _WAIT_SECONDS) as (copy, _):
                for path in copy.iterdir():
                    os.rename(path, new / path.name)
            for number in range(version + 1, CURRENT + 1):
                if number in STEPS:
                    STEPS[number](new)
            write_whole(new / FILE, _content(CURRENT))
        except BaseException:
            discard(new)
            backup.unlink(missing_ok=True)
            raise
        commit(home, new, kept_names(home))
    except OSError as error:
        raise unwritable(f"The home {home} cannot be migrated", error) from error


def _back_up(home: Path, version: int) -> Path:
    """Puts a backup beside that restores what was there, and returns its path."""
    from vozes.files import whole_file
    from vozes.service.backup.writing import write_backup

    path = home / BACKUPS / f"format-{version}-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}.tar"
    with whole_file(path) as file:
        write_backup(home, file, _WAIT_SECONDS)
    return path


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Holds the home's lock, so that no server has it. Raises VozesError(HOME_IN_USE), and OSError."""
    with open_lock(home / LOCK) as file:
        if not taken(file, _PROBE_SECONDS):
            message = f"A server has the home {home}, or a restore of it is under way."
            raise VozesError(ErrorCode.HOME_IN_USE, message)
        yield


def go_on(home: Path) -> None:
    """Goes on with a restore or a migration that was broken off. Raises VozesError(HOME_UNUSABLE)."""
    from vozes.service.backup.swapping import JOURNAL, finish

    try:
        finish(home)
    except OSError as error:
        raise unwritable(f"What was begun in the home {home} cannot be finished", error) from error
    except ValueError as error:
        message = f"What was begun in the home {home} cannot be finished, since {JOURNAL} in it is wrong: {error}."
        raise VozesError(ErrorCode.HOME_UNUSABLE, message) from None


def _read(home: Path) -> tuple[int, str]:
    """Returns the version of the home, and of the Vozes that wrote it first."""
    path = home / FILE
    try:
        document = json.loads(path.read_bytes())
        version, writer = document["format"], str(document["vozes"])
        if type(version) is not int or version < 1:
            raise ValueError
    except (FileNotFoundError, NotADirectoryError):
        return 0, ""
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        message = f"{path} cannot be understood: restore a backup by `{VOZES} restore`, or put the file right."
        raise VozesError(ErrorCode.HOME_UNUSABLE, message) from None
    return version, writer


def _content(version: int) -> bytes:
    return json.dumps({"format": version, "vozes": __version__}).encode() + b"\n"


def _has_content(home: Path) -> bool:
    from vozes.service.backup.contents import filled_names

    return home.is_dir() and bool(filled_names(home))
