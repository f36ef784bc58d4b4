"""How far a pull is can be read by every process, and what nobody works on does not run."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from vozes.models.pull_state import INTERRUPTED, AlreadyPullingError, PullReporter, PullState, read_pull

WORKING = """
import sys, time
from pathlib import Path
from vozes.models.pull_state import PullReporter
with PullReporter(Path(sys.argv[1]), "kokoro") as reporter:
    reporter.stage("download", 100)
    print(flush=True)
    sys.stdin.read()
"""


def state_of(home: Path) -> PullState:
    state = read_pull(home, "kokoro")
    assert state is not None
    return state


def written(home: Path, age: float) -> None:
    """Makes the state look as if it was written so many seconds ago."""
    path = home / "models" / ".pulls" / "kokoro.json"
    values = json.loads(path.read_bytes())
    path.write_text(json.dumps(values | {"updated_at": values["updated_at"] - age}))


def working(home: Path) -> subprocess.Popen[bytes]:
    """A process that holds the pull until it is stopped."""
    command = [sys.executable, "-c", WORKING, str(home)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def broken_off(home: Path, error: BaseException, said: str | None = None) -> PullState:
    """The state after a pull that an exception has ended, and that may have said why itself."""

    def pull() -> None:
        with PullReporter(home, "kokoro") as reporter:
            reporter.stage("download")
            if said is not None:
                reporter.end("failed", said)
            raise error

    with pytest.raises(type(error)):
        pull()
    return state_of(home)


def test_before_the_first_pull_there_is_nothing(tmp_path: Path) -> None:
    assert read_pull(tmp_path, "kokoro") is None


def test_the_size_is_told_before_the_first_byte(tmp_path: Path) -> None:
    with PullReporter(tmp_path, "kokoro") as reporter:
        reporter.stage("download", 1000)

        state = state_of(tmp_path)

    assert (state.state, state.stage, state.bytes_done, state.bytes_total) == ("running", "download", None, 1000)
    assert state.pid == os.getpid()


def test_the_time_that_is_left_follows_from_the_pace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("vozes.models.pull_state.time.monotonic", lambda: now)
    with PullReporter(tmp_path, "kokoro") as reporter:
        reporter.stage("download", 1000)
        reporter.progress(500)  # what an earlier try has left does not count
        now += 5.0
        reporter.progress(600)

        assert state_of(tmp_path).seconds_left == 20.0
        reporter.stage("check")
        assert state_of(tmp_path).seconds_left is None


@pytest.mark.parametrize(
    ("error", "ended", "message"),
    [(ValueError("no room"), "failed", "no room"), (SystemExit(143), "cancelled", None)],
)
def test_an_exception_is_the_end(tmp_path: Path, error: BaseException, ended: str, message: str | None) -> None:
    state = broken_off(tmp_path, error)

    assert (state.state, state.message) == (ended, message)


def test_what_was_said_of_the_end_stays(tmp_path: Path) -> None:
    state = broken_off(tmp_path, ValueError("404"), said="The hub has no such file.")

    assert (state.state, state.message) == ("failed", "The hub has no such file.")


def test_a_pull_that_is_handed_over_still_runs(tmp_path: Path) -> None:
    with PullReporter(tmp_path, "kokoro") as reporter:
        reporter.stage("packages")
    assert state_of(tmp_path).state == "running"

    with PullReporter(tmp_path, "kokoro") as reporter:
        reporter.stage("download")
        reporter.end("done")
    assert state_of(tmp_path).state == "done"


def test_nobody_takes_over_within_ten_seconds(tmp_path: Path) -> None:
    with PullReporter(tmp_path, "kokoro") as reporter:
        reporter.stage("packages")
    written(tmp_path, age=11)

    assert (state_of(tmp_path).state, state_of(tmp_path).message) == ("failed", INTERRUPTED)


@pytest.mark.skipif(sys.platform == "win32", reason="whether a process lives is not asked on Windows")
def test_nobody_takes_over_from_a_process_that_was_killed(tmp_path: Path) -> None:
    with working(tmp_path) as process:
        process.kill()
        process.wait()
    assert (state_of(tmp_path).state, state_of(tmp_path).message) == ("failed", INTERRUPTED)


def test_a_pull_is_held_by_one_process(tmp_path: Path) -> None:
    with working(tmp_path) as process:
        with pytest.raises(AlreadyPullingError), PullReporter(tmp_path, "kokoro"):
            pass
        written(tmp_path, age=3600)

        assert (state_of(tmp_path).state, state_of(tmp_path).pid) == ("running", process.pid)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_killed_pull_has_failed_and_the_next_may_begin(tmp_path: Path) -> None:
    with working(tmp_path) as process:
        process.send_signal(signal.SIGKILL)
    written(tmp_path, age=11)

    assert state_of(tmp_path).state == "failed"
    with PullReporter(tmp_path, "kokoro") as reporter:
        reporter.stage("download")
        assert state_of(tmp_path).state == "running"


def test_other_models_have_pulls_of_their_own(tmp_path: Path) -> None:
    with PullReporter(tmp_path, "kokoro"), PullReporter(tmp_path, "xtts_v2"):
        pass

    assert read_pull(tmp_path, "ljspeech") is None


@pytest.mark.parametrize("content", [b"", b"[]", b'{"state": "running"}', b"\xff"])
def test_a_broken_file_is_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "models" / ".pulls" / "kokoro.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)

    assert read_pull(tmp_path, "kokoro") is None
