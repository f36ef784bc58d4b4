"""The true command, as a process of its own in a folder of its own."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.language_model import lend_language_model
from tests.live import LiveServer, running_server, server_environment

PATIENCE = 60.0
_DYING_SECONDS = 30.0

Vozes = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the command is called; nothing but what it writes there is in it."""
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    lend_language_model(tmp_path / "home")
    return server_environment(tmp_path / "home", {"COLUMNS": "200", "PYTHONIOENCODING": "utf-8"})


@pytest.fixture
def vozes(folder: Path, environment: dict[str, str]) -> Vozes:
    def run(*arguments: str, stdin: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "vozes", *arguments],
            cwd=folder,
            env=environment | variables,
            input=stdin,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )

    return run


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with running_server() as server:
        yield settled(server)


def settled(server: LiveServer) -> LiveServer:
    """The server, once it has nothing left to get ready: the language model is the last."""
    status, _, _ = server.synthesize(text="Where is the railway station?", engine="espeak")
    assert status == 200
    return server


def engine_processes(pid: int) -> list[psutil.Process]:
    """The engine processes that a command has started."""
    children = psutil.Process(pid).children(recursive=True)
    return [child for child in children if _command_of(child).count("vozes.engines.worker")]


def all_gone(processes: list[psutil.Process]) -> bool:
    """Whether they end within seconds; who has ended and is not yet buried by its parent has ended."""
    deadline = time.monotonic() + _DYING_SECONDS
    while any(map(lives, processes)) and time.monotonic() < deadline:
        time.sleep(0.01)  # polling; the loop's end is the condition
    return not any(map(lives, processes))


def lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _command_of(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:  # it ended meanwhile
        return []


def refusal(result: subprocess.CompletedProcess[bytes]) -> str:
    """The one line that a refused command prints."""
    lines = result.stderr.decode().splitlines()
    assert result.returncode == 2, result
    assert result.stdout == b""
    assert len(lines) == 1, lines
    assert lines[0].startswith("vozes: ")
    return lines[0]


def on_terminal(arguments: list[str], folder: Path, environment: dict[str, str]) -> str:
    """What a command shows on a terminal, for its output and its errors, without colours."""
    terminal, end = os.openpty()
    command = [sys.executable, "-m", "vozes", *arguments]
    with subprocess.Popen(command, cwd=folder, env=environment | {"TERM": "xterm"}, stdout=end, stderr=end) as process:
        os.close(end)
        shown = b""
        while piece := _read(terminal):
            shown += piece
        process.wait(PATIENCE)
    os.close(terminal)
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.decode()).replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux says that the other end is closed
        return b""
