"""Where files wait that were sent and are not kept yet, or never: folders that are gone with what they are for.

What a kill leaves behind is removed when the library of voices is opened next. It knows nothing of HTTP.
"""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ParamSpec, TypeVar

from vozes.errors import ErrorCode, VozesError

P = ParamSpec("P")
T = TypeVar("T")


class Uploads:
    def __init__(self, root: Path):
        self.root = root

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """A new folder, removed with all that is in it whatever happens; raises VozesError(STORAGE_FULL)."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            path = Path(tempfile.mkdtemp(dir=self.root))
        except OSError as error:
            raise storage_full(error) from error
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)


def storage_full(error: OSError) -> VozesError:
    """The disk has refused what was sent."""
    return VozesError(ErrorCode.STORAGE_FULL, f"What was sent could not be written: {error.strerror or error}.")


def write_upload(path: Path, content: bytes) -> Path:
    """Raises VozesError(STORAGE_FULL)."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise storage_full(error) from error
    return path


async def in_thread(work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """As `asyncio.to_thread`, but never left running behind: being cancelled, it ends when the work has."""
    running = asyncio.ensure_future(asyncio.to_thread(work, *args, **kwargs))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait([running])
        if not running.cancelled():
            running.exception()  # seen, though nobody waits for it any more
        raise
