"""Where files wait that were sent and are not kept yet, or never: folders that are gone with what they are for.

What a kill leaves behind is removed when the library of voices is opened next. It knows nothing of HTTP.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vozes.errors import VozesError
from vozes.files import make_folder, unwritable


class Uploads:
    def __init__(self, root: Path):
        self.root = root

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """Makes a folder that is removed with all that is in it, whatever happens; raises VozesError(STORAGE_FULL)."""
        try:
            make_folder(self.root)
            path = Path(tempfile.mkdtemp(dir=self.root))
        except OSError as error:
            raise storage_full(error) from error
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)


def storage_full(error: OSError) -> VozesError:
    """Returns the refusal where the disk has refused what was sent: STORAGE_FULL or HOME_UNUSABLE."""
    return unwritable("What was sent could not be written", error)


def write_upload(path: Path, content: bytes) -> Path:
    """Raises VozesError(STORAGE_FULL)."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise storage_full(error) from error
    return path
