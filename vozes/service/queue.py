"""Who is next for an engine: a bounded queue, first come first served.

It knows nothing of what is being said. A request holds a slot while it is spoken, and until its engine lets go of it.
"""

import asyncio
import math
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

from vozes.errors import ErrorCode, VozesError

_MEMORY = 0.8
"""The weight of the average so far when the time of another request joins it."""
_LONGEST_ADVICE = 60


class Turn:
    """A slot that a request holds."""

    def __init__(self) -> None:
        self._kept: list[asyncio.Future[None]] = []

    def keep_until(self, released: asyncio.Future[None]) -> None:
        """Keeps the slot until `released` is done, even after the request has ended."""
        self._kept.append(released)

    def when_over(self, then: Callable[[], None]) -> None:
        kept = [each for each in self._kept if not each.done()]
        if kept:
            asyncio.gather(*kept, return_exceptions=True).add_done_callback(lambda _: then())
        else:
            then()


class RequestQueue:
    """One engine's queue. All methods belong to the event loop's thread."""

    def __init__(self, engine: str, concurrency: Callable[[], int], queue_limit: int):
        """`concurrency`: how many may run at once, which may change; `let_in` is called when that has grown."""
        self.limit = queue_limit
        self.running = 0
        self.idle = asyncio.Event()
        """Is set while nobody runs or waits."""
        self.crowded = asyncio.Event()
        """Is set while somebody waits."""
        self.on_turn: Callable[[float], None] = lambda _: None
        """Is called with the seconds that a request has waited, when its turn has come."""
        self._engine = engine
        self._concurrency = concurrency
        self._queue: deque[asyncio.Future[None]] = deque()
        self._average_seconds = 0.5
        self.idle.set()

    @property
    def waiting(self) -> int:
        return len(self._queue)

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[Turn]:
        """Waits for a turn and holds it; raises VozesError(QUEUE_FULL) at once if too many wait already."""
        asked = time.monotonic()
        await self._take_turn()
        started = time.monotonic()
        self.on_turn(started - asked)
        turn = Turn()
        try:
            yield turn
        finally:
            turn.when_over(partial(self._free, started))

    def _free(self, started: float) -> None:
        spent = time.monotonic() - started
        self._average_seconds = _MEMORY * self._average_seconds + (1 - _MEMORY) * spent
        self._pass_turn()

    def let_in(self) -> None:
        """Gives as many as may run their turn."""
        while self._queue and self.running < self._concurrency():
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(None)
                self.running += 1
        self._tell()

    async def _take_turn(self) -> None:
        if self.running < self._concurrency() and not self._queue:
            self.running += 1
            self._tell()
            return
        if len(self._queue) >= self.limit:
            message = f"{len(self._queue)} requests are waiting for the engine {self._engine} already."
            raise VozesError(ErrorCode.QUEUE_FULL, message, retry_after=self._advised_wait())
        turn = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        self.let_in()  # there may be more turns than there were
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():
                self._pass_turn()  # it came in the moment in which its owner left
            elif turn in self._queue:
                self._queue.remove(turn)
                self._tell()
            raise

    def _pass_turn(self) -> None:
        self.running -= 1
        self.let_in()

    def _tell(self) -> None:
        for event, is_so in ((self.idle, self.running == 0), (self.crowded, bool(self._queue))):
            if is_so:
                event.set()
            else:
                event.clear()

    def _advised_wait(self) -> float:
        expected = self._average_seconds * (len(self._queue) + 1) / self._concurrency()
        return float(min(max(math.ceil(expected), 1), _LONGEST_ADVICE))
