"""Cloned voices in the whole engine, on tiny models: what is kept is what the style encoders make of the recordings."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from tests.engines.recordings import recorded_voice
from tests.engines.styletts2.checkpoints import write_checkpoint
from tests.engines.styletts2.speaking import chunks, shared_home, sound
from vozes.audio.decoding import read_recording
from vozes.checkout import VOZES
from vozes.engines.settings import EngineSettings
from vozes.engines.steps import finish
from vozes.engines.styletts2 import speakers
from vozes.engines.styletts2.cloning import clone
from vozes.engines.styletts2.engine import StyleTts2Engine
from vozes.engines.styletts2.models import Models
from vozes.engines.styletts2.synthesis import Synthesis
from vozes.errors import ErrorCode, VozesError
from vozes.runtime import weights
from vozes.runtime.device import place
from vozes.runtime.weights import Weights
from vozes.types import ClonedVoice, Samples, SpeechRequest

pytestmark = pytest.mark.usefixtures("one_thread")

Load = Callable[..., StyleTts2Engine]


@pytest.fixture(scope="module")
def load(tiny_models: Path, tmp_path_factory: pytest.TempPathFactory) -> Load:
    def load_engine(folder: Path = tiny_models) -> StyleTts2Engine:
        """As after a start."""
        home = shared_home(tmp_path_factory)
        engine = StyleTts2Engine()
        settings = EngineSettings(str(home), "cpu", "float32", threads=1, styletts2_checkpoints=str(folder))
        engine.load(settings, lambda _: None)
        return engine

    return load_engine


@pytest.fixture(scope="module")
def engine(load: Load) -> StyleTts2Engine:
    return load()


@pytest.fixture
def voice(tmp_path: Path) -> ClonedVoice:
    return recorded_voice(tmp_path, 110, 150)


def models(engine: StyleTts2Engine) -> Models:
    return engine._synthesis.models


def encoded(engine: StyleTts2Engine, voice: ClonedVoice) -> Tensor:
    """What the style encoders alone make of the recordings."""
    recordings = [read_recording(Path(path)) for path in voice.recordings]
    return finish(clone(models(engine).get("libritts").model, recordings))


def kept(voice: ClonedVoice) -> Tensor:
    return Weights(Path(str(voice.embedding))).load()["style"]


def clone_with(engine: StyleTts2Engine, voice: ClonedVoice) -> None:
    assert set(engine.clone(voice)) == {None}


def request(text: str, *cloned: ClonedVoice, **fields: Any) -> SpeechRequest:
    language = fields.pop("language", "en-us")
    return SpeechRequest("Hello, my friend.", language, text, seed=1, cloned=cloned, **fields)


def speak(engine: StyleTts2Engine, text: str, *cloned: ClonedVoice, **fields: Any) -> Samples:
    return sound(engine.speak(request(text, *cloned, **fields)))


def spoken_in(engine: StyleTts2Engine, style: Tensor, monkeypatch: pytest.MonkeyPatch, **options: Any) -> Samples:
    """As LibriTTS speaks in a voice of that style."""
    loaded = models(engine).get("libritts")
    with monkeypatch.context() as patch:
        patch.setitem(models(engine)._loaded, "libritts", replace(loaded, own_style=style))
        return speak(engine, "libritts", **options)


def test_what_is_kept_is_what_the_style_encoders_make_of_the_recordings(
    engine: StyleTts2Engine, voice: ClonedVoice
) -> None:
    clone_with(engine, voice)
    assert torch.equal(kept(voice), encoded(engine, voice))


@pytest.mark.parametrize("options", [{}, {"alpha": 0.0, "beta": 0.1}, {"preset": "happy"}])
def test_a_cloned_voice_is_spoken_in_its_style_with_all_options(
    engine: StyleTts2Engine, voice: ClonedVoice, options: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken = speak(engine, "voice_1", voice, options=options)
    assert np.array_equal(spoken, spoken_in(engine, encoded(engine, voice), monkeypatch, options=options))
    assert len(spoken) != len(own := speak(engine, "libritts", options=options)) or not np.allclose(spoken, own)


def test_what_is_kept_is_taken_after_a_start_and_made_again_once_deleted(
    load: Load, engine: StyleTts2Engine, voice: ClonedVoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone_with(engine, voice)
    made, spoken = kept(voice), speak(engine, "voice_1", voice)
    with monkeypatch.context() as patch:
        patch.setattr(speakers, "clone", lambda *_: pytest.fail("it was made again"))
        assert np.array_equal(speak(load(), "voice_1", voice), spoken)
    Path(str(voice.embedding)).unlink()
    assert np.array_equal(speak(load(), "voice_1", voice), spoken)
    assert torch.equal(kept(voice), made)


def test_another_model_makes_it_again(load: Load, engine: StyleTts2Engine, voice: ClonedVoice, tmp_path: Path) -> None:
    clone_with(engine, voice)
    made = kept(voice)
    clone_with(load(write_checkpoint(tmp_path / "models" / "ana", "libritts", seed=1).parent), voice)
    assert not torch.equal(kept(voice), made)


def test_a_voice_for_once_leaves_no_file(engine: StyleTts2Engine, voice: ClonedVoice, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))
    assert len(speak(engine, "voice_1", replace(voice, embedding=None)))
    assert set(tmp_path.rglob("*")) == before


def test_a_mixture_is_the_weighted_mean_of_cloned_and_own_voices(
    engine: StyleTts2Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    low, high = recorded_voice(tmp_path, 110, voice_id="low"), recorded_voice(tmp_path, 220, voice_id="high")
    own = models(engine).get("libritts").own_style
    assert own is not None
    mixed = speak(engine, "low:0.5+libritts:0.3+high:0.2", low, high)
    mean = 0.5 * kept(low) + 0.3 * own + 0.2 * kept(high)
    assert np.allclose(mixed, spoken_in(engine, mean, monkeypatch), atol=1e-4)


@pytest.mark.parametrize("text", ["voice_1+af_heart", "voice_1+ljspeech"])
def test_a_cloned_voice_does_not_mix_with_another_models(
    engine: StyleTts2Engine, voice: ClonedVoice, text: str
) -> None:
    with pytest.raises(VozesError, match="of different models") as refused:
        speak(engine, text, voice)
    assert refused.value.code is ErrorCode.INVALID_FIELD


def test_a_cloned_voice_speaks_what_its_model_speaks(engine: StyleTts2Engine, voice: ClonedVoice) -> None:
    heard = chunks(engine.speak(request("voice_1", voice, language="pt-br")))
    assert [warning for chunk in heard for warning in chunk.warnings] == [
        "The model libritts has learned English alone, and speaks pt-br with its sounds."
    ]
    with pytest.raises(VozesError, match=r"voice_1 does not speak 'fr-fr'; it speaks: en-us, pt-br\.") as refused:
        speak(engine, "voice_1", voice, language="fr-fr")
    assert refused.value.code is ErrorCode.UNSUPPORTED_LANGUAGE


def install(folder: Path, tiny_models: Path, *names: str) -> Path:
    for name in names:
        shutil.copytree(tiny_models / name, folder / name)
    return folder


def test_the_first_model_that_clones_speaks(load: Load, tiny_models: Path, voice: ClonedVoice, tmp_path: Path) -> None:
    folder = install(tmp_path / "models", tiny_models, "kokoro", "ljspeech", "libritts")
    (folder / "ljspeech").rename(folder / "ana")  # to be told from what clones only by its configuration
    engine = load(folder)
    assert models(engine).installed == ("ana", "kokoro", "libritts")
    clone_with(engine, voice)
    assert models(engine).cloning == "libritts"
    assert set(models(engine)._loaded) == {"ana", "libritts"}  # the first, at the start, and the one that clones


@pytest.mark.parametrize("named", [True, False])
def test_where_no_model_clones_what_to_install_is_said(
    tiny_models: Path, voice: ClonedVoice, bare_home: Path, named: bool
) -> None:
    folder = install(bare_home / "models" / "styletts2", tiny_models, "kokoro")
    settings = EngineSettings(str(bare_home), styletts2_checkpoints=str(folder) if named else None)
    synthesis = Synthesis(Models(settings, place("cpu", "float32")))
    said = f"into {folder}" if named else f"Run: {VOZES} models pull libritts"
    attempts: list[Callable[[], Iterator[object]]] = [
        lambda: synthesis.clone(voice),
        lambda: synthesis.speak(request("voice_1", voice)),
    ]
    for attempt in attempts:
        with pytest.raises(VozesError, match=said) as refused:
            list(attempt())
        assert refused.value.code is ErrorCode.MODEL_NOT_INSTALLED


def test_a_recording_that_is_too_short_is_refused_and_leaves_nothing(engine: StyleTts2Engine, tmp_path: Path) -> None:
    voice = recorded_voice(tmp_path, 110, seconds=0.3)
    for attempt in (lambda: clone_with(engine, voice), lambda: speak(engine, "voice_1", voice)):
        with pytest.raises(VozesError, match="seconds of speech") as refused:
            attempt()
        assert refused.value.code is ErrorCode.INVALID_RECORDING
    assert not Path(str(voice.embedding)).exists()


def test_a_full_disk_is_a_warning_of_the_speech_and_in_the_log(
    engine: StyleTts2Engine, voice: ClonedVoice, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(weights, "_write", refuse)
    clone_with(engine, voice)
    assert "could not be kept" in caplog.text
    heard = chunks(engine.speak(request("voice_1", voice)))
    (warning,) = [warning for chunk in heard for warning in chunk.warnings]
    assert "No space left on device" in warning
