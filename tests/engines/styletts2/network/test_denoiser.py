"""The network of style diffusion."""

import numpy as np
import pytest
import torch
from torch import Tensor

from benchmarks.parity.styletts2_weights import loaded
from tests.engines.styletts2.checkpoints import TINY
from tests.engines.styletts2.made_up import weights_of
from vozes.engines.styletts2.checkpoint.parameters import parameters
from vozes.engines.styletts2.config import Family
from vozes.engines.styletts2.network.denoiser import Denoiser

pytestmark = pytest.mark.usefixtures("one_thread")

TOKENS, TIME = 7, -0.4
CLONING: Family = "libritts"
OF_ONE_SPEAKER: Family = "ljspeech"


def denoiser(family: Family) -> Denoiser:
    return loaded(lambda: Denoiser(TINY[family]), weights_of(family)("diffusion.diffusion.net."))


def numbers(*shape: int, seed: int) -> Tensor:
    """The same with every version of torch: the reference computed with them too."""
    return torch.from_numpy(np.random.default_rng(seed).standard_normal(shape, dtype=np.float32))


def some_text(seed: int = 0) -> Tensor:
    return numbers(TOKENS, TINY[CLONING].albert.width, seed=seed)


def some_style(seed: int) -> Tensor:
    return numbers(2 * TINY[CLONING].style_width, seed=seed)


VOICE, NOISY = some_style(1), some_style(2)


def guided(scale: float, text: Tensor, family: Family = CLONING) -> Tensor:
    return denoiser(family).conditioned(text, VOICE, scale)(NOISY, TIME)


@pytest.mark.parametrize(
    ("family", "scale", "recorded"),
    [
        (CLONING, 1, [1.5561551, -0.0143492, 0.0679756, -2.2943358, -2.976835, -2.2346311]),
        (CLONING, 2, [2.5962029, 0.2199434, 0.7673851, -2.6043844, -3.1344392, -1.360311]),
        (OF_ONE_SPEAKER, 1, [-1.0416793, -0.210501, -0.0557261, -0.6629558, 0.1959637, -1.0353888]),
        (OF_ONE_SPEAKER, 2, [-1.2698251, -0.157614, 0.0384534, -0.7277207, 0.2603696, -0.8314059]),
    ],
)
def test_several_layers_give_what_the_reference_computes(family: Family, scale: float, recorded: list[float]) -> None:
    assert guided(scale, some_text(), family)[:6].tolist() == pytest.approx(recorded, abs=1e-5)


def test_guidance_goes_on_from_no_text_through_the_text() -> None:
    without, with_text, beyond = (guided(scale, some_text()) for scale in (0, 1, 3))

    assert (with_text - without).abs().max() > 1e-3
    torch.testing.assert_close(beyond, without + 3 * (with_text - without), atol=1e-5, rtol=0)


def test_without_guidance_no_text_counts() -> None:
    torch.testing.assert_close(guided(0, some_text(0)), guided(0, some_text(3)), atol=1e-6, rtol=0)


def test_the_style_is_of_the_whole_text_in_whatever_order_its_tokens_come() -> None:
    torch.testing.assert_close(guided(1, some_text()), guided(1, some_text().flip(0)), atol=1e-5, rtol=0)


def test_the_time_and_the_noisy_style_count() -> None:
    network = denoiser(CLONING).conditioned(some_text(), VOICE)

    assert network(NOISY, TIME).shape == NOISY.shape
    assert (network(NOISY, TIME) - network(NOISY, TIME + 1)).abs().max() > 1e-3
    assert (network(NOISY, TIME) - network(some_style(3), TIME)).abs().max() > 1e-3


def test_a_model_of_many_speakers_follows_the_voice() -> None:
    of_many = denoiser(CLONING)

    one, other = (of_many.conditioned(some_text(), voice)(NOISY, TIME) for voice in (VOICE, some_style(3)))

    assert (one - other).abs().max() > 1e-3


def test_a_model_of_one_speaker_needs_no_voice() -> None:
    of_one = denoiser(OF_ONE_SPEAKER)

    without, with_voice = (of_one.conditioned(some_text(), voice)(NOISY, TIME) for voice in (None, VOICE))

    assert torch.equal(without, with_voice)


@pytest.mark.parametrize("family", [CLONING, OF_ONE_SPEAKER])
def test_each_norm_counts(family: Family) -> None:
    before = guided(2, some_text(), family)

    for name, tensor in weights_of(family)("diffusion.diffusion.net.").items():
        if ".norm" in name and name.endswith("bias"):
            changed = denoiser(family)
            changed.load_state_dict({name: tensor + 0.5}, strict=False, assign=True)
            assert (changed.requires_grad_(False).conditioned(some_text(), VOICE, 2)(NOISY, TIME) - before).any(), name


def test_kokoro_has_no_style_diffusion() -> None:
    with pytest.raises(ValueError, match="no style diffusion"):
        Denoiser(TINY["kokoro"])


@pytest.mark.parametrize("family", [CLONING, OF_ONE_SPEAKER])
def test_parameters_are_named_and_shaped_as_in_the_table(family: Family) -> None:
    prefix = "diffusion.diffusion.net."
    table = {name: row.shape for name, row in parameters(TINY[family]).items() if name.startswith(prefix)}
    with torch.device("meta"):
        network = Denoiser(TINY[family])

    assert {f"{prefix}{name}": tuple(tensor.shape) for name, tensor in network.state_dict().items()} == table
