"""Runs one command of the installation: its output goes to the log, a line of progress to the console.

What pip prints is understood just far enough to say what it is doing. It does not know what the commands are for.
"""

import queue
import re
import shlex
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO

from vozes.setup.console import Console, Mark, Progress
from vozes.setup.installing.failures import Reason, reason_for
from vozes.setup.installing.install_log import InstallLog

TAIL_LINES = 20
_BYTES = re.compile(r"Progress (\d+) of (\d+)$")


class CommandError(Exception):
    """Says that a command of the installation failed, and everything that the user should know of it."""

    def __init__(self, title: str, reason: Reason, tail: Sequence[str], log: Path) -> None:
        super().__init__(title)
        self.title, self.reason, self.tail, self.log = title, reason, tail, log

    def tell(self, console: Console) -> None:
        console.say(f"\nFailed: {self.title}")
        console.say(f"  Why: {self.reason.why}.")
        console.say(f"  What to do: {self.reason.advice}")
        if self.tail:
            console.say("  The log ends with:")
        for line in self.tail:
            console.say(f"    | {line}")
        console.say(f"  The whole log: {self.log}\n")


def run_logged(
    command: Sequence[str],
    title: str,
    console: Console,
    log: InstallLog,
    *,
    cwd: Path,
    environ: Mapping[str, str],
    held: tuple[int, ...] = (),
    doing: Callable[[], str] | None = None,
) -> None:
    """Runs `command` to its end; raises `CommandError` unless it succeeds.

    `held` are descriptors of locks, which it gets too: others wait for it even where this process was killed.
    `doing` says what it does, where its own lines do not.
    """
    log.write(f"# {title}")
    log.write("$ " + shlex.join(command))
    output: deque[str] = deque(maxlen=200)
    progress = Progress(console, title)
    try:
        status = _follow(command, progress, log, output, cwd=cwd, environ=environ, held=held, doing=doing)
    except OSError as error:
        output.append(str(error))
        log.write(str(error))
        status = 127
    log.write(f"# ended with status {status}")
    progress.end(Mark.IMPOSSIBLE if status else Mark.FINE)
    if status:
        reason = reason_for("\n".join(output), status)
        raise CommandError(title, reason, list(output)[-TAIL_LINES:], log.path)


def _follow(
    command: Sequence[str],
    progress: Progress,
    log: InstallLog,
    output: deque[str],
    *,
    cwd: Path,
    environ: Mapping[str, str],
    held: tuple[int, ...],
    doing: Callable[[], str] | None,
) -> int:
    with running(
        subprocess.Popen(  # noqa: S603 - our own commands, and no shell
            command,
            cwd=cwd,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            pass_fds=held,
        )
    ) as process:
        for line in _lines(process.stdout):
            received = _BYTES.match(line)
            if received:
                progress.received(*(int(count) for count in received.groups()))
                continue
            progress.show(doing() if doing else line.strip())
            if line:
                log.write(line)
                output.append(line)
        if process.stdout:
            process.stdout.close()
        return process.wait()


def _lines(stream: IO[str] | None) -> Iterator[str]:
    """Yields the lines of `stream` as they come, and an empty one whenever a second has passed without any."""
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def read() -> None:
        for line in stream or ():
            lines.put(line.rstrip())
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=1)
        except queue.Empty:
            line = ""
        if line is None:
            return
        yield line


@contextmanager
def running(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """Ends `process` when the block is left, also by Ctrl-C or a request to terminate."""
    before = signal.signal(signal.SIGTERM, leave_once)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
        if signal.getsignal(signal.SIGTERM) is leave_once:
            signal.signal(signal.SIGTERM, before)


def leave_once(number: int, _frame: FrameType | None) -> None:
    """Handles a signal by ending this process in order; another one that comes meanwhile changes nothing.

    The others get a handler that does nothing: of one that came with this one Python would complain under `SIG_IGN`.
    """
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, _do_nothing)
    raise SystemExit(128 + number)


def _do_nothing(_number: int, _frame: FrameType | None) -> None:
    """Handles a signal that comes while this process ends."""
