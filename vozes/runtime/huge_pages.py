"""Memory in huge pages, for weights that each step reads whole: the processor then looks up few addresses of pages.

A mapped file has them by chance at most, so tensors are copied out of it. It knows nothing of what they are for.
"""

import mmap
from collections.abc import Sequence
from contextlib import suppress
from itertools import accumulate
from pathlib import Path

import torch
from torch import Tensor

SETTING = Path("/sys/kernel/mm/transparent_hugepage/enabled")
"""What Linux says of them; other systems, and a kernel without, have no such file."""
_SIZE = 2 << 20
"""Of one, in bytes: x86-64's, and that of 64-bit ARM with small pages of 4 KB."""
_ALIGNMENT = 64


def in_huge_pages(tensors: Sequence[Tensor]) -> list[Tensor]:
    """Returns copies of tensors on the CPU, one after the other in memory of their own.

    The tensors themselves where the system has no such pages, or no memory for copies.
    """
    ends = list(accumulate(_rounded(tensor.nbytes) for tensor in tensors))
    if not ends or not _there_are_some():
        return list(tensors)
    try:
        memory = mmap.mmap(-1, ends[-1] + _SIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    except OSError:
        return list(tensors)
    numbers = torch.frombuffer(memory, dtype=torch.uint8)  # which keeps the memory as long as it lives
    first = -numbers.data_ptr() % _SIZE
    if whole := ends[-1] // _SIZE * _SIZE:  # the last page would be a huge one too, for the little that is left
        with suppress(OSError):  # as where a sandbox forbids it: then they are of the usual size
            memory.madvise(mmap.MADV_HUGEPAGE, first, whole)
    copies = []
    for tensor, end in zip(tensors, ends, strict=True):
        start = first + end - _rounded(tensor.nbytes)
        copy = numbers[start : start + tensor.nbytes].view(tensor.dtype).view(tensor.shape)
        copies.append(copy.copy_(tensor))
    return copies


def _there_are_some() -> bool:
    try:
        return "[never]" not in SETTING.read_text()
    except OSError:
        return False


def _rounded(size: int) -> int:
    return size + -size % _ALIGNMENT
