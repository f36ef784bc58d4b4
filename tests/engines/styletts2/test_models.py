"""Which models are loaded, and when."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.engines.styletts2.checkpoints import PACKS
from tests.engines.styletts2.speaking import shared_home, sound
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2 import models as models_module
from vozes.engines.styletts2.checkpoint.conversion import ConvertedModel, converted
from vozes.engines.styletts2.checkpoint.files import ModelFiles
from vozes.engines.styletts2.config import StyleTts2Config
from vozes.engines.styletts2.models import Models
from vozes.engines.styletts2.network.model import StyleTts2Model
from vozes.engines.styletts2.synthesis import Synthesis
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.device import place
from vozes.runtime.weights import WeightSource
from vozes.types import SpeechRequest

pytestmark = pytest.mark.usefixtures("one_thread")


def models(folder: Path, home: Path, precision: str = "float32") -> Models:
    settings = EngineSettings(str(home), styletts2_checkpoints=str(folder))
    return Models(settings, place("cpu", precision))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shared_home(tmp_path_factory)


def test_all_installed_voices_are_known_and_nothing_is_loaded_for_that(tiny_models: Path, tmp_path: Path) -> None:
    found = models(tiny_models, tmp_path / "home")
    assert found.installed == ("kokoro", "libritts", "ljspeech")
    assert set(found.voices) == {*PACKS, "libritts", "ljspeech"}
    assert not (tmp_path / "home").exists()


def test_a_model_is_loaded_once(tiny_models: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = []

    class Counted(StyleTts2Model):
        def __init__(self, config: StyleTts2Config, weights: WeightSource, *on: object) -> None:
            built.append(config.family)
            super().__init__(config, weights)

    monkeypatch.setattr(models_module, "StyleTts2Model", Counted)
    found = models(tiny_models, home)
    assert found.get("kokoro") is found.get("kokoro")
    assert built == ["kokoro"]


def test_models_have_what_their_voices_need(tiny_models: Path, home: Path) -> None:
    found = models(tiny_models, home)
    kokoro, libritts, ljspeech = map(found.get, found.installed)
    assert set(kokoro.packs) == set(PACKS)
    assert {pack.shape for pack in kokoro.packs.values()} == {(510, 16)}
    assert not libritts.packs
    assert libritts.own_style is not None
    assert kokoro.own_style is ljspeech.own_style is None


def test_parts_fit_into_the_models_positions(tiny_models: Path, home: Path) -> None:
    """PL-BERT has 512, of which Kokoro's padding takes two and the others' one."""
    found = models(tiny_models, home)
    assert [found.get(name).segmenter("en-us").limit for name in found.installed] == [510, 511, 511]
    assert found.get("kokoro").segmenter("en-us", 4.0).limit == 510
    assert found.get("kokoro").segmenter("en-us", 0.25).limit == 127  # as long to hear


def test_int8_means_the_convolutions_that_this_processor_is_good_at(
    tiny_kokoro: Path, home: Path, by_tiles: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vozes.runtime.device.kernels", lambda: object() if by_tiles else None)
    monkeypatch.setattr("vozes.runtime.device.has_bfloat16", lambda: True)
    model = models(tiny_kokoro, home, "int8").get("kokoro").model
    dtype = torch.float32 if by_tiles else torch.bfloat16  # of signals
    assert {up.weight.dtype for up in model.decoder.generator.ups} == {dtype}
    assert model.decoder.generator._holds_half == by_tiles
    assert {parameter.dtype for parameter in model.bert.parameters()} == {torch.float32}


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The ids of models whose files cannot be read."""
    ids: set[str] = set()

    def converted_or_not(files: ModelFiles, *how: Any) -> ConvertedModel:
        if files.id in ids:
            raise VozesError(ErrorCode.INVALID_CHECKPOINT, f"{files.id} is told to be broken")
        return converted(files, *how)

    monkeypatch.setattr(models_module, "converted", converted_or_not)
    return ids


def test_a_broken_model_does_not_keep_the_others_from_speaking(tiny_models: Path, home: Path, broken: set[str]) -> None:
    found = models(tiny_models, home)
    broken.add("kokoro")
    assert found.get_any(lambda *_: None).id == "libritts"
    with pytest.raises(VozesError, match="kokoro"):
        found.get("kokoro")
    broken.clear()
    assert found.get("kokoro").id == "kokoro"


def test_where_all_are_broken_the_first_ones_error_is_told(tiny_models: Path, home: Path, broken: set[str]) -> None:
    broken |= {"kokoro", "libritts", "ljspeech"}
    with pytest.raises(VozesError, match="kokoro is told to be broken"):
        models(tiny_models, home).get_any(lambda *_: None)


def _installed(tiny_models: Path, folder: Path, *packs: str) -> Path:
    """Kokoro alone, with some of its packs."""
    shutil.copytree(tiny_models / "kokoro", folder / "kokoro", ignore=shutil.ignore_patterns("*.pt"))
    for pack in packs:
        shutil.copy(tiny_models / "kokoro" / "voices" / f"{pack}.pt", folder / "kokoro" / "voices")
    return folder


def test_a_model_that_came_after_loading_speaks_without_loading_the_others_anew(
    tiny_models: Path, tmp_path: Path
) -> None:
    folder = _installed(tiny_models, tmp_path / "models", "af_heart")
    found = models(folder, tmp_path / "home")
    kokoro = found.get("kokoro")
    shutil.copytree(tiny_models / "ljspeech", folder / "ljspeech")
    heard = sound(Synthesis(found).speak(SpeechRequest("Hello.", "en-us", "ljspeech", seed=1)))
    assert len(heard) > 0
    assert found.get("kokoro") is kokoro


def test_a_voice_pack_that_came_after_loading_speaks(tiny_models: Path, tmp_path: Path) -> None:
    folder = _installed(tiny_models, tmp_path / "models", "af_heart")
    found = models(folder, tmp_path / "home")
    synthesis = Synthesis(found)
    assert len(sound(synthesis.speak(SpeechRequest("Hello.", "en-us", "af_heart", seed=1)))) > 0
    shutil.copy(tiny_models / "kokoro" / "voices" / "pf_dora.pt", folder / "kokoro" / "voices")
    assert len(sound(synthesis.speak(SpeechRequest("Olá.", "pt-br", "pf_dora", seed=1)))) > 0


def test_a_model_that_is_gone_speaks_on_where_it_is_loaded(tiny_models: Path, tmp_path: Path) -> None:
    folder = _installed(tiny_models, tmp_path / "models", "af_heart")
    found = models(folder, tmp_path / "home")
    synthesis = Synthesis(found)
    found.get("kokoro")
    shutil.rmtree(folder)
    with pytest.raises(VozesError):
        next(synthesis.speak(SpeechRequest("Hello.", "en-us", "nobody", seed=1)))
    assert len(sound(synthesis.speak(SpeechRequest("Hello.", "en-us", "af_heart", seed=1)))) > 0
