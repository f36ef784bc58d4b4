"""A model and its voices are converted once, and again only where they have changed."""

import shutil
from pathlib import Path

import pytest
import torch

from tests.engines.styletts2.checkpoints import KOKORO, LJSPEECH, PACKS, TINY, pack
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.checkpoint import conversion
from vozes.engines.styletts2.checkpoint.checkpoint import read_tensors
from vozes.engines.styletts2.checkpoint.conversion import ConvertedModel, converted
from vozes.engines.styletts2.checkpoint.files import ModelFiles, find_models
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.starter import Progress
from vozes.runtime.weights import Weights


def _files(folder: Path) -> ModelFiles:
    (model,) = find_models(EngineSettings(str(folder), styletts2_checkpoints=str(folder)))
    return model


def _convert(folder: Path, home: Path) -> ConvertedModel:
    return converted(_files(folder), KOKORO, home, lambda done: None)


def _kept(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "models" / "styletts2" / "converted").rglob("*") if path.is_file())


@pytest.fixture
def kokoro(tiny_kokoro: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    return shutil.copytree(tiny_kokoro, tmp_path / "mine")


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is converted, by name, without the process."""
    conversions = []

    def convert(module: str, arguments: tuple[Path, ...], subject: Path, progress: Progress) -> None:
        source, config, path = arguments
        conversions.append(source.name)
        conversion._convert(source, config, path, progress)

    monkeypatch.setattr(conversion, "convert_elsewhere", convert)
    return conversions


def test_a_process_of_its_own_converts_it_once(tiny_kokoro: Path, tmp_path: Path) -> None:
    progress: list[float] = []
    files = _files(tiny_kokoro)
    made = converted(files, KOKORO, tmp_path, progress.append)
    assert progress == sorted(progress)
    assert progress[-1] == 1
    expected, read = read_tensors(files.model, KOKORO), Weights(made.weights).load()
    assert read.keys() == expected.keys()
    assert all(torch.equal(read[name], tensor) for name, tensor in expected.items())
    voices = made.read_voices()
    assert set(voices) == set(PACKS)
    assert all(torch.equal(voices[name], pack(name, KOKORO)[:, 0]) for name in PACKS)
    progress.clear()
    assert converted(files, KOKORO, tmp_path, progress.append) == made
    assert not progress


@pytest.mark.parametrize("family", ["libritts", "ljspeech"])
def test_models_without_packs_have_weights_alone(
    family: str, tiny_models: Path, tmp_path: Path, in_this_process: list[str]
) -> None:
    progress: list[float] = []
    config = TINY["libritts" if family == "libritts" else "ljspeech"]
    made = converted(_files(tiny_models / family), config, tmp_path, progress.append)
    assert (made.voices, made.read_voices(), progress[-1]) == (None, {}, 1)
    assert _kept(tmp_path) == ["weights.safetensors"]


def test_another_voice_is_noticed_and_converts_voices_alone(
    kokoro: Path, tmp_path: Path, in_this_process: list[str]
) -> None:
    first = _convert(kokoro, tmp_path)
    torch.save(pack("pf_nova", KOKORO), kokoro / "voices" / "pf_nova.pt")
    second = _convert(kokoro, tmp_path)
    assert set(second.read_voices()) == {*PACKS, "pf_nova"}
    assert in_this_process == ["kokoro-v1_0.pth", "voices", "voices"]
    assert second.weights == first.weights
    assert _kept(tmp_path) == ["voices.safetensors", "weights.safetensors"]


def test_a_voice_that_changed_is_noticed(kokoro: Path, tmp_path: Path, in_this_process: list[str]) -> None:
    _convert(kokoro, tmp_path)
    torch.save(pack("another", KOKORO), kokoro / "voices" / "pf_dora.pt")
    assert torch.equal(_convert(kokoro, tmp_path).read_voices()["pf_dora"], pack("another", KOKORO)[:, 0])


def test_a_voice_that_got_another_name_is_noticed(kokoro: Path, tmp_path: Path, in_this_process: list[str]) -> None:
    _convert(kokoro, tmp_path)
    (kokoro / "voices" / "pf_dora.pt").rename(kokoro / "voices" / "pf_nova.pt")
    assert set(_convert(kokoro, tmp_path).read_voices()) == {"af_heart", "pf_nova", "pm_alex"}


def test_a_configuration_that_changed_converts_the_model_again(
    kokoro: Path, tmp_path: Path, in_this_process: list[str]
) -> None:
    first = _convert(kokoro, tmp_path)
    config = kokoro / "config.json"
    config.write_text(config.read_text("utf-8") + "\n", "utf-8")
    second = _convert(kokoro, tmp_path)
    assert second.weights != first.weights
    assert _kept(tmp_path) == ["voices.safetensors", "weights.safetensors"]


def test_several_models_are_kept_beside_one_another(
    tiny_models: Path, tmp_path: Path, in_this_process: list[str]
) -> None:
    _convert(tiny_models / "kokoro", tmp_path)
    converted(_files(tiny_models / "ljspeech"), LJSPEECH, tmp_path, lambda done: None)
    assert _kept(tmp_path) == ["voices.safetensors", "weights.safetensors", "weights.safetensors"]


@pytest.mark.parametrize("name", ["weights", "voices"])
def test_a_converted_file_that_is_damaged_is_made_again(
    name: str, kokoro: Path, tmp_path: Path, in_this_process: list[str]
) -> None:
    made = _convert(kokoro, tmp_path)
    damaged = made.weights if name == "weights" else made.voices
    assert damaged is not None
    damaged.write_bytes(damaged.read_bytes()[:1000])
    assert _convert(kokoro, tmp_path) == made
    assert set(made.read_voices()) == set(PACKS)
    assert len(in_this_process) == 3


def test_a_voice_of_the_wrong_shape_is_refused_and_named(
    kokoro: Path, tmp_path: Path, in_this_process: list[str]
) -> None:
    torch.save(torch.ones(511, 1, 256), kokoro / "voices" / "pf_old.pt")
    with pytest.raises(VozesError, match=r"pf_old\.pt is not a voice of this model") as refused:
        _convert(kokoro, tmp_path)
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT
    assert _kept(tmp_path) == ["weights.safetensors"]


def test_a_model_that_cannot_be_converted_is_refused_with_its_reason(kokoro: Path, tmp_path: Path) -> None:
    model = kokoro / "kokoro-v1_0.pth"
    model.write_bytes(model.read_bytes()[:100_000])
    with pytest.raises(VozesError, match=r"kokoro-v1_0\.pth is cut short") as refused:
        _convert(kokoro, tmp_path)
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT
    assert _kept(tmp_path) == []
