"""Five hundred clients that leave midway, by every API: each slot is free at once, and nothing of them stays."""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import cycle

import psutil
import pytest

from tests.live import LiveServer, running_server, wait_for
from tests.reliability.conftest import connect
from tests.reliability.load import APIS, ask, send

SLOTS = 4
"""Of the choir; so many speak at once."""
SOME, ALL = 60, 500
FREE_WITHIN = 0.25
"""Seconds, for nearly all: others may be at work on the machine."""
SOON = 5.0
"""Seconds, for every one."""
MEGABYTES = 20
DESCRIPTORS = 2
"""How much more of each the server may have at the end."""
HOUR = ("440 Hz 3600 s slowly", "hum", "choir")
OF_ANY_ENGINE = [api for api in APIS.values() if api.names_engine]
STREAMING = [api for api in OF_ANY_ENGINE if api.streams]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="counts descriptors")


@dataclass(frozen=True)
class State:
    """Of the server and its engines, with nobody connected."""

    megabytes: float
    descriptors: int


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with running_server("--queue-limit", str(ALL), command=("-m", "tests.fake_server"), ready="/health") as live:
        yield live


def queue(server: LiveServer) -> tuple[int, int]:
    """How many speak, and how many wait."""
    state = server.get_json("/v1/monitor/info")["queues"]["choir"]
    return state["running"], state["waiting"]


def state_at_rest(server: LiveServer) -> State:
    process = psutil.Process(server.process.pid)
    wait_for(lambda: len(process.net_connections()) <= 1, seconds=30)
    processes = [process, *process.children(recursive=True)]
    return State(sum(each.memory_info().rss for each in processes) / 1e6, sum(each.num_fds() for each in processes))


def speaking(server: LiveServer, stack: ExitStack, number: int) -> None:
    """A client that has heard the beginning of an hour; by the end of the stack it has left."""
    connection = stack.enter_context(closing(connect(server)))
    answer = stack.enter_context(closing(ask(connection, STREAMING[number % len(STREAMING)], *HOUR)))
    assert answer.status == 200
    assert answer.read(1000)


def leave_in_turn(server: LiveServer, count: int) -> list[float]:
    """So many at a time as there are slots; after each, how long it took until all were free, in seconds."""
    spent = []
    for first in range(0, count, SLOTS):
        with ExitStack() as stack:
            for number in range(first, first + SLOTS):
                speaking(server, stack, number)
            assert queue(server) == (SLOTS, 0)
        spent.append(seconds_until_free(server))
    return spent


def seconds_until_free(server: LiveServer) -> float:
    left = time.monotonic()
    wait_for(lambda: queue(server) == (0, 0))
    return time.monotonic() - left


def leave_together(server: LiveServer, count: int) -> float:
    """Some speak and all others wait; how long it took until nobody did either, in seconds."""
    with ExitStack() as stack:
        for number in range(SLOTS):
            speaking(server, stack, number)
        for _, api in zip(range(count - SLOTS), cycle(OF_ANY_ENGINE), strict=False):
            send(stack.enter_context(closing(connect(server))), api, *HOUR)
        wait_for(lambda: queue(server) == (SLOTS, count - SLOTS))
    return seconds_until_free(server)


def stays_as_it_was(server: LiveServer, count: int) -> None:
    leave_in_turn(server, SLOTS * 5)
    leave_together(server, count)  # as much at once as later
    before = state_at_rest(server)
    spent = leave_in_turn(server, count)
    together = leave_together(server, count)
    after = state_at_rest(server)
    print(
        f"{max(spent):.3f} s at most, {sorted(spent)[len(spent) // 2]:.3f} s mostly, {together:.3f} s for all at once"
    )
    print(f"{before} then {after}")
    assert sorted(spent)[round(0.95 * (len(spent) - 1))] < FREE_WITHIN
    assert max(*spent, together) < SOON
    assert after.megabytes - before.megabytes < MEGABYTES
    assert after.descriptors - before.descriptors <= DESCRIPTORS


def test_clients_that_leave_midway_free_their_slots_and_leave_nothing(server: LiveServer) -> None:
    stays_as_it_was(server, SOME)


@pytest.mark.slow
def test_five_hundred_clients_that_leave_midway_free_their_slots_and_leave_nothing(server: LiveServer) -> None:
    stays_as_it_was(server, ALL)
