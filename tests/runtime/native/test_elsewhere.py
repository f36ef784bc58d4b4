"""The kernels of processors that are not at hand, emulated; and under a sanitizer, which sees each wrong address.

`start.py test` brings neither the cross compiler nor the emulator: Debian has them in the packages
gcc-aarch64-linux-gnu and qemu-user.
"""

import shutil
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F

import setup
from tests.engines.xtts.network.test_native_transformer import ROUNDING, SIZES
from tests.engines.xtts.network.test_native_transformer import error as transformer_error
from tests.engines.xtts.tiny import int8_tensors
from tests.runtime.native import UNTESTED, test_attention, test_dense, test_lstm, test_spectrum, test_tiles, why_none
from tests.runtime.native.elsewhere import Elsewhere, EndedError, blocks_of, build, kernels_elsewhere
from tests.runtime.native.test_convolution import AFFINE, ERROR, HALF_ERROR, error, exact, normal, some_weight
from tests.runtime.native.test_library import compiler
from tests.runtime.native.test_transformer import WholeNumbers
from vozes.runtime.native.activation import Affine, Moments, gelu_, leaky_relu, moments_of, snake
from vozes.runtime.native.attention import attention
from vozes.runtime.native.convolution import NativeConvolution
from vozes.runtime.native.dense import LayerNorm, NativeDense
from vozes.runtime.native.library import kernels_that_run, use_threads
from vozes.runtime.native.structures import POINTER
from vozes.runtime.native.tiles import TileConvolution

pytestmark = pytest.mark.usefixtures("one_thread")

CROSS_COMPILER, EMULATOR = "aarch64-linux-gnu-gcc", "qemu-aarch64"
PROCESSORS = {"neon": "cortex-a72", "neon_dotprod": "neoverse-n1"}
"""For each level of ARM one that has no more than it."""
FEW_LENGTHS = (1, 13, 50, 133)
SANITIZER = ("-g", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")


@pytest.fixture(scope="module", params=PROCESSORS)
def arm(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elsewhere]:
    level: str = request.param
    for program in (CROSS_COMPILER, EMULATOR):
        if not shutil.which(program):
            pytest.skip(f"{UNTESTED} ({level}): there is no {program}")
    driver = build(CROSS_COMPILER, [*setup.ARM[level], "-static"], tmp_path_factory.mktemp(level))
    with torch.inference_mode(), kernels_elsewhere([EMULATOR, "-cpu", PROCESSORS[level], str(driver)], level) as found:
        yield found


@pytest.fixture(scope="module", params=setup.X86)
def sanitizing(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The program whose kernels end it where they leave their memory."""
    level: str = request.param
    if level not in kernels_that_run():
        pytest.skip(f"{UNTESTED} ({level}): {why_none(level)}")
    with torch.inference_mode():
        yield build(compiler(), [*setup.X86[level], *SANITIZER], tmp_path_factory.mktemp(level))


def check_convolutions(
    shapes: Iterable[tuple[int, int]], lengths: Iterable[int], sizes: Iterable[tuple[int, int]]
) -> None:
    for (taps, dilation), (inputs, outputs), half in product(shapes, sizes, (False, True)):
        weight, bias = some_weight(inputs, outputs, taps), normal(outputs, seed=1)
        convolve = NativeConvolution(weight, bias, dilation, half)
        for time in lengths:
            x = normal(time, inputs, seed=time)
            got = convolve(x)[:, :outputs]
            assert error(got, exact(x, weight, bias, dilation)) < (2e-2 if half else ERROR)


def check_what_comes_around_a_convolution() -> None:
    weight, alpha, moments = some_weight(48, 32, 7), normal(48, seed=5).abs() + 0.1, Moments.unknown(32)
    convolve = NativeConvolution(weight, None, 3)
    for time in (1, 5, 200):
        x, add, total = normal(time, 48), normal(time, 32, seed=6), normal(time, 32, seed=7)
        y = x.double() * AFFINE.scale + AFFINE.shift
        for frequencies, activated in (
            (None, torch.where(y > 0, y, 0.1 * y)),
            (alpha, y + (alpha * y).sin().square() / alpha),
        ):
            out = total.clone()
            convolve(x, AFFINE, frequencies, 0.1, add=add, out=out, accumulate=True, moments=moments)
            assert error(out, exact(activated, weight, None, 3) + add + total) < ERROR
            torch.testing.assert_close(moments.mean, out.mean(0), rtol=1e-5, atol=1e-5)
            torch.testing.assert_close(moments.variance, out.var(0, correction=0), rtol=1e-4, atol=1e-5)


def check_signals_of_16_bits() -> None:
    weight, alpha, moments = some_weight(48, 32, 7), normal(48, seed=5).abs() + 0.1, Moments.unknown(32)
    for time, frequencies in product((1, 5, 200), (None, alpha)):
        x, add = normal(time, 48).half(), normal(time, 32, seed=6).half()
        y = x.double() * AFFINE.scale + AFFINE.shift
        activated = torch.where(y > 0, y, 0.1 * y) if frequencies is None else y + (alpha * y).sin().square() / alpha
        expected = exact(activated, weight, None, 3) + add
        convolve = NativeConvolution(weight, None, 3)
        assert error(convolve(x, AFFINE, frequencies, 0.1, add=add, moments=moments), expected) < HALF_ERROR
        out, wide = torch.empty(time, 32), add.float()
        assert error(convolve(x, AFFINE, frequencies, 0.1, add=wide, out=out), expected) < ERROR
        torch.testing.assert_close(moments.mean.double(), expected.mean(0), rtol=1e-3, atol=1e-3)
        torch.testing.assert_close(moments_of(x).mean.double(), x.double().mean(0), rtol=1e-6, atol=1e-6)
    weight = torch.zeros(32, 16, 3)
    weight[:, :, 1] = 1000.0
    assert NativeConvolution(weight)(torch.full((9, 16), 100.0).half()).isposinf().all()


def check_activations() -> None:
    for time, channels in ((1, 16), (40, 48), (1000, 64)):
        x, alpha = 3 * normal(time, channels), normal(channels, seed=3).abs() * 5 + 0.01
        by = Affine(normal(channels, seed=1), normal(channels, seed=2))
        y = x.double() * by.scale + by.shift
        bent = y + (alpha * y).sin().square() / alpha
        torch.testing.assert_close(snake(x, by, alpha).double(), bent, rtol=1e-5, atol=1e-5)
        torch.testing.assert_close(
            leaky_relu(x, by, 0.1).double(), torch.where(y > 0, y, 0.1 * y), rtol=1e-5, atol=1e-6
        )
        torch.testing.assert_close(gelu_(x.clone()), F.gelu(x, approximate="tanh"), rtol=1e-5, atol=1e-6)
        moments = moments_of(x)
        torch.testing.assert_close(moments.mean.double(), x.double().mean(0), rtol=1e-6, atol=1e-6)
        torch.testing.assert_close(moments.variance.double(), x.double().var(0, correction=0), rtol=1e-4, atol=1e-6)


def check_dense_layers(sizes: Iterable[tuple[int, int]], counts: Iterable[int]) -> None:
    for (inputs, outputs), half in product(sizes, (False, True)):
        weight, bias = test_dense.some_weight(inputs, outputs), normal(outputs, seed=1)
        dense, held = NativeDense(weight, bias, half), weight.half() if half else weight
        for rows in counts:
            x = normal(rows, inputs, seed=rows)
            assert test_dense.error(dense(x), test_dense.exact(x, held, bias)) < 1e-5


def check_what_comes_around_a_dense_layer() -> None:
    for rows, outputs in product((1, 25), (1, 45)):
        weight, add = test_dense.some_weight(40, outputs), 5 + normal(rows, outputs, seed=2)
        norm = LayerNorm(normal(outputs, seed=3), normal(outputs, seed=4), 1e-5)
        for stride in (10, 40, 64):  # rows that overlap, meet and lie apart
            x = normal(24 * 64 + 40).as_strided((rows, 40), (stride, 1))
            sums = F.gelu(test_dense.exact(x, weight), approximate="tanh") + add
            normed = F.layer_norm(sums, (outputs,), norm.weight.double(), norm.bias.double(), norm.epsilon)
            dense = NativeDense(weight)
            assert test_dense.error(dense(x, gelu=True, add=add), sums) < 1e-5
            assert test_dense.error(dense(x, gelu=True, add=add, norm=norm), normed) < 1e-4


def check_attention(shapes: Iterable[tuple[int, int]], counts: Iterable[int]) -> None:
    for (heads, width), rows in product(shapes, counts):
        columns = torch.cat(test_attention.some_rows(rows, heads * width), dim=1)
        query, key, value = (columns[:, at : at + heads * width] for at in range(0, 3 * heads * width, heads * width))
        expected = test_attention.exact(query, key, value, heads)
        assert (attention(query, key, value, heads) - expected).abs().max() < test_attention.ERROR


def check_lstms(sizes: Iterable[tuple[int, int]], times: Iterable[int]) -> None:
    for (inputs, hidden), half, time in product(sizes, (False, True), times):
        lstm, x = test_lstm.some_lstm(inputs, hidden, gain=3), normal(time, inputs)
        ours = test_lstm.native(lstm, half)
        error = test_lstm.error(ours(x), lstm.double()(x.double())[0])
        assert error < (2e-2 if half else 10 * test_lstm.ERROR)


def check_tiles() -> None:
    alpha, moments = normal(48, seed=5).abs() + 0.1, Moments.unknown(40)
    sizes = [(16, 32), (33, 1), (5, 40), (96, 17)]
    for (taps, dilation), (inputs, outputs) in product([(1, 1), (2, 1), (3, 1), (7, 3), (11, 5)], sizes):
        weight = some_weight(inputs, outputs, taps)
        convolve = TileConvolution(weight, None, dilation)
        in_parts = TileConvolution(weight, None, dilation, precise=True)
        for time, kind in product((1, 5, 16, 50, 64, 65, 200), (torch.float32, torch.float16)):
            x = normal(time, inputs, seed=time).to(kind)
            got, precise = convolve(x), in_parts(x)
            if taps % 2:
                assert error(got, test_tiles.reference(x, weight, None, dilation)) < HALF_ERROR
                assert error(precise, exact(x, weight.half(), None, dilation)) < HALF_ERROR
    weight = some_weight(48, 40, 7)
    for time, frequencies, kind in product((1, 5, 200), (None, alpha), (torch.float32, torch.float16)):
        x, add, total = normal(time, 48), normal(time, 40, seed=6), normal(time, 40, seed=7)
        y = x.to(kind).double() * AFFINE.scale + AFFINE.shift
        activated = torch.where(y > 0, y, 0.1 * y) if frequencies is None else y + (alpha * y).sin().square() / alpha
        out = total.to(kind)
        expected = exact(activated, weight, None, 3) + add + out
        by = TileConvolution(weight, None, 3)
        by(x.to(kind), AFFINE, frequencies, 0.1, add=add.to(kind), out=out, accumulate=True, moments=moments)
        assert error(out, expected) < test_tiles.ROUNDING
    weight, x = some_weight(1024, 600, 3), normal(100, 1024)  # so large that it goes panel by panel
    assert error(TileConvolution(weight)(x), test_tiles.reference(x, weight)) < test_tiles.ERROR


def test_arm_has_what_its_kernels_are_compiled_for(arm: Elsewhere) -> None:
    assert arm.kernels_supported() == 1


def test_arm_convolves(arm: Elsewhere) -> None:
    check_convolutions([(3, 1), (7, 3), (11, 5)], FEW_LENGTHS, [(16, 33)])
    check_what_comes_around_a_convolution()


def test_arm_convolves_signals_of_16_bits(arm: Elsewhere) -> None:
    check_signals_of_16_bits()


def test_arm_activates(arm: Elsewhere) -> None:
    check_activations()


def test_arm_has_dense_layers(arm: Elsewhere) -> None:
    check_dense_layers([(1, 1), (3, 5), (257, 33)], (*range(1, 14), 25))
    check_what_comes_around_a_dense_layer()


def test_arm_attends(arm: Elsewhere) -> None:
    check_attention([(1, 8), (3, 32)], (1, 7, 9, 33, 257))


def test_arm_goes_through_lstms(arm: Elsewhere) -> None:
    check_lstms([(3, 1), (16, 8), (20, 31)], (1, 2, 13))


def test_arm_analyses_and_synthesises_spectra(arm: Elsewhere) -> None:
    test_spectrum.check_analysis(test_spectrum.SIZES, (33, 1285))
    test_spectrum.check_synthesis(test_spectrum.SIZES, (12, 258))


def test_arm_multiplies_whole_numbers_exactly(arm: Elsewhere) -> None:
    numbers = WholeNumbers()
    assert torch.equal(numbers.result(), numbers.expected)


def test_arm_takes_the_steps_of_a_transformer(arm: Elsewhere) -> None:
    config = SIZES["narrow heads and an odd vocabulary"]
    assert transformer_error(int8_tensors(config), config, tokens=3) < ROUNDING


def test_arm_shares_the_work_among_threads(arm: Elsewhere) -> None:
    convolve, x = NativeConvolution(some_weight(16, 32, 7)), normal(2000, 16)
    alone = convolve(x)
    use_threads(3)
    assert torch.equal(convolve(x), alone)
    use_threads(1)


@pytest.mark.slow
def test_no_kernel_leaves_its_memory(sanitizing: Path) -> None:
    lengths = (*range(1, 55), 133, *range(189, 198), 1000)
    with kernels_elsewhere([str(sanitizing)], "sanitized"):
        check_convolutions(product((1, 3, 5, 7, 11), (1, 3, 5)), lengths, [(16, 32), (48, 64), (32, 1), (16, 33)])
        check_what_comes_around_a_convolution()
        check_signals_of_16_bits()
        check_activations()
        check_dense_layers(test_dense.ODD, (*range(1, 26), 239, 241))
        check_what_comes_around_a_dense_layer()
        check_attention([(1, 32), (3, 96), (2, 256)], (*range(1, 35), 255, 257))
        check_lstms(test_lstm.SIZES[2:], (1, 2, 13))
        test_spectrum.check_analysis(test_spectrum.SIZES, (33, 34, 1285, 4001))
        test_spectrum.check_synthesis(test_spectrum.SIZES, (12, 256, 257, 600))
        for rows in (1, 2, 3, 5, 16, 33):
            assert torch.equal((numbers := WholeNumbers(rows)).result(), numbers.expected)
        for config in SIZES.values():
            assert transformer_error(int8_tensors(config), config, tokens=3) < ROUNDING
        use_threads(3)
        check_convolutions([(3, 1), (11, 5)], [1000], [(16, 256)])


@pytest.mark.slow
def test_no_kernel_of_tiles_leaves_its_memory(tmp_path: Path) -> None:
    if "amx" not in kernels_that_run():
        pytest.skip(f"{UNTESTED} (amx): {why_none('amx')}")
    program = build(compiler(), [*setup.X86["amx"], *SANITIZER], tmp_path)
    with torch.inference_mode(), kernels_elsewhere([str(program)], "sanitized"):
        check_tiles()
        use_threads(3)
        check_tiles()


@pytest.mark.slow
def test_a_kernel_that_left_its_memory_would_be_seen(sanitizing: Path) -> None:
    x, mean, variance = (POINTER(torch.zeros(16).data_ptr()) for _ in range(3))
    one_row = blocks_of((x, 16), (mean, 16), (variance, 16))
    with (
        kernels_elsewhere([str(sanitizing)], "sanitized") as elsewhere,
        pytest.raises(EndedError, match="heap-buffer-overflow"),
    ):
        elsewhere.run(3, one_row, 0, 2, 16)
