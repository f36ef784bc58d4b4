"""Keeps the collector of cyclic garbage away from modules while they are imported, and from then on.

What importing makes stays until the process ends, hundreds of thousands of objects of a server or of torch: looking
through them, again and again while they become more, took a seventh of the time that importing takes.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def importing() -> Iterator[None]:
    """Collects nothing within the block; what is there at its end is never looked at again."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
