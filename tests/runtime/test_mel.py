from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from vozes.runtime.mel import MelSpectrogram, hertz_to_mel, mel_filters

XTTS: dict[str, Any] = {
    "sample_rate": 22050,
    "n_fft": 2048,
    "win_length": 1024,
    "hop_length": 256,
    "n_mels": 80,
    "f_max": 8000.0,
}
SPEAKER: dict[str, Any] = {"sample_rate": 16000, "n_fft": 512, "win_length": 400, "hop_length": 160, "n_mels": 64}
STYLETTS2: dict[str, Any] = {"sample_rate": 16000, "n_fft": 2048, "win_length": 1200, "hop_length": 300, "n_mels": 80}


def _noise(samples: int) -> Tensor:
    return torch.from_numpy(0.1 * np.random.default_rng(0).standard_normal((1, samples), dtype=np.float32))


def _sine(pitch: float, rate: int, seconds: float) -> Tensor:
    return torch.sin(2 * torch.pi * pitch * torch.arange(round(seconds * rate)) / rate)[None]


# For the bands 0, n/4, n/2 and n-1 in the frames 0, 10 and the last, as torchaudio 2.11 computed them.
@pytest.mark.parametrize(
    ("settings", "recorded"),
    [
        (
            XTTS | {"slaney_area": True},
            [
                [0.1326993, 0.2868601, 0.2545283, 0.1563683],
                [0.2182225, 0.3356683, 0.662516, 0.5490708],
                [0.03265954, 0.03456676, 0.1274698, 0.1391577],
            ],
        ),
        (
            SPEAKER | {"window": "hamming"},
            [
                [1.815651, 2.386553, 1.411173, 19.17305],
                [0.5998471, 0.9935208, 2.47899, 16.00417],
                [0.3130257, 1.737047, 1.640465, 17.09113],
            ],
        ),
        (
            STYLETTS2,
            [
                [13.49892, 3.787505, 13.20204, 255.9275],
                [13.55635, 13.31659, 40.05227, 150.3027],
                [1.87969, 11.27376, 25.82836, 110.0228],
            ],
        ),
    ],
    ids=["xtts", "speaker encoder", "styletts2"],
)
def test_it_computes_what_torchaudio_does(settings: dict[str, Any], recorded: list[list[float]]) -> None:
    mel = MelSpectrogram(**settings)(_noise(6000))[0]
    bands, last = len(mel), mel.shape[1] - 1
    chosen = mel[[0, bands // 4, bands // 2, bands - 1]][:, [0, 10, last]].T
    assert chosen.tolist() == [pytest.approx(row, rel=1e-5) for row in recorded]


@pytest.mark.parametrize(("samples", "frames"), [(1279, 5), (1280, 6), (1281, 6)])
def test_there_is_a_frame_for_each_hop_begun_and_one_more(samples: int, frames: int) -> None:
    assert MelSpectrogram(**XTTS)(_noise(samples)).shape == (1, 80, frames)


def test_frames_are_centred_on_their_hop() -> None:
    click = torch.zeros(1, 4000)
    click[0, 160 * 9] = 1.0
    assert int(MelSpectrogram(**SPEAKER)(click).sum(1).argmax()) == 9


@pytest.mark.parametrize("pitch", [150.0, 1000.0, 6000.0])
def test_a_tone_is_in_the_band_around_its_pitch(pitch: float) -> None:
    mel = MelSpectrogram(**XTTS)(_sine(pitch, 22050, 0.5))[0]
    position = hertz_to_mel(pitch) / hertz_to_mel(8000.0) * 81 - 1  # of 80 bands
    assert abs(int(mel[:, mel.shape[1] // 2].argmax()) - position) < 1


def test_a_thousand_hertz_are_a_thousand_mels() -> None:
    assert hertz_to_mel(1000.0) == pytest.approx(1000, abs=0.02)


def test_filters_are_triangles_that_add_up_to_one_between_the_first_and_the_last_peak() -> None:
    filters = mel_filters(16000, 1025, 40, 8000.0)
    sums = filters.sum(1)
    first, last = int(filters[:, 0].argmax()), int(filters[:, -1].argmax())
    assert torch.allclose(sums[first + 1 : last], torch.ones(last - first - 1), atol=1e-5)


def test_normalised_filters_have_the_same_area() -> None:
    filters = mel_filters(22050, 1025, 80, 8000.0, slaney_area=True)
    areas = filters.sum(0) * 22050 / 2048
    assert torch.allclose(areas[20:], torch.ones(60), rtol=0.05)


def test_half_the_sample_rate_is_the_highest_frequency_unless_told() -> None:
    noise = _noise(4000)
    assert torch.equal(MelSpectrogram(**SPEAKER)(noise), MelSpectrogram(**SPEAKER, f_max=8000.0)(noise))
