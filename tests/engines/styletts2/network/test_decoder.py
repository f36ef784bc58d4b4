"""The decoder of each tiny model, and the residual blocks that it is made of."""

import math

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.engines.styletts2.checkpoints import TINY
from tests.engines.styletts2.made_up import filled, noise, numbers
from vozes.engines.steps import finish
from vozes.engines.styletts2.checkpoint.parameters import parameters
from vozes.engines.styletts2.config import Family
from vozes.engines.styletts2.network.adain import Affines, StyleProjection
from vozes.engines.styletts2.network.blocks import AdaInBlock, Doubling, SnakeBlock
from vozes.engines.styletts2.network.decoder import Decoder
from vozes.runtime.convolutions import Convolution, arrange

pytestmark = pytest.mark.usefixtures("one_thread")

FRAMES, STYLE = 12, 8

Decoding = tuple[Decoder, StyleProjection]


@pytest.fixture(scope="module", params=TINY)
def family(request: pytest.FixtureRequest) -> Family:
    chosen: Family = request.param
    return chosen


@pytest.fixture(scope="module")
def decoding(family: Family) -> Decoding:
    return filled(Decoder, family, "decoder.")


def decode(
    decoding: Decoding,
    *,
    frames: int = FRAMES,
    pitch: float = 150,
    energy: float = 1,
    seed: int = 0,
    style: Tensor | None = None,
) -> Tensor:
    decoder, projection = decoding
    text = numbers(frames, 32, seed=seed)
    affines = projection(numbers(STYLE) if style is None else style)
    curves = torch.full((2 * frames,), float(pitch)), torch.linspace(-energy, energy, 2 * frames)
    wave: Tensor = finish(decoder(text, *curves, affines, noise))
    return wave


def test_a_frame_becomes_600_samples(decoding: Decoding) -> None:
    for frames in (1, 2, FRAMES):
        wave = decode(decoding, frames=frames)

        assert wave.shape == (600 * frames,)
        assert wave.dtype == torch.float32
        assert wave.isfinite().all()


def test_the_same_inputs_give_the_same_wave(decoding: Decoding) -> None:
    assert torch.equal(decode(decoding), decode(decoding))


def test_text_pitch_energy_and_style_are_all_heard(decoding: Decoding) -> None:
    wave = decode(decoding)
    others = (
        decode(decoding, pitch=250),
        decode(decoding, energy=3),
        decode(decoding, seed=5),
        decode(decoding, style=numbers(STYLE, seed=9)),
    )

    assert all((other - wave).abs().max() > 1e-3 for other in others)


@pytest.mark.usefixtures("by_tiles")
def test_bfloat16_convolutions_are_near(decoding: Decoding, family: Family) -> None:
    precise = decode(decoding)
    near = filled(Decoder, family, "decoder.", torch.bfloat16)

    wave = decode(near)

    error = (wave - precise).square().mean()
    assert wave.dtype == torch.float32
    assert 10 * torch.log10(precise.square().mean() / error) > 15  # dB


def test_parameters_are_named_and_shaped_as_in_the_table(family: Family) -> None:
    table = {name: row.shape for name, row in parameters(TINY[family]).items() if name.startswith("decoder.")}
    with torch.device("meta"):
        network = Decoder(TINY[family])

    ours = {f"decoder.{name}": tuple(tensor.shape) for name, tensor in network.state_dict().items()}

    assert ours == {name: shape for name, shape in table.items() if ".norm." not in name}


def adain(x: Tensor, norm: object, affines: Affines) -> Tensor:
    """Of x (1, channels, time), by torch."""
    affine = affines[norm]  # type: ignore[index]
    return F.instance_norm(x, weight=affine.scale, bias=affine.shift, eps=1e-5)


@pytest.mark.parametrize(("outputs", "doubles"), [(6, False), (4, False), (4, True)])
def test_a_block_of_frames_adds_what_went_in(outputs: int, doubles: bool) -> None:
    block = AdaInBlock(6, outputs, STYLE, doubles=doubles).requires_grad_(False)
    affines, x = StyleProjection(block)(numbers(STYLE)), numbers(FRAMES, 6)
    signal = x.T[None]

    inner = F.leaky_relu(adain(signal, block.norm1, affines), 0.2)
    if isinstance(pool := block.pool, Doubling):
        inner = F.conv_transpose1d(inner, pool.weight, pool.bias, stride=2, padding=1, output_padding=1, groups=6)
    inner = F.conv1d(inner, block.conv1.weight, block.conv1.bias, padding=1)
    inner = F.leaky_relu(adain(inner, block.norm2, affines), 0.2)
    inner = F.conv1d(inner, block.conv2.weight, block.conv2.bias, padding=1)
    shortcut = F.interpolate(signal, scale_factor=2) if doubles else signal
    if isinstance(block.conv1x1, Convolution):
        shortcut = F.conv1d(shortcut, block.conv1x1.weight)
    expected = (inner + shortcut) / math.sqrt(2)

    torch.testing.assert_close(block(x, affines), expected[0].T, atol=1e-5, rtol=0)


def test_a_block_of_snakes_adds_what_went_in_and_leaves_it() -> None:
    block = SnakeBlock(6, 3, (1, 3, 5), STYLE).requires_grad_(False)
    for alpha in (*block.alpha1, *block.alpha2):
        alpha.copy_(1 + numbers(1, 6, 1).abs())
    affines, x = StyleProjection(block)(numbers(STYLE)), numbers(FRAMES, 6)
    before, signal = x.clone(), x.T[None]
    for index, dilation in enumerate((1, 3, 5)):
        inner = adain(signal, block.adain1[index], affines)
        inner = inner + torch.sin(block.alpha1[index] * inner) ** 2 / block.alpha1[index]
        first, second = block.convs1[index], block.convs2[index]
        inner = F.conv1d(inner, first.weight, first.bias, padding=dilation, dilation=dilation)  # type: ignore[arg-type]
        inner = adain(inner, block.adain2[index], affines)
        inner = inner + torch.sin(block.alpha2[index] * inner) ** 2 / block.alpha2[index]
        signal = signal + F.conv1d(inner, second.weight, second.bias, padding=1)  # type: ignore[arg-type]

    torch.testing.assert_close(finish(block(x, affines)), signal[0].T, atol=1e-5, rtol=0)
    assert torch.equal(x, before)


@pytest.mark.parametrize("length", [1, 2, 23])
def test_doubling_is_a_transposed_convolution_of_each_channel(length: int) -> None:
    layer, x = Doubling(6).requires_grad_(False), numbers(length, 6)
    expected = F.conv_transpose1d(x.T[None], layer.weight, layer.bias, stride=2, padding=1, output_padding=1, groups=6)

    arrange(layer, torch.float32)

    torch.testing.assert_close(layer(x), expected[0].T, atol=1e-5, rtol=0)
    assert layer(x).is_contiguous()
    assert len(expected[0, 0]) == 2 * length
