"""Tells whether `.venv` must stay, since something runs from it: a server of this home, or this very process.

It knows nothing of servers of other homes, and removes nothing.
"""

import sys
from pathlib import Path

from vozes.checkout import START
from vozes.running_server import running_server
from vozes.setup.environment import Places
from vozes.setup.installing.failures import Reason


def in_use(places: Places) -> Reason | None:
    """Returns who keeps `.venv` from being made again, and what to do; None where nobody does."""
    if not places.venv.exists():
        return None
    where = f"then run in {places.checkout}: {START}"
    if server := running_server(places.home):
        return Reason(f"{server.name} would lose the .venv that it runs from", f"Stop the server, {where}")
    if Path(sys.prefix).resolve() == places.venv.resolve():
        return Reason("this very process runs from that .venv", f"Leave that environment (deactivate), {where}")
    return None
