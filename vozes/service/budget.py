"""What all requests together may hold in memory and on disk: bodies that arrive, answers that wait to be read, exports.

Each request has an account. A caller, which is an address, may hold as much as is still free: half of the budget alone,
a third beside another who does. For the first megabyte of a request it is three times as much as is free, so that who
is small is served beside who is greedy, under the same address too. It knows nothing of HTTP, nor of what is held.
"""

import asyncio
import shutil
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from vozes.errors import ErrorCode, VozesError

MEGABYTE = 1_000_000
_SMALL = MEGABYTE
_SHARE, _SMALL_SHARE = 1, 3
"""How many times what is free a caller may hold: for requests that are large, and for those that are small."""
_FLOOR = 64 * MEGABYTE
"""Bytes that may be held however full the disk is: few of them would be on it, and a full disk refuses by itself."""
_DISK_SECONDS = 1.0
"""Seconds after which the disk is looked at again."""
_LOOK_SECONDS = 0.05

_current: "ContextVar[Account | None]" = ContextVar("account", default=None)


class Budget:
    """The budget of a server. Its accounts may be charged in any thread."""

    def __init__(self, most: int, folder: Path):
        """`most` bytes, and not more than half of what would be free on the disk of `folder`."""
        self._most = most
        self._folder = folder
        self._lock = threading.Lock()  # guards all that follows
        self._held = 0
        self._held_by: defaultdict[str, int] = defaultdict(int)
        self._disk_share = most
        self._disk_looked_at = -_DISK_SECONDS

    @property
    def held(self) -> int:
        """Bytes, of all accounts."""
        return self._held

    @contextmanager
    def request(self, caller: str) -> Iterator["Account"]:
        """Opens the account of what is done in the block; all that is left in it is given back at the end."""
        account = Account(self, caller)
        token = _current.set(account)
        try:
            yield account
        finally:
            _current.reset(token)
            account.close()

    def current(self) -> "Account":
        """Returns the account of the request; a command that serves no caller has one without a share."""
        return _current.get() or Account(self, None)

    def charge(self, account: "Account", size: int, *, only_if_free: bool) -> bool:
        """Adds to the account; whether it did."""
        with self._lock:
            if only_if_free and not self._is_free(account, size):
                return False
            account.held += size
            self._held += size
            if account.caller is not None:
                self._held_by[account.caller] += size
                if not self._held_by[account.caller]:
                    del self._held_by[account.caller]
        return True

    def is_free(self, account: "Account", size: int) -> bool:
        with self._lock:
            return self._is_free(account, size)

    def refusal(self, size: int) -> VozesError:
        message = (
            f"There is no room for {_megabytes(size)} MB: requests hold {_megabytes(self._held)} of "
            f"{_megabytes(self._limit())} MB, of which one caller may have as much as is free."
        )
        return VozesError(ErrorCode.SPOOL_FULL, message)

    def _is_free(self, account: "Account", size: int) -> bool:
        left = self._limit() - self._held - size
        if not size or account.caller is None:
            return not size or left >= 0
        share = _SMALL_SHARE if account.held + size <= _SMALL else _SHARE
        return self._held_by.get(account.caller, 0) + size <= share * left

    def _limit(self) -> int:
        now = time.monotonic()
        if now - self._disk_looked_at >= _DISK_SECONDS:
            self._disk_looked_at = now
            self._disk_share = max(_FLOOR, (_free_bytes(self._folder, self._most) + self._held) // 2)
        return min(self._most, self._disk_share)


class Account:
    """What one request holds, in bytes."""

    def __init__(self, budget: Budget, caller: str | None):
        self.caller = caller
        self.held = 0
        self._budget = budget

    def add(self, size: int) -> None:
        """Counts what is there already, or with a negative size no longer; never refuses."""
        self._budget.charge(self, size, only_if_free=False)

    def take(self, size: int) -> None:
        """Raises VozesError(SPOOL_FULL) where there is no room for so much more."""
        if not self._budget.charge(self, size, only_if_free=True):
            raise self._budget.refusal(size)

    def require(self, size: int) -> None:
        """Refuses as `take` does, but takes nothing."""
        if not self._budget.is_free(self, size):
            raise self._budget.refusal(size)

    async def wait_for_room(self, size: int, seconds: float, is_in_the_way: Callable[[], bool]) -> None:
        """Returns once there is room; raises VozesError(SPOOL_FULL) after so long, or once it is in others' way."""
        end = time.monotonic() + seconds
        while not self._budget.is_free(self, size):
            if time.monotonic() >= end or is_in_the_way():
                raise self._budget.refusal(size)
            await asyncio.sleep(_LOOK_SECONDS)  # room may be made in any thread

    def close(self) -> None:
        self.add(-self.held)


def _free_bytes(folder: Path, otherwise: int) -> int:
    """Returns what is free on the folder's disk, whether the folder is there yet or not."""
    existing = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    try:
        return shutil.disk_usage(existing).free
    except OSError:
        return otherwise


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:,.1f}"
