"""Sinks, where speech goes as it comes: a file, memory, standard output, or a player with a copy to one of the others.

A sink is given bytes, and knows nothing of what makes them. What is left before `finish` is not whole.
"""

import os
import sys
from abc import ABC, abstractmethod
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import numpy as np

from vozes.audio.encoder import Encoder
from vozes.audio.formats import AudioFormat, find_format, open_encoder
from vozes.cli.outputs import os_errors_refused
from vozes.cli.say.players import Playback, Player, playback


class Sink(ABC):
    """Takes speech. As a context manager it frees what it holds."""

    whole = False
    """Whether it waits until the speech is whole, which may be mended until then."""
    begun = False
    """Whether anything has left that cannot be taken back."""

    def __init__(self, format: AudioFormat):  # noqa: A002
        self.format = format
        """The format of the bytes that it is given."""
        self._held = ExitStack()

    @abstractmethod
    def begin(self, sample_rate: int) -> None:
        """Is called before the first bytes, and again where the speech has to be made anew; not once it has `begun`."""

    @abstractmethod
    def write(self, data: bytes) -> None:
        """Raises BrokenPipeError where nobody listens any longer."""

    @abstractmethod
    def finish(self) -> None:
        """Is called when all has been written; returns when it has arrived."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._held.close()


class FileSink(Sink):
    whole = True

    def __init__(self, format: AudioFormat, path: Path, output: str):  # noqa: A002
        """`output`: what the user calls it."""
        super().__init__(format)
        self._path, self._output = path, output

    def begin(self, sample_rate: int) -> None:
        self._held.close()
        with os_errors_refused(self._output):
            self._file = self._held.enter_context(self._path.open("wb"))

    def write(self, data: bytes) -> None:
        with os_errors_refused(self._output):
            self._file.write(data)

    def finish(self) -> None:
        with os_errors_refused(self._output):
            settle(self._file)


class MemorySink(Sink):
    """Keeps the bytes, of a whole file."""

    whole = True

    def begin(self, sample_rate: int) -> None:
        self._kept = bytearray()

    def write(self, data: bytes) -> None:
        self._kept += data

    def finish(self) -> None:
        self.data = bytes(self._kept)


class StandardOutput(Sink):
    def begin(self, sample_rate: int) -> None:
        self.begun = True

    def write(self, data: bytes) -> None:
        rest = memoryview(data)
        with os_errors_refused("to standard output"):
            while rest:
                rest = rest[os.write(sys.stdout.fileno(), rest) :]

    def finish(self) -> None:
        pass


class PlayerSink(Sink):
    """Plays samples, and encodes a copy of them where one is wanted."""

    def __init__(self, player: Player, home: Path, copy: AudioFormat | None = None, path: Path | None = None):
        """A copy goes into the file `path`; None: to standard output. Temporary files lie in `home`."""
        super().__init__(find_format("pcm"))
        self.whole = not player.stream
        self._player, self._home = player, home
        self._copy, self._path = copy, path
        self._encoder: Encoder | None = None
        self._half = b""
        """The first byte of a sample whose second has not come yet, or nothing."""
        self._heard = True

    def begin(self, sample_rate: int) -> None:
        self.begun = True
        self._playback: Playback = self._held.enter_context(playback(self._player, sample_rate, self._home))
        if self._copy is not None:
            seekable = self._path is not None
            self._file = self._held.enter_context(self._path.open("w+b")) if self._path else sys.stdout.buffer
            self._encoder = open_encoder(self._copy, self._file, sample_rate, seekable=seekable)
            self._held.callback(self._encoder.abort)

    def write(self, data: bytes) -> None:
        self._encode(data)
        if self._heard:
            try:
                self._playback.write(data)
            except BrokenPipeError:
                self._heard = False
        if not self._heard and self._encoder is None:
            raise BrokenPipeError

    def _encode(self, data: bytes) -> None:
        if self._encoder is not None:
            data = self._half + data
            whole = len(data) // 2 * 2
            self._half = data[whole:]
            with os_errors_refused("the copy"):
                self._encoder.write(np.frombuffer(data[:whole], "<i2").astype(np.float32) / np.float32(32768))

    def finish(self) -> None:
        if self._encoder is not None:
            with os_errors_refused("the copy"):
                self._encoder.close()
                settle(self._file)
        self._playback.finish()


def settle(file: BinaryIO) -> None:
    """Returns when a file is on the disk; standard output is only flushed."""
    file.flush()
    if file.seekable():
        os.fsync(file.fileno())
