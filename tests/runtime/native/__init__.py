"""The compiled kernels: what their tests share, each of their levels, and a machine without them."""

import platform
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import setup
from vozes.runtime.native import library

UNTESTED = "the native kernels are untested"
CPUINFO = Path("/proc/cpuinfo")
LEVELS = tuple(setup.LEVELS.get(platform.machine().lower(), {})) or library.LEVELS[:1]
"""What this machine's processors can be, the best first."""
_AVX512 = ("avx512f", "avx512bw", "avx512dq", "avx512vl", "avx512_vnni", "fma")
_FLAGS = {
    "amx": (*_AVX512, "avx512_bf16", "amx_tile", "amx_bf16", "amx_int8"),
    "avx512": _AVX512,
    "avx2": ("avx2", "fma", "f16c"),
    "neon_dotprod": ("asimddp",),
    "neon": ("asimd",),
}


def lacking(level: str) -> list[str]:
    """Returns the instructions of a level that this processor lacks; all of them where no file lists them."""
    flags = CPUINFO.read_text().split() if CPUINFO.exists() else []
    return [flag for flag in _FLAGS[level] if flag not in flags]


def why_none(level: str) -> str:
    missing = ", ".join(lacking(level))
    return f"this processor lacks {missing}" if missing else "they were not built, or from other sources"


def lines_about_kernels(skipped: Iterable[pytest.TestReport]) -> list[str]:
    """Returns a line that counts the tests that there were no kernels for; none where none was skipped for that."""
    counts: dict[str, int] = {}
    for report in skipped:
        _, found, reason = str(report.longrepr).partition(UNTESTED)
        if found:
            reason = reason.strip("'\") :")
            counts[reason] = counts.get(reason, 0) + 1
    return [f"{UNTESTED.upper()} HERE ({count} tests): {reason}" for reason, count in counts.items()]


needs_kernels = pytest.mark.skipif(
    not library.kernels_that_run(), reason=f"{UNTESTED}: {'; '.join(f'{level}: {why_none(level)}' for level in LEVELS)}"
)


@contextmanager
def kernels_of(level: str) -> Iterator[None]:
    """Those of this level; AUTO again afterwards."""
    library.choose_kernels(level)
    try:
        yield
    finally:
        library.choose_kernels(library.AUTO)


@contextmanager
def kernels_looked_for_in(folder: Path) -> Iterator[None]:
    """In an empty folder, this is a machine without them."""
    before = library._chosen
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(library, "__file__", str(folder / "library.py"))
            library.choose_kernels(library.AUTO)
            yield
    finally:
        library.choose_kernels(before)


@contextmanager
def kernel_threads(threads: int) -> Iterator[None]:
    """One afterwards, as at first."""
    library.use_threads(threads)
    try:
        yield
    finally:
        library.use_threads(1)
