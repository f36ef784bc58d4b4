"""Three real engines under load that are killed again and again: each answer is its own, or a typed error."""

import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.live import LiveServer
from tests.reliability.conftest import request
from tests.reliability.mixed import (
    ENGINES,
    PASSING,
    Killer,
    Order,
    alike,
    expected_answers,
    mixed_server,
    orders,
    recovered,
    refusal,
    rested,
)

AT_ONCE = 32
SOME, ALL = 100, 1_000
"""Requests."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    quick = ("--heartbeat-seconds", "0.2", "--heartbeat-timeout-seconds", "2", "--queue-limit", str(AT_ONCE))
    with mixed_server(tmp_path_factory.mktemp("mixed"), *quick) as live:
        yield live


@pytest.fixture(scope="module")
def expected(server: LiveServer) -> dict[Order, bytes]:
    return expected_answers(server, orders())


def outcome(server: LiveServer, order: Order, expected: Mapping[Order, bytes]) -> str:
    answer = request(server, **order.body)
    if answer.status != 200:
        return refusal(answer)
    if answer.headers["x-engine"] != order.engine or not order.is_answered_by(answer.body, expected[order]):
        return f"another's answer to {order}"
    return order.engine


def ask(server: LiveServer, count: int, expected: Mapping[Order, bytes], chance: random.Random) -> Counter[str]:
    """What came of `count` requests, `AT_ONCE` at once."""
    wanted = [chance.choice(list(expected)) for _ in range(count)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(lambda order: outcome(server, order, expected), wanted))


def check(server: LiveServer, count: int, expected: Mapping[Order, bytes]) -> None:
    chance = random.Random(10)
    with Killer(server, (1.0, 4.0), chance) as killer:
        outcomes = ask(server, count, expected, chance)
        while not killer.times or any(not outcomes[engine] for engine in ENGINES):
            outcomes += ask(server, AT_ONCE, expected, chance)
    assert set(outcomes) <= {*ENGINES, *PASSING}, outcomes
    assert outcomes["espeak"] > outcomes.total() / 10, outcomes
    rested(server)
    recovered(server)
    assert Counter(outcome(server, order, expected) for order in expected) == Counter(each.engine for each in expected)


def test_no_two_orders_sound_alike(expected: Mapping[Order, bytes]) -> None:
    assert alike(expected) == []


def test_each_answer_is_its_own_though_engines_are_killed(server: LiveServer, expected: Mapping[Order, bytes]) -> None:
    check(server, SOME, expected)


@pytest.mark.slow
def test_each_of_a_thousand_answers_is_its_own_though_engines_are_killed(
    server: LiveServer, expected: Mapping[Order, bytes]
) -> None:
    check(server, ALL, expected)
