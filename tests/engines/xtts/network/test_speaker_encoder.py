import numpy as np
import pytest
import torch
from torch import Tensor

from tests.engines.xtts.made_up import weights_under
from vozes.engines.xtts.network.speaker_encoder import SpeakerEncoder, speaker_mel


@pytest.fixture(scope="module")
def encoder() -> SpeakerEncoder:
    module = SpeakerEncoder()
    module.load_state_dict(weights_under("hifigan_decoder.speaker_encoder."))
    return module.requires_grad_(False)


def _noise(samples: int, seed: int = 1) -> Tensor:
    return torch.from_numpy(0.1 * np.random.default_rng(seed).standard_normal((1, samples), dtype=np.float32))


def test_an_embedding_is_what_the_reference_computes(encoder: SpeakerEncoder) -> None:
    embedding = encoder(speaker_mel(_noise(16000)))
    recorded = [-0.0636306, -0.0250909, -0.0214312, -0.0948568, -0.0399911, -0.0302588]
    assert embedding.shape == (1, 512)
    assert embedding[0, :6].tolist() == pytest.approx(recorded, abs=1e-6)


def test_an_embedding_has_the_length_one(encoder: SpeakerEncoder) -> None:
    assert float(encoder(speaker_mel(_noise(9000))).norm()) == pytest.approx(1, abs=1e-5)


def test_loudness_does_not_matter(encoder: SpeakerEncoder) -> None:
    noise = _noise(16000)
    assert torch.allclose(encoder(speaker_mel(noise)), encoder(speaker_mel(5 * noise)), atol=1e-3)


def test_speakers_in_a_batch_do_not_touch_one_another(encoder: SpeakerEncoder) -> None:
    both = torch.cat((_noise(8000, seed=1), _noise(8000, seed=2)))
    assert torch.allclose(encoder(speaker_mel(both))[1:], encoder(speaker_mel(both[1:])), atol=1e-5)


def test_every_band_of_the_mel_is_normalised_over_time() -> None:
    mel = speaker_mel(_noise(8000))
    assert torch.allclose(mel.mean(2), torch.zeros(1, 64), atol=1e-5)
    assert torch.allclose(mel.var(2, correction=0), torch.ones(1, 64), atol=1e-3)


def test_what_is_heard_of_a_constant_is_nothing_but_its_edge() -> None:
    """Pre-emphasis leaves 3 per cent of it, and the first sample has a neighbour like the others."""
    mel = speaker_mel(torch.full((1, 8000), 0.5))
    assert torch.allclose(mel[:, 5:], torch.zeros(1), atol=0.01)
