"""Runs a command's work so that whatever ends it, nothing half stays; and shows that it goes on."""

import asyncio
import os
import signal
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn, TypeVar

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """Runs it; SIGTERM ends it as Ctrl-C does, with everything tidied up."""

    async def run() -> T:
        task = asyncio.ensure_future(work)
        if os.name == "posix":
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        return await task

    try:
        return asyncio.run(run())
    except asyncio.CancelledError:
        sys.exit(128 + signal.SIGTERM)


@contextmanager
def at_work(doing: str) -> Iterator[None]:
    """Shows what is being done and since when, where somebody looks on; SIGTERM tidies up as Ctrl-C does."""
    before = signal.signal(signal.SIGTERM, _leave)
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    try:
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            progress.add_task(doing, total=None)
            yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)
