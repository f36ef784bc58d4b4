"""The compiled kernels: what their tests share, and a machine without them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from vozes.runtime.native import library

needs_kernels = pytest.mark.skipif(
    library.kernels() is None, reason="no kernels were built here, or this processor cannot run them"
)


@contextmanager
def kernels_looked_for_in(folder: Path) -> Iterator[None]:
    """In an empty folder, this is a machine without them."""
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(library, "__file__", str(folder / "library.py"))
            library.kernels.cache_clear()
            yield
    finally:
        library.kernels.cache_clear()


@contextmanager
def kernel_threads(threads: int) -> Iterator[None]:
    """One afterwards, as at first."""
    library.use_threads(threads)
    try:
        yield
    finally:
        library.use_threads(1)
