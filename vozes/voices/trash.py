"""Deleted voices: folders named `ID.SECONDS` after when they were deleted, which go for good after some days.

It knows nothing of what is in the library. Whoever calls holds the library's lock where it writes.
"""

import logging
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from vozes.voices.names import is_id
from vozes.voices.reading import read_voice
from vozes.voices.storage import make_folder, move, remove_folder
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
    def __init__(self, folder: Path, days: float):
        self._folder = folder
        self._days = days

    def put(self, folder: Path) -> None:
        """Takes a voice's folder in."""
        make_folder(self._folder)
        seconds = int(time.time())
        while (target := self._folder / f"{folder.name}.{seconds}").exists():
            seconds += 1
        move(folder, target)

    def voices(self) -> list[DeletedVoice]:
        """The last deleted first; what cannot be read is left out."""
        found = ((buried.read(), utc_time(buried.seconds)) for buried in self._buried())
        return [DeletedVoice(voice, deleted) for voice, deleted in found if voice]

    def find(self, voice_id: str) -> Buried | None:
        """The last deleted of that id."""
        return next((buried for buried in self._buried() if buried.id == voice_id), None)

    def ids(self) -> set[str]:
        return {buried.id for buried in self._buried()}

    def purge(self) -> list[str]:
        """Removes what has been there long enough; gives the ids."""
        oldest = time.time() - self._days * _DAY
        return self._remove(buried for buried in self._buried() if buried.seconds <= oldest)

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
