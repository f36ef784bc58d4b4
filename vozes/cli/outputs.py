"""Where a command's result goes: a file that appears only when it is whole, or standard output, named `-`."""

import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vozes.cli.console import Refusal
from vozes.service.uploads import Uploads


def refuse_folder(output: str | None) -> None:
    """Raises Refusal for a folder where a file is wanted."""
    if output is not None and Path(output).is_dir():
        raise Refusal(f"{output} is a folder: give the name of a file.")


@contextmanager
def temporary_file(output: str | None, ending: str, home: Path) -> Iterator[Path]:
    """Yields a new file that is gone afterwards unless it was renamed; beside the output, so that it can be renamed.

    It lies in the home where the output is no file.
    """
    if output in (None, "-"):
        with Uploads(home / "cache" / "uploads").folder() as folder:
            yield folder / f"file.{ending}"
        return
    folder = Path(str(output)).absolute().parent
    path = folder / f".vozes-{secrets.token_hex(8)}.{ending}"
    try:
        path.touch(exist_ok=False)
    except OSError as error:
        raise Refusal(f"Cannot write into {folder}: {error.strerror}.") from None
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def os_errors_refused(output: str | None) -> Iterator[None]:
    """Raises Refusal for what the system refuses; that a reader has gone away is no refusal."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Refusal(f"Cannot write {output}: {error.strerror or error}.") from None


def deliver(path: Path, output: str | None) -> None:
    """Gives a whole file its name, in place of what had it. Does nothing for an output of None."""
    with os_errors_refused(output):
        if output == "-":
            with path.open("rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        elif output is not None:
            os.replace(path, output)
