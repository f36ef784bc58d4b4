"""What the C library's allocator keeps of memory that was freed: as little as a process that lives for weeks can bear.

Only glibc can be set so; everywhere else this does nothing. It knows nothing of what the memory is for: the server
calls it before it starts a thread, engines when they load.
"""

import ctypes
from contextlib import suppress

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""The options of `mallopt`, as in glibc's `malloc.h`."""


def share_freed() -> None:
    """Keeps threads that take turns at large buffers from holding as many; called before the first of them starts.

    Left alone, glibc gives each thread an arena that keeps what was largest in it, and the longer it runs the more of
    the large blocks it takes from there: answers of megabytes, encoded in a dozen threads, made 75 MB of memory 160.
    """
    _tell((_ARENA_MAX, 2), (_MMAP_THRESHOLD, 128 << 10), (_TRIM_THRESHOLD, 1 << 20))


def keep_little_freed() -> None:
    """Gives all but small blocks back as they are freed, so that an engine stays as large as what it holds.

    Signals and unpacked weights are as long as what is spoken: kept, each new length leaves holes that the next does
    not fit into. They are cleared when they are taken anew, which costs less than a tenth of the time.
    """
    _tell((_ARENA_MAX, 2), (_MMAP_THRESHOLD, 512 << 10), (_TRIM_THRESHOLD, 4 << 20))


def release_freed() -> None:
    """Gives the system back what was freed and the C library keeps: hundreds of megabytes once a model is loaded."""
    with suppress(OSError, AttributeError, TypeError):  # only glibc has it
        ctypes.CDLL(None).malloc_trim(0)


def _tell(*options: tuple[int, int]) -> None:
    with suppress(OSError, AttributeError, TypeError):
        library = ctypes.CDLL(None)
        for option, value in options:
            library.mallopt(option, value)
