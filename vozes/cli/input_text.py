"""The text that a command is to speak or to show: from the command line, or from standard input."""

import os
import sys

from vozes.cli.console import note
from vozes.text.encodings import decode


def input_text(given: str | None, encoding: str | None) -> str:
    """Returns the text; none, or `-`, stands for standard input.

    Raises VozesError for bytes that are not UTF-8, or not of the encoding. Python hands those of a command line over as
    halves of surrogate pairs.
    """
    if given is None or given == "-":
        return decode(_standard_input(), encoding)
    try:
        given.encode()
    except UnicodeEncodeError:
        return decode(os.fsencode(given), encoding)
    return given


def _standard_input() -> bytes:
    if sys.stdin.isatty():
        note("Type what to say, and end it with " + ("Ctrl-Z and Enter." if os.name == "nt" else "Ctrl-D."))
    return sys.stdin.buffer.read()
