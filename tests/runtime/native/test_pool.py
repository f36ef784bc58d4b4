"""The kernels' threads: every task is done once, by as many as were asked for, whoever calls and whenever."""

import ctypes
import random
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch import Tensor

from tests.runtime.native import kernel_threads, needs_kernels
from vozes.runtime.native.convolution import NativeConvolution
from vozes.runtime.native.library import kernels, use_threads

pytestmark = [needs_kernels, pytest.mark.usefixtures("one_thread")]

THREADS = (1, 2, 3, 5)
_OWN_THREADS = Path("/proc/self/task")
_LONGEST = 20  # seconds, for what takes less than one
_Task = ctypes.CFUNCTYPE(None, ctypes.c_int, ctypes.c_void_p)


def run(count: int, task: Callable[[int], None]) -> None:
    """task(0..count-1), by the pool."""
    library = kernels()
    assert library is not None
    library.pool_run(count, _Task(lambda number, _: task(number)), None)


def in_time(*works: Callable[[], object]) -> None:
    """Does them at once, each in a thread; fails where one fails or hangs."""
    failures: list[BaseException] = []

    def do(work: Callable[[], object]) -> None:
        try:
            work()
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=do, args=(work,), daemon=True) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(_LONGEST)
        assert not thread.is_alive(), "it hangs"
    if failures:
        raise failures[0]


class Layer:
    """A convolution of several tasks, with what it gives on one thread."""

    def __init__(self, seed: int, time: int = 450):
        generator = torch.Generator().manual_seed(seed)
        self._convolve = NativeConvolution(torch.randn(64, 16, 3, generator=generator))
        self._x = torch.randn(time, 16, generator=generator)
        self._expected = self._run()

    def _run(self) -> Tensor:
        return self._convolve(self._x, slope=0.1)

    def check(self, times: int = 1) -> None:
        for _ in range(times):
            assert torch.equal(self._run(), self._expected)


@pytest.mark.parametrize("threads", THREADS)
def test_every_task_is_done_once(threads: int) -> None:
    with kernel_threads(threads):
        for count in (0, 1, 2, 3, 7, 100):
            done: list[int] = []
            in_time(lambda count=count, done=done: run(count, done.append))  # type: ignore[misc]
            assert sorted(done) == list(range(count))


@pytest.mark.parametrize("threads", THREADS)
def test_as_many_threads_work_as_were_asked_for(threads: int) -> None:
    """The caller among them: each waits for all others, and would wait for ever with one fewer."""
    workers: set[int] = set()
    together = threading.Barrier(threads, timeout=_LONGEST)
    broken: list[threading.BrokenBarrierError] = []

    def meet(_: int) -> None:
        workers.add(threading.get_ident())
        try:
            together.wait()
        except threading.BrokenBarrierError as error:
            broken.append(error)

    with kernel_threads(threads):
        caller = threading.Thread(target=run, args=(threads, meet), daemon=True)
        caller.start()
        caller.join(2 * _LONGEST)
    assert broken == []
    assert len(workers) == threads
    assert caller.ident in workers


def test_one_thread_is_the_caller() -> None:
    workers: list[int] = []
    with kernel_threads(1):
        run(50, lambda _: workers.append(threading.get_ident()))
    assert workers == 50 * [threading.get_ident()]


@pytest.mark.skipif(not _OWN_THREADS.exists(), reason="only Linux lists a process's threads there")
def test_threads_that_were_started_are_used_again() -> None:
    with kernel_threads(5):
        before = len(list(_OWN_THREADS.iterdir()))
        for threads in (1, 5, 2, 5):
            use_threads(threads)
        assert len(list(_OWN_THREADS.iterdir())) <= before


@pytest.mark.parametrize("threads", THREADS)
def test_the_numbers_are_the_same_with_any_number_of_threads(threads: int) -> None:
    layers = [Layer(seed, time) for seed, time in enumerate((1, 5, 200, 450, 3000))]
    with kernel_threads(threads):
        for layer in layers:
            in_time(layer.check)


@pytest.mark.parametrize("threads", THREADS)
def test_callers_at_once_each_get_their_own(threads: int) -> None:
    layers = [Layer(seed, time=200 + 100 * seed) for seed in range(4)]
    with kernel_threads(threads):
        in_time(*(lambda layer=layer: layer.check(200) for layer in layers))


@pytest.mark.parametrize("threads", [2, 3])
def test_many_small_calls_in_a_row_come_to_their_end(threads: int) -> None:
    layer = Layer(0, time=200)
    with kernel_threads(threads):
        in_time(lambda: layer.check(10_000))


def test_calls_come_to_their_end_whether_the_threads_spin_or_sleep() -> None:
    """The pauses are about as long as the threads wait before they sleep, so that some calls come just then."""
    layer, draw = Layer(0, time=200), random.Random(0)

    def call_now_and_then() -> None:
        for _ in range(1000):
            sum(range(draw.randrange(20_000)))
            layer.check()

    with kernel_threads(2):
        in_time(call_now_and_then)


def test_the_number_of_threads_may_change_between_calls() -> None:
    layer, draw = Layer(0), random.Random(0)

    def change_and_call() -> None:
        for _ in range(300):
            use_threads(draw.choice(THREADS))
            layer.check(3)

    with kernel_threads(2):
        in_time(change_and_call)


@pytest.mark.parametrize("threads", [-1, 0])
def test_fewer_threads_than_one_are_one(threads: int) -> None:
    done: list[int] = []
    with kernel_threads(threads):
        in_time(lambda: run(3, done.append))
    assert done == [0, 1, 2]
