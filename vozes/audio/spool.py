"""Keeps an answer's encoded bytes between the synthesis that makes them and the client that reads them.

So a slow client never holds an engine, and a long answer never fills the memory: it goes on in a temporary file.
One writer, in any thread, fills it (an encoder's sink); one reader, in an event loop, empties it. It knows nothing
of formats: where an encoder patches its header, the caller must read only after `finish`.
"""

import asyncio
import contextlib
import io
import os
import tempfile
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import BinaryIO

from vozes.errors import ErrorCode, VozesError
from vozes.process.threads import Threads

_PIECE = 64 * 1024
"""The most bytes that one step of a stream yields."""
_READERS = Threads("spool", 8)


class Spool:
    """The bytes of one answer. `close` it whatever happens: the temporary file goes with it."""

    def __init__(
        self,
        folder: Path | None = None,
        memory_limit: int = 4 * 1024 * 1024,
        *,
        charge: Callable[[int], None] = lambda _: None,
        read_once: bool = False,
    ) -> None:
        """Makes an empty spool, which moves to a nameless file in `folder` (None: the system's) beyond `memory_limit`.

        `charge` gets the number of bytes that are held in addition, negative where fewer are. `read_once`: it is
        written and read from start to end, and forgets what has been read whenever the reader has caught up.
        """
        self._folder = folder
        self._charge = charge
        self._read_once = read_once
        self._memory_limit = memory_limit
        self._lock = threading.Lock()  # guards all that follows
        self._file: BinaryIO = io.BytesIO()
        self._on_disk = False
        self._position = 0  # the writer's
        self._size = 0
        self._forgotten = 0  # bytes at the start that are no longer held
        self._finished = False
        self._error: BaseException | None = None
        self._waiting: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    @property
    def size(self) -> int:
        """The bytes that have been written so far."""
        return self._size

    def write(self, data: bytes) -> int:
        """Takes all of the data. Raises `STORAGE_FULL` when the disk refuses, `CANCELLED` after `close`."""
        with self._lock:
            if self._file.closed:
                raise _nobody_reads()
            if not data:  # which moves the end of no file
                return 0
            try:
                self._put(data)
            except OSError as error:
                message = f"The answer's temporary file could not be written: {error.strerror or error}."
                raise VozesError(ErrorCode.STORAGE_FULL, message) from error
            self._position += len(data)
            self._charge(max(0, self._position - self._size))
            self._size = max(self._size, self._position)
            self._wake()
        return len(data)

    def _put(self, data: bytes) -> None:
        position = self._position - self._forgotten
        if not self._on_disk and position + len(data) > self._memory_limit:
            self._move_to_disk()
        self._file.seek(position)
        self._file.write(data)
        self._file.flush()  # or a full disk shows only when a reader seeks

    def _move_to_disk(self) -> None:
        on_disk = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 (closed with the spool)
        try:
            self._file.seek(0)
            on_disk.write(self._file.read())
        except BaseException:
            _close_quietly(on_disk)
            raise
        self._file, self._on_disk = on_disk, True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Moves the writer, never the reader."""
        with self._lock:
            base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}[whence]
            self._position = base + offset
            return self._position

    def tell(self) -> int:
        return self._position

    def read(self, size: int) -> bytes:
        """Returns bytes that the writer wrote, from its position on. Raises `CANCELLED` after `close`."""
        with self._lock:
            if self._file.closed:
                raise _nobody_reads()
            self._file.seek(self._position)
            data = self._file.read(size)
            self._position += len(data)
            return data

    def finish(self) -> None:
        """Marks the answer as whole. Does nothing after `fail`."""
        with self._lock:
            self._finished = self._error is None
            self._wake()

    def fail(self, error: BaseException) -> None:
        """Makes the reader raise the error at its next step, whatever it has not read yet. Nothing after `finish`."""
        with self._lock:
            if not self._finished and self._error is None:
                self._error = error
            self._wake()

    def close(self) -> None:
        """Frees the memory or the file, at any time; a reader or writer that goes on gets `CANCELLED`."""
        with self._lock:
            self._error = self._error or _nobody_reads()
            self._charge(self._forgotten - self._size)
            self._forgotten = self._size
            _close_quietly(self._file)
            self._wake()

    async def wait_for_data(self) -> None:
        """Returns once there is a byte to read or the answer is whole. Raises what the writer failed with."""
        await self._wait_beyond(0)

    async def stream(self) -> AsyncIterator[bytes]:
        """Yields the bytes from the start, as they arrive, until `finish`. Raises what the writer failed with."""
        position = 0
        while await self._wait_beyond(position):
            # A disk may be slow, and the event loop serves others meanwhile.
            piece = await _READERS.run(self._read, position) if self._on_disk else self._read(position)
            position += len(piece)
            yield piece

    def _read(self, position: int) -> bytes:
        with self._lock:
            if self._error:
                raise self._error
            self._file.seek(position - self._forgotten)
            piece = self._file.read(_PIECE)
            if self._read_once and position + len(piece) == self._size:
                self._forget()
            return piece

    def _forget(self) -> None:
        """Drops all bytes so far: a reader that keeps up holds next to nothing, however long the answer is."""
        self._charge(self._forgotten - self._size)
        self._forgotten = self._size
        _close_quietly(self._file)
        self._file, self._on_disk = io.BytesIO(), False

    async def _wait_beyond(self, position: int) -> bool:
        """Returns whether there are bytes from `position` on, once that is known; False at the end of the answer."""
        while True:
            woken = asyncio.Event()
            with self._lock:
                if self._error:
                    raise self._error
                if self._size > position or self._finished:
                    return self._size > position
                self._waiting.append((asyncio.get_running_loop(), woken))
            await woken.wait()

    def _wake(self) -> None:
        for loop, woken in self._waiting:
            with contextlib.suppress(RuntimeError):  # the reader's loop has been closed
                loop.call_soon_threadsafe(woken.set)
        self._waiting.clear()


def _nobody_reads() -> VozesError:
    return VozesError(ErrorCode.CANCELLED, "Nobody reads this answer any more.")


def _close_quietly(file: BinaryIO) -> None:
    with contextlib.suppress(OSError):  # of a last flush to a full disk, which has been reported
        file.close()
