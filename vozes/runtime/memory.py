"""Telling an exhausted memory, which passes, from an accelerator's other errors, which poison the process; and giving
memory back.
"""

import ctypes
import gc
from contextlib import suppress

import torch

from vozes.errors import ErrorCode, VozesError

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Of glibc's `malloc.h`."""
_LARGE = 8 << 20
_MOST_KEPT = 16 << 20


def is_out_of_memory(error: BaseException) -> bool:
    """Whether it means that memory is out; then what is cached is also given back, so that trying again makes sense."""
    text = str(error)
    out = isinstance(error, torch.OutOfMemoryError) or "not enough memory" in text or "out of memory" in text
    if out:
        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
    return out


def out_of_memory() -> VozesError:
    """For a request that not even on its own fits into what is left."""
    message = "There is not enough memory to go on with this text, even on its own."
    return VozesError(ErrorCode.OUT_OF_MEMORY, message, retry_after=5)


def keep_little_freed() -> None:
    """From now on has the C library give larger blocks back as they are freed, so that a process stays as large as what
    it holds. They are cleared when they are taken anew, which costs a few percent of the time."""
    with suppress(OSError, AttributeError, TypeError):  # only glibc has it
        library = ctypes.CDLL(None)
        library.mallopt(_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_TRIM_THRESHOLD, _MOST_KEPT)


def release_freed() -> None:
    """Gives the system back what was freed and the C library keeps: hundreds of megabytes once a model is loaded."""
    with suppress(OSError, AttributeError, TypeError):  # only glibc has it
        ctypes.CDLL(None).malloc_trim(0)
