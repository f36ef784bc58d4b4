"""How long a request may take: until its first sound, and from then on without progress; work that goes on has no end.

It knows nothing of engines or queues: whoever waits for them says what has come.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from vozes.errors import ErrorCode, VozesError


class Timeouts:
    """The limits of one request, in seconds."""

    def __init__(self, first_sound: float, stall: float):
        self._first_sound = first_sound
        self._stall = stall
        self._has_begun = False
        self._timeout = asyncio.timeout(first_sound)

    @asynccontextmanager
    async def limit(self) -> AsyncIterator[None]:
        """Raises VozesError(DEADLINE_EXCEEDED) where one of the limits is passed within the block."""
        try:
            async with self._timeout:
                yield
        except TimeoutError:
            if self._has_begun:
                message = f"The engine made no progress for {self._stall:g} s."
            else:
                message = f"Nothing was to be heard after {self._first_sound:g} s, waiting and loading included."
            raise VozesError(ErrorCode.DEADLINE_EXCEEDED, message) from None

    def progress(self) -> None:
        """Notes that something has come; from now on the time without progress counts."""
        self._has_begun = True
        self._timeout.reschedule(asyncio.get_running_loop().time() + self._stall)

    def sign_of_work(self) -> None:
        """Notes that it goes on, though nothing has come: before the first sound that changes nothing."""
        if self._has_begun:
            self.progress()

    def wait_for_turn(self) -> None:
        """Stops the time until `sign_of_work`, of an answer that has begun: others have their turn."""
        if self._has_begun:
            self.rest()

    def rest(self) -> None:
        """Stops the time until `progress`: the listener is at work, not the engine."""
        self._timeout.reschedule(None)
