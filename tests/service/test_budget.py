"""How much all requests together may hold, and how much of it one caller."""

import asyncio
import shutil
import threading
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from vozes.errors import ErrorCode, VozesError
from vozes.service.budget import MEGABYTE, Account, Budget


@pytest.fixture
def budget(tmp_path: Path) -> Budget:
    return Budget(120 * MEGABYTE, tmp_path / "home")


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def filled(account: Account, piece: int = MEGABYTE // 2) -> int:
    """How many megabytes go into it."""
    with suppress(VozesError):
        while True:
            account.take(piece)
    return account.held // MEGABYTE


def test_one_caller_may_hold_half(budget: Budget) -> None:
    with budget.request("a") as account:
        assert filled(account) == 60


def test_the_requests_of_one_caller_count_together(budget: Budget, stack: ExitStack) -> None:
    accounts = [stack.enter_context(budget.request("a")) for _ in range(6)]
    for account in accounts:
        account.take(10 * MEGABYTE)
    with pytest.raises(VozesError) as refusal:
        accounts[0].take(1)
    assert refusal.value.code == ErrorCode.SPOOL_FULL
    assert refusal.value.kind.retry


def test_another_caller_finds_room_beside_one_who_takes_all_that_it_can(budget: Budget) -> None:
    with budget.request("greedy") as greedy:
        filled(greedy)
        with budget.request("other") as other:
            assert filled(other) == 30


def test_a_small_request_is_served_beside_large_ones_of_the_same_caller(budget: Budget) -> None:
    with budget.request("a") as large, budget.request("a") as small:
        filled(large)
        small.take(MEGABYTE)
        with pytest.raises(VozesError):
            small.take(1)


def test_many_small_requests_of_one_caller_leave_room_for_others(budget: Budget, stack: ExitStack) -> None:
    held = 0
    for _ in range(200):
        account = stack.enter_context(budget.request("a"))
        try:
            account.take(MEGABYTE)
        except VozesError:
            break
        held += 1
    assert held == 90
    with budget.request("other") as other:
        assert filled(other) == 15


def test_what_is_given_back_is_free_again(budget: Budget) -> None:
    for _ in range(3):
        with budget.request("a") as account:
            assert filled(account) == 60
    assert budget.held == 0


def test_a_command_without_a_caller_may_hold_all(budget: Budget) -> None:
    assert filled(budget.current()) == 120


def test_what_is_done_for_a_request_counts_for_it_in_its_tasks_too(budget: Budget) -> None:
    async def main() -> None:
        async def take() -> None:
            budget.current().take(MEGABYTE)

        with budget.request("a") as account:
            await asyncio.create_task(take())
            assert account.held == MEGABYTE
        assert budget.held == 0

    asyncio.run(main())


def test_it_is_never_more_than_half_the_free_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=200 * MEGABYTE))
    assert filled(Budget(1000 * MEGABYTE, tmp_path / "not" / "there").current()) == 100


def test_on_a_full_disk_there_is_room_for_what_stays_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    assert filled(Budget(1000 * MEGABYTE, tmp_path).current()) == 64


def test_who_waits_for_room_goes_on_once_it_is_made_in_any_thread(budget: Budget) -> None:
    async def main() -> None:
        with budget.request("a") as account:
            filled(account)
            waiting = asyncio.create_task(account.wait_for_room(2 * MEGABYTE, 20, lambda: False))
            await asyncio.sleep(0)
            assert not waiting.done()
            giving_back = threading.Thread(target=account.add, args=(-3 * MEGABYTE,))
            giving_back.start()
            await waiting
            giving_back.join()

    asyncio.run(main())


def test_who_waits_for_room_in_the_way_of_others_is_refused_at_once(budget: Budget) -> None:
    with budget.request("a") as account:
        filled(account)
        with pytest.raises(VozesError) as refusal:
            asyncio.run(account.wait_for_room(2 * MEGABYTE, 3600, lambda: True))
        assert refusal.value.code == ErrorCode.SPOOL_FULL
