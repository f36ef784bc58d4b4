"""Finds the tables of Markdown, and makes of each row a line whose cells are clauses."""

import re
from collections.abc import Iterator

from vozes.text.mapped import Edit

_SEPARATOR = re.compile(
    r"^[ \t]*+(?=[^\n]*\|)\|?+[ \t]*+:?+-++:?+[ \t]*+(?:\|[ \t]*+:?+-++:?+[ \t]*+)*+\|?+[ \t]*+$", re.MULTILINE
)
_FRAMED_ROW = re.compile(r"^[ \t]*+\|[ \t][^|\n]*+\|[^\n]*\|[ \t]*$", re.MULTILINE)
_PIPES = re.compile(r"(?<!\\)\|(?:[ \t]*+(?<!\\)\|)*+[ \t]*+")
_MARKS = frozenset(".,;:!?…。，！？、")


def rows_of_tables(text: str) -> Iterator[tuple[int, int]]:
    """Yields where rows begin and end, each once: those around a separator, and others with a frame."""
    if "|" not in text:
        return
    rows: dict[int, int] = {}
    done = 0
    for separator in _SEPARATOR.finditer(text):
        start = text.rfind("\n", 0, max(0, separator.start() - 1)) + 1
        while start < len(text) and start >= done:
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            if "|" not in text[start:end] and start != separator.start():
                break
            rows[start] = end
            start = end + 1
        done = max(done, start)
    for row in _FRAMED_ROW.finditer(text):
        rows[row.start()] = row.end()
    yield from sorted(rows.items())


def row_edits(text: str, start: int, end: int) -> list[Edit]:
    """Returns the edits that part the cells of a row by commas; a separator goes as a whole."""
    if _SEPARATOR.fullmatch(text, start, end):
        return [Edit(start, end, "")]
    edits = []
    for pipes in _PIPES.finditer(text, start, end):
        first = pipes.start()
        while first > start and text[first - 1] in " \t":
            first -= 1
        inside = start < first and pipes.end() < end
        mark = " " if text[first - 1] in _MARKS else ", "
        edits.append(Edit(first, pipes.end(), mark if inside else ""))
    return edits
