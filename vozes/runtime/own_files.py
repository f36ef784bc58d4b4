"""Tells whether files of a model's folder are the model's own, and so may be opened.

A folder from elsewhere may hold links to any file, to a device or to a pipe. Its own are regular files that lie in it,
wherever the folder itself is linked from; of a snapshot in Hugging Face's cache also those that it links to, the
cache's `blobs`. It opens nothing.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from vozes.errors import ErrorCode, VozesError


def check_own(folder: Path, files: Iterable[Path]) -> None:
    """Raises VozesError(INVALID_CHECKPOINT), naming the first that is not the folder's own."""
    blobs = [part.parent.parent / "blobs" for part in (folder, *folder.parents) if part.parent.name == "snapshots"]
    roots = [Path(os.path.realpath(root)) for root in (folder, *blobs)]
    for file in files:
        real = Path(os.path.realpath(file))
        if not (real.is_file() and any(real.is_relative_to(root) for root in roots)):
            message = f"{file} is no file of that folder, but leads to another place: put the file itself there."
            raise VozesError(ErrorCode.INVALID_CHECKPOINT, message)
