"""Tells whether a server runs in a folder `home`, and where it is reached. It asks the server nothing.

Only the lock tells whether one runs; the file beside it, which `vozes.service.home_lock` writes, tells the rest. It
needs nothing but the standard library, since `start.py` asks too.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vozes.locks import is_held

LOCK, ADDRESS = "server.lock", "server.json"


@dataclass(frozen=True, slots=True)
class RunningServer:
    pid: int | None
    """The id of its process; None for a moment while it starts."""
    url: str | None
    """The address at which this machine reaches it; None until it listens."""
    settings: Mapping[str, object] = field(default_factory=dict)
    """The settings with which it speaks, as JSON has them."""

    @property
    def name(self) -> str:
        return f"the server at {self.url}" if self.url else "the server that starts just now"


def running_server(home: Path) -> RunningServer | None:
    """Returns the server that has this home now; None where there is none, whatever one that died has left."""
    return announced_server(home) if is_held(home / LOCK) else None


def announced_server(home: Path) -> RunningServer:
    """Returns what the last server wrote, whether it still runs or not."""
    try:
        announced = json.loads((home / ADDRESS).read_bytes())
        return RunningServer(int(announced["pid"]), announced["url"], dict(announced.get("settings", {})))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return RunningServer(None, None)
