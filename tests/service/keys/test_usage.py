"""What a key has used: counted exactly however many ask at once, by however many servers, kept over restarts and kills,
and begun anew with each day.
"""

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from subprocess import PIPE

import pytest

from vozes.errors import ErrorCode, VozesError
from vozes.service.keys.key import NamedKey
from vozes.service.keys.last_minute import LastMinute
from vozes.service.keys.usage import FOLDER, KeyUsage, spoken_today

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


def test_what_was_spoken_is_kept_for_the_day(tmp_path: Path, clock: list[float]) -> None:
    KeyUsage(tmp_path).reserve(KEY, 70)
    assert refusal(KeyUsage(tmp_path), 31).code == ErrorCode.DAILY_LIMIT
    assert spoken_today(tmp_path) == {KEY.digest: 70}
    clock[0] += DAY
    assert spoken_today(tmp_path) == {}
    KeyUsage(tmp_path).reserve(KEY, 100)


def test_what_is_spoken_for_a_key_without_a_limit_is_counted_once_it_is_said(tmp_path: Path) -> None:
    usage, key = KeyUsage(tmp_path), replace(KEY, per_minute=None, characters_per_day=None)
    usage.count_request(key)
    reservation = usage.reserve(key, 1_000)
    assert not (tmp_path / FOLDER).exists()
    usage.settle(reservation, spoken=300)
    assert spoken_today(tmp_path) == {KEY.digest: 300}


def test_servers_with_one_home_count_together(tmp_path: Path) -> None:
    first, second = KeyUsage(tmp_path), KeyUsage(tmp_path)
    spoken = first.reserve(KEY, 60)
    assert refusal(second, 41).code == ErrorCode.DAILY_LIMIT
    first.settle(spoken, spoken=0)
    second.reserve(KEY, 100)
    first.count_request(KEY)
    second.count_request(KEY)
    for usage in (first, second):
        with pytest.raises(VozesError):
            usage.count_request(KEY)


COUNTING = """
import sys
from pathlib import Path
from vozes.errors import VozesError
from vozes.service.keys.key import NamedKey
from vozes.service.keys.usage import KeyUsage
usage, key, let_in = KeyUsage(Path(sys.argv[1])), NamedKey("Ana", "a" * 64, "", per_minute=500), 0
sys.stdin.readline()
for _ in range(500):
    try:
        usage.count_request(key)
    except VozesError:
        break
    let_in += 1
print(let_in)
"""


def test_processes_that_count_at_once_let_in_as_many_as_one_would(tmp_path: Path) -> None:
    command = (sys.executable, "-P", "-c", COUNTING, str(tmp_path))
    running = [subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True) for _ in range(2)]
    for each in running:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    assert sum(int(each.communicate(timeout=60)[0]) for each in running) == 500


HOLDING = """
import sys
from pathlib import Path
from vozes.service.keys.shared_numbers import SharedNumbers
with SharedNumbers(Path(sys.argv[1])).changing(4) as numbers:
    numbers[:] = 2e9
    print(flush=True)
    sys.stdin.read()
"""


def test_a_process_that_is_killed_while_it_counts_leaves_neither_a_lock_nor_half_a_count(tmp_path: Path) -> None:
    usage = KeyUsage(tmp_path)
    usage.count_request(KEY)
    command = (sys.executable, "-P", "-c", HOLDING, str(tmp_path / FOLDER / KEY.digest))
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
    KeyUsage(tmp_path).count_request(KEY)
    with pytest.raises(VozesError):
        usage.count_request(KEY)


def test_a_key_whose_limit_was_changed_has_the_new_one(tmp_path: Path) -> None:
    usage = KeyUsage(tmp_path)
    usage.count_request(KEY)
    usage.count_request(KEY)
    usage.count_request(replace(KEY, per_minute=3))
    for most in (1, 2, 3):
        with pytest.raises(VozesError):
            usage.count_request(replace(KEY, per_minute=most))


def test_a_clock_that_is_set_back_locks_nobody_out(tmp_path: Path, clock: list[float]) -> None:
    usage = KeyUsage(tmp_path)
    usage.count_request(KEY)
    usage.count_request(KEY)
    clock[0] -= DAY
    usage.count_request(KEY)


@pytest.mark.parametrize("content", [b"", b"half", b"\xff" * 40])
def test_a_damaged_file_counts_from_nothing(content: bytes, tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / KEY.digest).write_bytes(content)
    usage = KeyUsage(tmp_path)
    usage.reserve(KEY, 100)
    usage.count_request(KEY)
    assert refusal(usage, 1).code == ErrorCode.DAILY_LIMIT


def test_where_the_disk_refuses_it_a_server_counts_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / FOLDER).touch()
    usage = KeyUsage(tmp_path)
    usage.reserve(KEY, 100)
    assert refusal(usage, 1).code == ErrorCode.DAILY_LIMIT
    usage.count_request(KEY)
    usage.count_request(KEY)
    with pytest.raises(VozesError):
        usage.count_request(KEY)
    assert caplog.text.count("counted by this server alone") == 1


def test_only_files_of_keys_that_nobody_uses_any_more_are_removed(tmp_path: Path) -> None:
    usage, long_ago = KeyUsage(tmp_path), time.time() - 3 * DAY
    for digest in "ab":
        usage.reserve(replace(KEY, digest=digest * 64), 1)
    for path in (tmp_path / FOLDER).iterdir():
        os.utime(path, (NOON, NOON) if path.name == KEY.digest else (long_ago, long_ago))
    usage.remove_old()
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == [KEY.digest]
    usage.reserve(replace(KEY, digest="b" * 64), 100)


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
