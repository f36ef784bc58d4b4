"""Deleted voices: folders named `ID.SECONDS` after when they were deleted, which go for good after some days.

What has been there longer is removed at the next look under the lock, if the clock can be believed; until then it can
be restored. It knows nothing of what is in the library. Whoever calls holds its lock where it writes.
"""

import logging
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from vozes.files import make_folder, move, remove_folder
from vozes.voices.clock import EARLIEST, Clock
from vozes.voices.names import is_id
from vozes.voices.reading import read_voice
from vozes.voices.voice import DeletedVoice, LibraryVoice, utc_time

_DAY = 24 * 3600

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Buried:
    folder: Path
    id: str
    seconds: int
    """When it was deleted, since 1970."""

    def read(self) -> LibraryVoice | None:
        """None where it cannot be read any more."""
        try:
            return read_voice(str(self.folder), self.id)
        except ValueError as error:
            log.warning("The deleted voice in the folder %s is skipped: %s", self.folder.name, error)
            return None


class Trash:
    def __init__(self, folder: Path, days: float, clock: Clock):
        self._folder = folder
        self._days = days
        self._clock = clock

    def put(self, folder: Path, voice_id: str) -> None:
        """Takes a voice's folder in."""
        make_folder(self._folder)
        seconds = self._clock.now()
        while (target := self._folder / f"{voice_id}.{seconds}").exists():
            seconds += 1
        move(folder, target)

    def voices(self) -> list[DeletedVoice]:
        """The last deleted first; what cannot be read is left out."""
        found = ((buried.read(), utc_time(buried.seconds)) for buried in self._buried())
        return [DeletedVoice(voice, deleted) for voice, deleted in found if voice]

    def find(self, voice_id: str) -> Buried | None:
        """The last deleted of that id."""
        return next((each for each in self._buried() if each.id == voice_id), None)

    def ids(self) -> set[str]:
        return {buried.id for buried in self._buried()}

    def has_overdue(self) -> bool:
        return any(map(self._is_over, self._buried()))

    def purge(self) -> list[str]:
        """Removes what has been there long enough, unless the clock is in doubt; gives the ids.

        What was deleted in the future, or before there was a Vozes, as a clock said that was wrong, counts as deleted
        now.
        """
        all_buried = self._buried()
        if self._days and not self._clock.believed(at_first=not all_buried):
            return []
        for buried in all_buried:
            if not EARLIEST <= buried.seconds <= time.time() + _DAY:
                self.put(buried.folder, buried.id)
        return self._remove(buried for buried in self._buried() if self._is_over(buried))

    def _is_over(self, buried: Buried) -> bool:
        return not self._days or buried.seconds <= time.time() - self._days * _DAY

    def empty(self) -> list[str]:
        """Removes all; gives the ids."""
        return self._remove(self._buried())

    def _remove(self, all_buried: Iterable[Buried]) -> list[str]:
        removed = []
        for buried in all_buried:
            remove_folder(buried.folder)
            removed.append(buried.id)
        return removed

    def _buried(self) -> list[Buried]:
        paths = self._folder.iterdir() if self._folder.is_dir() else ()
        found = [buried for path in paths if (buried := _parse(path))]
        return sorted(found, key=lambda buried: (-buried.seconds, buried.id))


def _parse(path: Path) -> Buried | None:
    voice_id, _, seconds = path.name.rpartition(".")
    if not is_id(voice_id) or not re.fullmatch("[0-9]{1,11}", seconds) or path.is_symlink():
        return None
    return Buried(path, voice_id, int(seconds))
