"""The native dense layers compute what torch computes, of any shape, and touch nothing else."""

import math

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.runtime.native import kernel_threads, needs_kernels
from vozes.runtime.native.dense import LayerNorm, NativeDense

pytestmark = [needs_kernels, pytest.mark.usefixtures("one_thread")]

ROWS = (*range(1, 26), 92, 239, 241, 512)
"""Each number of rows that is taken at once, and what fills a group or begins another."""
ODD = [(1, 1), (1, 33), (3, 5), (255, 31), (257, 32), (300, 65), (2600, 17)]
PUBLISHED = [
    *((128, 768), (768, 768), (768, 2048), (2048, 768), (768, 512)),  # PL-BERT
    *((512, 2048), (640, 2048), (512, 50), (512 * 5, 512)),  # the LSTMs' gates, durations, the text encoder
    *((514, 1024), (514 * 3, 1024), (1090, 1024), (1090 * 3, 1024), (1024 * 3, 1024), (512 * 3, 512)),  # the decoder
    *((1024, 2048), (257, 1024), (1024, 256)),  # the denoiser
]
"""Inputs and outputs."""
ERROR = 2e-6
"""Beside the largest number of the result, for each thousand inputs."""


def normal(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def some_weight(inputs: int, outputs: int) -> Tensor:
    return normal(outputs, inputs) / math.sqrt(inputs)


def exact(x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    return F.linear(x.double(), weight.double(), None if bias is None else bias.double())


def error(got: Tensor, expected: Tensor) -> float:
    assert got.shape == expected.shape
    return float((got - expected).abs().max() / expected.abs().max())


@pytest.mark.parametrize(("inputs", "outputs"), ODD)
def test_it_is_a_dense_layer_of_any_size(inputs: int, outputs: int) -> None:
    weight, bias = some_weight(inputs, outputs), normal(outputs, seed=1)
    dense = NativeDense(weight, bias)
    for rows in ROWS:
        x = normal(rows, inputs, seed=rows)
        assert error(dense(x), exact(x, weight, bias)) < ERROR * max(1, inputs / 1000)


@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize(("inputs", "outputs"), PUBLISHED)
def test_so_it_is_at_the_sizes_of_the_networks(inputs: int, outputs: int, half: bool) -> None:
    weight, bias, x = some_weight(inputs, outputs), normal(outputs, seed=1), normal(93, inputs)
    held = weight.half() if half else weight
    assert error(NativeDense(weight, bias, half)(x), exact(x, held, bias)) < ERROR * max(1, inputs / 1000)


def test_with_several_threads_it_gives_the_same() -> None:
    dense, x = NativeDense(some_weight(300, 1000)), normal(700, 300)
    alone = dense(x)
    for threads in (2, 3):
        with kernel_threads(threads):
            assert torch.equal(dense(x), alone)


def test_a_given_bias_replaces_its_own() -> None:
    weight, given, x = some_weight(40, 70), normal(70, seed=2), normal(20, 40)
    assert error(NativeDense(weight, normal(70, seed=1))(x, bias=given), exact(x, weight, given)) < ERROR


@pytest.mark.parametrize("outputs", [32, 45])
def test_gelu_comes_after_the_bias_and_another_result_is_added_then(outputs: int) -> None:
    weight, bias, x, add = (some_weight(40, outputs), 3 * normal(outputs), normal(60, 40), normal(60, outputs, seed=2))
    activated = F.gelu(exact(x, weight, bias), approximate="tanh")
    dense = NativeDense(weight, bias)
    assert error(dense(x, gelu=True), activated) < ERROR
    assert error(dense(x, gelu=True, add=add), activated + add) < ERROR
    assert error(dense(x, add=add), exact(x, weight, bias) + add) < ERROR


@pytest.mark.parametrize("outputs", [1, 45, 768])
def test_a_layer_norm_comes_in_the_end(outputs: int) -> None:
    weight, x, add = some_weight(40, outputs), normal(250, 40), 5 + normal(250, outputs, seed=2)
    norm = LayerNorm(normal(outputs, seed=3), normal(outputs, seed=4), 1e-5)
    sums = exact(x, weight) + add
    expected = F.layer_norm(sums, (outputs,), norm.weight.double(), norm.bias.double(), norm.epsilon)
    assert error(NativeDense(weight)(x, add=add, norm=norm), expected) < 10 * ERROR


def test_rows_may_overlap_or_lie_apart() -> None:
    weight, memory = some_weight(50, 40), normal(1300)
    for stride in (10, 50, 64):
        x = memory.as_strided((20, 50), (stride, 1))
        assert error(NativeDense(weight)(x), exact(x, weight)) < ERROR


@pytest.mark.parametrize("half", [False, True])
def test_nothing_is_read_around_the_rows_and_what_is_added(half: bool) -> None:
    dense, around = NativeDense(some_weight(37, 45), normal(45), half), 64

    def surrounded(tensor: Tensor) -> Tensor:
        memory = torch.full((tensor.numel() + 2 * around,), torch.nan)
        memory[around:-around] = tensor.flatten()
        return memory[around:-around].view(tensor.shape)

    x, add, bias = normal(29, 37), normal(29, 45, seed=1), normal(45, seed=2)
    got = dense(surrounded(x), add=surrounded(add), bias=surrounded(bias))
    assert torch.equal(got, dense(x, add=add, bias=bias))


def test_a_wrong_number_stays_in_its_row() -> None:
    dense, x = NativeDense(some_weight(300, 40)), normal(30, 300)
    expected = dense(x)
    x[17, 260] = torch.nan
    got = dense(x)
    assert got[17].isnan().all()
    assert torch.equal(torch.cat((got[:17], got[18:])), torch.cat((expected[:17], expected[18:])))


def test_no_rows_give_none() -> None:
    assert NativeDense(some_weight(40, 50))(torch.zeros(0, 40)).shape == (0, 50)


def test_its_parameters_are_its_own() -> None:
    weight, bias, x = some_weight(16, 32), normal(32), normal(5, 16)
    dense = NativeDense(weight, bias)
    expected = dense(x)
    weight.zero_()
    bias.zero_()
    assert torch.equal(dense(x), expected)


def test_weights_of_16_bits_take_half_the_memory() -> None:
    whole, halved = (NativeDense(some_weight(64, 64), half=half) for half in (False, True))
    assert 2 * halved._weight.nbytes == whole._weight.nbytes


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("x", torch.zeros(5, 17)),
        ("x", torch.zeros(16)),
        ("x", torch.zeros(5, 16, dtype=torch.float64)),
        ("x", torch.zeros(16, 5).T),
        ("x", torch.zeros(5, 16, device="meta")),
        ("add", torch.zeros(4, 32)),
        ("add", torch.zeros(5, 1)),
        ("add", torch.zeros(32, 5).T),
        ("bias", torch.zeros(31)),
        ("bias", torch.zeros(32, dtype=torch.float64)),
    ],
)
def test_tensors_that_it_cannot_take_are_refused(name: str, wrong: Tensor) -> None:
    tensors = {"x": torch.zeros(5, 16), "add": torch.zeros(5, 32), "bias": torch.zeros(32)} | {name: wrong}
    with pytest.raises(ValueError, match="on the CPU"):
        NativeDense(some_weight(16, 32))(tensors.pop("x"), **tensors)  # type: ignore[arg-type]
