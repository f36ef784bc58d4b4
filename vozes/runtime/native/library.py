"""The compiled kernels, where there are any: the best level that this processor can run, loaded once.

They are built with the package if the machine has a C compiler, a library for each level (`setup.py`). Whoever uses
them has another way for machines without. The setting `kernels` forces a level; it comes here by `choose_kernels`.
"""

import ctypes
from functools import cache
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

from vozes.errors import ErrorCode, VozesError
from vozes.runtime.native.structures import STRUCTURES

LEVELS = ("amx", "avx512", "avx2", "neon_dotprod", "neon")
"""The instructions that the kernels are compiled for, the best first: AVX-512 with VNNI, with AMX's tiles of bfloat16
and bytes and without; AVX2 with FMA and F16C; NEON of 64-bit ARM, with and without products of bytes."""
AUTO, NONE = "auto", "none"
"""The best level; and no kernels at all, as on a machine without."""

_chosen = AUTO


def choose_kernels(wanted: str) -> None:
    """Has `kernels` give those of a level, AUTO or NONE from now on; what already holds kernels keeps them."""
    global _chosen
    _chosen = wanted
    _loaded.cache_clear()


def kernels() -> ctypes.CDLL | None:
    """Returns the kernels; None where none were built that this processor can run, or none are wanted.

    Raises VozesError(INVALID_SETTINGS) where a level was chosen that there is not.
    """
    found = _loaded()
    return found[1] if found else None


def kernels_level() -> str | None:
    """Returns the level of `kernels`."""
    found = _loaded()
    return found[0] if found else None


def has_tiles() -> bool:
    """Returns whether the kernels are those that multiply by AMX's tiles, which other levels have no functions for."""
    return kernels_level() == "amx"


def kernels_built() -> list[str]:
    """Returns the levels that there are files of, whether this processor can run them or not."""
    return [level for level in LEVELS if _file(level)]


def kernels_that_run() -> list[str]:
    """Returns the levels that were built and that this processor can run, the best first."""
    return [level for level in LEVELS if _load(level)]


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


@cache
def _loaded() -> tuple[str, ctypes.CDLL] | None:
    if _chosen == NONE:
        return None
    levels = LEVELS if _chosen == AUTO else (_chosen,)
    found = next(((level, library) for level in levels if (library := _load(level))), None)
    if found is None and _chosen != AUTO:
        why = "this processor cannot run" if _chosen in kernels_built() else "was not built here"
        possible = ", ".join((AUTO, NONE, *kernels_that_run()))
        message = f"The setting kernels asks for {_chosen}, which {why}: set it to one of {possible}."
        raise VozesError(ErrorCode.INVALID_SETTINGS, message)
    return found


def _load(level: str) -> ctypes.CDLL | None:
    """Returns a level's library; None where it was not built, has other structures, or cannot run here."""
    path = _file(level)
    if path is None:
        return None
    try:
        library = ctypes.CDLL(str(path))
        fits = all(getattr(library, f"size_of_{each.__name__}")() == ctypes.sizeof(each) for each in STRUCTURES)
        return library if fits and library.kernels_supported() else None
    except (OSError, AttributeError):  # built for another machine, or from other sources
        return None


def _file(level: str) -> Path | None:
    candidates = (Path(__file__).with_name(f"kernels_{level}{suffix}") for suffix in EXTENSION_SUFFIXES)
    return next((candidate for candidate in candidates if candidate.is_file()), None)
