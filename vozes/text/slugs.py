"""Ids that are made of names, for headers, addresses and names of files."""

import re
import unicodedata


def to_ascii(name: str) -> str:
    """Returns the name's letters without accents; what ASCII has no letter for is gone."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def slug(name: str) -> str:
    """Returns `mi-voz-2` for `Mi voz, 2`; empty where ASCII has nothing of the name."""
    return re.sub(r"[^a-z0-9_]+", "-", to_ascii(name).lower()).strip("-")
