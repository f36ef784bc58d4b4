"""What named keys have used: requests of the last minute, and characters that were spoken today, which is a day of UTC.

Both stand in a file for each key, so that several servers with one home count together, and a restart or a kill forgets
nothing; what a server that is killed was speaking counts as spoken. A key without limits costs nothing until something
was spoken for it. All of it belongs to the server's event loop. It knows nothing of what is asked or said.
"""

import math
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from vozes.errors import ErrorCode, VozesError
from vozes.files import empty_folder
from vozes.service.keys.key import NamedKey
from vozes.service.keys.shared_numbers import Numbers, SharedNumbers, read_numbers

FOLDER = "keys-used"
_DAY = 24 * 3600
_MINUTE = 60.0
_TODAY, _SPOKEN, _TIMES = 0, 1, 2
"""Where a file has the day, in days since 1970, its characters, and from where on the times of the last requests."""


@dataclass(slots=True)
class Reservation:
    """Characters that are being spoken for a key."""

    digest: str
    day: int
    characters: int
    """Those that count already; none for a key that may have any number."""


class KeyUsage:
    def __init__(self, home: Path):
        self._folder = home / FOLDER
        self._files: dict[str, SharedNumbers] = {}

    def count_request(self, key: NamedKey) -> None:
        """Raises VozesError(RATE_LIMITED), and counts nothing then."""
        if key.per_minute is None:
            return
        with self._of(key.digest).changing(_TIMES + key.per_minute) as numbers:
            times, now = numbers[_TIMES:], time.time()
            times[times > now + _MINUTE] = 0.0  # the clock was set back
            wait = _last_but(key.per_minute - 1, times) + _MINUTE - now
            if wait > 0:
                message = f"The key {key.name!r} may send {key.per_minute:,} requests in a minute."
                raise VozesError(ErrorCode.RATE_LIMITED, message, retry_after=wait, limit=key.per_minute)
            times[times.argmin()] = now

    def require(self, key: NamedKey, characters: int) -> None:
        """Raises VozesError where so many are more than are left today (DAILY_LIMIT), or than a day has."""
        if key.characters_per_day is not None:
            with self._of(key.digest).changing(_TIMES) as numbers:
                _require(key, characters, numbers)

    def reserve(self, key: NamedKey, characters: int) -> Reservation:
        """Takes characters before they are spoken. Raises what `require` does, and takes none then."""
        if key.characters_per_day is None:
            return Reservation(key.digest, _today(), 0)
        with self._of(key.digest).changing(_TIMES) as numbers:
            _require(key, characters, numbers)
            numbers[_SPOKEN] += characters
            return Reservation(key.digest, int(numbers[_TODAY]), characters)

    def settle(self, reservation: Reservation, spoken: int) -> None:
        """Counts what was spoken in place of what was reserved, unless the day is over."""
        if spoken == reservation.characters:
            return
        with self._of(reservation.digest).changing(_TIMES) as numbers:
            _begin_day(numbers)
            if numbers[_TODAY] == reservation.day:
                numbers[_SPOKEN] += spoken - reservation.characters

    def remove_old(self) -> None:
        """Removes the files of keys that were not used for so long that nothing in them counts."""
        empty_folder(self._folder, 2.0 * _DAY)

    def _of(self, digest: str) -> SharedNumbers:
        return self._files.setdefault(digest, SharedNumbers(self._folder / digest))


def spoken_today(home: Path) -> Counter[str]:
    """Returns how many characters were spoken today, by the keys' digests."""
    spoken: Counter[str] = Counter()
    with suppress(OSError):
        for path in (home / FOLDER).iterdir():
            with suppress(OSError), path.open("rb") as file:
                numbers = read_numbers(file)
                if len(numbers) > _SPOKEN and numbers[_TODAY] == _today():
                    spoken[path.name] = int(numbers[_SPOKEN])
    return spoken


def _last_but(number: int, times: Numbers) -> float:
    """Returns the time that so many others come after."""
    place = len(times) - 1 - number
    return float(np.partition(times, place)[place] if place else times.min())


def _begin_day(numbers: Numbers) -> None:
    """Forgets another day's characters."""
    if numbers[_TODAY] != _today():
        numbers[_TODAY], numbers[_SPOKEN] = _today(), 0


def _require(key: NamedKey, characters: int, numbers: Numbers) -> None:
    _begin_day(numbers)
    most, spoken = key.characters_per_day, int(numbers[_SPOKEN])
    if most is None or characters <= most - spoken:
        return
    allowed = f"The key {key.name!r} may have {most:,} characters spoken in a day"
    if characters > most:
        message = f"{allowed}, and this text has {characters:,}."
        raise VozesError(ErrorCode.TEXT_TOO_LONG, message, param="text", limit=most)
    left = max(0, most - spoken)
    message = f"{allowed}: {left:,} are left today, and this text has {characters:,}."
    raise VozesError(ErrorCode.DAILY_LIMIT, message, retry_after=_DAY - time.time() % _DAY, limit=left)


def _today() -> int:
    return math.floor(time.time() / _DAY)
