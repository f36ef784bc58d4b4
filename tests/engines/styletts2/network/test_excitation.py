"""What a vocoder is excited by: sines at the pitch and its multiples where there is one, noise where there is none."""

import math
from typing import cast

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.engines.styletts2.made_up import noise, numbers
from vozes.engines.styletts2.network.excitation import Draw, Excitation

pytestmark = pytest.mark.usefixtures("one_thread")

RATE, HOP, HARMONICS = 24000, 300, 9


def silence(shape: tuple[int, ...]) -> Tensor:
    return torch.zeros(shape)


def excitation(weights: Tensor | None = None) -> Excitation:
    """Of the harmonics with these weights, all alike if none are given."""
    source = Excitation(HOP).requires_grad_(False)
    source.l_linear.weight.copy_(torch.ones(1, HARMONICS) if weights is None else weights)
    source.l_linear.bias.zero_()
    return source


def spoken_pitch(values: int) -> Tensor:
    """In Hz: it wavers, and every third half second has none."""
    seconds = torch.arange(values) * HOP / RATE
    pitch = 150 + 60 * torch.sin(3 * seconds) + 5 * numbers(values)
    return torch.where((2 * seconds).long() % 3 == 2, 0.5, pitch)


def summed_up(weights: Tensor) -> Draw:
    """Draws for a sample what the noises of its harmonics are together, as one number of variance 1."""
    return lambda shape: (noise((*shape, HARMONICS)) @ weights.flatten()) / weights.norm()


def published_chain(source: Excitation, pitch: Tensor) -> Tensor:
    """The published steps at the rate of samples, without random phases."""
    repeated = pitch.repeat_interleave(HOP)[None, :, None]  # (1, samples, 1)
    cycles = (repeated * torch.arange(1, HARMONICS + 1) / RATE) % 1  # (1, samples, harmonics)
    sampled = F.interpolate(cycles.mT, scale_factor=1 / HOP, mode="linear").mT
    phases = sampled.cumsum(1) * 2 * math.pi
    sines = F.interpolate(phases.mT * HOP, scale_factor=HOP, mode="linear").mT.sin() * 0.1
    voiced = (repeated > 10).float()
    level = voiced * 0.003 + (1 - voiced) * 0.1 / 3
    mixed = sines * voiced + level * noise((len(pitch) * HOP, HARMONICS))
    return cast(Tensor, source.l_linear(mixed).flatten().tanh())


@pytest.mark.parametrize("values", [1, 2, 80, 800])
def test_it_is_the_published_one_up_to_ten_seconds(values: int) -> None:
    weights, pitch = numbers(1, HARMONICS), spoken_pitch(values)
    source = excitation(weights)

    samples = source(pitch, summed_up(weights))

    assert samples.shape == (values * HOP,)
    torch.testing.assert_close(samples, published_chain(source, pitch), atol=1e-6, rtol=0)


def test_a_pitch_sounds_with_its_multiples() -> None:
    samples = excitation()(torch.full((80,), 200.0), silence)  # a second, so that a bin of its spectrum is 1 Hz

    magnitudes = torch.fft.rfft(samples.atanh()).abs()
    loudest = magnitudes.topk(HARMONICS).indices.sort().values
    assert loudest.tolist() == [200 * harmonic for harmonic in range(1, HARMONICS + 1)]


def test_what_has_no_pitch_is_noise_at_a_third_of_a_sine_s_height() -> None:
    pitch = torch.full((80,), 10.0)

    assert not excitation()(pitch, silence).any()
    one_harmonic = torch.eye(1, HARMONICS)
    assert excitation(one_harmonic)(pitch, noise).std().item() == pytest.approx(0.1 / 3, rel=0.02)


def test_a_little_noise_is_beside_a_voice() -> None:
    source, pitch = excitation(torch.eye(1, HARMONICS)), torch.full((80,), 200.0)

    difference = source(pitch, noise).atanh() - source(pitch, silence).atanh()

    assert difference.std().item() == pytest.approx(0.003, rel=0.02)


def test_the_noise_of_all_harmonics_is_as_strong_as_theirs_together() -> None:
    pitch = torch.full((80,), 10.0)

    assert excitation()(pitch, noise).atanh().std().item() == pytest.approx(math.sqrt(HARMONICS) * 0.1 / 3, rel=0.02)


def test_the_noise_is_drawn_once_for_each_sample() -> None:
    shapes: list[tuple[int, ...]] = []

    def draw(shape: tuple[int, ...]) -> Tensor:
        shapes.append(shape)
        return torch.zeros(shape)

    excitation()(spoken_pitch(3), draw)

    assert shapes == [(3 * HOP,)]


def test_the_drawn_noise_is_left_as_it_was() -> None:
    drawn = numbers(2 * HOP)
    before = drawn.clone()

    excitation()(spoken_pitch(2), lambda shape: drawn)

    assert torch.equal(drawn, before)
