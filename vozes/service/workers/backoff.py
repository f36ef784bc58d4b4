"""When an engine that failed is started again: at once the first time, then after delays that double.

It knows nothing of engines or processes.
"""

import asyncio

_LONGEST_DELAY = 30.0
_RESTARTS = 6
"""Starts in a row that may fail before the engine is not started again until someone asks for it."""


class Backoff:
    def __init__(self) -> None:
        self.failures = 0
        """Failures since the last success."""
        self._not_before = 0.0

    @property
    def seconds_left(self) -> float:
        """Returns how long the next start has to wait."""
        return max(0.0, self._not_before - asyncio.get_running_loop().time())

    @property
    def has_given_up(self) -> bool:
        return self.failures > _RESTARTS

    def fail(self) -> None:
        self.failures += 1
        delay = 0.0 if self.failures == 1 else min(0.25 * 2**self.failures, _LONGEST_DELAY)
        self._not_before = asyncio.get_running_loop().time() + delay

    def succeed(self) -> None:
        self.failures = 0
