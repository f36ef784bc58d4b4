"""Unpacks a backup into a folder, whoever made it: what is not exactly what its list says is refused.

No name in it leads out of the folder, nothing but plain files is taken, and no more bytes than the list says. It knows
nothing of what is in the home.
"""

import hashlib
import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vozes.files import make_folder, sync_folder, whole_file
from vozes.service.backup import MANIFEST
from vozes.service.backup.manifest import LARGEST, KeptFile, Manifest, from_json, invalid_backup

_PIECE = 1 << 20
"""Bytes that are copied at once."""


class PackedBackup:
    """A backup that is open, of which the list was read."""

    def __init__(self, archive: tarfile.TarFile):
        self._archive = archive
        self.manifest = self._read_manifest()

    def unpack(self, folder: Path) -> None:
        """Writes its files, which are on the disk then. Raises VozesError(INVALID_BACKUP), and OSError."""
        missing = dict(self.manifest.files)
        with _damage_refused():
            for member in self._archive:
                if member.name == MANIFEST and member.offset == 0:
                    continue
                kept = missing.pop(member.name, None)
                if kept is None:
                    raise invalid_backup(f"has a file that its list does not name: {member.name[:200]!r}")
                self._unpack(member, kept, folder / member.name)
        if missing:
            raise invalid_backup(f"lacks {len(missing):,} of its files, {next(iter(missing))!r} among them")
        for made in {path.parent for path in map(folder.joinpath, self.manifest.files)}:
            sync_folder(made)

    def _unpack(self, member: tarfile.TarInfo, kept: KeptFile, path: Path) -> None:
        source = self._plain(member, kept.size)
        make_folder(path.parent)
        digest = hashlib.sha256()
        with whole_file(path) as file:
            while piece := source.read(_PIECE):
                digest.update(piece)
                file.write(piece)
            if digest.hexdigest() != kept.sha256:
                raise invalid_backup(f"has a damaged file, which is not what was written: {member.name!r}")

    def _read_manifest(self) -> Manifest:
        with _damage_refused():
            first = self._archive.next()
            if first is None or first.name != MANIFEST:
                raise invalid_backup(f"is none of Vozes: it does not begin with {MANIFEST}")
            if first.size > LARGEST:
                raise invalid_backup("has a list of its files that is too long")
            return from_json(self._plain(first, first.size).read())

    def _plain(self, member: tarfile.TarInfo, size: int) -> io.BufferedIOBase:
        """Returns the content of a plain file of that size."""
        if member.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or member.issparse():
            raise invalid_backup(f"has something in it that is no plain file: {member.name[:200]!r}")
        if member.size != size:
            raise invalid_backup(f"has a file of another size than its list says: {member.name[:200]!r}")
        content = self._archive.extractfile(member)
        if content is None:
            raise invalid_backup(f"has no content for {member.name[:200]!r}")
        return content  # type: ignore[return-value]  # of which tarfile makes a BufferedReader


@contextmanager
def opened(path: Path) -> Iterator[PackedBackup]:
    """Opens a backup. Raises VozesError(INVALID_BACKUP), and OSError where the file cannot be read."""
    with _Bounded(path) as file:
        with _damage_refused():
            archive = tarfile.open(fileobj=file, mode="r:")  # noqa: SIM115  (closed below)
        with archive:
            yield PackedBackup(archive)


class _Bounded(io.FileIO):
    """A file of which nobody reads much at once, as for a head that says that it is huge."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > LARGEST:
            raise tarfile.ReadError("one of its heads is too long")
        return super().read(size) or b""


@contextmanager
def _damage_refused() -> Iterator[None]:
    """Makes one error of all that the standard library raises for what is no tar file, or a damaged one."""
    try:
        yield
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        raise invalid_backup(f"is no tar file, or is damaged: {str(error)[:200] or 'it ends early'}") from error
