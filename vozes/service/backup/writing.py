"""Writes a backup of a home into a file, while a server and commands go on writing to that home.

Every voice is in it whole or not at all, as all was at one moment. It knows nothing of how it is put back.
"""

import hashlib
import io
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from vozes import __version__
from vozes.errors import ErrorCode, VozesError
from vozes.files import PRIVATE_FILE, unwritable
from vozes.service.backup import MANIFEST
from vozes.service.backup.contents import files_of, snapshot
from vozes.service.backup.manifest import KeptFile, Manifest, to_json
from vozes.service.home_format import read_format
from vozes.voices.voice import utc_time


@dataclass(frozen=True, slots=True)
class WrittenBackup:
    manifest: Manifest
    left_out: tuple[str, ...]
    """Files of users that are in none, as their names could not be put back everywhere."""


def write_backup(home: Path, out: BinaryIO, wait_seconds: float, *, models: bool = False) -> WrittenBackup:
    """Writes all of the home that is a user's. `models`: those too.

    Raises VozesError: NOT_FOUND for a home with nothing in it, LIBRARY_BUSY, STORAGE_FULL, HOME_UNUSABLE.
    """
    try:
        with snapshot(home, wait_seconds, models=models) as (folder, left_out):
            files = {name: _described(folder / name) for name in files_of(folder)}
            if not files:
                raise VozesError(ErrorCode.NOT_FOUND, f"There is nothing to keep in the home {home}.", param="home")
            manifest = Manifest(files, read_format(folder), utc_time(), __version__)
            _write(folder, manifest, out)
    except OSError as error:
        raise unwritable(f"The backup of {home} cannot be written", error) from error
    return WrittenBackup(manifest, tuple(left_out))


def _described(path: Path) -> KeptFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return KeptFile(file.tell(), digest)


def _write(folder: Path, manifest: Manifest, out: BinaryIO) -> None:
    content = to_json(manifest)
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(_member(MANIFEST, len(content), 0.0), io.BytesIO(content))
        for name, kept in manifest.files.items():
            path = folder / name
            with path.open("rb") as file:
                archive.addfile(_member(name, kept.size, path.stat().st_mtime), file)


def _member(name: str, size: int, seconds: float) -> tarfile.TarInfo:
    """Returns the head of a file that was changed so many seconds after 1970."""
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = size, int(seconds), PRIVATE_FILE
    return member
