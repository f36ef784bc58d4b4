"""Puts a backup in the place of what a home has: all of it or nothing, whatever interrupts it.

What was there stays until all that is new lies whole and checked beside it. It knows nothing of how archives are read.
"""

import shutil
from pathlib import Path

from vozes.errors import ErrorCode, VozesError
from vozes.files import make_folder, unwritable
from vozes.service.backup.contents import MODELS, filled_names, kept_names
from vozes.service.backup.manifest import Manifest, newer_backup
from vozes.service.backup.swapping import commit, discard, new_place
from vozes.service.backup.unpacking import PackedBackup, opened
from vozes.service.home_format import CURRENT, alone, go_on

_ROOM = 64 * 1024 * 1024
"""Bytes that are to stay free on the disk."""


def restore_backup(home: Path, source: Path, *, force: bool) -> Manifest:
    """Makes the home what it was, and returns what it has now; the models stay where the backup has none.

    `force`: also where there is something that goes then. Raises VozesError: INVALID_BACKUP, HOME_NOT_EMPTY,
    HOME_IN_USE, STORAGE_FULL, HOME_UNUSABLE; then the home is as it was.
    """
    try:
        with opened(source) as backup:
            make_folder(home)
            with alone(home):
                go_on(home)
                return _restore(home, backup, force=force)
    except OSError as error:
        raise unwritable(f"The backup cannot be restored to {home}", error) from error


def _restore(home: Path, backup: PackedBackup, *, force: bool) -> Manifest:
    manifest = backup.manifest
    if manifest.home_format > CURRENT:
        raise newer_backup(manifest.vozes)
    there = filled_names(home)
    if (home / MODELS).exists() and any(name.startswith(f"{MODELS}/") for name in manifest.files):
        there.append(MODELS)
    if there and not force:
        message = f"The home {home} has something in it that the backup would replace: {', '.join(there)}."
        raise VozesError(ErrorCode.HOME_NOT_EMPTY, message)
    _check_room(home, manifest)
    new = new_place(home)
    try:
        backup.unpack(new)
    except BaseException:
        discard(new)
        raise
    commit(home, new, kept_names(home))
    return manifest


def _check_room(home: Path, manifest: Manifest) -> None:
    free = shutil.disk_usage(home).free
    if manifest.size + _ROOM > free:
        message = f"The backup needs {manifest.size:,} bytes in {home}, where {free:,} are free."
        raise VozesError(ErrorCode.STORAGE_FULL, message)
