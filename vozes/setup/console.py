"""Shows the user lines, marks, and one line of progress that is rewritten in place, while Vozes is set up.

It never fails on a terminal that cannot show a character, and knows nothing of what it reports.
"""

import math
import shutil
import textwrap
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from typing import TextIO

_BESIDE_SECONDS = 15.0
"""Between two lines of progress among those of another program; four times that where there is no news."""
_BESIDE_COLUMNS = 79
_FRAME = 110
"""Characters."""


class Mark(Enum):
    """Says how one thing stands, with the sign for it in UTF-8 and in anything less."""

    FINE = ("✓", "OK")
    WARNING = ("!", "!!")
    IMPOSSIBLE = ("✗", "XX")

    def shown(self, encoding: str | None) -> str:
        sign, plain = self.value
        return sign if printable("✓✗", encoding) == "✓✗" else plain


def printable(text: str, encoding: str | None) -> str:
    """Returns `text` with a `?` for each character that `encoding` does not have."""
    encoding = encoding or "ascii"
    return text.encode(encoding, "replace").decode(encoding, "replace")


class Console:
    def __init__(self, stream: TextIO, beside: str = "", received: Callable[[int, int], None] | None = None) -> None:
        """`beside` begins each line where another program has the terminal too: none is rewritten then.

        `received` is told of each download how many bytes are there, and of how many.
        """
        self._stream = stream
        self._beside = beside
        self.received = received
        self.encoding = stream.encoding
        self.live = stream.isatty() and not beside
        """Whether a line can be rewritten in place."""
        self.patience = _BESIDE_SECONDS if beside else math.inf
        """Seconds between two lines of progress where none can be rewritten."""

    def say(self, text: str = "") -> None:
        """Says lines; beside another program empty ones are left out, and a terminal that is gone is no matter."""
        if not self._beside:
            self._write(text + "\n")
            return
        with suppress(OSError):
            self._write("".join(f"{self._beside}{line}\n" for line in text.splitlines() if line))

    def framed(self, text: str) -> None:
        """Says `text` so that nobody overlooks it, in lines of at most `_FRAME` characters."""
        wrap = textwrap.TextWrapper(_FRAME, break_long_words=False, break_on_hyphens=False).wrap
        lines = [part for line in text.splitlines() for part in wrap(line)]
        rule = "=" * max(map(len, lines))
        self.say("\n".join(("", rule, *lines, rule, "")))

    def rewrite(self, text: str) -> None:
        """Puts `text` in place of the current line, cut to the terminal's width."""
        width = shutil.get_terminal_size().columns - 1
        self._write("\r" + text[:width].ljust(width))

    def _write(self, text: str) -> None:
        self._stream.write(printable(text, self.encoding))
        self._stream.flush()


class Progress:
    """Shows one stage: a line that is rewritten where the console is live, else one at its start and one at its end."""

    def __init__(self, console: Console, title: str) -> None:
        self._console = console
        self._title = title
        self._started = self._told = time.monotonic()
        self._doing = self._told_doing = ""
        if not console.live:
            console.say(f"... {title}")

    def show(self, doing: str | None = None) -> None:
        """Shows the time again, and what is being done where that is new."""
        self._doing = doing or self._doing
        if self._console.live:
            self._console.rewrite(f"... {self._title}: {self._seconds()} {self._doing}")
        elif time.monotonic() - self._told > self._console.patience * (4 if self._doing == self._told_doing else 1):
            self._told, self._told_doing = time.monotonic(), self._doing
            self._console.say(f"... {self._title}: {self._seconds()} {self._doing}"[:_BESIDE_COLUMNS])

    def received(self, done: int, total: int) -> None:
        """Shows how far a download is."""
        self.show(f"downloading, {100 * done // max(total, 1)} % of {total / 1e6:.0f} MB")
        if self._console.received:
            self._console.received(done, total)

    def end(self, mark: Mark) -> None:
        result = f"{mark.shown(self._console.encoding)} {self._title} ({self._seconds()})"
        if self._console.live:
            self._console.rewrite(result)
            self._console.say()
        else:
            self._console.say(result)

    def _seconds(self) -> str:
        return f"{time.monotonic() - self._started:.0f} s"
