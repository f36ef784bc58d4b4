"""Which fast arithmetic this machine's processor has, as far as the runtimes choose by it.

torch answers by functions that it does not document; where a version lacks one, the processor counts as without.
"""

import time
from functools import cache

import torch


@cache
def has_bfloat16() -> bool:
    """Whether it multiplies bfloat16 numbers faster than float32.

    It needs instructions for that (AVX512_BF16; all with AMX have it), but they do not settle it: Sapphire and Emerald
    Rapids without AMX, as some virtual machines have them, take twice as long. So it is tried, in about 20 ms.
    """
    return _says("_is_avx512_bf16_supported") and _time_product(torch.bfloat16) * 1.2 < _time_product(torch.float32)


def has_vnni() -> bool:
    """Whether it adds up products of 8-bit numbers in one step (AVX512_VNNI)."""
    return _says("_is_vnni_supported")


def _says(name: str) -> bool:
    query = getattr(torch.cpu, name, None)
    return query is not None and bool(query())


def _time_product(dtype: torch.dtype) -> float:
    """Seconds for a product of matrices, at best."""
    matrix = torch.ones(512, 512, dtype=dtype)
    matrix @ matrix
    return min(_seconds(matrix) for _ in range(10))


def _seconds(matrix: torch.Tensor) -> float:
    start = time.perf_counter()
    matrix @ matrix
    return time.perf_counter() - start
