"""Threads for work that waits: some for each kind of it, so that no kind can take those that another one needs.

What is quick and needed for speech shares no threads with what may take long. It knows nothing of what the work is.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Threads:
    """Started when they are first needed."""

    def __init__(self, kind: str, most: int):
        """`kind` is their name in a debugger; more work than `most` waits for its turn."""
        self._pool = ThreadPoolExecutor(most, thread_name_prefix=kind)

    async def run(self, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs work as `asyncio.to_thread` does, but never leaves it behind: being cancelled, it ends when that has."""
        running = asyncio.get_running_loop().run_in_executor(self._pool, partial(work, *args, **kwargs))
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            while not running.done():
                with suppress(asyncio.CancelledError):  # which a group of tasks tells again and again
                    await asyncio.wait([running])
            if not running.cancelled():
                running.exception()  # seen, though nobody waits for it any more
            raise
