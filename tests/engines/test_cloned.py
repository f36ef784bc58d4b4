"""What is made of a voice's recordings is made once, and made again when it is no longer of them."""

import errno
import io
import os
import wave
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from vozes.audio.decoding import read_recording
from vozes.audio.recording import Recording
from vozes.engines import cloned
from vozes.engines.cloned import ClonedVoices
from vozes.engines.steps import Steps, finish
from vozes.errors import ErrorCode, VozesError
from vozes.runtime import weights
from vozes.runtime.voice_files import Tensors
from vozes.types import ClonedVoice

RATE = 8000


@dataclass
class Maker:
    """Makes of recordings their lengths in seconds and their loudest samples; counts how often it has to."""

    made: list[list[float]] = field(default_factory=list)

    def make(self, recordings: Sequence[Recording]) -> Steps[Tensors]:
        yield
        if any(recording.seconds < 0.5 for recording in recordings):
            raise VozesError(ErrorCode.INVALID_RECORDING, "told that it is too short")
        self.made.append([round(recording.seconds, 3) for recording in recordings])
        peaks = [float(recording.samples.max()) for recording in recordings]
        return {"sum": torch.tensor([sum(peaks), sum(self.made[-1])])}

    def voices(self, model: str = "a model") -> ClonedVoices:
        """As after a start: with nothing in memory."""
        return ClonedVoices(model, {"sum": (2,)}, seconds=3, make=self.make)


def write_wav(path: Path, *, peak: float = 0.5, seconds: float = 1.0) -> Path:
    """A hum."""
    samples = peak * np.sin(np.arange(round(seconds * RATE)) * 0.3)
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    path.write_bytes(data.getvalue())
    return path


@pytest.fixture
def voice(tmp_path: Path) -> ClonedVoice:
    recordings = (write_wav(tmp_path / "recording-1.wav"), write_wav(tmp_path / "recording-2.wav", peak=0.25))
    return ClonedVoice("voice_1", tuple(map(str, recordings)), str(kept_in(tmp_path)))


def kept_in(folder: Path) -> Path:
    return folder / "embeddings" / "engine" / "voice_1.safetensors"


def get(voices: ClonedVoices, voice: ClonedVoice) -> torch.Tensor:
    tensors, warnings = finish(voices.get(voice))
    assert warnings == ()
    return tensors["sum"]


def test_it_is_made_of_all_recordings_once_and_kept(voice: ClonedVoice, tmp_path: Path) -> None:
    maker = Maker()
    made = get(maker.voices(), voice)
    expected = finish(Maker().make([read_recording(Path(path)) for path in voice.recordings]))["sum"]
    assert torch.equal(made, expected)
    assert torch.equal(get(maker.voices(), voice), expected)
    assert maker.made == [[1.0, 1.0]]
    assert [path.name for path in kept_in(tmp_path).parent.iterdir()] == ["voice_1.safetensors"]


def test_in_memory_it_is_the_same_tensor_each_time(voice: ClonedVoice) -> None:
    voices = Maker().voices()
    assert get(voices, voice) is get(voices, voice)


@pytest.mark.parametrize("restarted", [False, True])
def test_deleted_by_hand_it_is_there_again(voice: ClonedVoice, tmp_path: Path, restarted: bool) -> None:
    maker = Maker()
    voices = maker.voices()
    made = get(voices, voice)
    kept = kept_in(tmp_path)
    kept.unlink()
    assert torch.equal(get(maker.voices() if restarted else voices, voice), made)
    assert kept.exists()
    assert len(maker.made) == 1 + restarted


@pytest.mark.parametrize("restarted", [False, True])
def test_of_another_recording_it_is_made_again(voice: ClonedVoice, tmp_path: Path, restarted: bool) -> None:
    maker = Maker()
    voices = maker.voices()
    before = get(voices, voice)
    write_wav(tmp_path / "recording-2.wav", peak=0.75, seconds=1.5)
    after = get(maker.voices() if restarted else voices, voice)
    assert not torch.equal(before, after)
    assert maker.made == [[1.0, 1.0], [1.0, 1.5]]
    assert torch.equal(get(maker.voices(), voice), after)
    assert len(maker.made) == 2


def test_recordings_in_another_order_are_others(voice: ClonedVoice) -> None:
    maker = Maker()
    get(maker.voices(), voice)
    get(maker.voices(), replace(voice, recordings=voice.recordings[::-1]))
    assert len(maker.made) == 2


def test_by_another_model_it_is_made_again(voice: ClonedVoice) -> None:
    maker = Maker()
    for model in ("a model", "another", "another"):
        get(maker.voices(model), voice)
    assert len(maker.made) == 2


@pytest.mark.parametrize("content", [b"", b"no safetensors", b"\x08\0\0\0\0\0\0\0{}      "])
def test_a_broken_file_is_made_again(voice: ClonedVoice, tmp_path: Path, content: bytes) -> None:
    maker = Maker()
    made = get(maker.voices(), voice)
    kept_in(tmp_path).write_bytes(content)
    assert torch.equal(get(maker.voices(), voice), made)
    get(maker.voices(), voice)
    assert len(maker.made) == 2


def test_of_a_voice_for_once_nothing_is_kept(voice: ClonedVoice, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))
    maker = Maker()
    voices = maker.voices()
    for _ in range(2):
        get(voices, replace(voice, embedding=None))
    assert len(maker.made) == 2
    assert set(tmp_path.rglob("*")) == before
    assert not voices._recent


def test_only_so_many_are_in_memory_and_the_longest_unused_goes_first(
    voice: ClonedVoice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cloned, "_KEPT_VOICES", 2)
    voices = Maker().voices()
    others = [
        ClonedVoice(name, (str(write_wav(tmp_path / f"{name}.wav")),), str(tmp_path / f"{name}.st")) for name in "ab"
    ]
    first = get(voices, voice)
    get(voices, others[0])
    assert get(voices, voice) is first
    get(voices, others[1])
    assert get(voices, voice) is first
    assert len(voices._recent) == 2


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_where_it_cannot_be_kept_it_is_used_with_a_warning_until_it_can(
    voice: ClonedVoice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(number, os.strerror(number))

    maker = Maker()
    voices = maker.voices()
    with monkeypatch.context() as patch:
        patch.setattr(weights, "_write", refuse)
        for _ in range(2):
            tensors, (warning,) = finish(voices.get(voice))
            assert os.strerror(number) in warning
    assert not list(kept_in(tmp_path).parent.iterdir())
    assert get(voices, voice) is tensors["sum"]
    assert kept_in(tmp_path).exists()
    assert len(maker.made) == 1


def test_what_is_no_voice_is_refused_and_leaves_nothing(voice: ClonedVoice, tmp_path: Path) -> None:
    write_wav(tmp_path / "recording-2.wav", seconds=0.4)
    with pytest.raises(VozesError, match="too short") as refused:
        finish(Maker().voices().get(voice))
    assert refused.value.code is ErrorCode.INVALID_RECORDING
    assert not kept_in(tmp_path).parent.exists()


def _remove(path: Path) -> None:
    path.unlink()


def _garble(path: Path) -> None:
    path.write_bytes(b"not audio at all")


@pytest.mark.parametrize("damage", [_remove, _garble])
def test_a_recording_that_cannot_be_read_is_named_by_its_voice_alone(
    voice: ClonedVoice, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    damage(tmp_path / "recording-2.wav")
    with pytest.raises(VozesError) as refused:
        finish(Maker().voices().get(voice))
    assert refused.value.code is ErrorCode.INVALID_RECORDING
    assert str(tmp_path) not in refused.value.message


def test_of_a_long_recording_no_more_is_taken_than_may_matter(voice: ClonedVoice, tmp_path: Path) -> None:
    write_wav(tmp_path / "recording-1.wav", seconds=700.0)
    maker = Maker()
    get(maker.voices(), voice)
    assert maker.made == [[4.0, 1.0]]  # a second more than counts, for resampling


def test_it_gives_up_its_turn_between_recordings(voice: ClonedVoice) -> None:
    assert len(list(Maker().voices().get(voice))) == 5  # each is hashed, each is read, then it is made


def test_who_leaves_midway_leaves_nothing(voice: ClonedVoice, tmp_path: Path) -> None:
    maker = Maker()
    steps = maker.voices().get(voice)
    for _ in range(5):
        next(steps)
    steps.close()
    assert maker.made == []
    assert not kept_in(tmp_path).parent.exists()
