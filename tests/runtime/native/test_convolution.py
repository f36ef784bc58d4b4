"""The native convolutions compute what torch computes, at every length, and touch nothing else."""

import math
from itertools import product
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.runtime.native import kernels_looked_for_in
from vozes.runtime.native.activation import Affine, Moments
from vozes.runtime.native.convolution import NativeConvolution, upsampling
from vozes.runtime.native.winograd import minimal_filter

pytestmark = pytest.mark.usefixtures("each_level", "one_thread")

LENGTHS = (*range(1, 55), 133, *range(189, 198), 1000)
"""Each number of tiles up to 13, one for each phase of a dilation, and what fills one task or begins another."""
SHAPES = list(product((1, 3, 5, 7, 11), (1, 3, 5)))
"""Taps and dilations."""
ERROR = 4e-5
"""Beside the largest number of the result; the transforms cost float32 more than a digit."""


def normal(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def some_weight(inputs: int, outputs: int, taps: int) -> Tensor:
    return normal(outputs, inputs, taps) / math.sqrt(inputs * taps)


def convolution(inputs: int = 16, outputs: int = 32, taps: int = 7, dilation: int = 1) -> NativeConvolution:
    return NativeConvolution(some_weight(inputs, outputs, taps), normal(outputs, seed=1), dilation)


def exact(x: Tensor, weight: Tensor, bias: Tensor | None = None, dilation: int = 1, slope: float = 1.0) -> Tensor:
    """(time, inputs) → (time, outputs), in float64."""
    reach = (weight.shape[-1] - 1) // 2 * dilation
    activated = F.leaky_relu(x.double(), slope).T
    return F.conv1d(activated, weight.double(), None if bias is None else bias.double(), 1, reach, dilation).T


def error(got: Tensor, expected: Tensor) -> float:
    assert got.shape == expected.shape
    return float((got - expected).abs().max() / expected.abs().max())


@pytest.mark.parametrize(("taps", "dilation"), SHAPES)
def test_it_is_a_convolution_with_zeros_around(taps: int, dilation: int) -> None:
    for inputs, outputs in ((16, 32), (48, 64), (32, 1), (16, 33)):
        weight, bias = some_weight(inputs, outputs, taps), normal(outputs, seed=1)
        convolve = NativeConvolution(weight, bias, dilation)
        for time in LENGTHS:
            x = normal(time, inputs, seed=time)
            got = convolve(x)
            assert error(got[:, :outputs], exact(x, weight, bias, dilation)) < ERROR
            assert not got[:, outputs:].any()


@pytest.mark.parametrize("taps", [3, 11])
def test_so_it_is_at_the_size_of_a_vocoder(taps: int) -> None:
    weight, x = some_weight(256, 256, taps), normal(300, 256)
    assert error(NativeConvolution(weight, None, 5)(x), exact(x, weight, None, 5)) < ERROR


@pytest.mark.parametrize("slope", [1.0, 0.1, 0.01])
def test_what_goes_in_is_activated_first(slope: float) -> None:
    weight, x = some_weight(32, 32, 5), normal(50, 32)
    assert error(NativeConvolution(weight)(x, slope=slope), exact(x, weight, slope=slope)) < ERROR


def test_a_given_bias_replaces_its_own() -> None:
    convolve, x, given = convolution(), normal(50, 16), normal(32, seed=2)
    own = normal(32, seed=1)
    assert error(convolve(x, bias=given), convolve(x) - own + given) < ERROR


def test_without_a_bias_nothing_in_gives_nothing_out() -> None:
    assert not NativeConvolution(some_weight(16, 32, 3))(torch.zeros(50, 16)).any()


def test_another_signal_may_be_added() -> None:
    convolve, x, other = convolution(), normal(50, 16), normal(50, 32, seed=2)
    assert error(convolve(x, add=other), convolve(x) + other) < ERROR


def test_the_signal_that_is_added_may_lie_where_the_result_goes() -> None:
    convolve, x, other = convolution(dilation=3), normal(133, 16), normal(133, 32, seed=2)
    expected = convolve(x) + other
    assert convolve(x, add=other, out=other) is other
    assert error(other, expected) < ERROR


def test_results_may_be_summed_up_in_place() -> None:
    convolve, x, other = convolution(dilation=3), normal(133, 16), normal(133, 32, seed=2)
    total = normal(133, 32, seed=3)
    expected = total + convolve(x) + other
    convolve(x, add=other, out=total, accumulate=True)
    assert error(total, expected) < ERROR


def test_what_was_in_the_result_s_place_does_not_count_otherwise() -> None:
    convolve, x = convolution(), normal(50, 16)
    out = torch.full((50, 32), torch.nan)
    convolve(x, out=out)
    assert torch.equal(out, convolve(x))


@pytest.mark.parametrize(("taps", "dilation"), SHAPES)
def test_a_part_with_its_surroundings_is_as_in_the_whole(taps: int, dilation: int) -> None:
    convolve, x = convolution(taps=taps, dilation=dilation), normal(400, 16)
    whole, reach = convolve(x, slope=0.1), (taps - 1) // 2 * dilation
    for first, last in ((100, 101), (101, 180), (103, 300)):
        part = convolve(x[first - reach : last + reach], slope=0.1)[reach : reach + last - first]
        assert error(part, whole[first:last]) < 1e-5


@pytest.mark.parametrize(("taps", "dilation"), SHAPES)
def test_nothing_is_written_around_the_result(taps: int, dilation: int) -> None:
    convolve, around = convolution(taps=taps, dilation=dilation), 20
    for time in LENGTHS:
        memory = torch.full((time + 2 * around, 32), 123.0)
        x = normal(time, 16)
        convolve(x, out=memory[around:-around])
        assert (memory[:around] == 123).all()
        assert (memory[-around:] == 123).all()
        assert torch.equal(memory[around:-around], convolve(x))


@pytest.mark.parametrize(("taps", "dilation"), SHAPES)
def test_nothing_is_read_around_the_signal(taps: int, dilation: int) -> None:
    convolve, around = convolution(taps=taps, dilation=dilation), 100
    for time in LENGTHS:
        memory = torch.full((time + 2 * around, 16), torch.nan)
        memory[around:-around] = x = normal(time, 16)
        assert torch.equal(convolve(memory[around:-around]), convolve(x))


@pytest.mark.parametrize("wrong", [torch.nan, torch.inf])
@pytest.mark.parametrize(("taps", "dilation"), SHAPES)
def test_a_wrong_number_does_not_spread_beyond_its_reach(taps: int, dilation: int, wrong: float) -> None:
    convolve, x, place = convolution(taps=taps, dilation=dilation), normal(400, 16), 201
    expected, reach = convolve(x), (taps + minimal_filter(taps).tile) * dilation
    x[place, 5] = wrong
    got = convolve(x)
    assert not got[place].isfinite().any()
    assert torch.equal(got[: place - reach], expected[: place - reach])
    assert torch.equal(got[place + reach + 1 :], expected[place + reach + 1 :])


def test_the_weights_are_its_own() -> None:
    weight, x = some_weight(16, 32, 3), normal(50, 16)
    convolve = NativeConvolution(weight)
    expected = convolve(x)
    weight.zero_()
    assert torch.equal(convolve(x), expected)


@pytest.mark.parametrize("taps", [2, 4])
def test_an_even_number_of_taps_is_refused(taps: int) -> None:
    with pytest.raises(ValueError, match=f"odd, not {taps}"):
        NativeConvolution(torch.zeros(32, 16, taps))


@pytest.mark.parametrize("inputs", [1, 8, 17, 50])
def test_any_number_of_inputs_is_taken(inputs: int) -> None:
    weight, x = some_weight(inputs, 32, 7), normal(133, inputs)
    assert error(NativeConvolution(weight)(x), exact(x, weight)) < ERROR


def test_nothing_in_gives_nothing() -> None:
    for taps in (1, 3, 7):
        assert convolution(taps=taps)(torch.zeros(0, 16)).shape == (0, 32)


def test_its_input_is_not_written_over() -> None:
    x = normal(50, 32)
    with pytest.raises(ValueError, match="over its input"):
        convolution(inputs=32)(x, out=x)


def test_what_is_not_in_the_processor_s_memory_is_refused() -> None:
    with pytest.raises(ValueError, match="on meta"):
        convolution()(torch.zeros(50, 16, device="meta"))


AFFINE = Affine(normal(48, seed=3), normal(48, seed=4))


@pytest.mark.parametrize(("taps", "dilation"), SHAPES)
@pytest.mark.parametrize("affine", [None, AFFINE])
def test_snake_comes_before_it_where_there_are_frequencies(taps: int, dilation: int, affine: Affine | None) -> None:
    weight, alpha = some_weight(48, 32, taps), normal(48, seed=5).abs() + 0.1
    for time in (1, 5, 50, 300):
        x = 3 * normal(time, 48, seed=time)
        y = x.double() if affine is None else x.double() * affine.scale + affine.shift
        got = NativeConvolution(weight, None, dilation)(x, affine=affine, alpha=alpha)
        assert error(got, exact(y + (alpha * y).sin().square() / alpha, weight, None, dilation)) < ERROR


def test_an_affine_comes_before_a_leaky_relu() -> None:
    weight, x = some_weight(48, 32, 3), normal(300, 48)
    got = NativeConvolution(weight)(x, affine=AFFINE, slope=0.2)
    assert error(got, exact(x.double() * AFFINE.scale + AFFINE.shift, weight, slope=0.2)) < ERROR


@pytest.mark.parametrize(("taps", "dilation"), [(3, 1), (11, 5)])
@pytest.mark.parametrize("time", [1, 3, 200, 3000])
def test_it_finds_its_result_s_moments_on_the_way(taps: int, dilation: int, time: int) -> None:
    moments = Moments.unknown(64)
    x, add = normal(time, 16), 100 + normal(time, 64, seed=2)
    got = convolution(outputs=64, taps=taps, dilation=dilation)(x, add=add, moments=moments).double()
    torch.testing.assert_close(moments.mean.double(), got.mean(0), rtol=1e-6, atol=1e-6)
    torch.testing.assert_close(moments.variance.double(), got.var(0, correction=0), rtol=1e-4, atol=1e-5)


GOOD = {"x": (50, 16), "bias": (32,), "add": (50, 32), "out": (50, 32)}


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("x", torch.zeros(50, 32)),
        ("x", torch.zeros(16)),
        ("x", torch.zeros(1, 50, 16)),
        ("bias", torch.zeros(31)),
        ("bias", torch.zeros(1)),
        ("add", torch.zeros(49, 32)),
        ("add", torch.zeros(50, 1)),
        ("out", torch.zeros(51, 32)),
        ("out", torch.zeros(50, 16)),
        *((name, torch.zeros(shape, dtype=torch.float64)) for name, shape in GOOD.items()),
        *((name, torch.zeros(*shape[:-1], 2 * shape[-1])[..., ::2]) for name, shape in GOOD.items()),
        ("x", torch.zeros(16, 50).T),
        ("out", torch.zeros(32, 50).T),
    ],
)
def test_tensors_that_it_cannot_take_are_refused(name: str, wrong: Tensor) -> None:
    tensors = {name: torch.zeros(shape) for name, shape in GOOD.items()}
    x = (tensors | {name: wrong}).pop("x")
    others = {key: tensor for key, tensor in (tensors | {name: wrong}).items() if key != "x"}
    with pytest.raises(ValueError, match="a contiguous float32 tensor"):
        convolution()(x, **others)  # type: ignore[arg-type]


HALF_ERROR = 6e-4
"""Beside the largest number: what is given in 16 bits is rounded to 11 that are significant."""


@pytest.mark.parametrize(("taps", "dilation"), SHAPES)
def test_signals_of_16_bits_are_computed_in_32(taps: int, dilation: int) -> None:
    weight, bias, alpha = some_weight(48, 64, taps), normal(64, seed=1), normal(48, seed=5).abs() + 0.1
    convolve = NativeConvolution(weight, bias, dilation)
    for time in (*range(1, 20), 133, *range(189, 198), 1000):
        x, add, total = (normal(time, width, seed=time + width).half() for width in (48, 64, 65))
        total, moments = total[:, :64].contiguous(), Moments.unknown(64)
        y = x.double() * AFFINE.scale + AFFINE.shift
        for frequencies, activated in (
            (None, F.leaky_relu(y, 0.1)),
            (alpha, y + (alpha * y).sin().square() / alpha),
        ):
            out, expected = total.clone(), exact(activated, weight, bias, dilation) + add + total
            convolve(x, AFFINE, frequencies, 0.1, add=add, out=out, accumulate=True, moments=moments)
            assert out.dtype == torch.float16
            assert error(out, expected) < HALF_ERROR
            torch.testing.assert_close(moments.mean.double(), expected.mean(0), rtol=1e-3, atol=1e-3)
            torch.testing.assert_close(moments.variance.double(), expected.var(0, correction=0), rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize(("taps", "dilation"), SHAPES)
def test_nothing_around_signals_of_16_bits_is_read_or_written(taps: int, dilation: int) -> None:
    convolve, around = convolution(taps=taps, dilation=dilation), 100
    for time in (*range(1, 20), 133, *range(189, 198)):
        read, written = torch.full((time + 2 * around, 16), torch.nan).half(), torch.ones(time + 2 * around, 32).half()
        read[around:-around] = x = normal(time, 16).half()
        convolve(read[around:-around], out=written[around:-around])
        assert torch.equal(written[around:-around], convolve(x))
        assert (written[:around] == 1).all()
        assert (written[-around:] == 1).all()


def test_what_is_too_large_for_16_bits_becomes_infinite() -> None:
    weight = torch.zeros(32, 16, 3)
    weight[:, :, 1] = 1000.0
    assert NativeConvolution(weight)(torch.full((9, 16), 100.0).half()).isposinf().all()


def test_what_is_added_is_of_the_type_of_the_result() -> None:
    with pytest.raises(ValueError, match="a contiguous float16 tensor"):
        convolution()(torch.zeros(50, 16).half(), add=torch.zeros(50, 32))


@pytest.mark.parametrize("given", [torch.float16, torch.float32])
@pytest.mark.parametrize("wanted", [torch.float16, torch.float32])
def test_a_result_may_be_of_another_type_than_its_input(given: torch.dtype, wanted: torch.dtype) -> None:
    convolve, x = convolution(), normal(50, 16).to(given)

    out = convolve(x, out=torch.empty(50, 32, dtype=wanted))

    assert out.dtype == wanted
    assert torch.equal(out, convolve(x.float()).to(wanted))


def test_without_kernels_there_is_no_convolution(tmp_path: Path) -> None:
    with kernels_looked_for_in(tmp_path), pytest.raises(RuntimeError, match="no native kernels"):
        convolution()


@pytest.mark.parametrize(("rate", "kernel", "cut"), [(8, 16, 4), (2, 4, 1), (10, 20, 5), (5, 10, 3), (3, 6, 2)])
def test_a_transposed_convolution_is_one_that_gives_all_phases(rate: int, kernel: int, cut: int) -> None:
    weight, bias, x = normal(32, 48, kernel), normal(48, seed=1), normal(40, 32, seed=2)
    whole = F.conv_transpose1d(x.T.double(), weight.double(), bias.double(), rate).T
    got = upsampling(weight, bias, rate, cut)(x)[:, : rate * 48].reshape(-1, 48)
    assert error(got, whole[cut : cut + 40 * rate]) < ERROR


@pytest.mark.parametrize(("taps", "bound"), [(1, 2e-3), (3, 2e-3), (7, 8e-3), (11, 2e-2)])
def test_weights_of_16_bits_are_rounded_and_nothing_else(taps: int, bound: float) -> None:
    for inputs, outputs, time in ((16, 32, 1), (48, 64, 53), (32, 1, 400)):
        weight, bias, x = some_weight(inputs, outputs, taps), normal(outputs, seed=1), normal(time, inputs)
        halved = NativeConvolution(weight, bias, dilation=3, half=True)
        assert error(halved(x)[:, :outputs], exact(x, weight, bias, dilation=3)) < bound


def test_weights_of_16_bits_take_half_the_memory() -> None:
    whole, halved = (NativeConvolution(some_weight(32, 32, 3), half=half) for half in (False, True))
    assert 2 * halved._weight.nbytes == whole._weight.nbytes
