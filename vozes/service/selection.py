"""Which engine was selected, kept in the home so that it counts after a restart as well.

Whatever was said last counts: a selection is forgotten once the setting `default_engine` is another than when it was
made. Servers that share the home look here for what another one has selected. It knows nothing of what engines there
are.
"""

import asyncio
import json
import logging
from pathlib import Path

from vozes.files import why, write_whole
from vozes.service.thread_pools import with_files
from vozes.service.watched_file import WatchedFile

log = logging.getLogger(__name__)

FILE = "selected_engine.json"


def kept_selection(home: Path, default_engine: str) -> str | None:
    """Returns the name that was selected under this setting; None where none was, or nothing can be read."""
    path = home / FILE
    try:
        kept = json.loads(path.read_bytes())
        return str(kept["engine"]) if kept["default_engine"] == default_engine else None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.warning("Which engine was selected cannot be read from %s: %s", path, error)
        return None


class SelectionKeeper:
    def __init__(self, home: Path, default_engine: str):
        self._home = home
        self._default_engine = default_engine
        self._file = WatchedFile(home / FILE)
        self._turn = asyncio.Lock()

    async def keep(self, name: str) -> None:
        """Writes what is selected; where that fails, it counts until the server stops."""
        async with self._turn:
            kept = {"engine": name, "default_engine": self._default_engine}
            try:
                await with_files(write_whole, self._home / FILE, json.dumps(kept).encode())
            except OSError as error:
                log.warning("The selected engine is not kept over a restart: %s", why(error))

    def look(self) -> str | None:
        """Returns what was selected last, by whichever server; None where that has not changed since the last look."""
        return kept_selection(self._home, self._default_engine) if self._file.may_differ() else None
