"""The compiled kernels, where there are any: loaded once, with their threads.

They are built with the package if the machine has a C compiler, and run on processors with AVX-512 and VNNI. Whoever
uses them has another way for the others.
"""

import ctypes
from functools import cache
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

from vozes.runtime.native.structures import STRUCTURES


@cache
def kernels() -> ctypes.CDLL | None:
    """Returns the kernels; None where they were not built, have other structures, or cannot run on this processor."""
    path = _built()
    if path is None:
        return None
    try:
        library = ctypes.CDLL(str(path))
        fits = all(getattr(library, f"size_of_{each.__name__}")() == ctypes.sizeof(each) for each in STRUCTURES)
        return library if fits and library.kernels_supported() else None
    except (OSError, AttributeError):  # built for another machine, or from other sources
        return None


def kernels_built() -> bool:
    """Returns whether there are any, whether this processor can run them or not."""
    return _built() is not None


def _built() -> Path | None:
    candidates = (Path(__file__).with_name(f"kernels{suffix}") for suffix in EXTENSION_SUFFIXES)
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def needed_kernels() -> ctypes.CDLL:
    """Returns the kernels, for callers that know from `kernels` that there are some; raises RuntimeError otherwise."""
    library = kernels()
    if library is None:
        raise RuntimeError("this machine has no native kernels")
    return library


def use_threads(threads: int) -> None:
    """Sets how many threads the kernels take, the caller's among them."""
    if library := kernels():
        library.pool_resize(threads)


def check(status: int) -> None:
    """Raises RuntimeError, as torch does, where a kernel's status says that it had no memory."""
    if status != 0:
        raise RuntimeError("not enough memory for a kernel")
