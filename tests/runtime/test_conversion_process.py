"""A process of its own converts, says how far it is, and ends with whoever started it or gave it up."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from vozes.errors import ErrorCode, VozesError
from vozes.runtime import conversion_process
from vozes.runtime.conversion import convert_once
from vozes.runtime.conversion_process import StarterEndedError, convert_elsewhere
from vozes.runtime.starter import Starter, follow
from vozes.runtime.weights import Weights

CONVERTER = "tests.runtime.converter"


def _run(what: str, work: Path, progress: Callable[[float], None] = lambda done: None) -> None:
    convert_elsewhere(CONVERTER, (what, work), Path("model.pth"), progress)


def _convert(made: Path, run: Callable[[Path], None]) -> None:
    convert_once(made, {"weights.safetensors": "a"}, Path("model.pth"), run)


def test_the_process_reports_its_progress_and_writes(tmp_path: Path) -> None:
    progress: list[float] = []
    _run("write", tmp_path, progress.append)
    assert progress == [0.5, 1.0]
    assert Weights(tmp_path / "weights.safetensors").names == ("a",)


def test_what_it_refuses_is_raised_as_it_was_there(tmp_path: Path) -> None:
    with pytest.raises(VozesError, match=r"It is broken\.") as refused:
        _run("refuse", tmp_path)
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT


def test_a_process_that_ends_by_itself_is_reported(tmp_path: Path) -> None:
    with pytest.raises(VozesError, match=r"model\.pth was ended \(status 3\)") as failed:
        _run("crash", tmp_path)
    assert failed.value.code is ErrorCode.ENGINE_FAILED


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that were started."""
    processes: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        processes.append(popen(*arguments, **options))
        return processes[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    return processes


def test_a_conversion_that_is_killed_is_reported_and_leaves_nothing(
    started: list[subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    with pytest.raises(VozesError, match="was ended") as failed:
        _convert(tmp_path / "one", lambda work: _run("hang", work, lambda done: started[0].kill()))
    assert failed.value.code is ErrorCode.ENGINE_FAILED
    assert list(tmp_path.iterdir()) == []


def test_a_caller_that_gives_up_ends_the_conversion(started: list[subprocess.Popen[bytes]], tmp_path: Path) -> None:
    def give_up(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _convert(tmp_path / "one", lambda work: _run("hang", work, give_up))
    assert started[0].poll() is not None
    assert list(tmp_path.iterdir()) == []


def test_the_process_ends_with_the_one_that_started_it(tmp_path: Path) -> None:
    command = (sys.executable, "-m", CONVERTER, "hang", str(tmp_path))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=60) == 1


@pytest.fixture
def starter() -> Iterator[Starter]:
    """Conversions go by a process that was started before."""
    conversion_process.keep_starter()
    starter = conversion_process._starter
    assert starter is not None
    yield starter
    starter.end()
    conversion_process._starter = None


@pytest.mark.usefixtures("starter")
def test_a_process_that_can_start_none_converts_by_one_that_it_had_started(tmp_path: Path) -> None:
    progress: list[float] = []
    _run("write", tmp_path, progress.append)
    assert progress == [0.5, 1.0]
    with pytest.raises(VozesError, match=r"It is broken\."):
        _run("refuse", tmp_path)
    with pytest.raises(VozesError, match=r"model\.pth was ended \(status 3\)"):
        _run("crash", tmp_path)
    _run("write", tmp_path, progress.append)
    assert progress == [0.5, 1.0] * 2


@pytest.mark.usefixtures("starter")
def test_a_caller_that_gives_up_ends_that_process_and_its_conversion(tmp_path: Path) -> None:
    def give_up(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _run("hang", tmp_path, give_up)
    with pytest.raises(StarterEndedError):
        _run("write", tmp_path)


def test_that_process_s_end_is_told_apart_from_a_conversion_s(starter: Starter, tmp_path: Path) -> None:
    """The engine has to begin anew, where another conversion might succeed."""
    with pytest.raises(StarterEndedError):
        _run("hang", tmp_path, lambda done: starter.end())
    with pytest.raises(StarterEndedError):
        _run("write", tmp_path)


@pytest.mark.usefixtures("starter")
def test_what_cannot_be_followed_asks_for_another_beginning_at_once(tmp_path: Path) -> None:
    def fail(_: float) -> None:
        raise ValueError("no progress")

    with pytest.raises(StarterEndedError):
        _run("hang", tmp_path, fail)


def test_nothing_else_is_started_by_it(starter: Starter) -> None:
    assert list(starter.run("http.server", ["0"])) == []


def test_chatter_of_libraries_is_not_taken_for_progress() -> None:
    progress: list[float] = []
    lines = [b"warning: something\n", b"5\n", json.dumps({"done": 0.5}).encode(), b"\xff\n", b'{"x": 1}\n']
    assert follow(lines, progress.append) == (None, None)
    assert progress == [0.5]
