"""Hides where files lie from callers on other machines; programs on this one may know, since that helps.

Texts with paths come from the layers below, which know nothing of callers, and pass through `for_caller` wherever an
answer shows one. `middleware/callers.py` says for each call how paths are shown.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_HIDDEN = "…"
_END = r"(?![\w.-])"
_PATH = re.compile(
    r"""(?<![\w.…~:/\\@-])"""  # what follows another character is part of a URL or of a relative path
    r"""(?:/(?!v1/|ui/)|[A-Za-z]:[\\/]|\\\\)"""
    r"""(?:[^\s/\\"'`<>|]+[/\\])+([^\s/\\"'`<>|]*)"""
)
"""Matches an absolute path as far as its first blank, on any system; not one of the server's own URLs."""

_shown: ContextVar[Callable[[str], str] | None] = ContextVar("shown", default=None)


def for_caller(text: str) -> str:
    """Returns the text as the present caller may read it: of absolute paths, callers elsewhere get only the end."""
    return (_shown.get() or PathHiding(()).hide)(text)


@contextmanager
def showing_paths(show: Callable[[str], str]) -> Iterator[None]:
    """Has `for_caller` show texts by `show` within the block."""
    token = _shown.set(show)
    try:
        yield
    finally:
        _shown.reset(token)


class PathHiding:
    """Hides known folders, and of every other absolute path all but its last part."""

    def __init__(self, places: Iterable[str]):
        """`places`: folders that are known, whose names may have blanks."""
        longest_first = sorted({place for place in places if place != Path(place).anchor}, key=len, reverse=True)
        self._places = re.compile("|".join(f"{re.escape(place)}{_END}" for place in longest_first) or "(?!)")

    def hide(self, text: str) -> str:
        return _PATH.sub(rf"{_HIDDEN}/\1", self._places.sub(_HIDDEN, text))
