"""Language tags: how they are written, and which of an engine's languages serves one.

Tags are compared in lower case with hyphens. `detection` finds the language that a text is in.
"""

import re
from collections.abc import Collection, Mapping

AUTO = "auto"
LONGEST_TAG = 64
"""Characters. Tags of more than 35 are of no use here (RFC 5646)."""
_TAG = re.compile("[a-z]{2,3}(-[a-z0-9]{1,8}){0,4}")


def is_tag(text: str) -> bool:
    """Returns whether a text, as `normalize_tag` writes it, has the form of a language tag."""
    return _TAG.fullmatch(text) is not None


def normalize_tag(tag: str) -> str:
    """Returns `pt-br` for `pt_BR` and `PT-br`."""
    return tag.strip().replace("_", "-").lower()


def base_language(tag: str) -> str:
    """Returns a tag without its region: `pt` for `pt-BR`."""
    return normalize_tag(tag).split("-")[0]


def match_language(tag: str, spoken: Collection[str], aliases: Mapping[str, str]) -> str | None:
    """Returns the language of `spoken` that serves a tag: the tag, its alias, or its base without the region."""
    if len(tag) > LONGEST_TAG:
        return None
    parts = normalize_tag(tag).split("-")
    for length in range(len(parts), 0, -1):
        candidate = "-".join(parts[:length])
        candidate = aliases.get(candidate, candidate)
        if candidate in spoken:
            return candidate
    return None
