"""How many cores a neural engine uses."""

import os
from collections.abc import Iterator

import pytest
import torch

from vozes.runtime.cores import use_threads
from vozes.runtime.native import library


@pytest.fixture
def given_to_kernels(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The numbers of threads that the kernels were told, without any being started."""
    given: list[int] = []
    monkeypatch.setattr(library, "use_threads", given.append)
    before = torch.get_num_threads()
    yield given
    torch.set_num_threads(before)


def test_torch_and_the_kernels_have_the_threads_that_are_set(given_to_kernels: list[int]) -> None:
    use_threads(3)
    assert (given_to_kernels, torch.get_num_threads()) == ([3], 3)


def test_nothing_set_is_every_core_that_the_process_may_use(
    given_to_kernels: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 2, 5}, raising=False)
    use_threads(0)
    assert (given_to_kernels, torch.get_num_threads()) == ([3], 3)


def test_nothing_set_is_every_core_where_a_system_cannot_bind_processes(
    given_to_kernels: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    use_threads(0)
    assert (given_to_kernels, torch.get_num_threads()) == ([3], 3)


@pytest.mark.parametrize(("threads", "torchs"), [(1, 1), (2, 1), (3, 3)])
def test_few_threads_are_the_kernels_alone_where_they_do_most(
    given_to_kernels: list[int], threads: int, torchs: int
) -> None:
    use_threads(threads, mostly_kernels=True)
    assert (given_to_kernels, torch.get_num_threads()) == ([threads], torchs)


@pytest.mark.parametrize(("limit", "used"), [("2", 2), ("8", 3), ("many", 3), ("0", 3)])
def test_no_more_threads_are_used_than_openmp_is_allowed(
    given_to_kernels: list[int], monkeypatch: pytest.MonkeyPatch, limit: str, used: int
) -> None:
    monkeypatch.setenv("OMP_THREAD_LIMIT", limit)
    use_threads(3)
    assert (given_to_kernels, torch.get_num_threads()) == ([used], used)
