"""Memory that runs out is told from other failures."""

import torch

from vozes.errors import ErrorCode
from vozes.runtime.memory import is_out_of_memory, out_of_memory


def test_only_an_exhausted_memory_counts() -> None:
    assert is_out_of_memory(torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB."))
    assert is_out_of_memory(RuntimeError("not enough memory for a kernel"))
    assert is_out_of_memory(RuntimeError("DefaultCPUAllocator: not enough memory: you tried to allocate 9 bytes."))
    assert not is_out_of_memory(RuntimeError("CUDA error: an illegal memory access was encountered"))


def test_the_error_says_that_trying_again_may_help() -> None:
    assert out_of_memory().code == ErrorCode.OUT_OF_MEMORY
