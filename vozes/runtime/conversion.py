"""Converts published files once, into a folder that is whole or absent.

It knows nothing of what is converted, nor of the process that does it (`conversion_process`).
"""

import hashlib
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from torch import Tensor

from vozes.errors import ErrorCode, VozesError
from vozes.files import put_in_place, temporary_folder, unwritable
from vozes.runtime.starter import Progress
from vozes.runtime.weights import Weights, write_weights

Contents = Mapping[str, Collection[str] | None]
"""The names of files, each with those of the tensors that it must hold; None for any."""

_SOURCE = "source"
"""The metadata by which a converted file says what it was made from."""
_READ = 0.5
"""The part of a conversion that is done once everything is read; the rest is writing."""
_LARGEST_SMALL = 256 * 1024 * 1024
"""Bytes of a file that is read as a whole to tell whether it changed: XTTS v2's speakers have 8 million."""
_UNFINISHED = ".unfinished-"
_LONGEST_CONVERSION = 3600
"""Seconds after which an unfinished conversion is nobody's any more."""


def convert_once(made: Path, contents: Contents, source: Path, convert: Callable[[Path], None]) -> None:
    """Sees to it that the folder `made` has its contents: `convert` writes them elsewhere, and then they are moved.

    What `source` was converted to earlier, under another name beside `made`, is removed. Raises
    VozesError(STORAGE_FULL or ENGINE_FAILED), and what `convert` raises.
    """
    try:
        if not _is_whole(made, contents):
            with temporary_folder(made.parent, _UNFINISHED, _LONGEST_CONVERSION) as work:
                convert(work)
                _publish(work, made, contents)
            _remove_superseded(made, _name(source))
    except OSError as error:
        raise unwritable(f"{made} could not be written", error, ErrorCode.ENGINE_FAILED) from error


def write_converted(
    path: Path, source: Path, read: Callable[[Progress], dict[str, Tensor]], progress: Progress, **metadata: str
) -> None:
    """Writes what is read of `source`; raises what `read` raises, and VozesError as `write_weights` does."""
    write_weights(path, read(lambda done: progress(_READ * done)), {_SOURCE: _name(source), **metadata})
    progress(1.0)


def fingerprint(layout: int, large: Iterable[Path], small: Iterable[Path]) -> str:
    """Identifies what the files hold and the layout that they are converted to, large files by size and age alone.

    Raises VozesError(INVALID_CHECKPOINT) for a file that cannot be read.
    """
    digest = hashlib.sha256(str(layout).encode())
    try:
        for path in large:
            status = path.stat()
            digest.update(f" {status.st_size} {status.st_mtime_ns}".encode())
        for path in small:
            if path.stat().st_size > _LARGEST_SMALL:
                message = f"{path} is larger than {_LARGEST_SMALL} bytes."
                raise VozesError(ErrorCode.INVALID_CHECKPOINT, message)
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    except OSError as error:
        message = f"{error.filename} cannot be read: {error.strerror}."
        raise VozesError(ErrorCode.INVALID_CHECKPOINT, message) from error
    return digest.hexdigest()[:16]


def _name(source: Path) -> str:
    return str(source.absolute())


def _is_whole(made: Path, contents: Contents) -> bool:
    try:
        held = {name: set(Weights(made / name).names) for name in contents}
    except VozesError:
        return False
    return all(names is None or held[name] == set(names) for name, names in contents.items())


def _publish(work: Path, made: Path, contents: Contents) -> None:
    made.mkdir(exist_ok=True)
    try:
        for name in contents:
            put_in_place(work / name, made / name)
    except OSError:  # another process was quicker and has them open, which Windows minds
        if not _is_whole(made, contents):
            raise


def _remove_superseded(made: Path, source: str) -> None:
    """Removes what the same source was converted to before it changed; other conversions may come and go meanwhile."""
    for folder in list(made.parent.iterdir()):
        if folder == made or folder.name.startswith(_UNFINISHED):
            continue
        with suppress(OSError, VozesError):
            if any(Weights(path).metadata.get(_SOURCE) == source for path in folder.glob("*.safetensors")):
                shutil.rmtree(folder, ignore_errors=True)
