import asyncio

import pytest

from vozes.errors import ErrorCode, VozesError
from vozes.service.queue import RequestQueue

pytestmark = pytest.mark.anyio


class Holder:
    """A request that holds its slot until it is told to let go."""

    def __init__(self, queue: RequestQueue, name: str, order: list[str]):
        self.release = asyncio.Event()
        self.task = asyncio.create_task(self._hold(queue, name, order))

    async def _hold(self, queue: RequestQueue, name: str, order: list[str]) -> None:
        async with queue.slot():
            order.append(name)
            await self.release.wait()


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_first_come_first_served() -> None:
    queue, order = RequestQueue("x", lambda: 1, 10), list[str]()
    holders = [Holder(queue, name, order) for name in "abcd"]
    for holder in holders:
        await settle()
        holder.release.set()
        await holder.task
    assert order == ["a", "b", "c", "d"]
    assert (queue.running, queue.waiting) == (0, 0)


async def test_as_many_run_at_once_as_the_engine_can_take() -> None:
    queue, order = RequestQueue("x", lambda: 3, 10), list[str]()
    holders = [Holder(queue, name, order) for name in "abcd"]
    await settle()
    assert (queue.running, queue.waiting, order) == (3, 1, ["a", "b", "c"])
    for holder in holders:
        holder.release.set()
        await holder.task


async def test_one_more_than_the_queue_holds_is_refused_at_once() -> None:
    queue, order = RequestQueue("x", lambda: 1, 2), list[str]()
    holders = [Holder(queue, name, order) for name in "abc"]
    await settle()
    with pytest.raises(VozesError) as refusal:
        async with queue.slot():
            pass
    assert refusal.value.code == ErrorCode.QUEUE_FULL
    assert refusal.value.retry_after is not None
    assert refusal.value.retry_after >= 1
    for holder in holders:
        holder.release.set()
        await holder.task


async def test_whoever_leaves_the_queue_does_not_hold_it_up() -> None:
    queue, order = RequestQueue("x", lambda: 1, 10), list[str]()
    first, leaving, last = (Holder(queue, name, order) for name in ("first", "leaving", "last"))
    await settle()
    leaving.task.cancel()
    await settle()
    assert queue.waiting == 1
    first.release.set()
    last.release.set()
    await last.task
    assert order == ["first", "last"]
    assert queue.running == 0


async def test_whoever_leaves_in_the_moment_of_its_turn_passes_it_on() -> None:
    queue, order = RequestQueue("x", lambda: 1, 10), list[str]()
    first, leaving, last = (Holder(queue, name, order) for name in ("first", "leaving", "last"))
    await settle()
    first.release.set()
    await first.task  # the turn has passed to `leaving`, which has not run yet
    leaving.task.cancel()
    await settle()
    last.release.set()
    await last.task
    assert order[-1] == "last"
    assert (queue.running, queue.waiting) == (0, 0)


async def test_a_turn_that_comes_to_one_who_is_just_leaving_goes_to_the_next() -> None:
    queue, order = RequestQueue("x", lambda: 1, 10), list[str]()
    first, leaving, last = (Holder(queue, name, order) for name in ("first", "leaving", "last"))
    await settle()
    first.release.set()
    leaving.task.cancel()  # before `first` has run: its turn is passed to a future that is cancelled
    last.release.set()
    await asyncio.wait([first.task, last.task], timeout=5)
    assert order == ["first", "last"]
    assert (queue.running, queue.waiting) == (0, 0)


async def test_several_that_leave_at_once_leave_the_queue_whole() -> None:
    queue, order = RequestQueue("x", lambda: 1, 100), list[str]()
    holders = [Holder(queue, str(number), order) for number in range(50)]
    await settle()
    for holder in holders[::2]:
        holder.task.cancel()
    await settle()
    for holder in holders[1::2]:
        holder.release.set()
        await holder.task
    assert order == ["0", *(str(number) for number in range(1, 50, 2))]
    assert (queue.running, queue.waiting) == (0, 0)


async def test_it_tells_when_nobody_runs_and_when_somebody_waits() -> None:
    queue, order = RequestQueue("x", lambda: 1, 10), list[str]()

    def told() -> tuple[bool, bool]:
        return queue.idle.is_set(), queue.crowded.is_set()

    assert told() == (True, False)
    first, leaving, last = (Holder(queue, name, order) for name in ("first", "leaving", "last"))
    await settle()
    assert told() == (False, True)
    leaving.task.cancel()
    first.release.set()
    await first.task
    assert told() == (False, False)
    last.release.set()
    await last.task
    assert told() == (True, False)


async def test_more_are_let_in_where_the_engine_takes_more_than_before() -> None:
    most, order = 1, list[str]()
    queue = RequestQueue("x", lambda: most, 10)
    holders = [Holder(queue, name, order) for name in "abc"]
    await settle()
    assert order == ["a"]
    most = 2
    queue.let_in()
    await settle()
    assert order == ["a", "b"]
    for holder in holders:
        holder.release.set()
        await holder.task
