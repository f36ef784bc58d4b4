"""The lexicon in the home: kept over everything, and read whoever has written it."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.voices.test_full_disk import FullDisk
from vozes.errors import ErrorCode, VozesError
from vozes.locks import open_lock, taken
from vozes.service.lexicon import FILE, LOCK, LexiconChange, LexiconStore
from vozes.text.lexicon.entries import MOST_ENTRIES, LexiconEntry, to_json

ANA = LexiconEntry("Ana", "pt-br", "âna")
BIA = LexiconEntry("Bia", "", None, "bia")
LONG = [LexiconEntry(f"palavra{number}", "", "a" * 200) for number in range(2_000)]
"""So many that a kill meets the writing of them."""
_LONGEST_STEP = 0.02
"""Seconds, of which a random part passes before a kill."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def store(home: Path) -> LexiconStore:
    return LexiconStore(home)


def kept(home: Path) -> list[LexiconEntry]:
    """What a process that begins now finds."""
    return list(LexiconStore(home).read().entries)


def edit(home: Path, content: bytes) -> None:
    """Writes the file by hand, a while ago."""
    home.mkdir(exist_ok=True)
    (home / FILE).write_bytes(content)
    past = time.time() - 10
    os.utime(home / FILE, (past, past))


def test_a_home_without_a_lexicon_has_no_words(store: LexiconStore, home: Path) -> None:
    assert store.read().entries == ()
    assert store.problem() is None
    assert not home.exists()


def test_what_is_put_is_added_or_replaces_what_was_there(store: LexiconStore, home: Path) -> None:
    assert store.put([BIA, ANA]) == LexiconChange(added=2, total=2)
    assert store.put([LexiconEntry("ANA", "pt-br", "anná")]) == LexiconChange(changed=1, total=2)
    assert store.put([ANA], replace=True) == LexiconChange(changed=1, removed=1, total=1)
    assert kept(home) == [ANA]


def test_a_word_is_removed_in_one_language_or_in_all(store: LexiconStore, home: Path) -> None:
    exact = LexiconEntry("ANA", "pt-br", "a", case_sensitive=True)
    store.put([ANA, BIA, exact, LexiconEntry("ana", "en", "anna")])

    assert store.remove("Cai").removed == 0
    assert store.remove("ana", "pt_BR").removed == 1
    assert store.remove(" ANA ").removed == 2
    assert kept(home) == [BIA]
    assert store.clear() == LexiconChange(removed=1)
    assert kept(home) == []


def test_more_than_the_longest_lexicon_is_refused_and_nothing_is_changed(store: LexiconStore, home: Path) -> None:
    many = [LexiconEntry(f"palavra{number}", "", "a") for number in range(MOST_ENTRIES)]
    store.put(many)

    with pytest.raises(VozesError) as caught:
        store.put([ANA])

    assert (caught.value.code, caught.value.param) == (ErrorCode.INVALID_FIELD, "entries")
    assert len(kept(home)) == MOST_ENTRIES


def test_the_same_object_is_read_as_long_as_nothing_changes(store: LexiconStore, home: Path) -> None:
    store.put([ANA])
    lexicon = store.read()

    assert store.read() is lexicon
    edit(home, to_json([ANA]))
    assert store.read() is lexicon
    edit(home, to_json([BIA]))
    assert store.read().entries == (BIA,)


def test_what_another_process_writes_or_removes_is_seen_at_once(store: LexiconStore, home: Path) -> None:
    store.put([ANA])
    LexiconStore(home).put([BIA])
    assert store.read().entries == (BIA, ANA)

    (home / FILE).unlink()
    assert store.read().entries == ()


def test_an_edit_within_the_clock_s_coarseness_is_seen(store: LexiconStore, home: Path) -> None:
    store.put([ANA])
    store.read()
    found = (home / FILE).stat()
    (home / FILE).write_bytes(to_json([ANA]).replace(b"Ana", b"Ane"))
    os.utime(home / FILE, ns=(found.st_atime_ns, found.st_mtime_ns))

    assert [entry.word for entry in store.read().entries] == ["Ane"]


DAMAGED = [b"", b"{", b'{"entries": [{"word": "a"}]}', to_json([ANA, BIA])[:-20]]


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_file_is_told_and_what_was_read_before_counts(
    content: bytes, store: LexiconStore, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store.put([ANA])
    edit(home, content)

    assert store.read().entries == (ANA,)
    problem = store.problem()
    assert problem is not None
    assert str(home / FILE) in problem
    assert [record.message for record in caplog.records] == [problem]
    assert (home / FILE).read_bytes() == content


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_file_is_put_aside_before_it_is_replaced(content: bytes, home: Path) -> None:
    for number in ("", "-2"):
        edit(home, content)
        aside = home / f"lexicon.damaged{number}.json"

        change = LexiconStore(home).put([ANA])

        assert aside.read_bytes() == content
        (warning,) = change.warnings
        assert aside.name in warning
        assert kept(home) == [ANA]


def test_a_file_that_is_mended_is_read_again(store: LexiconStore, home: Path) -> None:
    edit(home, b"{")
    assert store.problem() is not None
    edit(home, to_json([BIA]))

    assert store.read().entries == (BIA,)
    assert store.problem() is None


def test_a_file_with_a_byte_order_mark_and_in_another_layout_is_read(home: Path) -> None:
    edit(home, b"\xef\xbb\xbf" + json.dumps({"entries": [{"word": "Ana", "respelling": "b"}]}, indent=4).encode())

    assert kept(home) == [LexiconEntry("Ana", "", "b")]


@pytest.mark.skipif(os.name != "posix" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_file_that_may_not_be_read_is_told_and_not_replaced(store: LexiconStore, home: Path) -> None:
    edit(home, to_json([ANA]))
    (home / FILE).chmod(0)

    assert "cannot be read" in (store.problem() or "")
    with pytest.raises(VozesError):
        store.put([BIA])
    (home / FILE).chmod(0o600)
    assert kept(home) == [ANA]


def test_who_waits_too_long_for_another_one_is_told(home: Path) -> None:
    store = LexiconStore(home, wait_seconds=0.05)
    store.put([ANA])
    with open_lock(home / LOCK) as lock:
        assert taken(lock)
        with pytest.raises(VozesError) as caught:
            store.put([BIA])

        assert caught.value.code == ErrorCode.LIBRARY_BUSY
        assert store.read().entries == (ANA,)


def test_threads_and_stores_lose_nothing_of_one_another(home: Path) -> None:
    stores = [LexiconStore(home), LexiconStore(home)]
    entries = [LexiconEntry(f"palavra{number}", "", "a") for number in range(40)]

    with ThreadPoolExecutor(4) as pool:
        puts = [partial(stores[number % 2].put, [entry]) for number, entry in enumerate(entries)]
        assert all(change.added == 1 for change in pool.map(lambda put: put(), puts))

    assert sorted(kept(home), key=lambda entry: entry.word) == sorted(entries, key=lambda entry: entry.word)


@pytest.mark.parametrize("content", [None, b"{", to_json([ANA])], ids=["none", "damaged", "whole"])
@pytest.mark.parametrize("stays", [False, True])
def test_a_disk_that_is_full_at_any_step_is_told_and_changes_nothing(
    stays: bool, content: bytes | None, home: Path
) -> None:
    if content is not None:
        edit(home, content)
    for number in range(1, 40):
        disk = FullDisk(number, stays)
        with disk.filling():
            error = refused(lambda: LexiconStore(home).put([BIA]))
        if disk.steps < number:
            break
        assert error is not None
        assert error.code == ErrorCode.STORAGE_FULL
        left = {path.name: path.read_bytes() for path in home.glob("*") if path.name != LOCK}
        assert left == ({} if content is None else {FILE: content})
    assert number > 3
    assert error is None
    assert BIA in kept(home)


def refused(act: Callable[[], object]) -> VozesError | None:
    try:
        act()
    except VozesError as error:
        return error
    return None


def kill_after(home: Path, name: str, chance: random.Random) -> tuple[list[str], set[str]]:
    """Lets two processes add words and kills them in the midst of a step. Returns what was acknowledged, and tried."""
    command = [sys.executable, "-m", "tests.service.lexicon_writer", str(home)]
    added: list[str] = []
    tried: set[str] = set()
    processes = [
        subprocess.Popen([*command, f"{name}{letter}"], cwd=ROOT, text=True, stdout=subprocess.PIPE) for letter in "ab"
    ]
    first = processes[0]
    assert first.stdout is not None
    lines = [first.stdout.readline() for _ in range(chance.randrange(1, 20))]
    time.sleep(chance.random() * _LONGEST_STEP)
    for process in processes:
        process.kill()
    for process in processes:
        assert process.stdout is not None
        with process:
            lines += [line for line in process.stdout if line.endswith("\n")]
    for line in lines:
        step, word = line.split()
        tried.add(word)
        if step == "added":
            added.append(word)
    return added, tried


def kill_often(home: Path, times: int, seed: int) -> None:
    chance = random.Random(seed)
    LexiconStore(home).put(LONG)
    acknowledged = {entry.word for entry in LONG}
    tried = set(acknowledged)
    for number in range(times):
        added, more = kill_after(home, f"w{number}", chance)
        acknowledged.update(added)
        tried |= more
        assert LexiconStore(home).problem() is None
        there = {entry.word for entry in kept(home)}
        assert acknowledged <= there <= tried
    assert len(acknowledged) > len(LONG)
    LexiconStore(home).put([ANA])


def test_nothing_acknowledged_is_lost_and_nothing_is_half_there_after_a_kill(home: Path) -> None:
    kill_often(home, times=3, seed=20261129)


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_nothing_is_half_there_after_fifty_kills(home: Path) -> None:
    kill_often(home, times=50, seed=1)
