"""Writes what a command has to say: any text as it is, with a `?` for each character that the terminal cannot show."""

import io
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console


class Refusal(Exception):
    """Says what is wrong with the command itself: ends it with this message and exit status 2."""


def output_console() -> "Console":
    """Returns a console for standard output, where names that users give are never markup."""
    from rich.console import Console  # which a server does without

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return Console(markup=False, emoji=False, highlight=False)


def tell(*lines: str) -> None:
    """Writes each line whole, however long."""
    console = output_console()
    for line in lines:
        console.print(line, soft_wrap=True)


def note(line: str) -> None:
    """Writes a line to standard error, beside a result that goes elsewhere."""
    write_line(sys.stderr, line)


def write_line(stream: TextIO, line: str) -> None:
    encoding = stream.encoding or "utf-8"
    stream.write(f"{line}\n".encode(encoding, "replace").decode(encoding))
    stream.flush()
