"""Bounds how many of the processor's cores a neural engine uses: the setting `threads` made concrete."""

import os

import torch

from vozes.runtime.native import library

_FEW = 2
"""Threads for which it was measured that torch does better with one."""


def use_threads(threads: int, *, mostly_kernels: bool = False) -> None:
    """Gives torch and the native kernels so many threads each; 0: as many as this process may use cores.

    `mostly_kernels`: few threads are the kernels' alone, and torch has one. It waits for its own after each operation,
    which beside other programs costs more than they save. OpenMP's own limit holds: with more threads than that, oneDNN
    leaves some of its work undone.
    """
    count = threads or _available_cores()
    limit = os.environ.get("OMP_THREAD_LIMIT", "")
    if limit.isdecimal() and int(limit):
        count = min(count, int(limit))
    library.use_threads(count)
    torch.set_num_threads(1 if mostly_kernels and count <= _FEW else count)


def _available_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
