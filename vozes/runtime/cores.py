"""Bounds how many of the processor's cores a neural engine uses: the setting `threads` made concrete."""

import os

import torch

from vozes.runtime.native import library


def use_threads(threads: int) -> None:
    """Gives torch and the native kernels so many threads each; 0: as many as this process may use cores.

    OpenMP's own limit holds: with more threads than that, oneDNN leaves some of its work undone.
    """
    count = threads or _available_cores()
    limit = os.environ.get("OMP_THREAD_LIMIT", "")
    if limit.isdecimal() and int(limit):
        count = min(count, int(limit))
    library.use_threads(count)
    torch.set_num_threads(count)


def _available_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
