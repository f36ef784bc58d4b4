"""What the request that is being answered may do by its key: whoever speaks or gives something away asks here.

A request without a named key may do everything: it has the server's own key, or the server demands none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from vozes.errors import ErrorCode, VozesError
from vozes.service.keys.key import NamedKey
from vozes.service.keys.store import KeyStore
from vozes.service.keys.usage import KeyUsage, Reservation

_current: "ContextVar[Access | None]" = ContextVar("access", default=None)


@dataclass(frozen=True, slots=True)
class Access:
    key: NamedKey
    usage: KeyUsage
    keys: KeyStore

    def require_full(self) -> None:
        """Raises VozesError: READ_ONLY_KEY, and INVALID_API_KEY where the key was removed since it was sent."""
        if not self.keys.has(self.key):
            raise VozesError(ErrorCode.INVALID_API_KEY, f"The key {self.key.name!r} was removed.")
        if self.key.read_only:
            message = f"The key {self.key.name!r} may only read lists and settings."
            raise VozesError(ErrorCode.READ_ONLY_KEY, message)

    def require_speech(self, characters: int) -> None:
        """Raises VozesError where so much may not be spoken now: DAILY_LIMIT, TEXT_TOO_LONG, as `require_full` does."""
        self.require_full()
        self.usage.require(self.key, characters)

    def reserve(self, characters: int) -> Reservation:
        """Raises what `require_speech` does."""
        self.require_full()
        return self.usage.reserve(self.key, characters)


@contextmanager
def accessing(access: Access | None) -> Iterator[None]:
    """Has `current_access` return it for all that is done in the block."""
    token = _current.set(access)
    try:
        yield
    finally:
        _current.reset(token)


def access_from_now_on(access: Access | None) -> None:
    """Has `current_access` return it for all that this task does from now on, and what it begins."""
    _current.set(access)


def current_access() -> Access | None:
    return _current.get()


def of_key(access: Access | None) -> str:
    """Returns what a line of the log says behind a request's id of who sent it."""
    return "" if access is None else f" (key {access.key.name!r})"
