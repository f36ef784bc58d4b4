"""Ends a process with the one that started it, however that ended: its standard input is a pipe, which ends then.

It knows nothing of what the process does.
"""

import os
import queue
import signal
import threading
from collections.abc import Callable

BESIDE = "VOZES_BESIDE_SERVER"
"""The variable, of whatever value, by which `start.py` is told that it works beside a server: its standard input is a
pipe of that server's, and what it says is read among what the server says."""
_READ_BYTES = 64 * 1024


def end_with_parent() -> "queue.SimpleQueue[bytes]":
    """Ends this process, with status 1, as soon as its standard input ends. Returns the lines that come until then."""
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(lines, lambda: os._exit(1)), daemon=True).start()
    return lines


def stop_with_server() -> bool:
    """Has this process stop as by SIGTERM once its server ended, if it works beside one. Returns whether it does.

    What it starts is not told: that ends with this process.
    """
    if not os.environ.pop(BESIDE, None):
        return False
    threading.Thread(target=_read, args=(queue.SimpleQueue(), _stop), daemon=True).start()
    return True


def _stop() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def _read(lines: "queue.SimpleQueue[bytes]", end: Callable[[], None]) -> None:
    rest = b""
    while data := os.read(0, _READ_BYTES):  # not by `sys.stdin`, whose lock the interpreter wants at its end
        *whole, rest = (rest + data).split(b"\n")
        for line in whole:
            lines.put(line)
    end()
