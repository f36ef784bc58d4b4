"""Zip files that anyone may have made, read with care: bounded in entries, bytes and memory, without links and secrets.

Nothing that such a file says of itself is believed, and no name in it becomes a path. It knows nothing of voices:
whoever calls says which names may be in it, how large each may be, and where an entry is unpacked to.
"""

import io
import shutil
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from vozes.errors import ErrorCode, VozesError
from vozes.files import unwritable

_MOST_ENTRIES = 25_000
_MOST_DIRECTORY_BYTES = 200 * _MOST_ENTRIES
_MOST_EXPANSION = 100
"""How many times the file's size its entries may have; speech can be packed to about a half."""
_FLAGS = 0b1000_0000_1110
"""The flags that an entry may have: how it was deflated, sizes after it, UTF-8. The others mean encryption."""
_HEADER_BYTES = 30
"""Bytes of the header before an entry, without its name."""
_PIECE = 1 << 20
"""Bytes that are unpacked at once."""

MostBytes = Callable[[str], int | None]
"""How large an entry of that name may be; None: it does not belong there."""


class Package:
    """A zip file whose directory is in order. What is read of it raises VozesError(INVALID_ARCHIVE) where damaged."""

    def __init__(self, archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]):
        self._archive = archive
        self._entries = entries

    def sizes(self) -> dict[str, int]:
        """Returns the names of all entries, folders among them, and how many bytes each unpacks to."""
        return {name: info.file_size for name, info in self._entries.items()}

    def read(self, name: str) -> bytes:
        content = io.BytesIO()
        self._copy(name, content)
        return content.getvalue()

    def unpack(self, name: str, path: Path) -> None:
        """Unpacks an entry into a new file. Raises VozesError(STORAGE_FULL) too."""
        with disk_errors_refused(), path.open("xb") as file:
            self._copy(name, file)

    def _copy(self, name: str, out: BinaryIO) -> None:
        info = self._entries[name]
        with _damage_refused(), self._archive.open(info) as entry:
            shutil.copyfileobj(entry, out, _PIECE)
            if out.tell() != info.file_size:
                raise zipfile.BadZipFile(f"{name} is shorter than its header says")


@contextmanager
def opened(path: Path, most_bytes: MostBytes, max_bytes: int) -> Iterator[Package]:
    """Opens the zip file, whose entries together may unpack to `max_bytes`.

    Raises VozesError(INVALID_ARCHIVE) with what is wrong.
    """
    with _Bounded(path) as file:
        with _damage_refused():
            archive = zipfile.ZipFile(file)
        with archive:
            infos = archive.infolist()
            _check_sizes(infos, path.stat().st_size, max_bytes)
            for info in infos:
                _check_entry(info, most_bytes)
            yield Package(archive, _by_name(infos))


@contextmanager
def disk_errors_refused() -> Iterator[None]:
    """Makes a VozesError of an OSError: STORAGE_FULL or HOME_UNUSABLE."""
    try:
        yield
    except OSError as error:
        raise unwritable("The archive could not be unpacked", error) from error


def invalid_archive(problem: str) -> VozesError:
    return VozesError(ErrorCode.INVALID_ARCHIVE, f"The archive {problem}.", param="file")


class _Bounded(io.FileIO):
    """A file of which nobody reads much at once, as of a directory that says that it is huge."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _MOST_DIRECTORY_BYTES:
            raise zipfile.BadZipFile("its directory is too large")
        return super().read(size) or b""


@contextmanager
def _damage_refused() -> Iterator[None]:
    """Makes one error of all that the standard library raises for what is no zip file, or a damaged one."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise invalid_archive(f"is no zip file, or is damaged: {str(error)[:200] or 'it ends early'}") from error


def _check_sizes(infos: Sequence[zipfile.ZipInfo], size: int, max_bytes: int) -> None:
    """Checks the sizes of the entries of a file of `size` bytes."""
    if len(infos) > _MOST_ENTRIES:
        raise invalid_archive(f"has {len(infos):,} entries; {_MOST_ENTRIES:,} are allowed")
    total = sum(info.file_size for info in infos)
    if total > max_bytes:
        raise invalid_archive(f"unpacks to {total:,} bytes; {max_bytes:,} are allowed")
    if total > _MOST_EXPANSION * size:
        raise invalid_archive(f"unpacks from {size:,} bytes to {total:,}, as no recordings do")
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise invalid_archive(f"has entries that overlap: {info.orig_filename[:200]!r} and the one before")
        end = info.header_offset + _HEADER_BYTES + len(info.orig_filename) + info.compress_size
    if end > size:
        raise invalid_archive("is cut off")


def _check_entry(info: zipfile.ZipInfo, most_bytes: MostBytes) -> None:
    name = info.orig_filename
    most = most_bytes(name)
    if most is None:
        raise invalid_archive(f"has an entry that does not belong in it: {name[:200]!r}")
    if info.file_size > most:
        raise invalid_archive(f"has {info.file_size:,} bytes in {name}; {most:,} are allowed")
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFDIR if name.endswith("/") else stat.S_IFREG):
        raise invalid_archive(f"has a link or a special file in it: {name}")
    if info.flag_bits & ~_FLAGS or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise invalid_archive(f"has an entry that is encrypted, or packed in a way that is not read here: {name}")


def _by_name(infos: Sequence[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    entries = {info.orig_filename: info for info in infos}
    if len(entries) < len(infos):
        raise invalid_archive("has two entries of one name")
    return entries
