"""Puts a folder that is whole in the place of a model, at once, with the record of where it came from.

It knows neither where the files come from nor whether they are right; who calls it has checked them.
"""

import hashlib
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from vozes.errors import ErrorCode, VozesError
from vozes.files import make_folder, move, new_folder
from vozes.models.catalog import CatalogModel
from vozes.models.installed import own_folder
from vozes.models.provenance import FileRecord, Kind, Provenance, write_provenance

_CHUNK = 4 * 1024 * 1024
_BLOB_DIGITS = 40


def workplace(model: CatalogModel, home: Path) -> Path:
    """Returns the folder for what is not a model yet: on the same disk, and where no engine looks."""
    return home / "models" / ".pulls" / model.id


def check_licence(model: CatalogModel, *, accepted: bool) -> None:
    """Raises VozesError(LICENCE_NOT_ACCEPTED), telling what the licence permits."""
    licence = model.licence
    if licence.restricted and not accepted:
        message = (
            f"The licence of {model.name} has to be accepted: {licence.id}, {licence.url}. {licence.permits['en']}"
        )
        raise VozesError(ErrorCode.LICENCE_NOT_ACCEPTED, message, param="accept_license")


def provenance_of(
    model: CatalogModel, kind: Kind, origin: str, files: Mapping[str, FileRecord], *, eight_bit: bool
) -> Provenance:
    """Returns the record of a model that is put in place now; a licence that restricts is accepted now as well."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    accepted = now if model.licence.restricted else None
    return Provenance(kind, origin, eight_bit, now, model.licence.id, accepted, files)


def place(model: CatalogModel, folder: Path, provenance: Provenance, home: Path) -> None:
    """Moves the folder to where the model is found; what was there goes. Raises OSError."""
    for path in provenance.files:
        _sync(folder / path)
    write_provenance(folder, provenance)
    target = own_folder(model, home)
    make_folder(target.parent)
    if target.exists():
        move(target, new_folder(workplace(model, home)) / target.name)
    move(folder, target)


def file_hash(path: Path, progress: Callable[[int], None] = lambda read: None) -> str:
    """Returns its SHA-256; `progress` takes the bytes that are read."""
    digest, read = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            read += len(chunk)
            progress(read)
    return digest.hexdigest()


def is_blob(path: Path, digest: str) -> bool:
    """Returns whether git knows the content of a small file by this hash."""
    if len(digest) != _BLOB_DIGITS:
        return False
    content = path.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest() == digest


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
