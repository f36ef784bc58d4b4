"""The natural voice comes beside the server that a start begins: what is fetched, and how either of them ends."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from tests.live import wait_for
from tests.setup.conftest import REPEATS, WAITS, Sandbox, clean_environment
from vozes.locks import is_held, open_lock, taken
from vozes.models.pull_state import PullReporter, PullState, decline_pull, is_pull_declined, read_pull
from vozes.setup.installing.sizes import MB
from vozes.setup.remembered import remembered_neural

SERVE, TORCH, NEURAL, LANG = "serve", "torch==2.13.0+cpu", "requirements/neural.txt", "requirements/lang.txt"
NO_ROUTE = "ERROR: Failed to establish a new connection: NewConnectionError"


class Started:
    """A start.py that became the server, in a group of processes of its own, and all that it started."""

    def __init__(self, sandbox: Sandbox, process: "subprocess.Popen[str]", output: Path) -> None:
        self._sandbox = sandbox
        self._output = output
        self.process = process

    @property
    def output(self) -> str:
        return self._output.read_text(encoding="utf-8")

    @property
    def state(self) -> PullState:
        """How far it is, once that is told at all."""
        home = self._sandbox.places.home
        wait_for(lambda: read_pull(home, "kokoro"))
        state = read_pull(home, "kokoro")
        assert state is not None
        return state

    def wait_for_call(self, word: str) -> int:
        """Returns the process of the call with this last word, once there is one."""
        wait_for(lambda: word in self.calls())
        return next(pid for last, pid in self._look() if last == word)

    def calls(self) -> list[str]:
        """The last word of each call so far."""
        return [last for last, _ in self._look()]

    def _look(self) -> list[tuple[str, int]]:
        record = self._sandbox.places.python.parent / "calls.jsonl"
        lines = record.read_text().splitlines(keepends=True) if record.exists() else []
        whole = [json.loads(line) for line in lines if line.endswith("\n")]
        return [(words[-1], int(environ["ITS_PID"])) for words, environ in whole]

    def is_alone(self) -> bool:
        """Returns whether no process is left of its group."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return True
        return not [process for process in psutil.process_iter() if _group(process.pid) == self.process.pid]


def _group(pid: int) -> int | None:
    with suppress(ProcessLookupError, psutil.NoSuchProcess):
        return None if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE else os.getpgid(pid)
    return None


@contextmanager
def started(sandbox: Sandbox, *arguments: str) -> Iterator[Started]:
    """A start whose server waits for a signal, until the end of the block."""
    output = sandbox.folder / "output"
    with output.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "start.py", *arguments],
            cwd=sandbox.folder,
            env={**clean_environment(), "VOZES_PORT": "0", "PYTHONIOENCODING": "utf-8"},
            stdout=file,
            stderr=file,
            text=True,
            start_new_session=True,
        )
    try:
        yield Started(sandbox, process, output)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def wanted(sandbox: Sandbox) -> Sandbox:
    """A checkout with the base, in which the natural voice is wanted and a server waits once it is started."""
    sandbox.start()
    sandbox.calls()
    sandbox.want_voice()
    sandbox.behave({SERVE: ("Vozes is there", WAITS)})
    return sandbox


def test_the_voice_comes_beside_the_server_and_its_size_is_told_before(wanted: Sandbox) -> None:
    with started(wanted) as start:
        start.wait_for_call("kokoro")
        wait_for(lambda: "It is ready" in start.output)
        assert start.calls().index(TORCH) < start.calls().index(NEURAL) < start.calls().index(LANG)
        assert SERVE in start.calls()
        announced, _, work = start.output.partition("If you do not want it: python3 start.py --neural none\n")
        assert re.search(r"comes beside the server: about 0\.\d GB to download, [23]\.\d GB of disk", announced)
        assert [line for line in work.splitlines() if not line.startswith("kokoro: ")] == ["Vozes is there"]
        assert "kokoro: ✓ torch for the processor" in work
        assert start.process.poll() is None


def test_the_server_has_no_child_that_nobody_waits_for(wanted: Sandbox) -> None:
    with started(wanted) as start:
        wait_for(lambda: "It is ready" in start.output)
        assert psutil.Process(start.process.pid).children() == []


def test_what_is_done_is_told_in_the_state_from_the_first_stage_on(wanted: Sandbox) -> None:
    wanted.behave({SERVE: ("Vozes is there", WAITS), TORCH: ("Progress 47000000 of 190000000", REPEATS)})
    with started(wanted) as start:
        start.wait_for_call(TORCH)
        wait_for(lambda: start.state.bytes_done is not None)
        state = start.state
        assert (state.state, state.stage, state.bytes_done, state.bytes_total) == (
            "running",
            "torch",
            47 * MB,
            200 * MB,
        )


def test_control_c_stops_both_and_the_next_start_goes_on(wanted: Sandbox) -> None:
    wanted.behave({SERVE: ("Vozes is there", WAITS), TORCH: ("Collecting torch", WAITS)})
    with started(wanted) as start:
        start.wait_for_call(SERVE)
        start.wait_for_call(TORCH)
        os.killpg(start.process.pid, signal.SIGINT)
        wait_for(start.is_alone)
        assert start.state.state == "cancelled"
        assert "kokoro: Stopped. The next start goes on from here." in start.output
        assert "Traceback" not in start.output
    wanted.behave({SERVE: ("Vozes is there", WAITS)})
    with started(wanted) as again:
        again.wait_for_call("kokoro")
        assert TORCH in again.calls()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("word", [TORCH, "kokoro"])
def test_it_ends_with_the_server_however_that_ends(wanted: Sandbox, number: signal.Signals, word: str) -> None:
    wanted.behave({SERVE: ("Vozes is there", WAITS), word: ("working", WAITS)})
    with started(wanted) as start:
        start.wait_for_call(SERVE)
        start.wait_for_call(word)
        start.process.send_signal(number)
        wait_for(start.is_alone)
        assert "Stopped. The next start goes on" in start.output


def test_a_server_whose_companion_is_killed_goes_on_and_nobody_installs_beside_its_pip(wanted: Sandbox) -> None:
    wanted.behave({SERVE: ("Vozes is there", WAITS), TORCH: ("Collecting torch", WAITS)})
    with started(wanted) as start:
        start.wait_for_call(SERVE)
        pip = start.wait_for_call(TORCH)
        os.kill(start.state.pid, signal.SIGKILL)
        lock = wanted.places.home / "models" / ".pulls" / "kokoro.lock"
        wait_for(lambda: not is_held(lock))
        assert start.process.poll() is None
        assert is_held(wanted.places.home / "setup.lock")
        os.kill(pip, signal.SIGKILL)
        wait_for(lambda: not is_held(wanted.places.home / "setup.lock"))


def test_cancelling_it_leaves_the_server(wanted: Sandbox) -> None:
    wanted.behave({SERVE: ("Vozes is there", WAITS), TORCH: ("Collecting torch", WAITS)})
    with started(wanted) as start:
        start.wait_for_call(SERVE)
        start.wait_for_call(TORCH)
        os.kill(start.state.pid, signal.SIGTERM)
        wait_for(lambda: start.state.state == "cancelled")
        assert start.process.poll() is None


def test_a_cancelled_one_says_how_it_goes_on(wanted: Sandbox) -> None:
    wanted.behave({SERVE: ("Vozes is there", WAITS), TORCH: ("Collecting torch", WAITS)})
    with started(wanted) as start:
        start.wait_for_call(TORCH)
        decline_pull(wanted.places.home, "kokoro")
        os.kill(start.state.pid, signal.SIGTERM)
        wait_for(lambda: "Cancelled. It goes on with: python3 start.py models pull kokoro" in start.output)
        assert "The next start goes on" not in start.output


def test_a_failure_leaves_the_server_and_says_what_to_do(wanted: Sandbox) -> None:
    wanted.behave({SERVE: ("Vozes is there", WAITS), TORCH: (NO_ROUTE, 1)})
    with started(wanted) as start:
        wait_for(lambda: start.state.state == "failed")
        assert start.state.message is not None
        assert start.state.message.startswith(
            "torch for the processor: the package registry cannot be reached. Check the network"
        )
        wait_for(lambda: "kokoro:   What to do: Check the network" in start.output)
        assert start.process.poll() is None


def test_a_model_that_cannot_be_fetched_is_told_where_its_process_could_not(wanted: Sandbox) -> None:
    wanted.behave({SERVE: ("Vozes is there", WAITS), "kokoro": ("vozes: no source answers", 2)})
    with started(wanted) as start:
        wait_for(lambda: "kokoro:     | vozes: no source answers" in start.output)
        wait_for(lambda: start.state.state == "failed")
        assert start.process.poll() is None


def test_what_is_there_is_not_looked_for_again(wanted: Sandbox) -> None:
    wanted.start("--neural", "auto", "voices")
    wanted.put_model()
    wanted.calls()
    wanted.behave({})
    result = wanted.start()
    assert "natural voice" not in result.stdout
    assert wanted.calls() == [["-P", "-m", "vozes", "serve"]]


def test_no_is_remembered_until_it_is_taken_back(wanted: Sandbox) -> None:
    wanted.behave({})
    assert "natural voice" not in wanted.start("--neural", "none").stdout
    assert "natural voice" not in wanted.start("serve").stdout
    assert [words[-1] for words in wanted.calls()] == [SERVE, SERVE]
    assert "Remembered: --neural none" in wanted.start("--help").stdout
    wanted.behave({SERVE: ("Vozes is there", WAITS)})
    with started(wanted, "--neural", "auto") as start:
        start.wait_for_call("kokoro")
    assert remembered_neural(wanted.places.home) is None


def test_what_was_cancelled_or_removed_is_not_fetched_again_until_it_is_asked_for(wanted: Sandbox) -> None:
    decline_pull(wanted.places.home, "kokoro")
    wanted.behave({})
    assert "was cancelled or removed, so it is not fetched. To get it: python3 start.py models" in wanted.start().stdout
    assert [words[-1] for words in wanted.calls()] == [SERVE]
    assert wanted.start("models", "pull", "kokoro").returncode == 0
    assert not is_pull_declined(wanted.places.home, "kokoro")


def test_no_stops_what_comes_beside_a_server_that_runs(wanted: Sandbox) -> None:
    wanted.behave({SERVE: ("Vozes is there", WAITS), TORCH: ("Collecting torch", WAITS)})
    with started(wanted) as start, open_lock(wanted.places.home / "server.lock") as lock:
        start.wait_for_call(TORCH)
        assert taken(lock)  # as a true server would before
        result = wanted.start("--neural", "none")
        assert result.returncode == 0
        assert "No natural voice is fetched any more. Vozes runs already" in result.stdout
        wait_for(lambda: start.state.state == "cancelled")


def test_a_model_that_another_process_gets_is_left_to_it(wanted: Sandbox) -> None:
    with PullReporter(wanted.places.home, "kokoro") as reporter:
        reporter.stage("download")
        with started(wanted) as start:
            start.wait_for_call(SERVE)
            wait_for(lambda: "Another process gets it already" in start.output)
            start.wait_for_call("kokoro")  # which follows it
            assert TORCH not in start.calls()
        reporter.end("done")


@pytest.mark.parametrize("arguments", [("test",), ("voices",), ("serve", "--help")])
def test_nothing_comes_beside_what_is_no_server(wanted: Sandbox, arguments: tuple[str, ...]) -> None:
    wanted.behave({})
    assert "natural voice" not in wanted.start(*arguments, CHROMIUM=sys.executable).stdout
    assert "kokoro" not in [words[-1] for words in wanted.calls()]
