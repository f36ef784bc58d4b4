"""A few numbers in a file that several processes change, one after another: each sees what all others have written.

They are written in place and not synced, which takes some 50 µs: a kill loses none of them, a loss of power may. Where
the disk does not allow it, each process goes on with what it knows. It knows nothing of what the numbers mean.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from vozes.files import PRIVATE_FILE, make_folder, why
from vozes.locks import taken

Numbers = npt.NDArray[np.float64]

_WAIT_SECONDS = 0.5
"""How long to wait for another process, which holds the file for less than a millisecond unless it was stopped."""

log = logging.getLogger(__name__)


class SharedNumbers:
    def __init__(self, path: Path):
        self._path = path
        self._known = np.zeros(0)
        self._problem: str | None = None

    @contextmanager
    def changing(self, count: int) -> Iterator[Numbers]:
        """Yields so many numbers or more, those that are new as 0; what the block makes of them counts at its end.

        Nobody else has them meanwhile. Where the block raises, nothing has changed.
        """
        file = self._opened()
        try:
            numbers = self._padded(count, self._known if file is None else self._read(file))
            before = numbers.tobytes()
            yield numbers
            self._known = numbers
            after = numbers.tobytes()
            if file is not None and after != before:
                self._write(file, after)
        finally:
            if file is not None:
                file.close()

    def _opened(self) -> BinaryIO | None:
        """Returns the file, locked, which is made where it is missing; None where that cannot be."""
        try:
            file = self._locked()
        except OSError as error:
            self._tell(error)
            return None
        self._problem = None
        return file

    def _locked(self) -> BinaryIO:
        """Raises OSError, also where another process holds it for too long."""
        while True:
            file = self._at_path()
            try:
                if not taken(file, _WAIT_SECONDS):
                    raise TimeoutError(f"another process holds {self._path.name}")
                if os.fstat(file.fileno()).st_nlink:
                    return file
            except BaseException:
                file.close()
                raise
            file.close()  # it was removed before it was locked

    def _at_path(self) -> BinaryIO:
        try:
            return open_in_place(self._path)
        except FileNotFoundError:
            make_folder(self._path.parent)
            return open_in_place(self._path)

    def _read(self, file: BinaryIO) -> Numbers:
        try:
            return read_numbers(file)
        except OSError as error:
            self._tell(error)
            return self._known

    def _write(self, file: BinaryIO, content: bytes) -> None:
        try:
            file.seek(0)
            file.write(content)
        except OSError as error:
            self._tell(error)

    @staticmethod
    def _padded(count: int, numbers: Numbers) -> Numbers:
        padded = np.zeros(max(count, len(numbers)))
        padded[: len(numbers)] = numbers
        return padded

    def _tell(self, error: OSError) -> None:
        problem = why(error)
        if problem != self._problem:
            log.warning("What keys have used is counted by this server alone, as of %s: %s", self._path, problem)
        self._problem = problem


def read_numbers(file: BinaryIO) -> Numbers:
    """Returns all numbers that are whole. Raises OSError."""
    content = file.read()
    numbers = np.frombuffer(content[: len(content) // 8 * 8], np.float64)
    return np.where(np.isfinite(numbers), numbers, 0.0)


def open_in_place(path: Path) -> BinaryIO:
    """Opens a file to be changed, and makes it where it is missing; raises OSError."""
    return open(path, "r+b", buffering=0, opener=lambda name, flags: os.open(name, flags | os.O_CREAT, PRIVATE_FILE))
