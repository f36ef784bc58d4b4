"""Ends a process with the one that started it, however that ended: its standard input is a pipe, which ends then.

It knows nothing of what the process does.
"""

import os
import queue
import threading

_READ_BYTES = 64 * 1024


def end_with_parent() -> "queue.SimpleQueue[bytes]":
    """Ends this process, with status 1, as soon as its standard input ends. Returns the lines that come until then."""
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(lines,), daemon=True).start()
    return lines


def _read(lines: "queue.SimpleQueue[bytes]") -> None:
    rest = b""
    while data := os.read(0, _READ_BYTES):  # not by `sys.stdin`, whose lock the interpreter wants at its end
        *whole, rest = (rest + data).split(b"\n")
        for line in whole:
            lines.put(line)
    os._exit(1)
