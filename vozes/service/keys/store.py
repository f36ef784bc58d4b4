"""The named keys that are kept in the home, in `keys.json`: read whenever the file has changed, whoever changed it.

It fails closed: where the file is gone that was there, or cannot be understood, a key is demanded all the same. It is
quick, and may be called from any thread. It knows nothing of HTTP.
"""

import logging
import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from vozes.errors import ErrorCode, VozesError
from vozes.files import changing, why, write_whole
from vozes.service.keys.key import (
    MOST_KEYS,
    NamedKey,
    check_name,
    digest_of,
    find,
    from_json,
    named,
    new_secret,
    to_json,
)
from vozes.service.watched_file import WatchedFile
from vozes.voices.voice import utc_time

LOCK = "keys.lock"

log = logging.getLogger(__name__)


class KeyStore:
    """Needs no folder to be there yet. Where what writes raises VozesError nothing has changed."""

    def __init__(self, path: Path, wait_seconds: float = 10.0):
        """`wait_seconds`: how long to wait for another one that writes."""
        self._path = path
        self._wait_seconds = wait_seconds
        self._turn = threading.Lock()  # guards all that follows
        self._file = WatchedFile(self._path)
        self._keys: tuple[NamedKey, ...] = ()
        self._problem: str | None = None
        self._told: str | None = None

    @property
    def is_demanded(self) -> bool:
        """Whether there are keys, or something is wrong with those that there were."""
        with self._turn:
            self._look()
            if self._problem not in (self._told, None):
                log.error("%s A key is demanded until that is mended.", self._problem)
            self._told = self._problem
            return bool(self._keys) or self._problem is not None

    def list(self) -> tuple[NamedKey, ...]:
        """Returns the keys in the order in which they were added. Raises VozesError(HOME_UNUSABLE)."""
        with self._turn:
            self._look()
            if self._problem is not None:
                raise VozesError(ErrorCode.HOME_UNUSABLE, f"{self._problem} Mend it, or remove it and add keys anew.")
            return self._keys

    def find(self, secret: bytes) -> NamedKey | None:
        """Returns the key of this secret; None where the file lets nobody in."""
        with self._turn:
            self._look()
            return find(self._keys, secret)

    def of_digest(self, digest: str) -> NamedKey | None:
        """Returns the key whose secret has this digest; None where the file lets nobody in."""
        with self._turn:
            self._look()
            return next((key for key in self._keys if key.digest == digest), None)

    def has(self, key: NamedKey) -> bool:
        """Returns whether this key is still there as it was."""
        with self._turn:
            self._look()
            return key in self._keys

    def add(self, key: NamedKey) -> str:
        """Adds a key, whose digest is made here, and returns its secret, which nobody can be told again.

        Raises VozesError: INVALID_FIELD, NAME_TAKEN, LIBRARY_BUSY, STORAGE_FULL, HOME_UNUSABLE.
        """
        name, secret = check_name(key.name), new_secret()
        with self._writing():
            keys = self.list()
            if named(keys, name) is not None:
                raise VozesError(ErrorCode.NAME_TAKEN, f"There is another key named {name!r}.", param="name")
            if len(keys) >= MOST_KEYS:
                raise VozesError(ErrorCode.INVALID_FIELD, f"There are {MOST_KEYS:,} keys already, the most.")
            self._write([*keys, replace(key, name=name, digest=digest_of(secret.encode()), created=utc_time())])
        return secret

    def remove(self, name: str) -> NamedKey | None:
        """Removes the key of that name and returns it; None where there is none. Raises what `add` does."""
        with self._writing():
            keys = self.list()
            gone = named(keys, name)
            if gone is not None:
                self._write([key for key in keys if key is not gone])
        return gone

    def _write(self, keys: Sequence[NamedKey]) -> None:
        write_whole(self._path, to_json(keys))

    def _writing(self) -> AbstractContextManager[None]:
        """Holds the lock, which is of one process, and one thread of it, at a time."""
        return changing(f"The list of keys {self._path}", self._path.with_name(LOCK), self._wait_seconds)

    def _look(self) -> None:
        """Reads the file anew where it has changed."""
        if not self._file.may_differ():
            return
        before, self._problem = self._keys or self._problem, None
        self._keys = ()
        try:
            self._keys = from_json(self._path.read_bytes())
        except FileNotFoundError:
            if before:
                self._problem = f"The keys in {self._path} are gone."
        except OSError as error:
            self._problem = f"The keys in {self._path} cannot be read: {why(error)}."
        except ValueError as error:
            self._problem = f"The keys in {self._path} cannot be understood: {error}."
