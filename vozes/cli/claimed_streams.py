"""Keeps a command's standard streams for a protocol: what else writes or reads there by mistake does no harm."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO


@contextmanager
def claimed_streams() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Yields standard input and output, the latter unbuffered, as none but the caller has them.

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
            open(own_input, "rb", closefd=False) as source,
            open(own_output, "wb", buffering=0, closefd=False) as target,
        ):
            yield source, target
    finally:
        os.dup2(own_input, 0)
        os.dup2(own_output, 1)
