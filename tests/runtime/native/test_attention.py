"""Native attention is torch's, of any number of rows, and looks at no others."""

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.runtime.native import kernel_threads, needs_kernels
from vozes.runtime.native.attention import attention, can_be_native

pytestmark = [needs_kernels, pytest.mark.usefixtures("one_thread")]

ROWS = (*range(1, 35), 92, 255, 256, 257, 512)
SHAPES = [(1, 32), (3, 96), (12, 64), (2, 256)]
"""Heads, and their width."""
ERROR = 2e-5


def some_rows(rows: int, width: int) -> tuple[Tensor, Tensor, Tensor]:
    """Queries, keys and values; the scores of some are far apart."""
    generator = torch.Generator().manual_seed(rows)
    query, key, value = (torch.randn(rows, width, generator=generator) for _ in range(3))
    return 3 * query, key, value


def exact(query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
    query, key, value = (each.double().view(len(each), heads, -1).transpose(0, 1) for each in (query, key, value))
    return F.scaled_dot_product_attention(query, key, value).transpose(0, 1).flatten(1)


@pytest.mark.parametrize(("heads", "width"), SHAPES)
def test_it_is_attention_of_all_rows_to_all(heads: int, width: int) -> None:
    for rows in ROWS:
        given = some_rows(rows, heads * width)
        assert (attention(*given, heads) - exact(*given, heads)).abs().max() < ERROR


def test_scores_may_be_very_large() -> None:
    query, key, value = some_rows(40, 64)
    given = 1000 * query, key, value
    torch.testing.assert_close(attention(*given, 1), exact(*given, 1).float(), atol=1e-2, rtol=0)


def test_rows_may_lie_apart_and_nothing_between_them_is_read() -> None:
    given = some_rows(45, 128)
    memory = torch.full((3, 46, 200), torch.nan)
    query, key, value = (memory[index, :45, 32:160].copy_(tensor) for index, tensor in enumerate(given))
    assert torch.equal(attention(query, key, value, 2), attention(*given, 2))


def test_with_several_threads_it_gives_the_same() -> None:
    given = some_rows(92, 768)
    alone = attention(*given, 12)
    for threads in (2, 3):
        with kernel_threads(threads):
            assert torch.equal(attention(*given, 12), alone)


@pytest.mark.parametrize(("shape", "heads"), [((5, 64), 4), ((5, 96), 2), ((5, 600), 2)])
def test_heads_of_other_widths_are_left_to_torch(shape: tuple[int, int], heads: int) -> None:
    assert not can_be_native(torch.zeros(shape), heads)
    with pytest.raises(ValueError, match="float32 rows"):
        attention(torch.zeros(shape), torch.zeros(shape), torch.zeros(shape), heads)


@pytest.mark.parametrize("wrong", [torch.zeros(4, 64), torch.zeros(5, 64).double(), torch.zeros(64, 5).T])
def test_rows_that_it_cannot_take_are_refused(wrong: Tensor) -> None:
    for place in range(3):
        query, key, value = (wrong if index == place else torch.zeros(5, 64) for index in range(3))
        with pytest.raises(ValueError, match="float32 rows"):
            attention(query, key, value, 1)
