"""Attention on the CPU, of some rows to the same rows. It knows nothing of networks."""

import ctypes

import torch
from torch import Tensor

from vozes.runtime.native import structures
from vozes.runtime.native.library import check, kernels, needed_kernels

_WIDEST = 256
"""Of a head."""


def can_be_native(query: Tensor, heads: int) -> bool:
    """Returns whether there are kernels for such queries (rows, heads * width)."""
    library, width = kernels(), query.shape[1] // heads
    fits = query.dtype == torch.float32 and query.device.type == "cpu" and width <= _WIDEST
    return library is not None and fits and width % library.dense_panel() == 0


def attention(query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
    """Returns scaled dot-product attention: (rows, heads * width), as what it takes, whose rows are contiguous each."""
    for tensor in (query, key, value):
        if tensor.shape != query.shape or tensor.stride(1) != 1 or not can_be_native(tensor, heads):
            shape = tuple(query.shape)
            raise ValueError(f"float32 rows {shape} on the CPU are wanted, not {tensor.dtype} {tuple(tensor.shape)}")
    out = torch.empty(query.shape)
    structure = structures.Attention(
        *(each.data_ptr() for each in (query, key, value)),
        *(each.stride(0) for each in (query, key, value)),
        *(len(query), heads, query.shape[1] // heads),
        out.data_ptr(),
    )
    check(needed_kernels().attention_run(ctypes.byref(structure)))
    return out
