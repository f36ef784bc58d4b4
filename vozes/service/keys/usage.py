"""What named keys have used: requests of the last minute, and characters that were spoken today, which is a day of UTC.

The characters are written down every few seconds and at the end, so that a restart forgets nothing; a kill forgets what
was spoken since. All of it belongs to the server's event loop. It knows nothing of what is asked or said.
"""

import asyncio
import json
import logging
import math
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vozes.errors import ErrorCode, VozesError
from vozes.files import why, write_whole
from vozes.service.keys.key import NamedKey
from vozes.service.keys.last_minute import LastMinute
from vozes.service.thread_pools import with_files

FILE = "keys-used.json"
_KEEP_SECONDS = 5.0
"""How often what was used is written down, where it has changed."""
_DAY = 24 * 3600

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Reservation:
    """Characters that are being spoken for a key."""

    digest: str
    day: int
    characters: int


class KeyUsage:
    def __init__(self, home: Path):
        self._path = home / FILE
        self._requests: dict[str, LastMinute] = {}
        self._day, self._characters = read_usage(home)
        self._is_kept = True

    def count_request(self, key: NamedKey) -> None:
        """Raises VozesError(RATE_LIMITED), and counts nothing then."""
        if key.per_minute is None:
            return
        requests = self._requests.setdefault(key.digest, LastMinute(key.per_minute))
        wait = requests.seconds_to_wait()
        if wait > 0:
            message = f"The key {key.name!r} may send {key.per_minute:,} requests in a minute."
            raise VozesError(ErrorCode.RATE_LIMITED, message, retry_after=wait, limit=key.per_minute)
        requests.note()

    def require(self, key: NamedKey, characters: int) -> None:
        """Raises VozesError where so many are more than are left today (DAILY_LIMIT), or than a day has."""
        most = key.characters_per_day
        if most is None or characters <= most - self._of_today()[key.digest]:
            return
        allowed = f"The key {key.name!r} may have {most:,} characters spoken in a day"
        if characters > most:
            message = f"{allowed}, and this text has {characters:,}."
            raise VozesError(ErrorCode.TEXT_TOO_LONG, message, param="text", limit=most)
        left = max(0, most - self._of_today()[key.digest])
        message = f"{allowed}: {left:,} are left today, and this text has {characters:,}."
        raise VozesError(ErrorCode.DAILY_LIMIT, message, retry_after=_DAY - time.time() % _DAY, limit=left)

    def reserve(self, key: NamedKey, characters: int) -> Reservation:
        """Takes characters before they are spoken. Raises what `require` does, and takes none then."""
        self.require(key, characters)
        self._of_today()[key.digest] += characters
        self._is_kept = False
        return Reservation(key.digest, self._day, characters)

    def settle(self, reservation: Reservation, spoken: int) -> None:
        """Gives back what was not spoken, unless the day is over."""
        unspoken = reservation.characters - spoken
        characters = self._of_today()
        if unspoken > 0 and self._day == reservation.day:
            characters[reservation.digest] -= unspoken
            self._is_kept = False

    async def keep(self) -> None:
        """Writes down what was used, again and again; never returns."""
        while True:
            await asyncio.sleep(_KEEP_SECONDS)
            await self.write()

    async def write(self) -> None:
        """Writes down what was used, where it has changed; a disk that refuses it is told in the log."""
        if self._is_kept:
            return
        self._is_kept = True
        content = json.dumps({"day": self._day, "characters": self._characters}).encode()
        try:
            await with_files(write_whole, self._path, content)
        except OSError as error:
            self._is_kept = False
            log.warning("What keys have used cannot be kept in %s: %s", self._path, why(error))

    def _of_today(self) -> Counter[str]:
        """Returns how many characters were spoken today, by the keys' digests."""
        today = _today()
        if today != self._day:
            self._day, self._characters = today, Counter()
        return self._characters


def read_usage(home: Path) -> tuple[int, Counter[str]]:
    """Returns today, in days since 1970, and what the server has written down of it."""
    today = _today()
    try:
        kept = json.loads((home / FILE).read_bytes())
        used: Mapping[str, int] = kept["characters"] if kept["day"] == today else {}
        return today, Counter({str(digest): int(count) for digest, count in used.items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return today, Counter()


def _today() -> int:
    return math.floor(time.time() / _DAY)
