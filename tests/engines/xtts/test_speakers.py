"""Cloned voices in the whole engine, on a tiny checkpoint: what is kept is what its encoder makes of the recordings."""

import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from tests.engines.recordings import recorded_voice
from tests.engines.xtts.checkpoints import write_checkpoint
from vozes.audio.decoding import read_recording
from vozes.engines.settings import EngineSettings
from vozes.engines.steps import finish
from vozes.engines.xtts.checkpoint.config_file import read_config
from vozes.engines.xtts.checkpoint.conversion import converted
from vozes.engines.xtts.checkpoint.files import CheckpointFiles
from vozes.engines.xtts.cloning import VoiceEncoder
from vozes.engines.xtts.engine import XttsEngine
from vozes.engines.xtts.voice import XttsVoice
from vozes.errors import ErrorCode, VozesError
from vozes.runtime import weights
from vozes.runtime.weights import Weights
from vozes.types import AudioChunk, ClonedVoice, SpeechRequest

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def load(checkpoint: Path, home: Path) -> XttsEngine:
    """As after a start."""
    engine = XttsEngine()
    settings = EngineSettings(
        str(home), "cpu", "float32", threads=1, xtts_checkpoint=str(checkpoint), forced_seconds=0.4
    )
    engine.load(settings, lambda _: None)
    return engine


@pytest.fixture(scope="module")
def engine(tiny_checkpoint: Path, home: Path) -> XttsEngine:
    return load(tiny_checkpoint, home)


@pytest.fixture
def voice(tmp_path: Path) -> ClonedVoice:
    return recorded_voice(tmp_path, 110, 150)


def encoded(voice: ClonedVoice, checkpoint: Path, home: Path) -> XttsVoice:
    """What the encoder alone makes of the recordings."""
    files = CheckpointFiles.of(checkpoint)
    config = read_config(files.config, files.vocabulary)
    ready = converted(files, config, "float32", home, lambda _: None)
    encoder = VoiceEncoder(config, Weights(ready.weights).load)
    return finish(encoder.clone([read_recording(Path(path)) for path in voice.recordings]))


def kept(voice: ClonedVoice) -> XttsVoice:
    assert voice.embedding is not None
    tensors = Weights(Path(voice.embedding)).load()
    return XttsVoice(tensors["latents"], tensors["speaker"])


def same(first: XttsVoice, second: XttsVoice) -> bool:
    return torch.equal(first.latents, second.latents) and torch.equal(first.speaker, second.speaker)


def clone(engine: XttsEngine, voice: ClonedVoice) -> None:
    assert set(engine.clone(voice)) == {None}


def chunks(pieces: Iterator[AudioChunk | None]) -> list[AudioChunk]:
    return [piece for piece in pieces if piece is not None]


def speak(engine: XttsEngine, text: str, *cloned: ClonedVoice) -> list[AudioChunk]:
    return chunks(engine.speak(SpeechRequest("the quick brown fox.", "en", text, seed=1, cloned=cloned)))


def spoken_by(engine: XttsEngine, text: str, *cloned: ClonedVoice) -> XttsVoice:
    """Whose voice a request is spoken in."""
    voice, warnings = finish(engine._synthesis.model.speakers.find(text, cloned))
    assert warnings == ()
    return voice


def test_what_is_kept_is_what_the_encoder_makes_of_the_recordings(
    engine: XttsEngine, voice: ClonedVoice, tiny_checkpoint: Path, home: Path
) -> None:
    clone(engine, voice)
    assert same(kept(voice), encoded(voice, tiny_checkpoint, home))
    assert same(spoken_by(engine, "voice_1", voice), kept(voice))


def test_a_voice_that_was_not_cloned_before_is_cloned_when_it_first_speaks(
    engine: XttsEngine, voice: ClonedVoice, tiny_checkpoint: Path, home: Path
) -> None:
    first = np.concatenate([chunk.samples for chunk in speak(engine, "voice_1", voice)])
    assert same(kept(voice), encoded(voice, tiny_checkpoint, home))
    again = np.concatenate([chunk.samples for chunk in speak(engine, "voice_1", voice)])
    own = np.concatenate([chunk.samples for chunk in speak(engine, "luis-moray")])
    assert np.array_equal(first, again)
    assert not np.allclose(first, own, atol=1e-3)


def test_what_is_kept_is_taken_after_a_start_and_made_again_once_deleted(
    engine: XttsEngine, voice: ClonedVoice, tiny_checkpoint: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone(engine, voice)
    made = kept(voice)
    with monkeypatch.context() as patch:
        patch.setattr(VoiceEncoder, "clone", lambda *_: pytest.fail("it was made again"))
        restarted = load(tiny_checkpoint, home)
        assert same(spoken_by(restarted, "voice_1", voice), made)
    Path(str(voice.embedding)).unlink()
    assert same(spoken_by(load(tiny_checkpoint, home), "voice_1", voice), made)
    assert same(kept(voice), made)


def test_another_checkpoint_makes_it_again(engine: XttsEngine, voice: ClonedVoice, home: Path, tmp_path: Path) -> None:
    clone(engine, voice)
    made = kept(voice)
    other = load(write_checkpoint(tmp_path / "other", seed=1), home)
    assert not same(spoken_by(other, "voice_1", voice), made)
    assert not same(kept(voice), made)


def test_a_voice_for_once_leaves_no_file(engine: XttsEngine, voice: ClonedVoice, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))
    assert speak(engine, "voice_1", replace(voice, embedding=None))
    assert set(tmp_path.rglob("*")) == before


def test_a_mixture_is_the_weighted_mean_of_cloned_and_own_voices(engine: XttsEngine, tmp_path: Path) -> None:
    low, high = recorded_voice(tmp_path, 110, voice_id="low"), recorded_voice(tmp_path, 220, voice_id="high")
    own = engine._synthesis.model.speakers.own["luis-moray"]
    mixture = "low:0.5+luis-moray:0.3+high:0.2"
    mixed = spoken_by(engine, mixture, low, high)
    for name in ("latents", "speaker"):
        expected = 0.5 * getattr(kept(low), name) + 0.3 * getattr(own, name) + 0.2 * getattr(kept(high), name)
        assert torch.allclose(getattr(mixed, name), expected, atol=1e-6)
    assert speak(engine, mixture, low, high)


def test_voices_and_mixtures_are_the_same_tensors_each_time_so_that_the_decoder_knows_them(
    engine: XttsEngine, voice: ClonedVoice
) -> None:
    for text in ("voice_1", "voice_1:0.5+ana-florence:0.5", "luis-moray+ana-florence"):
        assert spoken_by(engine, text, voice).latents is spoken_by(engine, text, voice).latents


def test_a_recording_that_is_too_short_is_refused_and_leaves_nothing(engine: XttsEngine, tmp_path: Path) -> None:
    voice = recorded_voice(tmp_path, 110, seconds=0.2)
    for attempt in (lambda: clone(engine, voice), lambda: speak(engine, "voice_1", voice)):
        with pytest.raises(VozesError, match=r"shorter than 0\.33 seconds") as refused:
            attempt()
        assert refused.value.code is ErrorCode.INVALID_RECORDING
    assert not Path(str(voice.embedding)).exists()


def test_an_unknown_voice_in_a_mixture_is_named_before_any_work(engine: XttsEngine, voice: ClonedVoice) -> None:
    with pytest.raises(VozesError, match="'nobody'") as refused:
        next(engine.speak(SpeechRequest("a", "en", "voice_1+nobody", cloned=(voice,))))
    assert refused.value.code is ErrorCode.UNKNOWN_VOICE
    assert not Path(str(voice.embedding)).exists()


def test_a_full_disk_is_a_warning_of_the_speech_and_in_the_log(
    engine: XttsEngine, voice: ClonedVoice, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(weights, "_write", refuse)
    clone(engine, voice)
    assert "could not be kept" in caplog.text
    heard = speak(engine, "voice_1", voice)
    (warning,) = [warning for chunk in heard for warning in chunk.warnings]
    assert "No space left on device" in warning


def test_cloning_gives_up_its_turn_between_recordings(engine: XttsEngine, voice: ClonedVoice) -> None:
    steps = engine.clone(voice)
    for _ in range(6):
        assert next(steps) is None
    steps.close()  # type: ignore[attr-defined]
    assert not Path(str(voice.embedding)).exists()
