"""What work costs on a machine that others use too, and whether that grows with the work or with its square."""

import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    """Of the processor, the shortest of three tries."""
    tries = []
    for _ in range(3):
        started = time.process_time()
        work()
        tries.append(time.process_time() - started)
    return min(tries)


def grows_evenly(work: Callable[[int], object], size: int) -> bool:
    """Whether four times as much takes less than six times as long: its square would take sixteen times.

    It is tried up to five times, as others at work make it seem longer, and never shorter.
    """
    work(size // 10)
    return any(seconds(lambda: work(4 * size)) < 6 * seconds(lambda: work(size)) for _ in range(5))
