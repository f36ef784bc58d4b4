"""Characters that are written in another way: a backslash before a mark in Markdown, an entity in HTML."""

import html
import re
from collections.abc import Iterator
from html.entities import html5

from vozes.text.mapped import Edit

_ESCAPE = re.compile(r"(?:(?<!\S)(?:[A-Za-z]:\\|\\\\\w)\S*+)|(?P<escape>(?<!\\)\\++)(?=[!-/:-@\[\]^-`{-~])")
"""Backslashes before a mark; paths of Windows are passed over."""
_ENTITY = re.compile(
    r"&(?P<again>(?:amp;)*+)(?P<name>#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};|nbsp\b)?"
)
_OPENS_TAG = re.compile(r"[A-Za-z/!?&]")


def escape_edits(text: str) -> Iterator[Edit]:
    if "\\" in text:
        for match in _ESCAPE.finditer(text):
            if match["escape"]:
                yield Edit(*match.span("escape"), "")


def entity_edits(text: str) -> list[Edit]:
    if "&" not in text:
        return []
    edits = (_edit(match) for match in _ENTITY.finditer(text) if match["again"] or match["name"])
    return [edit for edit in edits if edit is not None]


def _edit(match: re.Match[str]) -> Edit | None:
    """Returns what an entity stands for; one that is itself written with entities is read to its end."""
    name = match["name"]
    if name and (name[0] == "#" or name in html5 or name == "nbsp"):
        meant = html.unescape(f"&{name}") or _control(name)
        if meant == "<" and _OPENS_TAG.match(match.string, match.end()):
            meant += " "
        return Edit(match.start(), match.end(), meant)
    if match["again"]:
        return Edit(match.start(), match.end("again"), "&")
    return None


def _control(name: str) -> str:
    """Returns the character of an entity that HTML does not allow, so that it is told with others of its kind."""
    return chr(int(name[2:-1], 16) if name[1] in "xX" else int(name[1:-1]))
