"""What the style encoders hear of a recording."""

import numpy as np
import pytest
import torch
from torch import Tensor

from vozes.audio.recording import Recording
from vozes.engines.styletts2.config import SAMPLE_RATE
from vozes.engines.styletts2.front_end import (
    MOST_SECONDS,
    SHORTEST_SECONDS,
    log_mel,
    reference_mel,
    trim_silence,
)
from vozes.engines.styletts2.network.style_encoder import FEWEST_FRAMES
from vozes.errors import ErrorCode, VozesError
from vozes.types import Samples

pytestmark = pytest.mark.usefixtures("one_thread")

MELS = 80
SHORTEST = round(SHORTEST_SECONDS * SAMPLE_RATE)


def noise(samples: int, seed: int = 0) -> Samples:
    return 0.1 * np.random.default_rng(seed).standard_normal(samples, dtype=np.float32)


def tone(level: float, samples: int) -> Tensor:
    """By its level in dB; as loud in each frame."""
    return 10 ** (level / 20) * torch.sin(2 * torch.pi * torch.arange(samples) / 32)


def refused(recording: Recording) -> str:
    with pytest.raises(VozesError) as caught:
        reference_mel(recording, MELS)
    assert caught.value.code is ErrorCode.INVALID_RECORDING
    return caught.value.message


def test_the_mel_is_the_one_of_training() -> None:
    """For the bands 0, 20, 40 and 79 in the frames 0, 10 and 20, as the reference computed them."""
    recorded = [
        [1.65065265, 1.33292758, 1.64509296, 2.38622355],
        [1.65171385, 1.6472528, 1.92254639, 2.25316286],
        [1.15777802, 1.60561967, 1.81286836, 2.17517185],
    ]

    mel = log_mel(torch.from_numpy(noise(6000)), MELS)

    assert mel.shape == (MELS, 21)
    assert mel[[0, 20, 40, 79]][:, [0, 10, 20]].T.tolist() == [pytest.approx(row, abs=1e-5) for row in recorded]


@pytest.mark.parametrize(
    ("lead", "tail", "kept"),
    [
        (5000, 7000, (4096, 36352)),
        (511, 513, (0, 31024)),
        (0, 0, (0, 30000)),
        (12345, 1, (11776, 42346)),
        (100, 40000, (0, 31232)),
    ],
)
def test_silence_is_cut_off_where_the_reference_cuts(lead: int, tail: int, kept: tuple[int, int]) -> None:
    samples = np.random.default_rng(1).standard_normal(lead + 30000 + tail, dtype=np.float32)
    samples[:lead] *= 0.01
    samples[lead + 30000 :] *= 0.02

    trimmed = trim_silence(torch.from_numpy(samples))

    assert np.array_equal(trimmed.numpy(), samples[slice(*kept)])


@pytest.mark.parametrize(("level", "kept"), [(-29.9, True), (-30.1, False)])
def test_silence_begins_30_db_below_the_loudest(level: float, kept: bool) -> None:
    silence, quiet = torch.zeros(10 * 512), tone(level, 20 * 512)

    trimmed = trim_silence(torch.cat((silence, quiet, tone(0, 40 * 512), quiet, silence)))

    assert (len(trimmed) > 60 * 512) == kept


def test_pauses_within_the_speech_stay() -> None:
    speech = torch.cat((tone(-10, 20 * 512), torch.zeros(30 * 512), tone(-10, 20 * 512)))

    assert torch.equal(trim_silence(speech), speech)


def test_sounds_too_faint_to_compare_are_all_kept() -> None:
    faint = torch.cat((tone(-110, 20 * 512), tone(-70, 20 * 512)))

    assert torch.equal(trim_silence(faint), faint)


def test_as_much_speech_is_needed_as_the_encoders_can_take() -> None:
    mel = reference_mel(Recording(noise(SHORTEST), SAMPLE_RATE), MELS)

    assert mel.shape == (1, 1, MELS, FEWEST_FRAMES)
    assert "0.79 seconds of speech" in refused(Recording(noise(SHORTEST - 1), SAMPLE_RATE))


def test_a_refusal_says_how_long_a_recording_must_be() -> None:
    message = refused(Recording(np.concatenate((noise(12000), np.zeros(40000, np.float32))), SAMPLE_RATE))

    assert "0.5" in message
    assert f"At least {SHORTEST_SECONDS} are needed" in message


@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), np.zeros(48000, np.float32), 0.001 * noise(48000)])
def test_a_recording_without_sound_is_refused(samples: Samples) -> None:
    assert "silent" in refused(Recording(samples, SAMPLE_RATE))


def test_a_recording_at_another_rate_sounds_alike() -> None:
    def mel(rate: int) -> Tensor:
        time = np.arange(2 * rate) / rate
        return reference_mel(Recording(np.sin(2 * np.pi * 440 * time).astype(np.float32), rate), MELS)[0, 0]

    ours, other = mel(SAMPLE_RATE), mel(44100)

    loudest = ours.mean(1).argmax()
    assert ours.shape == other.shape
    torch.testing.assert_close(ours[loudest], other[loudest], atol=0.05, rtol=0)


def test_only_the_beginning_of_a_long_recording_counts() -> None:
    beginning = noise(MOST_SECONDS * SAMPLE_RATE)
    longer = np.concatenate((beginning, noise(2 * SAMPLE_RATE, seed=1)))

    short, long = (reference_mel(Recording(samples, SAMPLE_RATE), MELS) for samples in (beginning, longer))

    assert torch.equal(short, long)
