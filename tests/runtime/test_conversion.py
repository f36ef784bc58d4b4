"""Files are converted once, in a process of its own, into a folder that is there whole or not at all."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import torch

from vozes.errors import ErrorCode, VozesError
from vozes.runtime import conversion_process
from vozes.runtime.conversion import convert_once, fingerprint, write_converted
from vozes.runtime.conversion_process import StarterEndedError, convert_elsewhere
from vozes.runtime.starter import Starter
from vozes.runtime.weights import Weights, write_weights

CONVERTER = "tests.runtime.converter"
FILES = ("speakers.safetensors", "weights.safetensors")


def _is_whole(made: Path) -> bool:
    return all(Weights(made / name).names == ("a",) for name in FILES)


def _write(work: Path, source: str = "model.pth") -> None:
    tensors = {"a": torch.ones(1)}
    write_weights(work / FILES[0], tensors, {})
    write_converted(work / FILES[1], Path(source), lambda _: tensors, lambda _: None)


def _convert(made: Path, convert: Callable[[Path], None] = _write, source: str = "model.pth") -> None:
    convert_once(made, dict.fromkeys(FILES, "a"), Path(source), convert)


def _run(what: str, work: Path, progress: Callable[[float], None] = lambda done: None) -> None:
    convert_elsewhere(CONVERTER, (what, work), Path("model.pth"), progress)


def test_what_is_whole_is_not_converted_again(tmp_path: Path) -> None:
    conversions: list[Path] = []

    def convert(work: Path) -> None:
        conversions.append(work)
        _write(work)

    for _ in range(2):
        _convert(tmp_path / "converted" / "one", convert)
    assert len(conversions) == 1
    assert sorted(path.name for path in (tmp_path / "converted").rglob("*")) == ["one", *FILES]


def test_what_is_damaged_is_made_again(tmp_path: Path) -> None:
    _convert(tmp_path / "one")
    (tmp_path / "one" / FILES[0]).write_bytes(b"half")
    _convert(tmp_path / "one")
    assert _is_whole(tmp_path / "one")


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail(work: Path) -> None:
        (work / FILES[0]).touch()
        raise VozesError(ErrorCode.INVALID_CHECKPOINT, "broken")

    with pytest.raises(VozesError, match="broken"):
        _convert(tmp_path / "one", fail)
    assert list(tmp_path.iterdir()) == []


def test_what_the_same_source_was_converted_to_earlier_goes_and_nothing_else(tmp_path: Path) -> None:
    for made, source in (("one", "model.pth"), ("other", "other.pth"), ("two", "model.pth")):
        _convert(tmp_path / made, lambda work, source=source: _write(work, source), source)  # type: ignore[misc]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "two"]


def test_what_an_ended_conversion_left_is_removed_unless_it_may_go_on(tmp_path: Path) -> None:
    left, going_on = tmp_path / ".unfinished-old", tmp_path / ".unfinished-new"
    for work in (left, going_on):
        work.mkdir()
        _write(work)
    os.utime(left, (time.time() - 7200,) * 2)
    _convert(tmp_path / "one")
    assert (left.exists(), going_on.exists()) == (False, True)


def test_two_conversions_at_once_do_not_meet(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: _convert(tmp_path / "one"), range(2)))
    assert _is_whole(tmp_path / "one")
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_a_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "converted").touch()
    with pytest.raises(VozesError, match="could not be written") as failed:
        _convert(tmp_path / "converted" / "one")
    assert failed.value.code is ErrorCode.ENGINE_FAILED


def test_a_fingerprint_follows_what_files_hold_and_the_layout(tmp_path: Path) -> None:
    large, small = tmp_path / "large", tmp_path / "small"
    large.write_bytes(b"12")
    small.write_bytes(b"12")
    marks = [fingerprint(1, [large], [small])]
    os.utime(small, (1, 1))
    assert fingerprint(1, [large], [small]) == marks[0]
    marks.append(fingerprint(2, [large], [small]))
    os.utime(large, (1, 1))
    marks.append(fingerprint(1, [large], [small]))
    small.write_bytes(b"13")
    marks.append(fingerprint(1, [large], [small]))
    marks.append(fingerprint(1, [large], [small, small]))
    assert len(set(marks)) == 5


def test_a_source_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(VozesError, match=r"gone\.pth cannot be read") as failed:
        fingerprint(1, [tmp_path / "gone.pth"], [])
    assert failed.value.code is ErrorCode.INVALID_CHECKPOINT


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
    assert conversion_process._follow(lines, progress.append) == (None, None)
    assert progress == [0.5]
