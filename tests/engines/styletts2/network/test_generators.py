"""The two generators: what they are told of an excitation, and how their waves begin and end."""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.engines.styletts2.checkpoints import TINY
from tests.engines.styletts2.made_up import filled, noise, numbers
from tests.runtime.native import needs_kernels
from vozes.engines.steps import Steps, finish
from vozes.engines.styletts2.config import SAMPLE_RATE, Family, StyleTts2Config
from vozes.engines.styletts2.network.adain import StyleProjection
from vozes.engines.styletts2.network.excitation import Draw
from vozes.engines.styletts2.network.generator import Generator, SourceConvolution
from vozes.engines.styletts2.network.hifigan import HifiGan
from vozes.engines.styletts2.network.istftnet import IstftNet
from vozes.runtime.convolutions import Convolution, Upsampling, arrange
from vozes.runtime.native.library import kernels

pytestmark = pytest.mark.usefixtures("one_thread")

VALUES, SAMPLES_PER_VALUE = 24, 300
STYLE = 8

INITIAL_CHANNELS = {
    HifiGan: TINY["libritts"].generator.initial_channels,
    IstftNet: TINY["ljspeech"].generator.initial_channels,
}

Generating = tuple[Generator, StyleProjection]


def build(config: StyleTts2Config) -> Generator:
    kind = HifiGan if config.generator.kind == "hifigan" else IstftNet
    return kind(config.generator, config.style_width)


@pytest.fixture(scope="module", params=["libritts", "ljspeech"])
def generating(request: pytest.FixtureRequest) -> Generating:
    family: Family = request.param
    return filled(build, family, "decoder.generator.")


@pytest.fixture(scope="module")
def istftnet() -> IstftNet:
    generator, _ = filled(build, "ljspeech", "decoder.generator.")
    assert isinstance(generator, IstftNet)
    return generator


def generate(generating: Generating, *, pitch: float = 150, draw: Draw = noise, style: int = 0) -> Tensor:
    generator, projection = generating
    first = generator.ups[0]
    assert isinstance(first, Upsampling)
    x = numbers(VALUES, first.in_channels)
    affines = projection(numbers(STYLE, seed=style))
    wave: Tensor = finish(generator(x, torch.full((VALUES,), float(pitch)), affines, draw))
    return wave


def test_a_value_of_pitch_becomes_300_samples(generating: Generating) -> None:
    assert generate(generating).shape == (VALUES * SAMPLES_PER_VALUE,)


def test_pitch_and_noise_are_heard(generating: Generating) -> None:
    wave = generate(generating)

    assert (generate(generating, pitch=300) - wave).abs().max() > 1e-3
    assert (generate(generating, draw=torch.zeros) - wave).abs().max() > 1e-3


def test_a_style_is_heard(generating: Generating) -> None:
    assert (generate(generating, style=5) - generate(generating)).abs().max() > 1e-3


def test_a_stage_gives_the_mean_of_its_blocks(generating: Generating, monkeypatch: pytest.MonkeyPatch) -> None:
    generator, _ = generating
    seen: list[Tensor] = []

    def block(x: Tensor, total: Tensor | None, factor: float) -> Steps[Tensor]:
        seen.append(x)
        yield
        return x * factor + (0 if total is None else total)

    def wave(x: Tensor) -> Tensor:
        seen.append(x)
        return x

    for layer, factor in zip(generator._blocks[-1], (2.0, 5.0), strict=True):
        monkeypatch.setattr(layer, "forward", lambda x, _, __, total, factor=factor: block(x, total, factor))
    monkeypatch.setattr(generator, "_wave", wave)
    generate(generating)

    torch.testing.assert_close(seen[-1], seen[0] * 3.5)


def test_whoever_cancels_waits_for_no_more_than_one_convolution(
    generating: Generating, monkeypatch: pytest.MonkeyPatch
) -> None:
    generator, projection = generating
    convolved: list[int] = []

    def counting(run: Callable[..., Any]) -> Callable[..., Any]:
        def count(layer: Convolution, *given: Any, **others: Any) -> Any:
            convolved.append(id(layer))
            return run(layer, *given, **others)

        return count

    monkeypatch.setattr(Convolution, "forward", counting(Convolution.forward))
    monkeypatch.setattr(Convolution, "measured", counting(Convolution.measured))
    x, pitch = numbers(VALUES, INITIAL_CHANNELS[type(generator)]), torch.full((VALUES,), 150.0)
    most, before = 0, 0
    for _ in generator(x, pitch, projection(numbers(STYLE)), noise):
        most, before = max(most, len(set(convolved[before:]))), len(convolved)

    assert most == 1
    assert len(set(convolved)) == sum(isinstance(each, Convolution) for each in generator.modules())


def test_a_hifigan_activates_by_snake_before_it_upsamples() -> None:
    generator, _ = filled(build, "libritts", "decoder.generator.")
    assert isinstance(generator, HifiGan)
    x, alpha, up = numbers(VALUES, INITIAL_CHANNELS[HifiGan]), generator.alphas[0].flatten(), generator.ups[0]

    torch.testing.assert_close(generator._lengthen(0, x), up(x + torch.sin(alpha * x) ** 2 / alpha))


def test_an_istftnet_is_told_magnitudes_and_phases(istftnet: IstftNet) -> None:
    seconds = torch.arange(3000) / SAMPLE_RATE
    wave = torch.cos(2 * torch.pi * 3600 * seconds + 0.3)  # the fourth of eleven bins

    told = istftnet._source(wave, torch.float32)

    assert told.shape == (601, 22)
    middle = told[300]
    assert middle[:11].argmax() == 3
    assert middle[3].item() == pytest.approx(10 / 2, rel=1e-3)  # half of the window's sum
    start = 300 * 5 - 10
    expected = (2 * torch.pi * 3600 * seconds[start] + 0.3) % (2 * torch.pi)
    assert middle[14].item() % (2 * torch.pi) == pytest.approx(expected.item(), abs=1e-3)


def test_the_signs_of_the_first_phases_are_not_left_to_rounding(istftnet: IstftNet) -> None:
    for seed in range(10):
        phases = istftnet._source(numbers(300, seed=seed), torch.float32)[0, 11:]

        assert (phases > -1e-9).all()
        assert ((phases < 1e-4) | (phases > torch.pi - 1e-4)).all()


def test_an_istftnet_speaks_the_spectrum_that_its_last_convolution_gives(istftnet: IstftNet) -> None:
    """Whose magnitudes are logarithms, and whose phases are sines."""
    spectra = numbers(101, 22)
    x = numbers(101, istftnet.conv_post.in_channels)
    istftnet.conv_post.forward = lambda *_, **__: spectra  # type: ignore[method-assign]

    wave = istftnet._wave(x)

    del istftnet.conv_post.forward
    spectrum = spectra[:, :11].exp() * torch.exp(1j * spectra[:, 11:].sin())
    expected = torch.istft(spectrum.T, 20, 5, window=torch.hann_window(20))
    torch.testing.assert_close(wave, expected, atol=1e-5, rtol=0)
    assert wave.shape == (500,)


@pytest.fixture(params=["libritts", "ljspeech"])
def wide(request: pytest.FixtureRequest) -> Generating:
    """Its channels are as many as the kernels want for signals in float16."""
    family: Family = request.param
    shape = TINY[family].generator
    config = replace(TINY[family], generator=replace(shape, initial_channels=32 << len(shape.upsample_rates)))
    return filled(build, family, "decoder.generator.", config=config)


def types_seen(generator: Generator, monkeypatch: pytest.MonkeyPatch) -> list[torch.dtype]:
    """Where a generator will note the type of what goes into each of its stages."""
    seen: list[torch.dtype] = []
    lengthen = generator._lengthen

    def note(stage: int, x: Tensor) -> Tensor:
        seen.append(x.dtype)
        return lengthen(stage, x)

    monkeypatch.setattr(generator, "_lengthen", note)
    return seen


@needs_kernels
@torch.inference_mode()
def test_signals_held_in_16_bits_change_a_wave_by_less_than_a_hundredth(
    wide: Generating, monkeypatch: pytest.MonkeyPatch
) -> None:
    generator, _ = wide
    whole = generate(wide)
    generator.hold_half()
    seen = types_seen(generator, monkeypatch)
    halved = generate(wide)

    assert set(seen) == {torch.float16}
    assert halved.dtype == torch.float32
    assert 0 < float((halved - whole).norm() / whole.norm()) < 1e-2


@needs_kernels
@torch.inference_mode()
def test_signals_too_large_for_16_bits_are_held_in_32_from_then_on(
    wide: Generating, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    generator, _ = wide
    for upsampling, factor in zip(generator.ups, (1e6, 1e-6), strict=False):  # large in the first stage alone
        upsampling.register_forward_hook(lambda _, __, longer, factor=factor: longer.mul_(factor))
    whole = generate(wide)
    generator.hold_half()
    seen = types_seen(generator, monkeypatch)

    with caplog.at_level(logging.WARNING):
        assert torch.equal(generate(wide), whole)
        assert torch.equal(generate(wide), whole)
    assert whole.isfinite().all()
    assert [record.message for record in caplog.records] == [
        "Signals of this model do not fit into float16: they are held in float32 from now on."
    ]
    assert seen[-len(generator.ups) :] == [torch.float32] * len(generator.ups)


@torch.inference_mode()
def test_signals_stay_in_32_bits_where_a_layer_takes_no_others(
    generating: Generating, monkeypatch: pytest.MonkeyPatch
) -> None:
    generator, _ = generating
    generator.hold_half()
    seen = types_seen(generator, monkeypatch)
    generate(generating)

    assert set(seen) == {torch.float32}


@pytest.mark.parametrize("inputs", [1, 6])
@pytest.mark.parametrize("stride", [1, 2, 5, 6, 30])
def test_a_source_becomes_stride_times_shorter(inputs: int, stride: int) -> None:
    layer, x, expected = some_source(inputs, stride)

    arrange(layer, torch.float32)

    torch.testing.assert_close(layer(x), expected, atol=1e-5, rtol=0)
    assert layer(x).is_contiguous()
    layer.use_kernels(half=False)
    assert (len(layer.weight) == 0) is (kernels() is not None)
    torch.testing.assert_close(layer(x), expected, atol=1e-5, rtol=0)


@pytest.mark.usefixtures("by_tiles")
@pytest.mark.parametrize("by_tiles", [True], indirect=True, ids=["tiles"])
@pytest.mark.parametrize("kind", [torch.float32, torch.float16])
@pytest.mark.parametrize("inputs", [1, 6])
@pytest.mark.parametrize("stride", [1, 2, 5, 6, 30])
def test_so_it_does_by_tiles_in_either_type(inputs: int, stride: int, kind: torch.dtype) -> None:
    layer, x, expected = some_source(inputs, stride)

    layer.use_kernels(half=True)

    assert layer.takes_half
    assert layer(x.to(kind)).dtype == kind
    torch.testing.assert_close(layer(x.to(kind)).float(), expected, atol=3e-3, rtol=0)


def some_source(inputs: int, stride: int) -> tuple[SourceConvolution, Tensor, Tensor]:
    """Returns a layer, a source of 60 places and what torch makes of it."""
    layer, x = SourceConvolution(inputs, 5, stride).requires_grad_(False), numbers(60, inputs)
    padding = 0 if stride == 1 else (stride + 1) // 2
    shorter = F.conv1d(x.T[None], layer.weight, layer.bias, stride=stride, padding=padding)[0].T
    assert len(shorter) == 60 // stride
    return layer, x, shorter
