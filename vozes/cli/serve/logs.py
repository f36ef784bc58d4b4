"""Sends a server's log to `logs/server.log`, and warnings to the terminal as well.

The file goes on whatever happens to its folder, and a disk that refuses it is told once on the terminal. Texts that
users send are never logged.
"""

import logging
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from vozes.cli.serve.json_lines import JsonLines
from vozes.files import make_folder, why
from vozes.service.home import refused_home

_BYTES = 5 * 1024 * 1024
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def configure_logging(home: Path, style: str = "text") -> None:
    """Sends it there from now on, as lines of `text` or `json`.

    Raises VozesError where the home folder cannot be written.
    """
    try:
        file = _LogFile(home / "logs" / "server.log")
    except OSError as error:
        raise refused_home(home, error) from None
    terminal = logging.StreamHandler()
    terminal.setLevel(logging.WARNING)
    for handler in (file, terminal):
        handler.setFormatter(JsonLines() if style == "json" else logging.Formatter(_FORMAT))
    logging.basicConfig(level=logging.INFO, handlers=[file, terminal], force=True)


class _LogFile(RotatingFileHandler):
    """Makes the file anew where it was deleted or moved; is silent, but for one line, while the disk refuses it."""

    def __init__(self, path: Path):
        self._refused = False
        self._reason = ""
        super().__init__(path, maxBytes=_BYTES, backupCount=3, encoding="utf-8")

    def _open(self) -> TextIOWrapper:
        make_folder(Path(self.baseFilename).parent)
        return super()._open()

    def emit(self, record: logging.LogRecord) -> None:
        if not self._is_in_place(self.stream):
            self._leave()
        before, self._refused = self._refused, False
        super().emit(record)
        if self._refused and not before:
            self._tell()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's own name)
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            super().handleError(record)
            return
        self._leave()  # what it holds back would come later, and broken
        self._refused = True
        self._reason = why(error)

    def _is_in_place(self, stream: TextIOWrapper | None) -> bool:
        try:
            return stream is None or os.path.samestat(os.stat(self.baseFilename), os.fstat(stream.fileno()))
        except OSError:
            return False

    def _leave(self) -> None:
        """Closes the file; the next record opens it again."""
        stream, self.stream = self.stream, None
        if stream is not None:
            with suppress(OSError):
                stream.close()

    def _tell(self) -> None:
        with suppress(OSError, ValueError):
            sys.stderr.write(f"vozes: the log {self.baseFilename} cannot be written now: {self._reason}.\n")
