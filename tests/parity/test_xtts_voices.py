"""Conditioning latents and speaker embeddings as the reference computed them from the same audio and weights."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from benchmarks.made_up_weights import fill
from tests.engines.xtts.checkpoints import TINY
from tests.shared import shared_file
from vozes.engines.xtts.cloning import VoiceEncoder

Golden = Mapping[str, Any]


@pytest.fixture(scope="module")
def golden() -> Golden:
    with np.load(shared_file("reference", "golden", "xtts_tiny.npz")) as recorded:
        return dict(recorded)


@pytest.fixture(scope="module")
def encoder(golden: Golden) -> VoiceEncoder:
    shapes: dict[str, list[int]] = dict(json.loads(golden["parameters"].tobytes()))

    def weights(prefix: str) -> dict[str, Tensor]:
        names = [name for name in shapes if name.startswith(prefix)]
        seed = int(golden["seed"])
        return {name.removeprefix(prefix): torch.from_numpy(fill(name, tuple(shapes[name]), seed)) for name in names}

    return VoiceEncoder(TINY, weights)


def test_conditioning_latents(golden: Golden, encoder: VoiceEncoder) -> None:
    latents = encoder.conditioning_latents(torch.from_numpy(golden["reference_22050"]))
    assert latents.shape == golden["gpt_cond_latents"].shape
    assert np.abs(latents.numpy() - golden["gpt_cond_latents"]).max() < 1e-4


def test_speaker_embedding(golden: Golden, encoder: VoiceEncoder) -> None:
    embedding = encoder.speaker_embedding(torch.from_numpy(golden["reference_16000"]))
    assert embedding.shape == golden["speaker_embedding"].shape
    assert np.abs(embedding.numpy() - golden["speaker_embedding"]).max() < 1e-4
