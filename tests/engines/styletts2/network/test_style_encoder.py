"""Half a style vector from a mel spectrogram."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor

from benchmarks.parity.styletts2_weights import loaded
from tests.engines.styletts2.checkpoints import TINY
from tests.engines.styletts2.made_up import weights_of
from vozes.engines.styletts2.checkpoint.parameters import parameters
from vozes.engines.styletts2.config import StyleTts2Config
from vozes.engines.styletts2.network.style_encoder import FEWEST_FRAMES, StyleEncoder

pytestmark = pytest.mark.usefixtures("one_thread")

CONFIG = TINY["libritts"]


@pytest.fixture(scope="module")
def encoder() -> StyleEncoder:
    return loaded(lambda: StyleEncoder(CONFIG), weights_of("libritts")("style_encoder."))


def some_mel(frames: int, batch: int = 1) -> Tensor:
    return torch.from_numpy(np.random.default_rng(0).standard_normal((batch, 1, 80, frames), dtype=np.float32))


def test_a_style_is_what_the_reference_computes_where_no_halving_is_even(encoder: StyleEncoder) -> None:
    recorded = [-0.03916824, 0.03378504, -0.00663000, -0.00622748, -0.06345961, -0.01067736, -0.01169739, 0.03770652]

    assert encoder(some_mel(67))[0].tolist() == pytest.approx(recorded, abs=1e-6)


def test_there_is_a_fewest_number_of_frames(encoder: StyleEncoder) -> None:
    assert encoder(some_mel(FEWEST_FRAMES)).shape == (1, CONFIG.style_width)
    with pytest.raises(RuntimeError, match="Kernel size"):
        encoder(some_mel(FEWEST_FRAMES - 1))


def test_voices_in_a_batch_do_not_touch_one_another(encoder: StyleEncoder) -> None:
    both = some_mel(70, batch=2)

    torch.testing.assert_close(encoder(both)[1:], encoder(both[1:]), atol=1e-6, rtol=0)


@pytest.mark.parametrize("config", [CONFIG, replace(CONFIG, style_most_channels=8)], ids=["widening", "at its widest"])
@pytest.mark.parametrize("module", ["style_encoder", "predictor_encoder"])
def test_parameters_are_named_and_shaped_as_in_the_table(config: StyleTts2Config, module: str) -> None:
    table = {name: row.shape for name, row in parameters(config).items() if name.startswith(f"{module}.")}
    with torch.device("meta"):
        network = StyleEncoder(config)

    assert {f"{module}.{name}": tuple(tensor.shape) for name, tensor in network.state_dict().items()} == table
