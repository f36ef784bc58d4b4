"""The header that names what a client sent and nothing here heeds."""

from collections.abc import Iterable
from urllib.parse import quote


def ignored_fields(names: Iterable[str]) -> dict[str, str]:
    """Returns the header, or nothing where nothing was ignored."""
    told = ", ".join(map(quote, names))
    return {"X-Ignored-Fields": told} if told else {}
