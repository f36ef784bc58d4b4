from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from tests.engines.xtts.checkpoints import TINY
from tests.engines.xtts.made_up import weights_under
from vozes.audio.recording import Recording
from vozes.engines.steps import finish
from vozes.engines.xtts.cloning import VoiceEncoder
from vozes.engines.xtts.voice import XttsVoice
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.resampling import resample
from vozes.types import Samples


def _noise(seconds: float, rate: int = 22050, seed: int = 1, level: float = 0.1) -> Samples:
    noise = np.random.default_rng(seed).standard_normal(round(seconds * rate), dtype=np.float32)
    return np.float32(level) * noise


def _clone(*recordings: Recording, **dims: Any) -> XttsVoice:
    return finish(VoiceEncoder(replace(TINY, **dims), weights_under).clone(recordings))


def _same(voice: XttsVoice, other: XttsVoice) -> bool:
    return torch.allclose(voice.latents, other.latents, atol=1e-5) and torch.allclose(voice.speaker, other.speaker)


def _row(samples: Samples) -> Tensor:
    return torch.from_numpy(samples)[None]


def test_a_voice_has_latents_and_an_embedding_in_float32() -> None:
    voice = _clone(Recording(_noise(0.5), 22050))
    assert (voice.latents.shape, voice.latents.dtype) == ((1, 32, TINY.width), torch.float32)
    assert (voice.speaker.shape, voice.speaker.dtype) == ((1, 512, 1), torch.float32)
    assert not voice.latents.requires_grad
    assert not voice.speaker.requires_grad


def test_latents_are_what_the_reference_computes() -> None:
    encoder = VoiceEncoder(replace(TINY, cond_chunk_seconds=1), weights_under)
    latents = encoder.conditioning_latents(_row(_noise(1.5)))[0]
    assert latents[0, :4].tolist() == pytest.approx([0.511247, -2.66239, 1.671872, 0.140124], abs=1e-4)
    assert latents[-1, -4:].tolist() == pytest.approx([1.298785, 0.831892, -0.035473, -2.094515], abs=1e-4)


def test_networks_are_loaded_once_and_not_before_a_voice_is_cloned() -> None:
    loaded: list[str] = []

    def weights(prefix: str) -> dict[str, Tensor]:
        loaded.append(prefix)
        return weights_under(prefix)

    encoder = VoiceEncoder(TINY, weights)
    assert loaded == []
    finish(encoder.clone([Recording(_noise(0.4), 22050)]))
    finish(encoder.clone([Recording(_noise(0.4), 22050)]))
    assert len(loaded) == len(set(loaded)) == 4


def test_all_recordings_make_the_latents_and_each_an_embedding() -> None:
    first, second = Recording(_noise(0.7), 22050), Recording(_noise(0.5, seed=2), 22050)
    both = _clone(first, second)
    whole = _clone(Recording(np.concatenate((first.samples, second.samples)), 22050))
    assert torch.allclose(both.latents, whole.latents, atol=1e-5)
    assert torch.allclose(both.speaker, (_clone(first).speaker + _clone(second).speaker) / 2, atol=1e-6)


def test_only_so_many_seconds_of_each_recording_count() -> None:
    samples = _noise(2.5)
    assert _same(
        _clone(Recording(samples, 22050), max_reference_seconds=1),
        _clone(Recording(samples[:22050], 22050), max_reference_seconds=1),
    )


def test_the_latents_come_from_the_first_seconds_and_the_embedding_from_all() -> None:
    samples = _noise(1.6)
    short = _clone(Recording(samples, 22050), cond_seconds=1, cond_chunk_seconds=1)
    start = _clone(Recording(samples[:22050], 22050), cond_seconds=1, cond_chunk_seconds=1)
    assert torch.allclose(short.latents, start.latents, atol=1e-5)
    assert not torch.allclose(short.speaker, start.speaker, atol=1e-4)


@pytest.mark.parametrize(("rest", "counts"), [(7276, False), (7277, True)])
def test_a_last_chunk_under_a_third_of_a_second_does_not_count(rest: int, counts: bool) -> None:
    samples = np.concatenate((_noise(1.0), _noise(1.0, seed=2)[:rest]))
    encoder = VoiceEncoder(replace(TINY, cond_chunk_seconds=1), weights_under)
    chunks = [encoder.conditioning_latents(_row(each)) for each in (samples[:22050], samples[22050 - 7277 :][:7277])]
    latents = encoder.conditioning_latents(_row(samples))
    assert torch.allclose(latents, chunks[0], atol=1e-5) is not counts


def test_chunks_count_alike_whatever_their_length() -> None:
    samples = _noise(1.5)
    encoder = VoiceEncoder(replace(TINY, cond_chunk_seconds=1), weights_under)
    first, last = (encoder.conditioning_latents(_row(each)) for each in (samples[:22050], samples[22050:]))
    assert torch.allclose(encoder.conditioning_latents(_row(samples)), (first + last) / 2, atol=1e-5)


@pytest.mark.parametrize("rate", [16000, 48000])
def test_a_recording_at_another_rate_is_resampled_then_limited(rate: int) -> None:
    samples = _noise(2.2, rate, level=0.4)
    at_22050 = resample(torch.from_numpy(samples), rate, 22050)
    assert at_22050.abs().max() > 1
    limited = Recording(at_22050.clamp(-1, 1).numpy(), 22050)
    dims = {"max_reference_seconds": 1}
    assert _same(_clone(Recording(samples, rate), **dims), _clone(limited, **dims))


@pytest.mark.parametrize("normalize", [True, False])
def test_loudness_matters_unless_references_are_normalised(normalize: bool) -> None:
    samples = _noise(0.5)
    quiet = _clone(Recording(samples * np.float32(0.3), 22050), normalize_references=normalize)
    loud = _clone(Recording(samples, 22050), normalize_references=normalize)
    assert torch.allclose(quiet.latents, loud.latents, atol=1e-3) is normalize


@pytest.mark.parametrize("rate", [8000, 11025, 22050, 44100, 48000])
def test_a_third_of_a_second_is_enough(rate: int) -> None:
    shortest = -(-33 * rate // 100)
    assert _clone(Recording(_noise(0.5, rate)[:shortest], rate)).latents.isfinite().all()


def _with(value: float) -> Samples:
    samples = _noise(1.0)
    samples[500] = value
    return samples


@pytest.mark.parametrize(
    ("samples", "message"),
    [
        (np.zeros(0, np.float32), "shorter than 0.33 seconds"),
        (_noise(0.5)[:7276], "shorter than 0.33 seconds"),
        (np.zeros(22050, np.float32), "no sound"),
        (_noise(1.0, level=1e-4), "peak is -6[0-9] dBFS"),
        (np.full(22050, 0.3, np.float32), "no sound"),
        (np.concatenate((np.zeros(44100, np.float32), _noise(1.0))), "silent in its first 2 seconds"),
        (_with(np.nan), "no numbers"),
        (_with(-np.inf), "no numbers"),
    ],
    ids=["nothing", "short", "silence", "too quiet", "offset", "silent while it counts", "not a number", "infinity"],
)
@pytest.mark.parametrize("position", [0, 1])
def test_a_recording_that_is_no_voice_is_refused_before_any_work(samples: Samples, message: str, position: int) -> None:
    def weights(prefix: str) -> dict[str, Tensor]:
        raise AssertionError(f"{prefix} was loaded")

    recordings = [Recording(_noise(0.5), 22050)]
    recordings.insert(position, Recording(samples, 22050))
    with pytest.raises(VozesError, match=message) as refusal:
        finish(VoiceEncoder(replace(TINY, max_reference_seconds=2), weights).clone(recordings))
    assert refusal.value.code == ErrorCode.INVALID_RECORDING


def test_no_recording_is_refused() -> None:
    with pytest.raises(VozesError, match="no recording"):
        _clone()
