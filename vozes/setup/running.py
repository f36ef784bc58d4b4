"""Tells whether a server runs in a home, and where it is reached, from what `vozes.service.home_lock` writes there.

Only the lock tells whether it runs; the file beside it tells its address. It asks the server nothing.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from vozes.locks import is_held


@dataclass(frozen=True, slots=True)
class RunningServer:
    url: str | None
    """None in the moment in which it starts."""

    @property
    def name(self) -> str:
        return f"the server at {self.url}" if self.url else "the server that starts just now"


def running_server(home: Path) -> RunningServer | None:
    """Returns the server that has this home now, or None."""
    if not is_held(home / "server.lock"):
        return None
    try:
        url = json.loads((home / "server.json").read_bytes())["url"]
    except (OSError, ValueError, KeyError, TypeError):
        url = None
    return RunningServer(url if isinstance(url, str) else None)
