import math

import numpy as np
import pytest
import torch
from torch import Tensor

from vozes.runtime.resampling import resample

RATES = [(44100, 22050), (48000, 22050), (16000, 22050), (22050, 16000), (22050, 24000), (11127, 22050)]


def _sine(pitch: float, rate: int, seconds: float) -> Tensor:
    return torch.sin(2 * torch.pi * pitch * torch.arange(round(seconds * rate)) / rate)


# The samples 0 to 3, 14 to 16 and the last two, as torchaudio 2.11 computed them.
@pytest.mark.parametrize(
    ("source", "target", "length", "recorded"),
    [
        (44100, 22050, 32,
         [0.0000858, 0.0787672, 0.3144164, 0.6593841, -0.0349654, -0.6603541, 0.8811513, -0.004489, 0.0031879]),
        (48000, 22050, 30,
         [-0.0001412, 0.0930272, 0.3703415, 0.7542413, -0.1171889, 0.3700586, -0.4111519, 0.0303915, -0.1144305]),
        (16000, 22050, 89,
         [0.0000293, 0.0111103, 0.0422646, 0.094932, 0.8807719, 0.6976574, 0.431232, -0.8404855, -0.2163338]),
        (24000, 22050, 59,
         [0.0002724, 0.0239064, 0.0949303, 0.2118041, -0.9973105, -0.8145691, -0.2158434, 0.8061376, -0.6730665]),
        (22050, 16000, 47,
         [0.000287, 0.0379558, 0.1516581, 0.3351607, 0.9180701, 0.7687203, -0.2952811, 0.2935388, -0.3777413]),
        (44101, 22050, 32,
         [0.0000857, 0.0787707, 0.3144302, 0.6594088, -0.0356958, -0.6597443, 0.8809485, -0.0044307, 0.0030487]),
    ],
)  # fmt: skip
def test_it_computes_what_torchaudio_does(source: int, target: int, length: int, recorded: list[float]) -> None:
    sweep = torch.from_numpy(np.sin(0.02 * np.arange(64) ** 2).astype(np.float32))
    resampled = resample(sweep[None], source, target)
    assert resampled.shape == (1, length)
    chosen = [*range(4), *range(14, 17), length - 2, length - 1]
    assert resampled[0, chosen].tolist() == pytest.approx(recorded, abs=1e-6)


@pytest.mark.parametrize(("source", "target"), RATES)
def test_a_tone_keeps_its_pitch_and_level(source: int, target: int) -> None:
    resampled = resample(_sine(1000, source, 0.2), source, target)
    expected = _sine(1000, target, 0.2)
    assert resampled.shape == (math.ceil(round(0.2 * source) * target / source),)
    assert (resampled[200:-200] - expected[200 : len(resampled) - 200]).abs().max() < 5e-3


def test_what_the_new_rate_cannot_hold_is_gone() -> None:
    assert resample(_sine(15000, 44100, 0.1), 44100, 22050)[100:-100].abs().max() < 1e-2


def test_the_same_rate_changes_nothing() -> None:
    samples = _sine(440, 22050, 0.01)
    assert torch.equal(resample(samples, 22050, 22050), samples)


def test_every_row_is_resampled_alone() -> None:
    rows = torch.stack((_sine(440, 48000, 0.02), _sine(880, 48000, 0.02)))[None]
    resampled = resample(rows, 48000, 22050)
    assert resampled.shape[:2] == (1, 2)
    assert torch.equal(resampled[0, 1], resample(rows[0, 1], 48000, 22050))


@pytest.mark.parametrize(("source", "target"), [(48000, 22050), (44101, 22050), (22050, 16000)])
def test_long_recordings_are_computed_in_blocks_without_a_seam(source: int, target: int) -> None:
    noise = torch.from_numpy(np.random.default_rng(0).standard_normal(4 * source, dtype=np.float32))
    whole = resample(noise, source, target)
    later = resample(noise[source:], source, target)  # a whole second on, the phases are the same
    assert torch.allclose(whole[target + 100 :], later[100:], atol=1e-6)


@pytest.mark.parametrize("samples", [1, 2, 30])
def test_a_few_samples_are_enough(samples: int) -> None:
    assert resample(torch.ones(samples), 16000, 22050).shape == (math.ceil(samples * 22050 / 16000),)
