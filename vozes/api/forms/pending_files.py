"""Holds what has arrived of a form's files until there is enough to write, which a thread then does."""

from collections.abc import Mapping
from pathlib import Path

from vozes.service.thread_pools import with_files
from vozes.service.uploads import storage_full


class PendingFiles:
    """Keeps one piece of each file, in however many it came."""

    def __init__(self) -> None:
        self._pieces: dict[Path, bytearray] = {}
        self.size = 0

    def add(self, path: Path, data: bytes) -> None:
        self._pieces.setdefault(path, bytearray()).extend(data)
        self.size += len(data)

    async def write(self) -> None:
        """Raises VozesError(STORAGE_FULL)."""
        pieces, self._pieces, self.size = self._pieces, {}, 0
        await with_files(_append, pieces)


def _append(pieces: Mapping[Path, bytearray]) -> None:
    try:
        for path, data in pieces.items():
            with path.open("ab") as file:
                file.write(data)
    except OSError as error:
        raise storage_full(error) from error
