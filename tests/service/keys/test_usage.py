"""What a key has used: counted exactly however many ask at once, kept over restarts, and begun anew with each day."""

import time
from pathlib import Path

import pytest

from vozes.errors import ErrorCode, VozesError
from vozes.service.keys.key import NamedKey
from vozes.service.keys.last_minute import LastMinute
from vozes.service.keys.usage import KeyUsage, read_usage

pytestmark = pytest.mark.anyio

KEY = NamedKey("Ana", "a" * 64, "", characters_per_day=100, per_minute=2)
DAY = 24 * 3600
NOON = 20_000 * DAY + DAY / 2


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, in seconds since 1970; a test may change it."""
    now = [NOON]
    monkeypatch.setattr(time, "time", lambda: now[0])
    return now


def refusal(usage: KeyUsage, characters: int) -> VozesError:
    with pytest.raises(VozesError) as refused:
        usage.reserve(KEY, characters)
    return refused.value


def test_a_day_has_so_many_characters_and_what_was_not_spoken_is_given_back(tmp_path: Path) -> None:
    usage = KeyUsage(tmp_path)
    first = usage.reserve(KEY, 60)
    error = refusal(usage, 41)
    assert (error.code, error.retry_after) == (ErrorCode.DAILY_LIMIT, DAY / 2)
    usage.reserve(KEY, 40)
    usage.settle(first, spoken=20)
    assert refusal(usage, 41).code == ErrorCode.DAILY_LIMIT
    usage.reserve(KEY, 40)


def test_a_text_that_no_day_has_room_for_need_not_be_tried_again(tmp_path: Path) -> None:
    assert refusal(KeyUsage(tmp_path), 101).code == ErrorCode.TEXT_TOO_LONG


def test_the_next_day_begins_anew_and_gets_nothing_back_of_the_last(tmp_path: Path, clock: list[float]) -> None:
    usage = KeyUsage(tmp_path)
    yesterday = usage.reserve(KEY, 100)
    clock[0] += DAY / 2
    usage.reserve(KEY, 100)
    usage.settle(yesterday, spoken=0)
    assert refusal(usage, 1).code == ErrorCode.DAILY_LIMIT


async def test_what_was_spoken_is_kept_for_the_day(tmp_path: Path, clock: list[float]) -> None:
    usage = KeyUsage(tmp_path)
    usage.reserve(KEY, 70)
    await usage.write()
    assert refusal(KeyUsage(tmp_path), 31).code == ErrorCode.DAILY_LIMIT
    assert read_usage(tmp_path)[1] == {KEY.digest: 70}
    clock[0] += DAY
    KeyUsage(tmp_path).reserve(KEY, 100)


def test_only_so_many_requests_come_in_a_minute(tmp_path: Path) -> None:
    usage = KeyUsage(tmp_path)
    usage.count_request(KEY)
    usage.count_request(KEY)
    with pytest.raises(VozesError) as refused:
        usage.count_request(KEY)
    assert refused.value.code == ErrorCode.RATE_LIMITED
    assert 59 < (refused.value.retry_after or 0) <= 60


def test_a_minute_counts_from_each_one() -> None:
    now = 0.0
    minute = LastMinute(2, clock=lambda: now)
    minute.note()
    now = 10.0
    minute.note()
    assert minute.seconds_to_wait() == 50
    now = 60.0
    assert minute.seconds_to_wait() <= 0
    minute.note()
    assert minute.seconds_to_wait() == 10
