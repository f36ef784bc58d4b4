"""A process ends with the one that started it, and can end by itself before that."""

import os
import subprocess
import sys

from vozes.process.parent import BESIDE

_START = "from vozes.process.parent import end_with_parent; lines = end_with_parent(); "


def _start(work: str) -> "subprocess.Popen[bytes]":
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", _START + work], stdin=pipe, stdout=pipe, stderr=pipe)


def test_it_ends_once_its_standard_input_does_whatever_it_is_at() -> None:
    with _start("import time; print(flush=True); time.sleep(600)") as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.communicate(timeout=60)
    assert process.returncode == 1


def test_lines_are_given_one_by_one_however_they_arrive() -> None:
    with _start("print(lines.get(), lines.get(), lines.get(), flush=True); lines.get()") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"one\ntwo\n\nunfinished")
        process.stdin.flush()
        said = process.stdout.readline()  # before its input ends, and it with that
        process.communicate(timeout=60)
    assert said.split() == [b"b'one'", b"b'two'", b"b''"]


def test_it_ends_by_itself_without_a_word_while_its_input_is_open() -> None:
    with _start("import sys; sys.exit(3)") as process:
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 3


_BESIDE = "from vozes.process.parent import stop_with_server; import os, signal; beside = stop_with_server(); "


def _start_beside(work: str, **environ: str) -> "subprocess.Popen[bytes]":
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", _BESIDE + work]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, env={**os.environ, **environ})


def test_what_works_beside_a_server_is_asked_to_stop_once_that_ended() -> None:
    stop = "signal.signal(signal.SIGTERM, lambda *_: os._exit(7)); print(beside, flush=True); signal.pause()"
    with _start_beside(stop, **{BESIDE: "1"}) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"True\n"
        process.communicate(timeout=60)
    assert process.returncode == 7


def test_nothing_else_and_nothing_that_it_starts_looks_at_its_standard_input() -> None:
    with _start_beside("print(beside)") as process:
        assert process.communicate(timeout=60)[0] == b"False\n"
    with _start_beside(f"print('{BESIDE}' in os.environ)", **{BESIDE: "1"}) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"False\n"
