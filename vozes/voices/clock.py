"""Whether the system's clock can be believed, before anything is destroyed because of what it says.

A machine may start in 2099 and be set right a minute later. So the time of each look is kept in a file: a clock that is
days ahead of the last look, or behind it, is believed only once it has gone on for a day, and one that is older than
this program never is. Whoever looks at least every few days never notices. It knows nothing of what is to be destroyed.
"""

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from vozes.files import write_whole

_HOUR = 3600.0
_DAY = 24 * _HOUR
_USUAL_PAUSE = 2 * _DAY
"""Seconds between two looks in which nothing is strange."""
_LONGEST_PAUSE = 14 * _DAY
"""Seconds after which a clock that is doubted is doubted anew."""
EARLIEST = 1_735_689_600
"""Seconds from 1970 to 2025. Nothing here has happened before."""


@dataclass(frozen=True, slots=True)
class _Looks:
    seen: float
    """The time of the last look, in seconds since 1970."""
    doubted: float | None = None
    """The time of the first look that doubted the clock; None: it is believed."""
    known: float = 0.0
    """The time of the last look at which the clock was believed."""


class Clock:
    def __init__(self, path: Path):
        self._path = path

    def believed(self, *, at_first: bool) -> bool:
        """Looks at the clock. `at_first`: what the very first look returns. Raises OSError where it cannot be kept."""
        before, now = self._read(), time.time()
        doubted = _doubted(before, now) if before else (None if at_first and now >= EARLIEST else now)
        looks = _Looks(now, doubted, now if doubted is None else before.known if before else 0.0)
        if before is None or before.doubted != doubted or abs(now - before.seen) > _HOUR:
            write_whole(self._path, json.dumps(asdict(looks)).encode())
        return doubted is None

    def now(self) -> int:
        """Seconds since 1970, which are not before the last look that was believed."""
        before = self._read()
        return int(max(time.time(), before.known if before else 0.0))

    def _read(self) -> _Looks | None:
        try:
            kept = json.loads(self._path.read_bytes())
            doubted = None if kept["doubted"] is None else float(kept["doubted"])
            return _Looks(float(kept["seen"]), doubted, float(kept["known"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None


def _doubted(before: _Looks, now: float) -> float | None:
    """Returns since when the clock is doubted; None where it is believed."""
    pause, doubted = now - before.seen, before.doubted
    if now < EARLIEST:
        return now
    if doubted is None:
        return None if -_HOUR <= pause <= _USUAL_PAUSE else now
    if pause < -_HOUR or pause > _LONGEST_PAUSE:
        return now
    return None if now >= doubted + _DAY else doubted
