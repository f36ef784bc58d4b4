"""Keeps a command's standard streams for a protocol: what else writes or reads there by mistake does no harm."""

import asyncio
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

_PIECE = 64 * 1024


@contextmanager
def claimed_streams() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Yields standard input and output, unbuffered, as none but the caller has them.

    For everybody else, and for the programs that are started, the input is empty and the output is standard error.
    """
    sys.stdout.flush()
    own_input, own_output = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    try:
        with (
            open(own_input, "rb", buffering=0, closefd=False) as source,
            open(own_output, "wb", buffering=0, closefd=False) as target,
        ):
            yield source, target
    finally:
        os.dup2(own_input, 0)
        os.dup2(own_output, 1)


class Lines:
    """The lines of a stream, read in a thread that the end of the command does not wait for.

    It reads past the stream's buffer, whose lock would hold up who closes it.
    """

    def __init__(self, source: BinaryIO):
        self._source = source
        self._lines: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._read, daemon=True).start()

    async def next(self) -> bytes | None:
        """Returns the next line without its end; None after the last, once."""
        return await self._lines.get()

    def _read(self) -> None:
        rest = b""
        with suppress(RuntimeError):  # the loop has ended meanwhile
            while data := os.read(self._source.fileno(), _PIECE):
                *lines, rest = (rest + data).split(b"\n")
                for line in lines:
                    self._loop.call_soon_threadsafe(self._lines.put_nowait, line)
            if rest:
                self._loop.call_soon_threadsafe(self._lines.put_nowait, rest)
            self._loop.call_soon_threadsafe(self._lines.put_nowait, None)
