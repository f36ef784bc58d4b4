"""Shows the user lines, marks, and one line of progress that is rewritten in place, while Vozes is set up.

It never fails on a terminal that cannot show a character, and knows nothing of what it reports.
"""

import shutil
import time
from enum import Enum
from typing import TextIO


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
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.encoding = stream.encoding
        self.live = stream.isatty()
        """Whether a line can be rewritten in place."""

    def say(self, text: str = "") -> None:
        self._write(text + "\n")

    def framed(self, text: str) -> None:
        """Says `text` so that nobody overlooks it."""
        rule = "=" * max(len(line) for line in text.splitlines())
        self.say(f"\n{rule}\n{text}\n{rule}\n")

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
        self._started = time.monotonic()
        self._doing = ""
        if not console.live:
            console.say(f"... {title}")

    def show(self, doing: str | None = None) -> None:
        """Shows the time again, and what is being done where that is new."""
        self._doing = doing or self._doing
        if self._console.live:
            self._console.rewrite(f"... {self._title}: {self._seconds()} {self._doing}")

    def end(self, mark: Mark) -> None:
        result = f"{mark.shown(self._console.encoding)} {self._title} ({self._seconds()})"
        if self._console.live:
            self._console.rewrite(result)
            self._console.say()
        else:
            self._console.say(result)

    def _seconds(self) -> str:
        return f"{time.monotonic() - self._started:.0f} s"
