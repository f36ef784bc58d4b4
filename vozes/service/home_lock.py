"""One server for each folder `home`: it holds a lock as long as it lives, and writes beside it where it is reached.

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
from vozes.locks import open_lock, taken
from vozes.running_server import ADDRESS, LOCK, announced_server
from vozes.service.home import make_home, refused_home
from vozes.settings import Settings

log = logging.getLogger(__name__)

SERVERS_OWN = frozenset(
    {
        "home",
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
_PROBE_SECONDS = 0.5
"""How long a server waits: whoever asks whether one runs holds the lock for a moment."""


class HomeLock:
    """A server's hold of its home, until `release` or the end of the process."""

    def __init__(self, home: Path):
        """Makes a folder that is missing. Raises VozesError(HOME_IN_USE), naming the server that has it."""
        make_home(home)
        self._home = home
        self._announced: tuple[str | None, Settings | None] = (None, None)
        try:
            self._file = _taken_lock(home)
            remove_unfinished(home)
            self.announce(None)
        except OSError as error:
            raise refused_home(home, error) from error

    def announce(self, url: str | None, settings: Settings | None = None) -> None:
        """Tells other processes where the server can be reached, and how it speaks; nothing where the disk is full."""
        self._announced = (url, settings)
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
            return
        with suppress(OSError):
            file = _taken_lock(self._home)
            self._file.close()
            self._file = file
            log.warning("the home %s was made again, and is taken again", self._home)
            self.announce(*self._announced)

    def _holds(self) -> bool:
        """Returns whether the lock's file is still the one in the home."""
        try:
            return os.path.samestat(os.fstat(self._file.fileno()), os.stat(self._home / LOCK))
        except OSError:
            return False

    def release(self) -> None:
        if self._holds():
            _remove(self._home / ADDRESS)
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def _taken_lock(home: Path) -> BinaryIO:
    """Raises VozesError where another server has it, and OSError."""
    file = open_lock(home / LOCK)
    try:
        if not taken(file, _PROBE_SECONDS):
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
