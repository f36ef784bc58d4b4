"""Whoever writes at the same time: one gets the name, the others are told, and nothing is mixed up."""

import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tests.conftest import ROOT
from tests.voices.samples import draft
from vozes.errors import ErrorCode, VozesError
from vozes.voices.library import VoiceLibrary

_NAMES = [f"Voice {number}" for number in range(20)]
_THREADS = 4


def outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except VozesError as error:
        return error.code
    return "done"


def at_once(*acts: Callable[[], object]) -> list[str]:
    barrier = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        barrier.wait()
        return outcome(act)

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_of_threads_that_want_one_name_one_gets_it(library: VoiceLibrary) -> None:
    for name in _NAMES:
        outcomes = at_once(*[partial(library.add, draft(name))] * _THREADS)
        assert outcomes == ["done", *[ErrorCode.NAME_TAKEN] * (_THREADS - 1)]
    assert sorted(voice.name for voice in library.list()) == sorted(_NAMES)


def test_of_two_libraries_in_one_process_one_gets_it(library: VoiceLibrary, home: Path) -> None:
    other = VoiceLibrary(home, trash_days=30)
    for name in _NAMES:
        outcomes = at_once(partial(library.add, draft(name)), partial(other.add, draft(name)))
        assert outcomes == ["done", ErrorCode.NAME_TAKEN]
    assert library.list() == other.list()


def test_of_processes_that_want_the_same_names_each_name_is_got_once(library: VoiceLibrary, home: Path) -> None:
    command = [sys.executable, "-m", "tests.voices.adder", str(home), *_NAMES]
    pipe = subprocess.PIPE
    adders = [subprocess.Popen(command, cwd=ROOT, text=True, stdin=pipe, stdout=pipe) for _ in range(2)]
    for adder in adders:
        assert adder.stdout is not None
        assert adder.stdout.readline() == "ready\n"
    for adder in adders:
        assert adder.stdin is not None
        adder.stdin.write("go\n")
        adder.stdin.flush()
    got = [name for adder in adders for name in adder.communicate(timeout=60)[0].splitlines()]
    assert [adder.returncode for adder in adders] == [0, 0]
    assert sorted(got) == sorted(_NAMES)
    assert sorted(voice.name for voice in library.list()) == sorted(_NAMES)


def test_a_rename_and_an_addition_of_one_name_cannot_both_be(library: VoiceLibrary) -> None:
    voice = library.add(draft("Ana"))
    for name in _NAMES:
        outcomes = at_once(partial(library.edit, voice.id, name=name), partial(library.add, draft(name)))
        assert outcomes == ["done", ErrorCode.NAME_TAKEN]


def test_of_those_who_delete_or_restore_one_voice_one_does(library: VoiceLibrary) -> None:
    voice = library.add(draft("Ana"))
    for _ in range(5):
        for act in (library.delete, library.restore):
            outcomes = at_once(*[partial(act, voice.id)] * _THREADS)
            assert outcomes == ["done", *[ErrorCode.UNKNOWN_VOICE] * (_THREADS - 1)]
    assert (library.list(), library.deleted()) == ([voice], [])


def test_whoever_reads_meanwhile_sees_whole_voices_only(library: VoiceLibrary) -> None:
    voice = library.add(draft("Ana", description="0 0"))
    done = threading.Event()

    def write() -> None:
        for number in range(1, 16):
            library.edit(voice.id, description=f"{number} {number}")
            library.delete(library.add(draft("Bia", description=f"{number} {number}")).id)
        done.set()

    def read() -> None:
        while not done.is_set():
            for each in library.list():
                first, second = each.description.split()
                assert first == second
            assert library.get(voice.id).name == "Ana"

    with ThreadPoolExecutor(3) as pool:
        for future in [pool.submit(write), pool.submit(read), pool.submit(read)]:
            future.result()
    assert library.get(voice.id).description == "15 15"
