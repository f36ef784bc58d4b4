"""What a worker says on its standard error: into the log, and the line of it that explains its end.

It is read in pieces, so that no line is too long for it. It knows nothing of frames or of how a process ends.
"""

import asyncio
import logging
import re

_PIECE = 64 * 1024
"""Bytes that are read at once."""
_LONGEST = 4096
"""Bytes of a line that are kept; what is beyond is left out."""
_FATAL = re.compile(
    r"Fatal Python error: |Windows fatal exception: |\*\*\* .+ detected \*\*\*|terminate called |"
    r"terminating due to |double free or corruption|corrupted size vs\. prev_size|"
    r"(free|malloc|realloc|munmap_chunk)\(\): |LLVM ERROR: |OMP: Error "
)
"""What only those write that are about to end: Python's fault handler, C libraries, C++ and OpenMP."""


class StderrLog:
    def __init__(self, log: logging.Logger):
        self._log = log
        self._fatal = ""
        self._last = ""

    @property
    def cause(self) -> str:
        """Returns the first line that explained its end, else the last one; empty if it said nothing."""
        return self._fatal or self._last

    async def read(self, stream: asyncio.StreamReader) -> None:
        """Logs all that comes, until the stream ends."""
        rest = b""
        while piece := await stream.read(_PIECE):
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                self._take(line)
            rest = rest[: _LONGEST + 1]
        self._take(rest)

    def _take(self, line: bytes) -> None:
        text = line[:_LONGEST].decode(errors="replace").rstrip()
        if not text:
            return
        text += " …" if len(line) > _LONGEST else ""
        self._log.warning("%s", text)
        self._last = text
        if not self._fatal and _FATAL.match(text):
            self._fatal = text
