"""What programs set for their own later requests, by the address that they call from.

It is kept in memory alone, for so many callers at most: neither do others hear of it, nor does the next start.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

_MOST = 1000


@dataclass(slots=True)
class Caller:
    speed: float = 1.0
    options: dict[str, object] = field(default_factory=dict)
    """By the names of engines' options."""
    ignored: tuple[str, ...] = ()
    """What was set and means nothing here."""
    engine: str | None = None
    """The engine or model that it has chosen."""


class Callers:
    def __init__(self, most: int = _MOST):
        self._most = most
        self._known: OrderedDict[str, Caller] = OrderedDict()

    def get(self, address: str) -> Caller:
        """Returns what the caller has set; the one that was asked for the longest time ago is forgotten."""
        caller = self._known.setdefault(address, Caller())
        self._known.move_to_end(address)
        if len(self._known) > self._most:
            self._known.popitem(last=False)
        return caller


def _caller(request: Request) -> Caller:
    callers: Callers = request.app.state.callers
    return callers.get(request.client.host if request.client else "")


CallerOf = Annotated[Caller, Depends(_caller)]
