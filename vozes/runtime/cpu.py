"""Which fast arithmetic this machine's processor has, as far as the runtimes choose by it.

torch answers by functions that it does not document; where a version lacks one, the processor counts as without.
"""

import time
from functools import cache

import torch


@cache
def has_bfloat16() -> bool:
    """Returns whether the processor multiplies bfloat16 numbers faster than float32.

    It needs instructions for that (AVX512_BF16; all with AMX have it), but they do not settle it: an Emerald Rapids in
    a virtual machine without AMX takes twice as long with them as in float32. So it is tried, in about 50 ms.
    """
    return _says("_is_avx512_bf16_supported") and _speedup(torch.bfloat16) > 1.2


def has_vnni() -> bool:
    """Returns whether the processor adds up products of 8-bit numbers in one step (AVX512_VNNI)."""
    return _says("_is_vnni_supported")


def has_amx() -> bool:
    """Returns whether the processor multiplies whole tiles of matrices in one step (AMX)."""
    return _says("_is_amx_tile_supported")


def _says(name: str) -> bool:
    query = getattr(torch.cpu, name, None)
    return query is not None and bool(query())


def _speedup(dtype: torch.dtype) -> float:
    """Returns how many times faster than float32 ones matrices are multiplied, at best: others may be at work."""
    plain, other = torch.ones(512, 512), torch.ones(512, 512, dtype=dtype)
    turns = [(_seconds(plain), _seconds(other)) for _ in range(10)]
    return min(seconds for seconds, _ in turns) / min(seconds for _, seconds in turns)


def _seconds(matrix: torch.Tensor) -> float:
    start = time.perf_counter()
    matrix @ matrix
    return time.perf_counter() - start
