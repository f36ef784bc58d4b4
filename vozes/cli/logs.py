"""Where a server's log goes: `logs/server.log`, and warnings to the terminal.

Texts that users send are never logged.
"""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from vozes.errors import ErrorCode, VozesError

_BYTES = 5 * 1024 * 1024
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def configure_logging(home: Path) -> None:
    """Raises VozesError where the home folder cannot be written."""
    folder = home / "logs"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = RotatingFileHandler(folder / "server.log", maxBytes=_BYTES, backupCount=3, encoding="utf-8")
    except OSError as error:
        message = f"Cannot write to {folder}: {error.strerror}. Set VOZES_HOME to a folder that can be written."
        raise VozesError(ErrorCode.INVALID_SETTINGS, message) from None
    terminal = logging.StreamHandler()
    terminal.setLevel(logging.WARNING)
    logging.basicConfig(level=logging.INFO, format=_FORMAT, handlers=[file, terminal], force=True)
