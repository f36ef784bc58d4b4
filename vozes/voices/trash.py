"""Deleted voices: folders named `ID.SECONDS` after when they were deleted, which go for good after `trash_days`.

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
class TrashedVoice:
    folder: Path
    id: str
    seconds: int
    """When it was deleted, since 1970."""

    def read(self) -> LibraryVoice | None:
        """Returns the voice, None where it cannot be read any more."""
        try:
            return read_voice(str(self.folder), self.id)
        except ValueError as error:
            log.warning("The deleted voice in the folder %r is skipped: %s", self.folder.name, error)
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
        """Returns the deleted voices, the latest first; what cannot be read is left out."""
        found = ((each.read(), utc_time(each.seconds)) for each in self._found())
        return [DeletedVoice(voice, deleted) for voice, deleted in found if voice]

    def find(self, voice_id: str) -> TrashedVoice | None:
        """Returns the latest deleted voice of that id."""
        return next((each for each in self._found() if each.id == voice_id), None)

    def ids(self) -> set[str]:
        return {each.id for each in self._found()}

    def has_overdue(self) -> bool:
        return any(map(self._is_over, self._found()))

    def purge(self) -> list[str]:
        """Removes what has been there long enough, unless the clock is in doubt; gives the ids.

        What was deleted in the future, or before there was a Vozes, as a clock said that was wrong, counts as deleted
        now.
        """
        trashed = self._found()
        if self._days and not self._clock.believed(at_first=not trashed):
            return []
        for each in trashed:
            if not EARLIEST <= each.seconds <= time.time() + _DAY:
                self.put(each.folder, each.id)
        return self._remove(each for each in self._found() if self._is_over(each))

    def _is_over(self, each: TrashedVoice) -> bool:
        return not self._days or each.seconds <= time.time() - self._days * _DAY

    def empty(self) -> list[str]:
        """Removes all; gives the ids."""
        return self._remove(self._found())

    def _remove(self, trashed: Iterable[TrashedVoice]) -> list[str]:
        removed = []
        for each in trashed:
            remove_folder(each.folder)
            removed.append(each.id)
        return removed

    def _found(self) -> list[TrashedVoice]:
        paths = self._folder.iterdir() if self._folder.is_dir() else ()
        found = [each for path in paths if (each := _parse(path))]
        return sorted(found, key=lambda each: (-each.seconds, each.id))


def _parse(path: Path) -> TrashedVoice | None:
    voice_id, _, seconds = path.name.rpartition(".")
    if not is_id(voice_id) or not re.fullmatch("[0-9]{1,11}", seconds) or path.is_symlink():
        return None
    return TrashedVoice(path, voice_id, int(seconds))
