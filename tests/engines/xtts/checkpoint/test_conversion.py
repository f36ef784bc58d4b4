"""A checkpoint is converted once, in a process of its own, and is there whole or not at all."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.engines.xtts.checkpoints import SPEAKERS, TINY, speakers
from vozes.engines.xtts.checkpoint import conversion
from vozes.engines.xtts.checkpoint.checkpoint import Precision, converted_names, read_tensors
from vozes.engines.xtts.checkpoint.conversion import ConvertedFiles, converted
from vozes.engines.xtts.checkpoint.files import CheckpointFiles
from vozes.engines.xtts.config import XttsConfig
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.starter import Progress
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

    def convert(module: str, arguments: tuple[Any, ...], subject: Path, progress: Progress) -> None:
        precision, *paths, work = arguments
        conversions.append(CheckpointFiles(*paths))
        conversion._convert(conversions[-1], precision, work, progress)

    monkeypatch.setattr(conversion, "convert_elsewhere", convert)
    monkeypatch.setattr(conversion, "read_tensors", read)
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


def _is_whole(made: ConvertedFiles) -> bool:
    names = set(Weights(made.weights).names)
    return bool(made.read_speakers()) and names == converted_names(TINY, "float32")


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
    assert _is_whole(made)


def test_two_conversions_at_once_do_not_meet(
    files: CheckpointFiles, tmp_path: Path, in_this_process: list[CheckpointFiles]
) -> None:
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _: _convert(files, tmp_path), range(2))
    assert first == second
    assert _is_whole(first)
    assert len(_kept(tmp_path)) == 2


def test_a_checkpoint_that_cannot_be_converted_is_refused_with_its_reason(
    files: CheckpointFiles, tmp_path: Path
) -> None:
    broken = replace(files, model=tmp_path / "model.pth")
    broken.model.write_bytes(files.model.read_bytes()[:100_000])
    with pytest.raises(VozesError, match=r"model\.pth is cut short") as refused:
        _convert(broken, tmp_path)
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT
    assert _kept(tmp_path) == []
