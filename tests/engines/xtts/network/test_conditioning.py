import pytest
import torch
from torch import Tensor, nn

from tests.engines.xtts.checkpoints import TINY
from tests.engines.xtts.made_up import weights_under
from vozes.engines.xtts.network.conditioning import ConditioningEncoder, PerceiverResampler


@pytest.fixture(scope="module")
def encoder() -> ConditioningEncoder:
    module = ConditioningEncoder(TINY.width, TINY.heads)
    module.load_state_dict(weights_under("gpt.conditioning_encoder."))
    return module.requires_grad_(False)


@pytest.fixture(scope="module")
def perceiver() -> PerceiverResampler:
    module = PerceiverResampler(TINY.width)
    module.load_state_dict(weights_under("gpt.conditioning_perceiver."))
    return module.requires_grad_(False)


def _random(*shape: int) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(1))


@pytest.mark.parametrize("width", [16, 64, 96, 1024])
def test_parameters_have_the_published_names_and_shapes_at_any_width(width: int) -> None:
    module = nn.ModuleDict({"encoder": ConditioningEncoder(width, 2), "perceiver": PerceiverResampler(width)})
    shapes = {name: tuple(tensor.shape) for name, tensor in module.state_dict().items()}
    assert shapes["encoder.attn.5.qkv.weight"] == (3 * width, width, 1)
    assert shapes["perceiver.layers.1.1.2.weight"] == (width, width * 8 // 3)
    assert len(shapes) == 2 + 6 * 6 + 2 * 7 + 2


def test_as_many_frames_come_out_as_go_in(encoder: ConditioningEncoder) -> None:
    assert encoder(_random(2, 80, 17)).shape == (2, TINY.width, 17)


def test_any_number_of_frames_becomes_thirty_two_latents(perceiver: PerceiverResampler) -> None:
    assert perceiver(_random(1, 5, TINY.width)).shape == perceiver(_random(1, 99, TINY.width)).shape
    assert perceiver(_random(3, 5, TINY.width)).shape == (3, 32, TINY.width)


def test_references_in_a_batch_do_not_touch_one_another(
    encoder: ConditioningEncoder, perceiver: PerceiverResampler
) -> None:
    mels = _random(2, 80, 30)
    together = perceiver(encoder(mels).transpose(1, 2))
    alone = perceiver(encoder(mels[1:]).transpose(1, 2))
    assert torch.allclose(together[1:], alone, atol=1e-5)


def test_the_order_of_the_frames_does_not_matter_to_the_latents(perceiver: PerceiverResampler) -> None:
    context = _random(1, 40, TINY.width)
    assert torch.allclose(perceiver(context), perceiver(context.flip(1)), atol=1e-5)


def test_a_loud_mel_gives_what_a_quiet_one_does_once_it_is_normalised(encoder: ConditioningEncoder) -> None:
    """What the attention is added to is normalised, so scale is gone after the first block."""
    mel, bias = _random(1, 80, 30), weights_under("gpt.conditioning_encoder.")["init.bias"]
    hidden = nn.functional.conv1d(mel, encoder.init.weight) + bias[:, None]
    assert torch.allclose(encoder.attn(hidden), encoder.attn(100 * hidden), atol=1e-3)
