"""The folder `home`, in which everything lies that is written: made where it is missing, or refused in words.

What is in it is for its owner's eyes, on systems that know such a thing. It knows nothing of what is kept there but
where that lies.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

from vozes.errors import ErrorCode, VozesError
from vozes.files import PRIVATE_FILE, PRIVATE_FOLDER, make_folder, why

_OURS = frozenset(
    {"announcer.lock", "backups", "cache", "dictionaries", "format.json", "keys-used", "keys-used.json", "keys.json"}
    | {"keys.lock", "lexicon.json", "lexicon.damaged.json", "lexicon.lock", "logs", "models", "selected_engine.json"}
    | {"server.json", "server.lock", "session-secret", "sessions.lock", "settings.json", "settings.lock", "setup.lock"}
    | {"voices"}
)
"""The names of all that lies in a home; a folder with anything else in it may be meant for others to see."""
_SECRET = ("backups", "logs", "voices", "cache/backup", "cache/uploads", "cache/spool")
"""Folders that are private with all that is in them; of the others it is enough that the folder itself is."""


def make_home(home: Path) -> None:
    """Raises VozesError(INVALID_SETTINGS) that says what to do."""
    try:
        make_folder(home)
    except OSError as error:
        raise refused_home(home, error) from None


def refused_home(home: Path, error: OSError) -> VozesError:
    """Returns why nothing can be written there."""
    message = f"Vozes cannot write to its home {home}: {why(error)}. Mend that, or name another folder by --home."
    return VozesError(ErrorCode.INVALID_SETTINGS, message)


def write_privately() -> None:
    """Makes all that this process and those that it starts write from now on private to its owner."""
    if os.name == "posix":
        os.umask(0o077)


def mend_home(home: Path) -> None:
    """Closes to others what an older version, or a person, has left open; what links lead to stays as it is."""
    if os.name != "posix":
        return
    with suppress(OSError):  # it is gone, or another user's
        if _OURS.issuperset(os.listdir(home)):
            home.chmod(PRIVATE_FOLDER)
    for name in ("cache", "models", *_SECRET):
        _close(f"{home}/{name}")
    for name in _SECRET:
        _close_all(f"{home}/{name}")


def _close_all(folder: str) -> None:
    if os.path.islink(folder):
        return
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            _close(f"{parent}/{name}")


def _close(path: str) -> None:
    with suppress(OSError):
        mode = os.lstat(path).st_mode
        if mode & 0o077 and (stat.S_ISDIR(mode) or stat.S_ISREG(mode)):
            os.chmod(path, PRIVATE_FOLDER if stat.S_ISDIR(mode) else PRIVATE_FILE)
