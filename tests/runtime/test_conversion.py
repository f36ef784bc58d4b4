"""Files are converted once, into a folder that is there whole or not at all."""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import torch

from vozes.errors import ErrorCode, VozesError
from vozes.runtime.conversion import convert_once, fingerprint, write_converted
from vozes.runtime.weights import Weights, write_weights

FILES = ("speakers.safetensors", "weights.safetensors")


def _is_whole(made: Path) -> bool:
    return all(Weights(made / name).names == ("a",) for name in FILES)


def _write(work: Path, source: str = "model.pth") -> None:
    tensors = {"a": torch.ones(1)}
    write_weights(work / FILES[0], tensors, {})
    write_converted(work / FILES[1], Path(source), lambda _: tensors, lambda _: None)


def _convert(made: Path, convert: Callable[[Path], None] = _write, source: str = "model.pth") -> None:
    convert_once(made, dict.fromkeys(FILES, "a"), Path(source), convert)


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
