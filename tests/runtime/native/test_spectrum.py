"""Spectra of a few samples are torch's, and so are the signals that are made of spectra."""

import math
from collections.abc import Iterable

import pytest
import torch
from torch import Tensor

from tests.runtime.native import kernel_threads, needs_kernels
from vozes.runtime.native.spectrum import NativeSpectra

pytestmark = [needs_kernels, pytest.mark.usefixtures("one_thread", "each_level")]

SIZES = [(20, 5), (16, 4), (12, 3), (64, 16), (30, 7)]
"""Windows' samples, and from one to the next: those of Kokoro and LJSpeech first."""
ERROR = 2e-6
"""Beside the largest number."""


def normal(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def window(size: int) -> Tensor:
    return torch.hann_window(size, dtype=torch.float64)


def published_spectra(signal: Tensor, size: int, hop: int) -> Tensor:
    """Returns complex spectra (count, bins)."""
    return torch.stft(signal.double(), size, hop, window=window(size), pad_mode="reflect", return_complex=True).T


def published_signal(spectra: Tensor, size: int, hop: int) -> Tensor:
    magnitudes, phases = spectra.double().chunk(2, 1)
    return torch.istft(torch.polar(magnitudes.exp(), phases.sin()).T, size, hop, window=window(size))


def error(got: Tensor, expected: Tensor) -> float:
    assert got.shape == expected.shape
    return float((got - expected).abs().max() / expected.abs().max())


def check_analysis(sizes: Iterable[tuple[int, int]], lengths: Iterable[int]) -> None:
    for size, hop in sizes:
        for time in lengths:
            signal = normal(time, seed=time)
            magnitudes, angles = NativeSpectra(size, hop).analyse(signal).double().chunk(2, 1)
            assert error(torch.polar(magnitudes, angles), published_spectra(signal, size, hop)) < ERROR


def check_synthesis(sizes: Iterable[tuple[int, int]], counts: Iterable[int]) -> None:
    for size, hop in sizes:
        for count in counts:
            spectra = normal(count, size + 2, seed=count) * 2
            got = NativeSpectra(size, hop).synthesise(spectra)
            assert error(got, published_signal(spectra, size, hop)) < ERROR


def test_a_signal_has_the_spectra_of_torch() -> None:
    check_analysis(SIZES, (33, 34, 65, 100, 1285, 4001))


def test_spectra_make_the_signal_of_torch() -> None:
    check_synthesis(SIZES, (12, 13, 255, 256, 257, 258, 600))


def test_what_is_real_has_the_angle_0_or_pi_to_the_last_bit() -> None:
    angles = NativeSpectra(20, 5).analyse(normal(3000))[:, 11:]
    real = angles[:, [0, 10]]

    assert ((real == 0) | (real == math.pi)).all()
    assert len(torch.unique(real)) == 2


def test_silence_has_no_angle() -> None:
    assert not NativeSpectra(20, 5).analyse(torch.zeros(100)).any()


def test_angles_of_all_quarters_are_found() -> None:
    samples = torch.arange(20 * 400)
    turns = samples // 20 / 400 * 2 * math.pi  # a window's samples have one phase
    signal = torch.cos(2 * math.pi * 3 * samples / 20 + turns)

    angles = NativeSpectra(20, 20).analyse(signal)[1:-1, 11 + 3]

    expected = published_spectra(signal, 20, 20)[1:-1, 3].angle()
    assert expected.min() < -3
    assert expected.max() > 3
    torch.testing.assert_close(angles.double(), expected, atol=1e-5, rtol=0)


def test_spectra_may_be_given_in_16_bits() -> None:
    signal = normal(4001)
    spectra = NativeSpectra(20, 5)

    assert torch.equal(spectra.analyse(signal, torch.float16), spectra.analyse(signal).half())


def test_threads_change_nothing() -> None:
    signal, numbers = normal(9000), normal(1801, 22)
    spectra = NativeSpectra(20, 5)
    alone = spectra.analyse(signal), spectra.synthesise(numbers)

    with kernel_threads(3):
        assert torch.equal(spectra.analyse(signal), alone[0])
        assert torch.equal(spectra.synthesise(numbers), alone[1])


@pytest.mark.parametrize("wrong", [math.inf, -math.inf, math.nan])
@pytest.mark.parametrize("place", [3, 14])
def test_what_is_not_finite_is_not_lost(place: int, wrong: float) -> None:
    numbers = normal(600, 22)
    numbers[300, place] = wrong

    signal = NativeSpectra(20, 5).synthesise(numbers)

    assert signal[1500].isnan()
    assert signal[:1460].isfinite().all()
    assert signal[1540:].isfinite().all()


def test_magnitudes_too_large_for_floats_are_not_taken_for_small_ones() -> None:
    numbers = torch.zeros(50, 22)
    numbers[:, 3] = 200.0

    assert NativeSpectra(20, 5).synthesise(numbers).abs().max() > 1e30


def test_what_it_cannot_take_is_refused() -> None:
    for size, hop in ((21, 5), (66, 5), (0, 1), (20, 0)):
        with pytest.raises(ValueError, match="even number of samples up to 64"):
            NativeSpectra(size, hop)
    spectra = NativeSpectra(20, 5)
    with pytest.raises(ValueError, match="more than 10 samples is wanted, not of 10"):
        spectra.analyse(torch.zeros(10))
    with pytest.raises(ValueError, match="22 numbers are wanted"):
        spectra.synthesise(torch.zeros(50, 20))
    with pytest.raises(ValueError, match="contiguous"):
        spectra.analyse(torch.zeros(200)[::2])
