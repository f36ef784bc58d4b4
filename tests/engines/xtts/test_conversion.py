"""A checkpoint is converted once, in a process of its own, and is there whole or not at all."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.engines.xtts.checkpoints import SPEAKERS, TINY, speakers
from vozes.engines.xtts import conversion
from vozes.engines.xtts.checkpoint import Precision, converted_names, read_tensors
from vozes.engines.xtts.config import XttsConfig
from vozes.engines.xtts.conversion import ConvertedFiles, converted
from vozes.engines.xtts.files import CheckpointFiles
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.weights import Weights


def _ignore(_: float) -> None:
    pass


def _convert(files: CheckpointFiles, home: Path, precision: Precision = "float32") -> ConvertedFiles:
    return converted(files, TINY, precision, home, _ignore)


def _kept(home: Path) -> list[str]:
    folder = home / "models" / "xtts_v2" / "converted"
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def files(tiny_checkpoint: Path) -> CheckpointFiles:
    return CheckpointFiles.of(tiny_checkpoint)


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> list[CheckpointFiles]:
    """What is converted, without the process and the large tensors, which take seconds."""
    conversions = []

    def read(path: Path, config: XttsConfig, precision: Precision, progress: object) -> dict[str, torch.Tensor]:
        return {name: torch.zeros(1) for name in converted_names(config, precision)}

    def convert(files: CheckpointFiles, precision: Precision, work: Path, progress: object) -> None:
        conversions.append(files)
        conversion._convert(files, precision, work)

    monkeypatch.setattr(conversion, "_convert_elsewhere", convert)
    monkeypatch.setattr(conversion, "read_tensors", read)
    monkeypatch.setattr(conversion, "_say", lambda **message: None)
    return conversions


def test_a_process_of_its_own_converts_it_once(files: CheckpointFiles, tmp_path: Path) -> None:
    progress: list[float] = []
    made = converted(files, TINY, "float32", tmp_path, progress.append)
    assert progress == sorted(progress)
    assert progress[-1] == 1
    expected = read_tensors(files.model, TINY, "float32")
    read = Weights(made.weights).load()
    assert read.keys() == expected.keys()
    assert all(torch.equal(read[name], tensor) for name, tensor in expected.items())
    progress.clear()
    assert converted(files, TINY, "float32", tmp_path, progress.append) == made
    assert not progress


def test_speakers_are_converted_beside_it(files: CheckpointFiles, tmp_path: Path, in_this_process: object) -> None:
    voices = _convert(files, tmp_path).read_speakers()
    assert tuple(voices) == SPEAKERS
    for name, expected in speakers(TINY, 0).items():
        assert torch.equal(voices[name].latents, expected["gpt_cond_latent"])
        assert torch.equal(voices[name].speaker, expected["speaker_embedding"])


def test_both_precisions_are_kept(files: CheckpointFiles, tmp_path: Path, in_this_process: object) -> None:
    made = [_convert(files, tmp_path, precision).weights for precision in ("float32", "int8")]
    assert [path.name for path in made] == ["weights.float32.safetensors", "weights.int8.safetensors"]
    assert len(_kept(tmp_path)) == 3


def test_a_checkpoint_that_changed_is_converted_again_and_the_old_one_goes(
    files: CheckpointFiles, tmp_path: Path, in_this_process: list[CheckpointFiles]
) -> None:
    first = _convert(files, tmp_path)
    changed = replace(files, config=tmp_path / "config.json")
    changed.config.write_text(json.dumps(json.loads(files.config.read_text()) | {"run_name": "another"}))
    second = _convert(changed, tmp_path)
    assert (len(in_this_process), second.weights.is_file(), first.weights.exists()) == (2, True, False)


@pytest.mark.parametrize("name", ["weights.float32.safetensors", "speakers.safetensors"])
def test_a_converted_file_that_is_damaged_is_made_again(
    name: str, files: CheckpointFiles, tmp_path: Path, in_this_process: list[CheckpointFiles]
) -> None:
    made = _convert(files, tmp_path)
    damaged = made.weights.with_name(name)
    damaged.write_bytes(damaged.read_bytes()[:1000])
    assert _convert(files, tmp_path) == made
    assert len(in_this_process) == 2
    assert made.are_whole(TINY, "float32")


def test_two_conversions_at_once_do_not_meet(
    files: CheckpointFiles, tmp_path: Path, in_this_process: list[CheckpointFiles]
) -> None:
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _: _convert(files, tmp_path), range(2))
    assert first == second
    assert first.are_whole(TINY, "float32")
    assert len(_kept(tmp_path)) == 2


def test_what_an_ended_conversion_left_is_removed_unless_it_may_go_on(
    files: CheckpointFiles, tmp_path: Path, in_this_process: object
) -> None:
    folder = tmp_path / "models" / "xtts_v2" / "converted"
    left, going_on = folder / ".unfinished-old", folder / ".unfinished-new"
    for work in (left, going_on):
        work.mkdir(parents=True)
        (work / ".weights.half").touch()
    os.utime(left, (time.time() - 7200,) * 2)
    _convert(files, tmp_path)
    assert (left.exists(), going_on.exists()) == (False, True)


def test_a_checkpoint_that_cannot_be_converted_is_refused_with_its_reason(
    files: CheckpointFiles, tmp_path: Path
) -> None:
    broken = replace(files, model=tmp_path / "model.pth")
    broken.model.write_bytes(files.model.read_bytes()[:100_000])
    with pytest.raises(VozesError, match=r"model\.pth is cut short") as refused:
        _convert(broken, tmp_path)
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT
    assert _kept(tmp_path) == []


def test_a_conversion_that_is_killed_is_reported_and_leaves_nothing(
    files: CheckpointFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(popen(*arguments, **options))
        return started[0]

    monkeypatch.setattr(subprocess, "Popen", start)
    with pytest.raises(VozesError, match="was ended") as failed:
        converted(files, TINY, "float32", tmp_path, lambda done: started[0].kill())
    assert failed.value.code is ErrorCode.ENGINE_FAILED
    assert list((tmp_path / "models" / "xtts_v2" / "converted").iterdir()) == []


def test_a_caller_that_gives_up_ends_the_conversion(files: CheckpointFiles, tmp_path: Path) -> None:
    def give_up(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        converted(files, TINY, "float32", tmp_path, give_up)
    assert list((tmp_path / "models" / "xtts_v2" / "converted").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a file that blocks its reader")
def test_the_process_ends_with_the_one_that_started_it(files: CheckpointFiles, tmp_path: Path) -> None:
    blocking = tmp_path / "speakers_xtts.pth"
    os.mkfifo(blocking)
    paths = map(str, (files.model, files.config, files.vocabulary, blocking, tmp_path))
    command = (sys.executable, "-m", "vozes.engines.xtts.conversion", "float32", *paths)
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=60) == 1


def test_chatter_of_libraries_is_not_taken_for_progress() -> None:
    progress: list[float] = []
    lines = [b"warning: something\n", b"5\n", b'{"done": 0.5}\n', b"\xff\n", b'{"x": 1}\n']
    assert conversion._follow(lines, progress.append) is None
    assert progress == [0.5]


def test_a_folder_that_cannot_be_made_is_reported(files: CheckpointFiles, tmp_path: Path) -> None:
    (tmp_path / "models").touch()
    with pytest.raises(VozesError, match="could not be written") as failed:
        _convert(files, tmp_path)
    assert failed.value.code is ErrorCode.ENGINE_FAILED
