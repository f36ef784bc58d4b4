"""The text side and the styles of StyleTTS 2 beside what the reference computed with the same made-up weights.

Kokoro's recording has none of these tensors; its text side is in what its wave is made of.
"""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from benchmarks.parity.recording import Recording
from benchmarks.parity.styletts2_config import published_config
from benchmarks.parity.styletts2_weights import loaded, styletts2_weights, weights_under
from tests.shared import shared_file
from vozes.engines.steps import finish
from vozes.engines.styletts2.checkpoint.parameters import parameters
from vozes.engines.styletts2.config import StyleTts2Config
from vozes.engines.styletts2.network.albert import Albert
from vozes.engines.styletts2.network.denoiser import Denoiser
from vozes.engines.styletts2.network.sampler import sampling
from vozes.engines.styletts2.network.style_encoder import StyleEncoder
from vozes.engines.styletts2.network.text_encoder import TextEncoder

pytestmark = pytest.mark.usefixtures("one_thread")

LIMIT = 1e-4
STEPS = 5

Network = TypeVar("Network", bound=nn.Module)


class Model:
    """A recording, and the networks whose weights it has."""

    def __init__(self, recording: Recording):
        self.recording = recording
        self.config = published_config(recording.shapes)
        self.weights = styletts2_weights(recording)

    def network(self, build: Callable[[StyleTts2Config], Network], prefix: str) -> Network:
        return loaded(lambda: build(self.config), weights_under(self.weights, prefix))

    def recorded(self, name: str) -> Tensor:
        return self.recording.tensor(name)


@pytest.fixture(scope="module", params=["styletts2", "styletts2_istftnet"])
def model(request: pytest.FixtureRequest) -> Model:
    return Model(Recording(shared_file("reference", "golden", f"{request.param}_tiny.npz")))


def error(ours: Tensor, recorded: Tensor) -> float:
    assert ours.shape == recorded.shape
    return float((ours - recorded).abs().max())


def normal_draw(shape: tuple[int, ...]) -> Tensor:
    """What the reference was given for every draw: it depends on the shape alone."""
    generator = np.random.default_rng(int(np.prod(shape)))
    return torch.from_numpy(generator.standard_normal(shape, dtype=np.float32))


@pytest.mark.parametrize("name", ["styletts2", "styletts2_istftnet", "kokoro"])
def test_the_recorded_parameters_are_those_of_the_table(name: str) -> None:
    recording = Recording(shared_file("reference", "golden", f"{name}_tiny.npz"))
    table = {name: row.shape for name, row in parameters(published_config(recording.shapes)).items()}

    assert {name: tuple(tensor.shape) for name, tensor in styletts2_weights(recording).items()} == table


def test_the_text_for_the_decoder(model: Model) -> None:
    encoding = model.network(TextEncoder, "text_encoder.")(model.recorded("ids"))

    assert error(encoding.mT, model.recorded("text_encoding")) < LIMIT


def test_the_text_for_prosody_and_style(model: Model) -> None:
    encoding = model.network(Albert, "bert.")(model.recorded("ids"))
    prosody = F.linear(encoding, model.weights["bert_encoder.weight"], model.weights["bert_encoder.bias"])

    assert error(encoding, model.recorded("bert")) < LIMIT
    assert error(prosody.mT, model.recorded("prosody_encoding")) < LIMIT


def test_the_style_of_a_voice(model: Model) -> None:
    mel = model.recorded("reference_mel")
    halves = [model.network(StyleEncoder, prefix)(mel) for prefix in ("style_encoder.", "predictor_encoder.")]

    assert error(torch.cat(halves, 1), model.recorded("reference_style")) < LIMIT


@pytest.mark.parametrize("scale", [1, 2])
def test_the_style_of_a_text(model: Model, scale: int) -> None:
    assert model.config.diffusion is not None
    network = model.network(Denoiser, "diffusion.diffusion.net.").conditioned(
        model.recorded("bert")[0], model.recorded("reference_style")[0], scale
    )
    noise = model.recorded("style_noise").flatten()

    style = finish(sampling(network, model.config.diffusion.sigma_data, noise, STEPS, normal_draw))

    assert error(style[None], model.recorded(f"style_scale_{scale}")) < LIMIT
