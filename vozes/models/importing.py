"""Takes in a model that is on this machine: in a folder, in a zip file, or where other programs keep it.

Only files that the catalogue names are taken, or those that another Vozes has recorded, and each only with the hash
that is known of it. So what is taken in is what was published, whoever had it.
"""

import hashlib
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from vozes.engines.settings import EngineSettings
from vozes.errors import ErrorCode, VozesError
from vozes.files import make_folder, new_folder, unwritable, whole_file
from vozes.models.catalog import CatalogModel
from vozes.models.failures import check_room
from vozes.models.installed import InstalledModel, busy, look_at, own_folder, present
from vozes.models.placing import check_licence, place, provenance_of, workplace
from vozes.models.provenance import RECORD, FileRecord, Provenance, parse_provenance
from vozes.models.pull_state import AlreadyPullingError, no_pull
from vozes.models.verifying import expected_hashes

_CHUNK = 4 * 1024 * 1024
_LONGEST_RECORD = 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Entry:
    size: int
    open: Callable[[], IO[bytes]]


def import_model(
    model: CatalogModel, settings: EngineSettings, origin: Path | None, *, accept_license: bool
) -> InstalledModel:
    """Takes it from a folder or a zip file, or where none is named from where its engine finds it; returns the model.

    Raises VozesError: LICENCE_NOT_ACCEPTED, INVALID_FIELD, INVALID_CHECKPOINT, MODEL_NOT_INSTALLED, MODEL_BUSY or
    STORAGE_FULL.
    """
    check_licence(model, accepted=accept_license)
    home = settings.home_path
    if origin is None:
        origin = present(model, settings).folder
    if origin is None or origin.resolve().is_relative_to(own_folder(model, home).resolve()):
        raise VozesError(ErrorCode.INVALID_FIELD, f"{model.name} is in its place already: {origin}.", param="model")
    try:
        with no_pull(home, model.id), _entries(origin) as entries:
            work = workplace(model, home)
            make_folder(work)
            try:
                folder = new_folder(work)
                provenance = _copy(model, origin, entries, folder, home)
                place(model, folder, provenance, home)
            finally:
                shutil.rmtree(work, ignore_errors=True)
    except AlreadyPullingError:
        raise busy(model) from None
    except OSError as error:
        raise unwritable(f"{model.name} could not be taken in", error) from error
    return look_at(model, settings)


def _copy(model: CatalogModel, origin: Path, entries: Mapping[str, _Entry], folder: Path, home: Path) -> Provenance:
    """Copies the model's files into the folder, and returns their record."""
    base = _base(model, entries)
    if base is None:
        raise _refusal(origin, f"has no file {model.files[0].path}, and so is no {model.name}")
    record = _record(entries.get(base + RECORD))
    expected = expected_hashes(model, record)
    wanted = {path: digest for path, digest in expected.items() if base + path in entries}
    if lost := [path for path in expected if path not in wanted and (record or not path.startswith("voices/"))]:
        raise _refusal(origin, f"lacks {', '.join(lost)}")
    check_room(home, sum(entries[base + path].size for path in wanted), model.name)
    files = {}
    for path, digest in wanted.items():
        files[path] = _copy_file(entries[base + path], folder / path)
        if digest not in (None, files[path].sha256):
            raise _refusal(origin, f"has a {path} that is not the published one (SHA-256 {files[path].sha256})")
    eight_bit = record is not None and record.eight_bit
    name = str(origin) if record is None else f"{origin} ({record.origin})"
    return provenance_of(model, "import", name, files, eight_bit=eight_bit)


def _base(model: CatalogModel, entries: Mapping[str, _Entry]) -> str | None:
    """Returns what stands before the names of the model's files, the shortest where there are several."""
    weights = model.files[0].path
    found = [name.removesuffix(weights) for name in entries if f"/{name}".endswith(f"/{weights}")]
    return min(found, key=len, default=None)


def _copy_file(entry: _Entry, path: Path) -> FileRecord:
    digest, size = hashlib.sha256(), 0
    with entry.open() as source, whole_file(path) as target:
        while chunk := source.read(_CHUNK):
            target.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return FileRecord(size, digest.hexdigest())


def _record(entry: _Entry | None) -> Provenance | None:
    """Returns what another Vozes has recorded beside the files."""
    if entry is None:
        return None
    with entry.open() as file:
        return parse_provenance(file.read(_LONGEST_RECORD))


@contextmanager
def _entries(origin: Path) -> Iterator[Mapping[str, _Entry]]:
    """Gives the files in a folder or a zip file by their names in it. Raises VozesError(INVALID_FIELD)."""
    if origin.is_dir():
        paths = (path for path in origin.rglob("*") if path.is_file())
        yield {path.relative_to(origin).as_posix(): _Entry(path.stat().st_size, partial(_open, path)) for path in paths}
    elif zipfile.is_zipfile(origin):
        with zipfile.ZipFile(origin) as archive:
            yield {info.filename: _Entry(info.file_size, partial(archive.open, info)) for info in archive.infolist()}
    else:
        what = "is neither a folder nor a zip file" if origin.exists() else "is not there"
        raise VozesError(ErrorCode.INVALID_FIELD, f"{origin} {what}: name the model's folder.", param="model")


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")


def _refusal(origin: Path, problem: str) -> VozesError:
    return VozesError(ErrorCode.INVALID_CHECKPOINT, f"{origin} {problem}.", param="folder")
