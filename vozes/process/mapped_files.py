"""Lets go of the pages of mapped files that a process holds: those that it needs come back when they are used next.

Libraries are mapped from their files, and starting them touches pages that nothing touches again: of torch alone some
80 MB. They stay in the system's cache of files, so one that is wanted again costs a microsecond. It is for Linux, and
does nothing elsewhere; it knows nothing of what the files are.
"""

import ctypes
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_DONTNEED = 4
"""MADV_DONTNEED, as in Linux's `mman.h`."""
_MAPPING = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ (\d+)")
"""A line of `smaps` that begins a mapping: where it lies, what may be done there, and the file's number, 0 for none."""
_OWN = ("Anonymous", "Swap")
"""Pages that are no longer the file's, as those in which the linker has put addresses: in memory, and moved out."""


def release_mapped_files() -> None:
    with suppress(OSError, AttributeError):
        smaps = Path("/proc/self/smaps").read_text().splitlines()
        library = ctypes.CDLL(None)
        for start, end in _releasable(smaps):
            library.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), _DONTNEED)


def _releasable(smaps: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yields where the mappings lie that hold nothing but what their files have, and cannot be written to."""
    place: tuple[int, int] | None = None
    for line in smaps:
        if found := _MAPPING.match(line):
            if place:
                yield place
            start, end, rights, file = found.groups()
            place = (int(start, 16), int(end, 16)) if file != "0" and "w" not in rights else None
        elif line.partition(":")[0] in _OWN and line.split()[1] != "0":
            place = None
    if place:
        yield place
