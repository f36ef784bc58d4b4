"""A transformer's int8 products are exact at every level; the rest of it is tested where it is used, with XTTS v2."""

import ctypes

import pytest
import torch
from torch import Tensor

from vozes.runtime.native.library import needed_kernels
from vozes.runtime.native.structures import NUMBER, POINTER, Cache, Layer, Linear, Norm, Transformer

pytestmark = pytest.mark.usefixtures("one_thread")

WIDTH, HEADS, VOCABULARY = 64, 4, 16
ROWS = (1, 2, 3, 4, 5, 15, 16, 17, 33, 48)
"""Few and many, which may be multiplied in other ways, with and without a rest."""
EXACT = ("amx", "avx512")
"""The levels that add up whole numbers, and round each sum once."""
STEPS = 32639.0
"""The largest number of steps; where it is the largest activation too, a step is 1, and whole numbers are exact."""


class WholeNumbers:
    """A transformer of one layer, whose attention is silent and whose feed-forward part has whole numbers alone.

    `large`: the sums of the last weights are too large for float32 to have each whole number; nothing is added to them.
    """

    def __init__(self, rows: int = 5, large: bool = False) -> None:
        self._rows = rows
        self._kept: list[Tensor] = []
        self._random = torch.Generator().manual_seed(0)
        self.normed = self._integers(WIDTH, most=3)
        self.normed[0] = STEPS
        inside = self._integers(4 * WIDTH, WIDTH, most=15)
        inside[:, 0] = 0
        inside[0] = torch.eye(WIDTH)[0]
        bias = torch.full((4 * WIDTH,), 10_000.0)  # GELU gives large numbers as they are
        bias[0] = 0
        outside = self._integers(WIDTH, 4 * WIDTH, most=2)
        self.x = self._integers(rows, WIDTH, most=100)
        if large:
            outside = self._integers(WIDTH, 4 * WIDTH, most=127).abs() * torch.tensor([[1.0], [-1.0]]).repeat(32, 1)
            self.x = torch.zeros(rows, WIDTH)
        self.expected = self.x + (outside.double() @ (inside @ self.normed + bias).double()).float()
        silent = self._norm(torch.ones(WIDTH), torch.zeros(WIDTH))
        self._layers = (Layer * 1)(
            Layer(
                silent,
                self._norm(torch.zeros(WIDTH), self.normed),
                self._linear(torch.zeros(3 * WIDTH, WIDTH), torch.zeros(3 * WIDTH)),
                self._linear(torch.zeros(WIDTH, WIDTH), torch.zeros(WIDTH)),
                self._linear(inside, bias),
                self._linear(outside, torch.zeros(WIDTH)),
            )
        )
        head = self._keep(torch.zeros(VOCABULARY, WIDTH)), self._keep(torch.zeros(VOCABULARY))
        self._model = Transformer(self._layers, (Norm * 2)(silent, silent), *head, 1, WIDTH, HEADS, VOCABULARY)

    def result(self) -> Tensor:
        rows = self._rows
        x, latents, logits = self.x.clone(), torch.empty(rows, WIDTH), torch.empty(rows, VOCABULARY)
        cache = torch.zeros(2, rows, WIDTH, dtype=torch.bfloat16)
        numbers = (NUMBER * rows)(*range(rows))
        status = needed_kernels().transformer_forward(
            ctypes.byref(self._model),
            ctypes.byref(Cache((POINTER * 1)(cache.data_ptr()), rows, 1)),
            rows,
            POINTER(x.data_ptr()),
            numbers,
            (NUMBER * rows)(),
            rows,
            numbers,
            POINTER(latents.data_ptr()),
            POINTER(logits.data_ptr()),
        )
        assert status == 0
        return x

    def _integers(self, *shape: int, most: int) -> Tensor:
        return torch.randint(-most, most + 1, shape, generator=self._random).float()

    def _linear(self, weight: Tensor, bias: Tensor) -> Linear:
        outputs, inputs = weight.shape
        sums = torch.empty(outputs)
        kept = weight.to(torch.int8)
        address = self._keep(kept)
        needed_kernels().transformer_sum_rows(POINTER(address), outputs, inputs, POINTER(sums.data_ptr()))
        assert torch.equal(sums, weight.sum(1))
        return Linear(address, *map(self._keep, (torch.ones(outputs), sums, bias)), outputs, inputs)

    def _norm(self, weight: Tensor, bias: Tensor) -> Norm:
        return Norm(self._keep(weight), self._keep(bias))

    def _keep(self, tensor: Tensor) -> int:
        self._kept.append(tensor)
        return tensor.data_ptr()


@pytest.mark.usefixtures("each_level")
@pytest.mark.parametrize("rows", ROWS)
def test_products_of_whole_numbers_are_exact(rows: int) -> None:
    numbers = WholeNumbers(rows)
    assert torch.equal(numbers.result(), numbers.expected)


@pytest.mark.parametrize("rows", ROWS)
def test_sums_that_float32_cannot_hold_are_as_near_as_they_can_be(rows: int, each_level: str) -> None:
    numbers = WholeNumbers(rows, large=True)
    assert numbers.expected.abs().min() > 1 << 24
    error = 0.0 if each_level in EXACT else 1e-6
    torch.testing.assert_close(numbers.result(), numbers.expected, rtol=error, atol=0.0)
