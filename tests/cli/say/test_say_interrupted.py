"""`vozes say` that is stopped in the middle: no file and no process stays."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.cli.conftest import PATIENCE, all_gone, engine_processes
from tests.live import wait_for

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these are POSIX's signals")

LONG_TEXT = "Esta frase não acaba nunca, e ainda assim continua. " * 1_900
_BUSY_SECONDS = 0.6
"""Processor time after which an engine speaks: it starts in half of it, and the text takes ten times as much."""


@pytest.fixture
def speaking(folder: Path, environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], psutil.Process]]:
    """A command in the middle of a long text, and its engine."""
    command = [sys.executable, "-m", "vozes", "say", "-", "-l", "pt-br", "-o", "out.wav"]
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        assert process.stdin is not None
        process.stdin.write(LONG_TEXT.encode())
        process.stdin.close()
        wait_for(lambda: engine_processes(process.pid))
        engine = engine_processes(process.pid)[0]
        wait_for(lambda: engine.cpu_times().user > _BUSY_SECONDS)
        assert process.poll() is None
        yield process, engine
    finally:
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_in_the_middle_leaves_no_file_and_no_process(
    number: signal.Signals, speaking: tuple[subprocess.Popen[bytes], psutil.Process], folder: Path
) -> None:
    process, engine = speaking
    assert [name[:7] for name in os.listdir(folder)] == [".vozes-"]

    process.send_signal(number)

    assert process.wait(PATIENCE) != 0
    assert os.listdir(folder) == []
    assert all_gone([engine])


def test_an_interrupted_command_prints_no_traceback(
    speaking: tuple[subprocess.Popen[bytes], psutil.Process],
) -> None:
    process, _ = speaking
    process.send_signal(signal.SIGINT)

    assert process.stderr is not None
    assert b"Traceback" not in process.stderr.read()
