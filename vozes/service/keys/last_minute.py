"""How many of something there were in the last minute, and how long it takes until there may be one more."""

import time
from collections import deque
from collections.abc import Callable

_SECONDS = 60.0

Clock = Callable[[], float]


class LastMinute:
    def __init__(self, most: int, clock: Clock = time.monotonic):
        """`most`: how many there may be within a minute."""
        self._clock = clock
        self._times: deque[float] = deque(maxlen=most)

    def seconds_to_wait(self) -> float:
        """Returns when there may be one more; not above 0: now."""
        is_full = len(self._times) == self._times.maxlen
        return self._times[0] + _SECONDS - self._clock() if is_full else 0.0

    def note(self) -> None:
        """Counts one, which is now."""
        self._times.append(self._clock())
