"""How far the fetching of a model is, in a file that any process may read; one process at a time works and writes it.

The file outlives its writer, so it also tells how the last try ended. It knows nothing of models but their ids, and
needs nothing but the standard library: `start.py` uses it before anything is installed.
"""

import contextlib
import dataclasses
import json
import os
import socket
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Literal, Self

from vozes.errors import ErrorCode
from vozes.files import make_folder, write_whole
from vozes.locks import is_held, open_lock, taken

State = Literal["running", "done", "failed", "cancelled"]
EndState = Literal["done", "failed", "cancelled"]

STAGES = ("torch", "packages", "download", "convert", "check")
"""In their order; a stage with nothing to do is left out."""
INTERRUPTED = "It was interrupted. The next try goes on where it was."

_HANDOVER_SECONDS = 10.0
"""How long nobody may hold the lock of a pull that runs: from `start.py` it passes to the command that fetches."""
_LOCK_SECONDS = 1.0
"""How long to wait for the lock, which whoever looks at it holds for a moment."""
_WRITE_SECONDS = 0.5
"""Seconds between two writes of progress."""
_PACE_SECONDS = 15.0
"""The past over which the pace is taken."""


class AlreadyPullingError(Exception):
    """Says that another process fetches the model at this moment."""


@dataclass(frozen=True, slots=True)
class PullState:
    model: str
    state: State
    stage: str
    """One of `STAGES`."""
    bytes_done: int | None
    """Bytes of this stage that are there; None where its work is not counted in bytes."""
    bytes_total: int | None
    """Bytes of this stage in all; None where that is unknown."""
    seconds_left: float | None
    """Until this stage ends, at the pace of the last seconds; None where that is unknown."""
    message: str | None
    """Why it ended, and what to do."""
    pid: int
    """The process that works; SIGTERM cancels it."""
    updated_at: float
    """Seconds since 1970."""
    code: str | None = None
    """The kind of what `message` tells, one of `ErrorCode`; None where that is none of them."""
    machine: str | None = None
    """The name of the machine that the process is on; None where an older version wrote this."""

    @property
    def is_here(self) -> bool:
        """Whether its process is on this machine, as far as that is told."""
        return self.machine in (None, socket.gethostname())


def read_pull(home: Path, model: str) -> PullState | None:
    """Returns how far the last pull of a model is; None where there was none.

    One that runs by its file, though nobody works on it, is returned as failed.
    """
    try:
        state = PullState(**json.loads(_path(home, model).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    if state.state != "running" or _is_handed_over(state) or is_held(_lock(home, model)):
        return state
    return dataclasses.replace(state, state="failed", seconds_left=None, message=INTERRUPTED)


def forget_pull(home: Path, model: str) -> None:
    """Removes what the last pull has written."""
    _path(home, model).unlink(missing_ok=True)


def decline_pull(home: Path, model: str) -> None:
    """Notes that the user has cancelled or removed the model, so that no start gets it unasked; until the next pull."""
    with contextlib.suppress(OSError):
        write_whole(_declined(home, model), b"")


def is_pull_declined(home: Path, model: str) -> bool:
    return _declined(home, model).exists()


@contextlib.contextmanager
def no_pull(home: Path, model: str) -> Iterator[None]:
    """Lets no pull of the model begin in the block. Raises AlreadyPullingError where one runs."""
    with _take_lock(home, model):
        yield


class PullReporter:
    """Holds the lock of a model's pull, and writes how far it is.

    At the end of its block an exception is taken for the end: `cancelled` where the process is asked to stop, else
    `failed`. Without one, and without `end`, the pull goes on: another process takes it over within ten seconds.
    """

    def __init__(self, home: Path, model: str, show: Callable[[PullState], None] = lambda state: None) -> None:
        """`show` is called with what is written."""
        self._home, self._model, self._show = home, model, show
        self._file: BinaryIO | None = None
        self._state = PullState(
            model, "running", STAGES[0], None, None, None, None, os.getpid(), time.time(), machine=socket.gethostname()
        )
        self._marks: deque[tuple[float, int]] = deque()
        self._written_at = 0.0

    def __enter__(self) -> Self:
        """Raises AlreadyPullingError where another process works, and OSError where nothing can be written."""
        self._file = _take_lock(self._home, self._model)
        _declined(self._home, self._model).unlink(missing_ok=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if error is not None and self._state.state == "running":
            stopped = isinstance(error, KeyboardInterrupt | SystemExit)
            self.end("cancelled" if stopped else "failed", None if stopped else str(error))
        elif self._state.state == "running":
            self._write()
        if self._file is not None:
            self._file.close()

    def stage(self, name: str, bytes_total: int | None = None) -> None:
        """Begins a stage; `bytes_total` is told before the first byte."""
        self._marks.clear()
        self._state = dataclasses.replace(
            self._state, stage=name, bytes_done=None, bytes_total=bytes_total, seconds_left=None
        )
        self._write()

    def progress(self, bytes_done: int) -> None:
        """Tells how many bytes of the stage are there; the first call of a stage is where its pace begins."""
        now = time.monotonic()
        self._marks.append((now, bytes_done))
        while now - self._marks[0][0] > _PACE_SECONDS and len(self._marks) > 2:
            self._marks.popleft()
        self._state = dataclasses.replace(self._state, bytes_done=bytes_done, seconds_left=self._seconds_left())
        if now - self._written_at >= _WRITE_SECONDS:
            self._write()

    def end(self, state: EndState, message: str | None = None, code: ErrorCode | None = None) -> None:
        """Says how it ended, and why."""
        self._state = dataclasses.replace(self._state, state=state, message=message, code=code, seconds_left=None)
        self._write()

    def _seconds_left(self) -> float | None:
        (began, first), (now, last) = self._marks[0], self._marks[-1]
        if self._state.bytes_total is None or last <= first or now - began < 1.0:
            return None
        return round(max(self._state.bytes_total - last, 0) * (now - began) / (last - first), 1)

    def _write(self) -> None:
        """A disk that is full must not hide why the pull ends: what cannot be written is not told."""
        self._written_at = time.monotonic()
        self._state = dataclasses.replace(self._state, updated_at=time.time())
        self._show(self._state)
        with contextlib.suppress(OSError):
            write_whole(_path(self._home, self._model), json.dumps(dataclasses.asdict(self._state)).encode())


def _is_handed_over(state: PullState) -> bool:
    """Returns whether another process may be about to take the pull over; the one that worked outlives that."""
    return time.time() - state.updated_at < _HANDOVER_SECONDS and _is_alive(state.pid)


def _is_alive(pid: int) -> bool:
    """Returns True where that cannot be known: on Windows asking would end the process."""
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass  # it is another user's
    return True


def _take_lock(home: Path, model: str) -> BinaryIO:
    make_folder(_lock(home, model).parent)
    file = open_lock(_lock(home, model))
    if not taken(file, _LOCK_SECONDS):
        file.close()
        raise AlreadyPullingError
    return file


def _path(home: Path, model: str) -> Path:
    return home / "models" / ".pulls" / f"{model}.json"


def _lock(home: Path, model: str) -> Path:
    return _path(home, model).with_suffix(".lock")


def _declined(home: Path, model: str) -> Path:
    return _path(home, model).with_suffix(".declined")
