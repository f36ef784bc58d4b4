"""Whole answers that are fetched later, by names that nobody can guess: few of them, and not for long.

They are counted against the budget of all requests as long as they are kept. It knows nothing of HTTP.
"""

import asyncio
import secrets
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from vozes.audio.spool import Spool
from vozes.errors import ErrorCode, VozesError
from vozes.service.budget import MEGABYTE, Account, Budget

KEPT_SECONDS = 600.0
_MOST = 64
_MOST_BYTES = 128 * MEGABYTE
"""Of all together; one that is longer is kept alone."""
_NAME_BYTES = 16


@dataclass(slots=True)
class Output:
    spool: Spool
    account: Account
    media_type: str
    expiry: asyncio.TimerHandle
    readers: int = 0
    is_gone: bool = False

    def drop(self) -> None:
        """Frees it, once nobody reads it any more."""
        self.is_gone = True
        self.expiry.cancel()
        if not self.readers:
            self.spool.close()
            self.account.close()

    async def pieces(self) -> AsyncGenerator[bytes]:
        self.readers += 1
        try:
            async for piece in self.spool.stream():
                yield piece
        finally:
            self.readers -= 1
            if self.is_gone:
                self.drop()


class Outputs:
    def __init__(self, folder: Path, budget: Budget, seconds: float = KEPT_SECONDS):
        """`folder`: where long ones are, without names; it is there already when the first is kept."""
        self._folder = folder
        self._budget = budget
        self._seconds = seconds
        self._kept: dict[str, Output] = {}  # the oldest first

    def __len__(self) -> int:
        return len(self._kept)

    async def keep(self, pieces: AsyncIterator[bytes], media_type: str, suffix: str) -> str:
        """Returns the name under which a whole answer can be fetched. Raises VozesError(SPOOL_FULL)."""
        account = Account(self._budget, self._budget.current().caller)
        spool = Spool(self._folder, charge=account.add)
        try:
            async for piece in pieces:
                account.require(len(piece))
                spool.write(piece)
        except BaseException:
            spool.close()
            raise
        spool.finish()
        name = f"{secrets.token_hex(_NAME_BYTES)}{suffix}"
        self._make_room(spool.size)
        expiry = asyncio.get_running_loop().call_later(self._seconds, self._drop, name)
        self._kept[name] = Output(spool, account, media_type, expiry)
        return name

    def get(self, name: str) -> Output:
        """Raises VozesError(NOT_FOUND)."""
        output = self._kept.get(name)
        if output is None:
            message = f"There is no such file, or it is gone: each is kept for {self._seconds / 60:g} minutes at most."
            raise VozesError(ErrorCode.NOT_FOUND, message)
        return output

    def close(self) -> None:
        for name in list(self._kept):
            self._drop(name)

    def _make_room(self, size: int) -> None:
        while self._kept and (
            len(self._kept) >= _MOST or size + sum(each.spool.size for each in self._kept.values()) > _MOST_BYTES
        ):
            self._drop(next(iter(self._kept)))

    def _drop(self, name: str) -> None:
        if (output := self._kept.pop(name, None)) is not None:
            output.drop()
