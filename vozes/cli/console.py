"""What a command tells: any text as it is, with a `?` for each character that the terminal cannot show."""

import io
import sys

from rich.console import Console


def output_console() -> Console:
    """For standard output, where names that users give are never markup."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return Console(markup=False, emoji=False, highlight=False)


def tell(*lines: str) -> None:
    """Each on a line of its own, however long."""
    console = output_console()
    for line in lines:
        console.print(line, soft_wrap=True)


def note(line: str) -> None:
    """On standard error, beside a result that goes elsewhere."""
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(f"{line}\n".encode(encoding, "replace").decode(encoding))
    sys.stderr.flush()
