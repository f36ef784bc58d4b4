"""The vocoder of XTTS v2 beside what the reference computed with the same made-up weights."""

import json

import numpy as np
import pytest
import torch
from torch import Tensor

from benchmarks.made_up_weights import made_up
from tests.engines.xtts.checkpoints import TINY
from tests.engines.xtts.waves import whole_wave
from tests.runtime.native import kernels_looked_for_in, needs_kernels
from tests.shared import shared_file
from vozes.engines.xtts.network.vocoder import Vocoder

pytestmark = pytest.mark.usefixtures("one_thread")

PREFIX = "hifigan_decoder.waveform_decoder."
MAGNITUDE, DIRECTION = ".parametrizations.weight.original0", ".parametrizations.weight.original1"

Golden = dict[str, Tensor]


@pytest.fixture(scope="module")
def golden() -> Golden:
    with np.load(shared_file("reference", "golden", "xtts_tiny.npz")) as file:
        return {name: torch.from_numpy(file[name]) for name in file.files}


@pytest.fixture(scope="module", params=[pytest.param(True, marks=needs_kernels), False], ids=["kernels", "torch"])
def vocoder(golden: Golden, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Vocoder:
    rows = json.loads(golden["parameters"].numpy().tobytes())
    raw = made_up([row for row in rows if row[0].startswith(PREFIX)], int(golden["seed"]))
    tensors = {name.removeprefix(PREFIX): torch.from_numpy(array) for name, array in raw.items()}
    folded = {name: tensor for name, tensor in tensors.items() if not name.endswith((MAGNITUDE, DIRECTION))}
    for name in tensors:
        if name.endswith(MAGNITUDE):
            layer = name.removesuffix(MAGNITUDE)
            direction = tensors[layer + DIRECTION]
            norm = direction.norm(dim=tuple(range(1, direction.ndim)), keepdim=True)
            folded[f"{layer}.weight"] = tensors[name] * direction / norm
    if request.param:
        return Vocoder(TINY, {PREFIX: folded}.__getitem__)
    with kernels_looked_for_in(tmp_path_factory.mktemp("nothing")):
        return Vocoder(TINY, {PREFIX: folded}.__getitem__)


def test_the_wave_is_the_reference_s(vocoder: Vocoder, golden: Golden) -> None:
    wave = whole_wave(vocoder, golden["latents_penalty_5"][0], golden["speaker_embedding"])
    torch.testing.assert_close(wave, golden["wave_penalty_5"], atol=1e-5, rtol=0)


def test_so_is_the_streamed_wave(vocoder: Vocoder, golden: Golden) -> None:
    stream = vocoder.stream(golden["speaker_embedding"])
    waves: list[Tensor] = []
    for latents in golden["latents_penalty_5"][0]:
        stream.push(latents[None])
        waves += iter(stream.next_chunk, None)
    stream.finish()
    waves += iter(stream.next_chunk, None)
    assert len(waves) > 3
    torch.testing.assert_close(torch.cat(waves), golden["wave_penalty_5"], atol=1e-5, rtol=0)
