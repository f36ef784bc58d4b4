"""One server for each folder `home`, or several that share it: each holds a lock as long as it lives, and one of them
writes beside it where it is reached.

Only the lock tells whether a server runs; a file that one left behind when it died is never believed. Commands such as
`vozes voices` work beside a server and take no lock. It knows nothing of what a server does with its home.
"""

import json
import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Self

from vozes.errors import ErrorCode, VozesError
from vozes.files import remove_unfinished, write_whole
from vozes.locks import CAN_SHARE, open_lock, taken
from vozes.running_server import ADDRESS, LOCK, announced_server
from vozes.service.home import make_home, refused_home
from vozes.settings import Settings

log = logging.getLogger(__name__)

SERVERS_OWN = frozenset(
    {
        "home",
        "shared_home",
        "host",
        "port",
        "api_key",
        "no_auth",
        "log_format",
        "open_lists",
        "open_metrics",
        "allowed_hosts",
        "cors_origins",
        "trusted_proxies",
    }
)
"""Settings that make no difference to what is spoken."""
ANNOUNCER = "announcer.lock"
"""Is held by the one of several servers whose address stands in the home."""
STALE_SECONDS = 24 * 3600.0
"""What was left unfinished is nobody's after so long, though other servers share the home."""
_PROBE_SECONDS = 0.5
"""How long a server waits: whoever asks whether one runs holds the lock for a moment."""


class HomeLock:
    """A server's hold of its home, until `release` or the end of the process."""

    def __init__(self, home: Path, *, shared: bool = False):
        """Makes a folder that is missing. `shared`: others that share it too may have it at the same time.

        Raises VozesError: HOME_IN_USE, naming the server that has it, INVALID_SETTINGS.
        """
        if shared and not CAN_SHARE:
            message = "shared_home needs locks that several may hold, which this system has not."
            raise VozesError(ErrorCode.INVALID_SETTINGS, message)
        make_home(home)
        self._home = home
        self._shared = shared
        self._announcer: BinaryIO | None = None
        self._announced: tuple[str | None, Settings | None] = (None, None)
        try:
            self._file = _taken_lock(home, shared=shared)
            remove_unfinished(home, STALE_SECONDS if shared else 0.0)
            self.announce(None)
        except OSError as error:
            raise refused_home(home, error) from error

    def announce(self, url: str | None, settings: Settings | None = None) -> None:
        """Tells other processes where the server can be reached, and how it speaks; nothing where the disk is full.

        Of several servers the first does, and once that has ended another one, when `keep` is called next.
        """
        self._announced = (url, settings)
        if self._is_announcer():
            self._write_announcement()

    def _write_announcement(self) -> None:
        url, settings = self._announced
        shown = {} if settings is None else settings.model_dump(mode="json", exclude=set(SERVERS_OWN))
        path = self._home / ADDRESS
        try:
            write_whole(path, json.dumps({"pid": os.getpid(), "url": url, "settings": shown}).encode())
        except OSError as error:
            log.warning("%s could not be written: %s", path, error.strerror or error)
            _remove(path)  # it tells of another server

    def keep(self) -> None:
        """Takes the home again where it was deleted and has been made again; as long as it is gone, nothing.

        Raises VozesError(HOME_IN_USE) where another server has it by now.
        """
        if self._holds():
            if self._shared and self._announcer is None and self._is_announcer():
                self._write_announcement()
            return
        with suppress(OSError):
            file = _taken_lock(self._home, shared=self._shared)
            self._file.close()
            self._file = file
            self._end_announcing()
            log.warning("the home %s was made again, and is taken again", self._home)
            self.announce(*self._announced)

    def _is_announcer(self) -> bool:
        """Returns whether this server's address is the one that is told; takes that upon itself where nobody has."""
        if not self._shared or self._announcer is not None:
            return True
        with suppress(OSError):
            file = open_lock(self._home / ANNOUNCER)
            if taken(file):
                self._announcer = file
                return True
            file.close()
        return False

    def _end_announcing(self) -> None:
        if self._announcer is not None:
            self._announcer.close()
            self._announcer = None

    def _holds(self) -> bool:
        """Returns whether the lock's file is still the one in the home."""
        try:
            return os.path.samestat(os.fstat(self._file.fileno()), os.stat(self._home / LOCK))
        except OSError:
            return False

    def release(self) -> None:
        if self._holds() and (self._announcer is not None or not self._shared):
            _remove(self._home / ADDRESS)
        self._end_announcing()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def _taken_lock(home: Path, *, shared: bool) -> BinaryIO:
    """Raises VozesError where another server has it, and OSError."""
    file = open_lock(home / LOCK)
    try:
        if not taken(file, _PROBE_SECONDS, shared=shared):
            raise _in_use(home)
    except BaseException:
        file.close()
        raise
    return file


def _remove(path: Path) -> None:
    """Removes it as far as that can be done: the home may be gone by now."""
    with suppress(OSError):
        path.unlink()


def _in_use(home: Path) -> VozesError:
    server = announced_server(home)
    who = "Another server" if server.pid is None else f"Another server (process {server.pid})"
    where = f" at {server.url}" if server.url else ""
    return VozesError(ErrorCode.HOME_IN_USE, f"{who} has the folder {home} already{where}.")
