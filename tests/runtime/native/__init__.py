"""The compiled kernels: what their tests share, and a machine without them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from vozes.runtime.native import library

UNTESTED = "the native kernels are untested"
CPUINFO = Path("/proc/cpuinfo")
_FLAGS = ("avx512f", "avx512bw", "avx512dq", "avx512vl", "avx512_vnni", "fma")


def lacking() -> list[str]:
    """Returns the instructions that the kernels use and this processor lacks; all of them where no file lists them."""
    flags = CPUINFO.read_text().split() if CPUINFO.exists() else []
    return [flag for flag in _FLAGS if flag not in flags]


def why_none() -> str:
    missing = ", ".join(lacking())
    return f"this processor lacks {missing}" if missing else "they were not built, or from other sources"


def lines_about_kernels(skipped: Iterable[pytest.TestReport]) -> list[str]:
    """Returns a line that counts the tests that there were no kernels for; none where none was skipped for that."""
    count = sum(UNTESTED in str(report.longrepr) for report in skipped)
    return [f"{UNTESTED.upper()} HERE ({count} tests): {why_none()}"] if count else []


needs_kernels = pytest.mark.skipif(library.kernels() is None, reason=f"{UNTESTED}: {why_none()}")


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
