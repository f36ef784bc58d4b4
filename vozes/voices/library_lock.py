"""The lock of the library of voices: one process, and one thread of it, writes at a time. Who reads needs none."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vozes.errors import ErrorCode, VozesError
from vozes.files import make_folder, unwritable
from vozes.locks import open_lock, taken


@contextmanager
def writing(lock: Path, seconds: float = 10.0) -> Iterator[None]:
    """Holds the lock in that file.

    Raises VozesError: LIBRARY_BUSY where another one holds it for so many seconds; for an OSError inside, what
    `unwritable` makes of it.
    """
    try:
        make_folder(lock.parent)
        with open_lock(lock) as file:
            if not taken(file, seconds):
                raise library_busy(seconds)
            yield
    except OSError as error:
        raise unwritable(f"The library of voices in {lock.parent} cannot be written", error) from error


def library_busy(seconds: float) -> VozesError:
    """Returns the refusal where whoever writes holds the lock too long."""
    message = f"The library of voices has been busy for {seconds:g} s: it is being changed by somebody else."
    return VozesError(ErrorCode.LIBRARY_BUSY, message)
