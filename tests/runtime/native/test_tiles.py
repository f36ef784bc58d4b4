"""Convolutions by tiles compute what torch computes of numbers rounded to bfloat16, and touch nothing else."""

import math
from collections.abc import Iterator
from itertools import product

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.runtime.native import UNTESTED, kernel_threads, kernels_of, why_none
from tests.runtime.native.test_convolution import AFFINE, HALF_ERROR, SHAPES, error, exact, normal, some_weight
from vozes.runtime.native.activation import Moments
from vozes.runtime.native.dense import LayerNorm
from vozes.runtime.native.library import kernels_that_run
from vozes.runtime.native.tiles import TileConvolution, TileDense

LENGTHS = (*range(1, 20), 31, 32, 33, 47, 48, 49, *range(62, 67), 128, 133, 191, 200, 513)
"""Of each number of tiles of a window, of several windows, and of what one part has or begins another."""
SIZES = [(16, 32), (48, 64), (33, 1), (5, 40), (96, 17)]
"""Inputs and outputs: whole tiles and panels, and parts of them."""
ERROR = 1e-5
"""Beside the largest number, where it is known which numbers are rounded: what float32's sums leave."""
ROUNDING = 6e-3
"""Of what is activated, where another way to compute it rounds it to another side."""
PRECISE = 2e-5
"""Where rows are rounded to 16 bits, and weights as is known."""
NETWORKS = [
    *((256, 256, taps, dilation) for taps, dilation in product((3, 7, 11), (1, 3, 5))),
    *((128, 128, taps, dilation) for taps, dilation in product((3, 7, 11), (1, 3, 5))),
    *((32, 32, 11, 5), (64, 64, 7, 3)),
    *((514, 1024, 3, 1), (1090, 1024, 3, 1), (1090, 512, 3, 1), (1024, 1024, 3, 1), (512, 64, 1, 1)),
    *((514, 1024, 1, 1), (512, 512, 3, 1), (1024, 512, 7, 1), (512, 1280, 2, 1), (256, 384, 2, 1)),
]
"""Inputs, outputs, taps and dilation of StyleTTS 2, Kokoro and XTTS's vocoder."""


@pytest.fixture(autouse=True)
def _by_tiles(one_thread: None) -> Iterator[None]:
    if "amx" not in kernels_that_run():
        pytest.skip(f"{UNTESTED} (amx): {why_none('amx')}")
    with kernels_of("amx"):
        yield


def rounded(x: Tensor) -> Tensor:
    return x.bfloat16().double()


def reference(x: Tensor, weight: Tensor, bias: Tensor | None = None, dilation: int = 1) -> Tensor:
    """(time, inputs) → (time, outputs), in float64, of rounded numbers."""
    return exact(rounded(x), rounded(weight), bias, dilation)


@pytest.mark.parametrize(("taps", "dilation"), SHAPES)
def test_it_is_a_convolution_with_zeros_around(taps: int, dilation: int) -> None:
    for inputs, outputs in SIZES:
        weight, bias = some_weight(inputs, outputs, taps), normal(outputs, seed=1)
        convolve = TileConvolution(weight, bias, dilation)
        for time in LENGTHS:
            x = normal(time, inputs, seed=time)
            assert error(convolve(x), reference(x, weight, bias, dilation)) < ERROR


@pytest.mark.parametrize("shape", [NETWORKS[2], NETWORKS[17], (1090, 512, 3, 1)])
def test_so_it_is_at_the_sizes_of_networks(shape: tuple[int, int, int, int]) -> None:
    check_size(shape, (80, 333))


@pytest.mark.slow
@pytest.mark.parametrize("shape", NETWORKS)
def test_so_it_is_at_all_sizes_of_networks(shape: tuple[int, int, int, int]) -> None:
    check_size(shape, (1, 64, 333, 1500))


def check_size(shape: tuple[int, int, int, int], lengths: tuple[int, ...]) -> None:
    inputs, outputs, taps, dilation = shape
    weight, bias = some_weight(inputs, outputs, taps), normal(outputs, seed=1)
    convolve = TileConvolution(weight, bias, dilation, left=taps // 2)
    for time in lengths:
        x, add, moments = normal(time, inputs), normal(time, outputs, seed=2), Moments.unknown(outputs)
        padded = F.pad(rounded(x).T, (taps // 2 * dilation, (taps - 1 - taps // 2) * dilation))
        expected = F.conv1d(padded, rounded(weight), bias.double(), dilation=dilation).T + add
        assert error(convolve(x, add=add, moments=moments), expected) < ERROR
        torch.testing.assert_close(moments.mean.double(), expected.mean(0), rtol=1e-4, atol=1e-5)
        torch.testing.assert_close(moments.variance.double(), expected.var(0, correction=0), rtol=1e-4, atol=1e-5)


def test_a_tap_may_lie_elsewhere_than_in_the_middle() -> None:
    weight, x = some_weight(48, 40, 2), normal(133, 48)
    for left in (0, 1):
        padded = F.pad(rounded(x).T, (left, 1 - left))
        expected = F.conv1d(padded, rounded(weight)).T
        assert error(TileConvolution(weight, left=left)(x), expected) < ERROR


@pytest.mark.parametrize("slope", [1.0, 0.1])
def test_a_leaky_relu_comes_before_it(slope: float) -> None:
    weight, x = some_weight(33, 40, 5), normal(133, 33)
    assert error(TileConvolution(weight)(x, slope=slope), reference(F.leaky_relu(x, slope), weight)) < ERROR


@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize(("taps", "dilation"), [(1, 1), (3, 1), (7, 3), (11, 5)])
def test_what_comes_around_it_is_computed_in_32_bits(taps: int, dilation: int, half: bool) -> None:
    weight, bias, alpha = some_weight(48, 50, taps), normal(50, seed=1), normal(48, seed=5).abs() + 0.1
    convolve = TileConvolution(weight, torch.zeros(50), dilation)
    for time in (1, 5, 64, 65, 200, 1000):
        x, add, total = (normal(time, width, seed=time + width) for width in (48, 50, 51))
        total, moments = total[:, :50].contiguous(), Moments.unknown(50)
        if half:
            x, add, total = x.half(), add.half(), total.half()
        y = x.double() * AFFINE.scale + AFFINE.shift
        for frequencies, activated in ((None, F.leaky_relu(y, 0.1)), (alpha, y + (alpha * y).sin().square() / alpha)):
            out = total.clone()
            expected = exact(activated, weight, bias, dilation) + add + total
            convolve(x, AFFINE, frequencies, 0.1, bias=bias, add=add, out=out, accumulate=True, moments=moments)
            assert out.dtype == x.dtype
            assert error(out, expected) < ROUNDING
            torch.testing.assert_close(moments.mean.double(), out.double().mean(0), rtol=1e-3, atol=1e-3)
            torch.testing.assert_close(
                moments.variance.double(), out.double().var(0, correction=0), rtol=1e-3, atol=1e-3
            )


def test_snake_is_as_near_as_the_rounding_behind_it() -> None:
    weight = torch.eye(32)[:, :, None]
    for alpha in (0.01, 0.5, 3.0, 40.0):
        x = torch.linspace(-300, 300, 32 * 500).view(500, 32)
        got = TileConvolution(weight)(x, alpha=torch.full((32,), alpha))
        expected = x.double() + (alpha * x.double()).sin().square() / alpha
        assert ((got - expected).abs() / expected.abs().clamp_min(0.01)).max() < 1.02 * 2**-8


def test_the_signal_that_is_added_may_lie_where_the_result_goes() -> None:
    convolve, x, other = TileConvolution(some_weight(16, 40, 3), None, 3), normal(133, 16), normal(133, 40, seed=2)
    expected = convolve(x) + other
    assert convolve(x, add=other, out=other) is other
    assert error(other, expected) < ERROR


@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize(("taps", "dilation"), [(1, 1), (3, 1), (11, 5)])
def test_nothing_around_its_signals_is_read_or_written(taps: int, dilation: int, half: bool) -> None:
    kind, around = torch.float16 if half else torch.float32, 100
    for (inputs, outputs), time in product(SIZES, (1, 16, 50, 64, 200)):
        convolve = TileConvolution(some_weight(inputs, outputs, taps), None, dilation)
        read = torch.full((time + 2 * around, inputs), torch.nan, dtype=kind)
        written = torch.ones(time + 2 * around, outputs, dtype=kind)
        read[around:-around] = x = normal(time, inputs).to(kind)
        convolve(read[around:-around], out=written[around:-around])
        assert torch.equal(written[around:-around], convolve(x))
        assert written[around:-around].isfinite().all()
        assert (written[:around] == 1).all()
        assert (written[-around:] == 1).all()


@pytest.mark.parametrize("wrong", [torch.nan, torch.inf])
@pytest.mark.parametrize(("taps", "dilation"), SHAPES)
def test_a_wrong_number_does_not_spread_beyond_its_reach(taps: int, dilation: int, wrong: float) -> None:
    convolve, x, place = TileConvolution(some_weight(16, 32, taps), None, dilation), normal(400, 16), 201
    expected, reach = convolve(x), (taps - 1) // 2 * dilation
    x[place, 5] = wrong
    got = convolve(x)
    assert not got[place].isfinite().any()
    assert torch.equal(got[: place - reach], expected[: place - reach])
    assert torch.equal(got[place + reach + 1 :], expected[place + reach + 1 :])


def test_threads_share_it_and_change_nothing() -> None:
    for inputs, outputs, taps in ((128, 128, 11), (1024, 1024, 3)):  # window by window, and panel by panel
        convolve, x = TileConvolution(some_weight(inputs, outputs, taps), None, 3), normal(2000, inputs)
        (alone, alone_moments), (shared, moments) = (
            (torch.empty(2000, outputs), Moments.unknown(outputs)) for _ in range(2)
        )
        convolve(x, out=alone, moments=alone_moments)
        with kernel_threads(3):
            convolve(x, out=shared, moments=moments)
        assert torch.equal(shared, alone)
        assert torch.equal(moments.variance, alone_moments.variance)


def test_the_weights_are_its_own_and_take_16_bits() -> None:
    weight, bias, x = some_weight(32, 32, 3), normal(32), normal(50, 32)
    convolve = TileConvolution(weight, bias)
    expected = convolve(x)
    assert 2 * convolve._weight.nbytes == weight.nbytes
    weight.zero_()
    bias.zero_()
    assert torch.equal(convolve(x), expected)


def test_what_is_too_large_for_16_bits_becomes_infinite() -> None:
    weight = torch.zeros(32, 16, 3)
    weight[:, :, 1] = 1000.0
    assert TileConvolution(weight)(torch.full((9, 16), 100.0).half()).isposinf().all()


def test_nothing_in_gives_nothing() -> None:
    assert TileConvolution(some_weight(16, 32, 3))(torch.zeros(0, 16)).shape == (0, 32)


def test_tensors_that_it_cannot_take_are_refused() -> None:
    convolve = TileConvolution(some_weight(16, 32, 3))
    for x in (torch.zeros(50, 32), torch.zeros(50, 16, dtype=torch.float64), torch.zeros(16, 50).T):
        with pytest.raises(ValueError, match="a contiguous float32 tensor"):
            convolve(x)


def test_half_signals_are_as_near_as_their_rounding() -> None:
    weight = some_weight(64, 64, 7) / math.sqrt(2)
    x = normal(300, 64).half()
    assert error(TileConvolution(weight)(x), reference(x, weight)) < HALF_ERROR


@pytest.mark.parametrize(("taps", "dilation"), [(1, 1), (3, 1), (5, 1), (7, 3)])
@pytest.mark.parametrize("half", [False, True])
def test_a_precise_one_rounds_signals_to_16_bits(taps: int, dilation: int, half: bool) -> None:
    for (inputs, outputs), time in product(SIZES, (1, 5, 16, 17, 40, 64, 65, 133, 513)):
        weight, bias, x = some_weight(inputs, outputs, taps), normal(outputs, seed=1), normal(time, inputs, seed=time)
        x = x.half() if half else x
        got = TileConvolution(weight, bias, dilation, precise=True)(x, slope=0.2)
        expected = exact(x, weight.half(), bias, dilation, slope=0.2)
        assert error(got, expected) < (HALF_ERROR if half else PRECISE)


def test_a_precise_one_takes_snake() -> None:
    weight, alpha, x = some_weight(48, 50, 3), normal(48, seed=5).abs() + 0.1, 3 * normal(200, 48)
    y = x.double() * AFFINE.scale + AFFINE.shift
    got = TileConvolution(weight, precise=True)(x, AFFINE, alpha)
    assert error(got, exact(y + (alpha * y).sin().square() / alpha, weight.half())) < PRECISE


@pytest.mark.parametrize(("inputs", "outputs"), [(768, 2048), (2048, 768), (640, 2048), (33, 7), (1, 1)])
def test_dense_layers_of_many_rows_are_as_precise(inputs: int, outputs: int) -> None:
    weight, bias = some_weight(inputs, outputs, 1)[:, :, 0], normal(outputs, seed=1)
    dense = TileDense(weight, bias)
    for rows in (1, 7, 64, 110, 513):
        x = normal(rows, inputs, seed=rows)
        assert error(dense(x), F.linear(x.double(), weight.half().double(), bias.double())) < PRECISE


def test_gelu_a_sum_and_a_norm_come_after_a_dense_layer() -> None:
    weight, x, add = some_weight(40, 45, 1)[:, :, 0], normal(70, 40), 5 + normal(70, 45, seed=2)
    norm = LayerNorm(normal(45, seed=3), normal(45, seed=4), 1e-5)
    dense, before = TileDense(weight), add.clone()
    products = F.linear(x.double(), weight.half().double())
    sums = F.gelu(products, approximate="tanh") + add
    normed = F.layer_norm(sums, (45,), norm.weight.double(), norm.bias.double(), norm.epsilon)
    assert error(dense(x, gelu=True), F.gelu(products, approximate="tanh")) < PRECISE
    assert error(dense(x, add=add), products + add) < PRECISE
    assert error(dense(x, gelu=True, add=add), sums) < PRECISE
    assert error(dense(x, gelu=True, add=add, norm=norm), normed) < 10 * PRECISE
    assert torch.equal(add, before)
