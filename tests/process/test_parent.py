"""A process ends with the one that started it, and can end by itself before that."""

import subprocess
import sys

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
