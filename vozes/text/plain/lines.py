"""Takes out what Markdown writes at the beginnings of lines, and lines that are nothing but marks.

Headings, items of lists and rows of tables get ends that are no accident of typing (`line_ends`), whatever the next
line begins with. Numbers of items stay, and are read.
"""

import re

from vozes.text.mapped import Edit
from vozes.text.plain.left_out import Kind, LeftOut
from vozes.text.plain.line_ends import ITEM_END, PARAGRAPH_END
from vozes.text.plain.tables import row_edits, rows_of_tables

_BULLETS = "•‣◦▪▫●○■□⁃∙"
_NUMBER = re.compile(r"^[ \t]*+(?P<number>[0-9]{1,3}|[a-zA-Z])(?P<mark>[.)])[ \t]+(?P<word>\S++)", re.MULTILINE)
_CANDIDATE = re.compile(rf"^[ \t]*+(?:[#>*+=_~`|\[{_BULLETS}-]|(?:[0-9]{{1,3}}|[a-zA-Z])[.)])", re.MULTILINE)
_LINE_ENDS = frozenset("\n\u2028")
_QUOTE = re.compile(r"[ \t]*+(?:>[ \t]?+)++(?=(?P<number>[0-9])|[^\W_]|[\"“‘«(*`\[#!¿¡–—•-]|_[^<\s]|$)", re.MULTILINE)
_RULE = re.compile(r"[ \t]*+(?:([-*_=#])(?:[ \t]*+\1){2,}+|={2,}+|-{2,}+)[ \t]*+")
_HEADING = re.compile(r"[ \t]*+(?:#{1,6}[ \t]++|#{2,6}(?=[^\W\d_]))(?=\S)")
_BULLET = re.compile(
    rf"[ \t]*+(?:(?:[-*][ \t]|\+[ \t](?![ \t]*[0-9])|[{_BULLETS}])[ \t]*+)++(?P<task>\[(?P<done>[ xX])\][ \t]++)?(?=\S)"
)
_STRONG_LINE = re.compile(r"[ \t]*+(?:\*\*(?!\s)[^*\n]++\*\*|__(?!\s)[^_\n]++__):?[ \t]*+")
_FENCE = re.compile(r"^[ \t]*+(?P<sign>`{3,}+|~{3,}+)[ \t]*+(?P<name>[^`\n]*+)$", re.MULTILINE)
_DEFINITION = re.compile(
    r"[ \t]*+\[(?P<label>[^^\[\]\n][^\[\]\n]{0,99})\]:[ \t]*+<?(?:[a-zA-Z][a-zA-Z0-9+.-]*:|/|#|www\.)[^\s<>]*+>?"
    r"(?:[ \t]++(?:\"[^\"\n]*+\"|'[^'\n]*+'|\([^()\n]*+\)))?+[ \t]*+"
)
_FOOTNOTE = re.compile(r"[ \t]*+\[\^(?P<label>[\w-]{1,32})\](?=:)")


def line_edits(text: str, labels: set[str], left_out: LeftOut) -> list[Edit]:
    """Returns the edits in order, and adds the labels of the addresses and notes that it finds."""
    lines = _Lines(text, labels, left_out)
    lines.read()
    return lines.edits()


class _Lines:
    def __init__(self, text: str, labels: set[str], left_out: LeftOut):
        self._text, self._labels, self._left_out = text, labels, left_out
        self._edits: list[Edit] = []
        self._ends: dict[int, str] = {}
        """What line ends become, by their places."""
        self._quoted = -2
        """Where the last line ends that is a quotation."""
        self._items = {_item(number): number["word"] for number in _NUMBER.finditer(text)}
        """The numbers that begin lines with the marks after them, and the word behind each."""

    def edits(self) -> list[Edit]:
        text = self._text
        ends = (
            Edit(place, place + 1, end)
            for place, end in self._ends.items()
            if text[place - 1 : place] != "\n" and text[place + 1 : place + 2] not in _LINE_ENDS
        )
        return sorted([*self._edits, *ends])

    def read(self) -> None:
        done = self._read_fences()
        for start, end in rows_of_tables(self._text):
            self._edits += row_edits(self._text, start, end)
            self._end(start - 1, ITEM_END)
            self._end(end, ITEM_END)
            done.add(start)
        for match in _CANDIDATE.finditer(self._text):
            if match.start() not in done:
                end = self._text.find("\n", match.end())
                self._read_line(match.start(), len(self._text) if end < 0 else end)

    def _read_fences(self) -> set[int]:
        """Drops the lines before and after code, ends each line between, and returns where the fences begin."""
        starts = set()
        opening: re.Match[str] | None = None
        for fence in _FENCE.finditer(self._text):
            starts.add(fence.start())
            self._drop(*fence.span())
            self._left_out.add(Kind.CODE, fence["name"])
            if opening is None or fence["name"] or not fence["sign"].startswith(opening["sign"]):
                opening = fence
                continue
            for line_end in re.finditer("\n", self._text[opening.end() : fence.start()]):
                self._end(opening.end() + line_end.start(), ITEM_END)
            opening = None
        return starts

    def _read_line(self, start: int, end: int) -> None:
        text = self._text
        place: int | None = self._without_quote(start, end)
        while place is not None:
            content = place
            if _RULE.fullmatch(text, content, end):
                self._drop(content, end)
                return
            place = self._after_mark(start, content, end)
        if (definition := _DEFINITION.fullmatch(text, content, end)) is not None:
            self._labels.add(definition["label"].lower())
            self._left_out.add(Kind.LINK, definition[0])
            self._drop(content, end)
        elif (footnote := _FOOTNOTE.match(text, content, end)) is not None:
            self._labels.add(f"^{footnote['label'].lower()}")
            self._drop(footnote.start(), footnote.start("label"))
            self._drop(footnote.end("label"), footnote.end())
            self._part(start, end)
        elif _STRONG_LINE.fullmatch(text, content, end):
            self._part(start, end)
        elif (number := _NUMBER.match(text, content, end)) is not None:
            self._read_number(start, number)

    def _after_mark(self, start: int, content: int, end: int) -> int | None:
        """Drops the marks of a heading or an item, and returns where its text begins; None where there are none."""
        heading = _HEADING.match(self._text, content, end)
        if heading is not None:
            self._drop(*heading.span())
            self._drop(_end_of_heading(self._text, heading.end(), end), end)
            self._part(start, end)
            return heading.end()
        bullet = _BULLET.match(self._text, content, end)
        if bullet is None:
            return None
        self._drop(*bullet.span())
        self._end(start - 1, ITEM_END)
        if bullet["done"]:
            self._left_out.add(Kind.TASK, bullet["done"])
        return bullet.end()

    def _read_number(self, start: int, number: re.Match[str]) -> None:
        """Parts an item's number from its words, unless it stands alone and may be of a date: `1. Mai`, `2. Mai`."""
        value, mark = _item(number)
        words = [self._items[item] for item in ((value - 1, mark), (value + 1, mark)) if item in self._items]
        if value == 1 or words:
            self._end(start - 1, ITEM_END)
        if words and number["word"] not in words:
            self._edits.append(Edit(*number.span("mark"), ","))

    def _without_quote(self, start: int, end: int) -> int:
        """Drops the marks of a quotation, and returns where its text begins. `> 5` alone is no quotation."""
        quote = _QUOTE.match(self._text, start, end)
        if quote is None:
            return start
        alone = self._quoted != start - 1 and _QUOTE.match(self._text, end + 1) is None
        if quote["number"] and alone:
            return start
        self._quoted = end
        self._drop(*quote.span())
        return quote.end()

    def _drop(self, start: int, end: int) -> None:
        if start < end:
            self._edits.append(Edit(start, end, ""))

    def _part(self, start: int, end: int) -> None:
        """Makes a paragraph of a line."""
        self._end(start - 1, PARAGRAPH_END)
        self._end(end, PARAGRAPH_END)

    def _end(self, place: int, by: str) -> None:
        if 0 <= place < len(self._text):
            self._ends[place] = PARAGRAPH_END if self._ends.get(place) == PARAGRAPH_END else by


def _item(number: re.Match[str]) -> tuple[int, str]:
    """Returns the number of an item, or the place of its letter in the alphabet, and the mark after it."""
    value = number["number"]
    return int(value) if value.isdecimal() else ord(value.lower()) - ord("a") + 1, number["mark"]


def _end_of_heading(text: str, start: int, end: int) -> int:
    """Returns where a heading's words end: it may be closed by marks after a space."""
    words = text[start:end].rstrip()
    without = words.rstrip("#")
    if without != words and (not without or without[-1].isspace()):
        words = without.rstrip()
    return start + len(words)
