"""Work in threads: whoever is cancelled goes only when it has ended, however often they are told to."""

import asyncio
import threading

import pytest

from vozes.process.threads import Threads

pytestmark = pytest.mark.anyio


async def test_who_is_cancelled_again_and_again_still_waits_for_the_work() -> None:
    begun, may_end, ended = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        may_end.wait(10)
        ended.set()
        raise ValueError("read of closed file")

    waiting = asyncio.create_task(Threads("test", 1).run(work))
    await asyncio.to_thread(begun.wait)
    for _ in range(5):
        waiting.cancel()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    assert not waiting.done()
    may_end.set()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert ended.is_set()
