"""What the decoder reads of a text."""

import pytest
import torch
from torch import Tensor

from benchmarks.parity.styletts2_weights import loaded
from tests.engines.styletts2.checkpoints import TINY
from tests.engines.styletts2.made_up import weights_of
from vozes.engines.styletts2.checkpoint.parameters import parameters
from vozes.engines.styletts2.config import Family
from vozes.engines.styletts2.network.text_encoder import TextEncoder

pytestmark = pytest.mark.usefixtures("one_thread")

CONFIG = TINY["libritts"]


@pytest.fixture(scope="module")
def encoder() -> TextEncoder:
    return loaded(lambda: TextEncoder(CONFIG), weights_of("libritts")("text_encoder."))


def some_ids(*lengths: int) -> Tensor:
    return torch.randint(1, CONFIG.symbols, lengths, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize("changed", [0, -1])
def test_a_phoneme_sounds_as_what_is_before_and_after_it_asks(encoder: TextEncoder, changed: int) -> None:
    ids = some_ids(1, 7)
    other = ids.clone()
    other[0, changed] = other[0, changed] % (CONFIG.symbols - 1) + 1

    difference = (encoder(ids) - encoder(other)).abs().amax(2)

    assert encoder(ids).shape == (1, 7, CONFIG.width)
    assert (difference > 1e-5).all()


def test_texts_in_a_batch_are_read_as_alone(encoder: TextEncoder) -> None:
    ids = some_ids(3, 12)

    batch = encoder(ids)

    assert batch.shape == (3, 12, CONFIG.width)
    for row, one in enumerate(ids):
        torch.testing.assert_close(batch[row], encoder(one[None])[0], atol=1e-5, rtol=0)


@pytest.mark.parametrize("family", TINY)
def test_parameters_are_named_and_shaped_as_in_the_table(family: Family) -> None:
    table = {name: row.shape for name, row in parameters(TINY[family]).items() if name.startswith("text_encoder.")}
    with torch.device("meta"):
        network = TextEncoder(TINY[family])

    assert {f"text_encoder.{name}": tuple(tensor.shape) for name, tensor in network.state_dict().items()} == table
