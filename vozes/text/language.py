"""Language tags: how they are written, and which of an engine's languages serves one.

Tags are compared in lower case with hyphens. Which language a text is in is `detection.py`'s matter.
"""

from collections.abc import Collection, Mapping

AUTO = "auto"
LONGEST_TAG = 64
"""Characters; RFC 5646 knows none of over 35 that are of use here."""


def normalize_tag(tag: str) -> str:
    """`pt_BR` and `PT-br` are `pt-br`."""
    return tag.strip().replace("_", "-").lower()


def base_language(tag: str) -> str:
    """`pt-BR` without its region: `pt`."""
    return normalize_tag(tag).split("-")[0]


def match_language(tag: str, spoken: Collection[str], aliases: Mapping[str, str]) -> str | None:
    """The language of `spoken` that serves a tag: itself or what it stands for, else its base without the region."""
    if len(tag) > LONGEST_TAG:
        return None
    parts = normalize_tag(tag).split("-")
    for length in range(len(parts), 0, -1):
        candidate = "-".join(parts[:length])
        candidate = aliases.get(candidate, candidate)
        if candidate in spoken:
            return candidate
    return None
