"""The whole engine on tiny models: from the published files to sound."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tests.engines.styletts2.speaking import shared_home, sound
from tests.runtime.native import kernel_threads, kernels_looked_for_in, kernels_of, needs_kernels
from vozes.engines.base import FatalEngineError, LoadProgress
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.engine import StyleTts2Engine
from vozes.engines.styletts2.models import Models
from vozes.errors import ErrorCode, VozesError
from vozes.runtime import conversion_process
from vozes.runtime.native.library import LEVELS, NONE, kernels_level, kernels_that_run
from vozes.runtime.starter import Starter
from vozes.types import SpeechRequest

pytestmark = pytest.mark.usefixtures("one_thread")

TEXT = "Hello, my friend."


@pytest.fixture(scope="module")
def settings(tiny_models: Path, tmp_path_factory: pytest.TempPathFactory) -> EngineSettings:
    home = shared_home(tmp_path_factory)
    return EngineSettings(str(home), "cpu", "float32", threads=1, styletts2_checkpoints=str(tiny_models))


@pytest.fixture
def engine(settings: EngineSettings) -> StyleTts2Engine:
    engine = StyleTts2Engine()
    engine.load(settings, lambda _: None)
    return engine


def torchs_threads_after_loading(settings: EngineSettings) -> int:
    torch.set_num_threads(2)
    with kernel_threads(1):
        StyleTts2Engine().load(replace(settings, threads=2), lambda _: None)
    return torch.get_num_threads()


@needs_kernels
def test_two_cores_are_the_kernels_alone(settings: EngineSettings) -> None:
    assert torchs_threads_after_loading(settings) == 1


def test_two_cores_are_torchs_where_there_are_no_kernels(settings: EngineSettings, tmp_path: Path) -> None:
    with kernels_looked_for_in(tmp_path):
        assert torchs_threads_after_loading(settings) == 2


def request(voice: str = "af_heart") -> SpeechRequest:
    return SpeechRequest(TEXT, "en-us", voice, seed=1)


def models(engine: StyleTts2Engine) -> Models:
    return engine._synthesis.models


def test_loading_tells_how_far_it_is_and_what_there_is(tiny_models: Path, tmp_path: Path) -> None:
    told: list[LoadProgress] = []
    settings = EngineSettings(str(tmp_path), "cpu", "float32", threads=1, styletts2_checkpoints=str(tiny_models))
    versions = StyleTts2Engine().load(settings, told.append)
    assert list(dict.fromkeys(progress.stage for progress in told)) == ["converting", "loading", "warming_up"]
    assert len(told) == len({(progress.stage, progress.fraction) for progress in told})
    assert versions == {
        "torch": torch.__version__,
        "device": "cpu",
        "kernels": kernels_level() or NONE,
        "precision": "float32",
        "loaded": "kokoro",
        "installed": "kokoro, libritts, ljspeech",
    }


def test_only_the_default_voices_model_is_loaded_at_start(engine: StyleTts2Engine) -> None:
    assert set(models(engine)._loaded) == {"kokoro"}


def test_another_model_is_loaded_once_its_voice_is_wanted(engine: StyleTts2Engine) -> None:
    assert len(sound(engine.speak(request("libritts")))) > 5000
    assert set(models(engine)._loaded) == {"kokoro", "libritts"}


def test_threads_are_a_setting(settings: EngineSettings) -> None:
    for threads in (3, 1):
        StyleTts2Engine().load(replace(settings, threads=threads), lambda _: None)
        assert torch.get_num_threads() == threads


def test_kernels_that_there_are_not_are_refused(settings: EngineSettings) -> None:
    elsewhere = next(level for level in LEVELS if level not in kernels_that_run())
    with kernels_of(elsewhere), pytest.raises(VozesError, match=f"asks for {elsewhere}") as caught:
        StyleTts2Engine().load(settings, lambda _: None)
    assert caught.value.code is ErrorCode.INVALID_SETTINGS


def test_where_there_is_no_model_the_commands_that_bring_one_are_named(tmp_path: Path) -> None:
    with pytest.raises(VozesError) as caught:
        StyleTts2Engine().load(EngineSettings(str(tmp_path), styletts2_checkpoints=str(tmp_path)), lambda _: None)
    assert caught.value.code is ErrorCode.MODEL_NOT_INSTALLED


def test_an_accelerators_error_ends_the_process(engine: StyleTts2Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("CUDA error: device-side assert triggered\nCUDA kernel errors might be asynchronous")

    monkeypatch.setattr(models(engine).get("kokoro").model, "decode", fail)
    with pytest.raises(RuntimeError):
        sound(engine.speak(request()))
    monkeypatch.setattr(engine, "_on_accelerator", True)
    with pytest.raises(FatalEngineError, match=r"The accelerator failed: CUDA error: device-side assert triggered$"):
        sound(engine.speak(request()))


def test_an_engine_that_can_convert_no_model_any_more_ends_and_begins_anew(
    engine: StyleTts2Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion_process, "_starter", starter := Starter())
    starter.end()

    def convert(*_: object) -> None:
        conversion_process.convert_elsewhere("tests.runtime.converter", ("write", "nowhere"), Path("model.pth"), print)

    monkeypatch.setattr(models(engine), "get", convert)
    with pytest.raises(FatalEngineError, match="starts anew"):
        sound(engine.speak(request()))


def test_a_memory_that_is_out_ends_nothing_but_the_request(
    engine: StyleTts2Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB.")

    monkeypatch.setattr(engine, "_on_accelerator", True)
    with monkeypatch.context() as patch:
        patch.setattr(models(engine).get("kokoro").model, "decode", fail)
        with pytest.raises(VozesError) as caught:
            sound(engine.speak(request()))
    assert caught.value.code is ErrorCode.OUT_OF_MEMORY
    assert len(sound(engine.speak(request()))) > 5000
