"""Prepares the process of an engine: pipes and limits at its start, and confinement once the engine is loaded."""

import contextlib
import faulthandler
import os
import signal
import sys
from typing import BinaryIO

from vozes.engines.base import Engine
from vozes.errors import VozesError
from vozes.process.confinement import data_bytes, give_up, give_up_programs
from vozes.runtime.native.library import kernels

_MOST_FILES = 1024
"""Files open at once. An accelerator's driver takes a few hundred."""
_LARGEST_FILE = 64 << 20
"""Bytes of a file that a loaded engine may write; what is made of a voice is far smaller."""


def prepare_process() -> tuple[BinaryIO, BinaryIO]:
    """Returns the streams of the protocol; from now on what C libraries print goes to standard error."""
    incoming, outgoing = _take_over_pipes()
    faulthandler.enable()
    give_up("CORE", 0)
    give_up("NOFILE", _MOST_FILES)
    if os.name == "posix":
        os.umask(0o077)  # what is made of voices is for their owner alone
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the server decides
    return incoming, outgoing


def bound_memory(megabytes: int) -> None:
    """Bounds the memory that the process may take for itself; 0: no bound."""
    if megabytes:
        give_up("DATA", megabytes << 20)


def confine(engine: Engine) -> None:
    """Confines the process before the loaded engine reads what others wrote; until now it read the user's own files."""
    engine.get_confined()
    give_up("FSIZE", _LARGEST_FILE)
    if engine.growth_mb is not None and (held := data_bytes()):
        give_up("DATA", held + (engine.growth_mb << 20))
    give_up_programs()


def _take_over_pipes() -> tuple[BinaryIO, BinaryIO]:
    incoming, outgoing = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    if sys.platform == "win32":
        import msvcrt

        for descriptor in (incoming, outgoing):
            msvcrt.setmode(descriptor, os.O_BINARY)
    return os.fdopen(incoming, "rb"), os.fdopen(outgoing, "wb")


def let_idle_threads_sleep() -> None:
    """Has OpenMP's idle threads sleep where the native kernels do the work; called before torch is imported.

    Otherwise they spin for milliseconds after each operation of torch's, and keep cores from the kernels.
    """
    with contextlib.suppress(VozesError):  # a level that there is not: whoever needs it says so
        if kernels() is not None:
            os.environ.setdefault("OMP_WAIT_POLICY", "passive")
