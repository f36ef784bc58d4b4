"""Runs a command's work so that whatever ends it, nothing half done stays; and shows its progress."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, NoReturn, ParamSpec, Protocol, TypeVar, cast

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

P = ParamSpec("P")
T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """Returns the result of the work; SIGTERM ends it as Ctrl-C does, with everything tidied up."""

    async def run() -> T:
        task = asyncio.ensure_future(work)
        if os.name == "posix":
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        return await task

    try:
        return asyncio.run(run())
    except asyncio.CancelledError:
        sys.exit(128 + signal.SIGTERM)


async def aside(step: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Does a step in a thread that the end of the command does not wait for: a player may take its time."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(outcome: T | None, error: BaseException | None) -> None:
        if not done.done():
            done.set_result(cast(T, outcome)) if error is None else done.set_exception(error)

    def work() -> None:
        outcome, error = None, None
        try:
            outcome = step(*arguments, **named)
        except BaseException as failure:
            error = failure
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(settle, outcome, error)

    threading.Thread(target=work, daemon=True).start()
    return await done


class Showing(Protocol):
    """Takes how far the work is."""

    def update(self, seconds: float, fraction: float | None = None) -> None:
        """`seconds`: of speech so far; `fraction`: of all, where that is known."""


class WorkProgress:
    """Shows what is being done, since when, and how far it is."""

    def __init__(self, progress: Progress, doing: str):
        self._progress = progress
        self._task = progress.add_task(doing, total=None, made="")

    def update(self, seconds: float, fraction: float | None = None) -> None:
        """`seconds`: of speech so far; `fraction`: of all, where that is known."""
        made = f"{seconds:.1f} s of speech" if seconds else ""
        total = None if fraction is None else 1.0
        self._progress.update(self._task, made=made, total=total, completed=fraction or 0.0)


@contextmanager
def at_work(doing: str, *, bar: bool = False) -> Iterator[WorkProgress]:
    """Shows on a terminal what is being done, until the block ends; SIGTERM tidies up as Ctrl-C does."""
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        *([BarColumn(20)] if bar else []),
        TextColumn("{task.fields[made]}", markup=False),
        TimeElapsedColumn(),
    )
    with (
        leaving_tidily(),
        Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        yield WorkProgress(progress, doing)


@contextmanager
def leaving_tidily() -> Iterator[None]:
    """Lets SIGTERM end the block as an exception does, so that all is tidied up."""
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)
