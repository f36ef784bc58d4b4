"""A command that is attended ends with whoever started it, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tests.live import wait_for

pytestmark = pytest.mark.skipif(os.name != "posix", reason="it is ended by signals")

IMPATIENT = "import sys; from vozes.process import attended as a; a.GRACE_SECONDS = 0.2; sys.exit(a.main(sys.argv[1:]))"
WAIT = "import threading; threading.Event().wait()"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {WAIT}"
"""Heeds no request to end."""


@contextmanager
def attended(code: str, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-c", IMPATIENT, sys.executable, "-c", code, *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                for child in psutil.Process(process.pid).children(recursive=True):
                    child.kill()
                process.kill()


def first_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.mark.parametrize(("code", "status"), [("import sys; sys.exit(7)", 7), ("import os; os.abort()", 134)])
def test_its_status_is_that_of_the_command(code: str, status: int) -> None:
    with attended(code) as process:
        assert process.wait(30) == status


def test_the_command_is_asked_to_end_when_nobody_holds_its_input_any_more(tmp_path: Path) -> None:
    told = tmp_path / "told"
    heeding = f"import signal, sys; signal.signal(signal.SIGTERM, lambda *_: (open({str(told)!r}, 'w'), sys.exit(0)))"
    with attended(f"{heeding}; print('up', flush=True); {WAIT}") as process:
        assert first_line(process) == "up"
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(30) == 0
    assert told.exists()


def test_a_command_that_does_not_heed_is_ended_by_force() -> None:
    with attended(DEAF.replace("; import", "; print('up', flush=True); import", 1)) as process:
        assert first_line(process) == "up"
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(30) == 128 + signal.SIGKILL


def test_what_the_command_has_started_ends_with_it() -> None:
    child = f"import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', {DEAF!r}]).pid, flush=True)"
    with attended(child) as process:
        pid = int(first_line(process))
        assert process.wait(30) == 0
    wait_for(lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
