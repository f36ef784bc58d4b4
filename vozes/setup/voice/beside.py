"""Starts a command that works beside the server which this process is about to become, and that ends with it.

Its standard input is a pipe whose other end this process keeps, and so does the program that takes its place: however
that ends, the pipe does too, and `vozes.process.parent.stop_with_server` in the command then stops it. It stays in the
terminal's group of processes, so that Ctrl-C reaches both. It knows nothing of what the command does.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence

from vozes.process.parent import BESIDE


def start_beside(command: Sequence[str], environ: Mapping[str, str]) -> None:
    """Starts it and returns at once; the descriptor of the pipe is left open on purpose."""
    reading, writing = os.pipe()
    if os.name != "posix":
        _start(command, environ, reading)
    elif not (child := os.fork()):
        try:
            _start(command, environ, reading)
        finally:
            os._exit(0)  # the command is nobody's child now: a server waits for none that it has not started
    else:
        os.waitpid(child, 0)
    os.close(reading)
    os.set_inheritable(writing, os.name == "posix")  # where another program takes this process's place


def _start(command: Sequence[str], environ: Mapping[str, str], standard_input: int) -> None:
    subprocess.Popen(command, env={**environ, BESIDE: "1"}, stdin=standard_input)  # noqa: S603
