"""What engines keep of recordings is found again if it is exactly that, and counts as missing if it is not."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from vozes.runtime.voice_files import VoiceTensors, read_voice_file, write_voice_file

SHAPES = {"latents": (1, 4), "speaker": (3,)}
VOICE = VoiceTensors({"latents": torch.randn(1, 4), "speaker": torch.randn(3)}, "a model", ("aa", "bb"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "engine" / "voice.safetensors"
    write_voice_file(path, VOICE)
    return path


def read(path: Path, model: str = "a model", recordings: tuple[str, ...] = ("aa", "bb")) -> VoiceTensors | None:
    return read_voice_file(path, model, recordings, SHAPES)


def test_what_is_kept_is_found_again(path: Path) -> None:
    found = read(path)
    assert found is not None
    assert (found.model, found.recordings) == ("a model", ("aa", "bb"))
    assert {name: tensor.tolist() for name, tensor in found.tensors.items()} == {
        name: tensor.tolist() for name, tensor in VOICE.tensors.items()
    }


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="only Linux tells what is mapped")
def test_the_file_is_not_held_open(path: Path) -> None:
    found = read(path)
    assert found is not None
    assert str(path) not in Path("/proc/self/maps").read_text()


@pytest.mark.parametrize("recordings", [("aa",), ("bb", "aa"), ("aa", "bb", "cc"), ()])
def test_what_was_made_from_other_recordings_is_not_taken(path: Path, recordings: tuple[str, ...]) -> None:
    assert read(path, recordings=recordings) is None


def test_what_another_model_made_is_not_taken(path: Path) -> None:
    assert read(path, "another model") is None


@pytest.mark.parametrize(
    "tensors",
    [
        {"latents": torch.zeros(1, 4)},
        {"latents": torch.zeros(1, 4), "speaker": torch.zeros(4)},
        {"latents": torch.zeros(1, 4), "speaker": torch.zeros(3), "more": torch.zeros(1)},
        {"latents": torch.zeros(1, 4), "speaker": torch.zeros(3).half()},
        {"latents": torch.zeros(1, 4), "speaker": torch.tensor([0.0, float("nan"), 0.0])},
    ],
    ids=["one is missing", "another shape", "one too many", "another type", "not a number"],
)
def test_tensors_that_no_model_could_use_are_not_taken(path: Path, tensors: dict[str, torch.Tensor]) -> None:
    write_voice_file(path, replace(VOICE, tensors=tensors))
    assert read(path) is None


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _garble(path: Path) -> None:
    path.write_bytes(b"\xff" * 200)


def _forget_the_source(path: Path) -> None:
    save_file(VOICE.tensors, path)


def _become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("damage", [Path.unlink, _empty, _cut, _garble, _forget_the_source, _become_a_folder])
def test_a_file_that_is_missing_or_broken_is_none(path: Path, damage: Callable[[Path], None]) -> None:
    damage(path)
    assert read(path) is None
