import asyncio
from collections.abc import AsyncGenerator

import numpy as np
import pytest

from vozes.errors import ErrorCode, VozesError
from vozes.service.cluster.job import Job
from vozes.service.cluster.messages import Failure, Item
from vozes.service.queue import RequestQueue
from vozes.service.workers.open_requests import Keep
from vozes.types import AudioChunk

pytestmark = pytest.mark.anyio

CHUNK = AudioChunk(np.ones(4, np.float32), 16_000)


def a_queue(at_once: int = 1) -> RequestQueue:
    return RequestQueue("x", lambda: at_once, 10)


async def three_chunks(_: Keep) -> AsyncGenerator[AudioChunk]:
    for _number in range(3):
        yield CHUNK


async def failing(_: Keep) -> AsyncGenerator[AudioChunk]:
    yield CHUNK
    raise VozesError(ErrorCode.OUT_OF_MEMORY, "told to fail", retry_after=3.0)


async def all_of(job: Job) -> list[Item]:
    return [item async for batch in job.batches() for item in batch]


async def test_what_has_come_meanwhile_is_fetched_at_once() -> None:
    job = Job(a_queue(), three_chunks)
    await asyncio.sleep(0.05)
    assert [batch async for batch in job.batches()] == [[CHUNK, CHUNK, CHUNK, None]]


async def test_a_failure_comes_behind_what_was_made_before_it_and_is_the_same_error_again() -> None:
    chunk, failure = await all_of(Job(a_queue(), failing))
    assert chunk is CHUNK
    assert isinstance(failure, Failure)
    error = failure.error()
    assert (error.code, error.message, error.retry_after) == (ErrorCode.OUT_OF_MEMORY, "told to fail", 3.0)


async def test_a_job_waits_for_its_turn() -> None:
    queue, order = a_queue(), list[str]()

    async def noted(name: str) -> None:
        await all_of(Job(queue, three_chunks))
        order.append(name)

    async with queue.slot():
        waiting = asyncio.create_task(noted("second"))
        await asyncio.sleep(0.02)
        order.append("first")
    await waiting
    assert order == ["first", "second"]


async def test_leaving_ends_it_once_the_engine_has_let_go() -> None:
    queue = a_queue()
    released: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def endless(keep: Keep) -> AsyncGenerator[AudioChunk]:
        try:
            while True:
                yield CHUNK
        finally:
            keep(released)

    job = Job(queue, endless)
    fetching = asyncio.create_task(all_of(job))
    await asyncio.sleep(0.02)
    leaving = asyncio.create_task(job.leave())
    await asyncio.wait([fetching], timeout=5)
    assert fetching.done()
    assert (leaving.done(), queue.running) == (False, 1)
    released.set_result(None)
    await leaving
    assert queue.running == 0


async def test_an_engine_is_not_far_ahead_of_who_fetches() -> None:
    made = 0

    async def endless(_: Keep) -> AsyncGenerator[AudioChunk]:
        nonlocal made
        while True:
            made += 1
            yield CHUNK

    job = Job(a_queue(), endless)
    await asyncio.sleep(0.05)
    assert made < 100
    await job.leave()
