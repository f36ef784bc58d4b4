"""What phonemes mean in their sentence."""

import pytest
import torch
from torch import Tensor

from benchmarks.parity.styletts2_weights import loaded
from tests.engines.styletts2.checkpoints import TINY
from tests.engines.styletts2.made_up import weights_of
from vozes.engines.styletts2.checkpoint.parameters import parameters
from vozes.engines.styletts2.config import Family
from vozes.engines.styletts2.network.albert import Albert

pytestmark = pytest.mark.usefixtures("one_thread")

CONFIG = TINY["libritts"]


@pytest.fixture(scope="module")
def albert() -> Albert:
    return loaded(lambda: Albert(CONFIG), weights_of("libritts")("bert."))


def some_ids(*lengths: int) -> Tensor:
    return torch.randint(1, CONFIG.symbols, lengths, generator=torch.Generator().manual_seed(0))


def test_every_token_knows_of_every_other(albert: Albert) -> None:
    ids = some_ids(1, 9)
    changed = ids.clone()
    changed[0, -1] = changed[0, -1] % (CONFIG.symbols - 1) + 1

    difference = (albert(ids) - albert(changed)).abs().amax(2)

    assert albert(ids).shape == (1, 9, CONFIG.albert.width)
    assert (difference > 1e-4).all()


def test_the_same_phoneme_means_something_else_elsewhere(albert: Albert) -> None:
    x = albert(some_ids(1, 1).expand(1, 4))

    assert (x[0, 0] - x[0, 3]).abs().max() > 1e-2


def test_texts_in_a_batch_mean_what_they_mean_alone(albert: Albert) -> None:
    ids = some_ids(3, 12)

    batch = albert(ids)

    for row, one in enumerate(ids):
        torch.testing.assert_close(batch[row], albert(one[None])[0], atol=1e-5, rtol=0)


def test_its_one_layer_is_applied_as_often_as_the_configuration_says(albert: Albert) -> None:
    ids, layer = some_ids(1, 6), albert.encoder.get_submodule("albert_layer_groups.0.albert_layers.0")
    x = albert.encoder.embedding_hidden_mapping_in(albert.embeddings(ids))

    for _ in range(CONFIG.albert.layers):
        x = layer(x)

    assert torch.equal(albert(ids), x)


@pytest.mark.parametrize("family", TINY)
def test_parameters_are_named_and_shaped_as_in_the_table(family: Family) -> None:
    table = {name: row.shape for name, row in parameters(TINY[family]).items() if name.startswith("bert.")}
    with torch.device("meta"):
        network = Albert(TINY[family])

    assert {f"bert.{name}": tuple(tensor.shape) for name, tensor in network.state_dict().items()} == table
