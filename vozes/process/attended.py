"""Runs a command that ends with the process that started this one, however that ended: with all that it has started.

Its standard input is a pipe, which ends then: the command is asked to end, and is ended by force where it does not. A
command cannot be trusted to watch that itself: it may be at work in programs of others. It knows nothing of what the
command does, and needs nothing but the standard library.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress

GRACE_SECONDS = 10.0
"""How long the command may take to end once it is asked to."""


def main(command: Sequence[str]) -> int:
    """Returns the command's exit status, as a shell has it."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
    threading.Thread(target=_end_with_parent, args=(process,), daemon=True).start()
    try:
        status = process.wait()
    finally:
        _end_all(process)
    return status if status >= 0 else 128 - status


def _end_with_parent(process: "subprocess.Popen[bytes]") -> None:
    while os.read(0, 1024):
        pass
    process.terminate()
    try:
        process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        _end_all(process)


def _end_all(process: "subprocess.Popen[bytes]") -> None:
    """Ends by force what is left of the command and of what it has started."""
    with suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
