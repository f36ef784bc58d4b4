"""Takes HTML out of a text: tags of elements that there are, comments, and what is for browsers alone.

Elements that stand on lines of their own become lines or paragraphs, and the cells of a table clauses. What looks like
a tag and is the name of no element stays, and `a<b>c` too, since nothing ends it.
"""

import re
from collections.abc import Iterator

from vozes.text.mapped import Edit
from vozes.text.plain.left_out import Kind, LeftOut
from vozes.text.plain.line_ends import ITEM_END, PARAGRAPH_END

_BLOCKS = frozenset(
    "address article aside blockquote body br caption center colgroup dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol "
    "optgroup option p pre section summary table tbody tfoot thead title tr ul".split()
)
_ITEMS = frozenset("br dd dt li option tr".split())
_CELLS = frozenset(("td", "th"))
_IN_LINES = frozenset(
    "a abbr acronym area audio b base bdi bdo big button canvas cite code col data datalist del dfn em embed "
    "font i iframe img input ins kbd label link map mark meta meter noscript object output param picture "
    "progress q rp rt ruby s samp select slot small source span strike strong sub sup template textarea time "
    "track tt u var video wbr".split()
)
_HIDDEN = frozenset(("script", "style", "svg"))
"""Elements of which nothing is text."""
_ELEMENTS = _BLOCKS | _CELLS | _IN_LINES | _HIDDEN
_WORDS_TOO = (_IN_LINES - {"abbr", "col", "em", "span", "strong", "strike", "tt", "wbr"}) | frozenset(
    "address article aside body caption center details dialog dir figure footer form head header legend main menu nav "
    "option section summary table title".split()
)
"""Elements whose names are also put between such brackets: a bare one is a tag where it is begun and ended."""
_CANDIDATE = re.compile(r"`[^`\n]{1,200}`|(?<!<)<[A-Za-z/!?]")
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,15})"
    r"(?P<attributes>(?:[\s/](?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)?)>"
)
_BARE = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})(?=[\s/>])")
_DECLARATION = re.compile(r"<(?:![A-Za-z][^<>]*+|\?[A-Za-z][^<>]*+)>")
_ADDRESS = re.compile(r"<(?P<address>(?:https?://|ftp://|mailto:)[^\s<>]++|[\w.+-]++@[\w-]+(?:\.[\w-]+)+)>")
_RAISED = re.compile(r"<sup>\s*([-+]?[0-9]{1,8}|[oa])\s*</sup>", re.IGNORECASE)
_RAISE = str.maketrans("0123456789-+oaOA", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ºªºª")
_ALTERNATIVE = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_BLANK = re.compile(r"\s*")


def tag_edits(text: str, left_out: LeftOut) -> list[Edit]:
    return list(_Page(text, left_out).edits()) if "<" in text else []


class _Page:
    def __init__(self, text: str, left_out: LeftOut):
        self._text, self._left_out = text, left_out
        names = {(slash, name.lower()) for slash, name in _BARE.findall(text)}
        self._paired = {name for slash, name in names if slash and ("", name) in names}
        self._last_comment_end = text.rfind("-->")
        self._never_ended: set[str] = set()
        self._in_row = False
        self._separated = 0
        """Where the last edit between lines ended."""

    def edits(self) -> Iterator[Edit]:
        place = 0
        for match in _CANDIDATE.finditer(self._text):
            if match.start() >= place and match[0][0] == "<":
                edit = self._edit(match.start(), place)
                if edit is not None:
                    yield edit
                    place = edit.end

    def _edit(self, start: int, after: int) -> Edit | None:
        """Returns what becomes of what begins at a place; None where it is no markup. `after`: what is done."""
        text = self._text
        if text.startswith("<!--", start):
            if start + 4 > self._last_comment_end:
                return None
            end = text.index("-->", start + 4)
            self._left_out.add(Kind.COMMENT, text[start + 4 : end])
            return Edit(start, end + 3, "")
        if (declaration := _DECLARATION.match(text, start)) is not None:
            self._left_out.add(Kind.TAG, declaration[0][1:-1])
            return Edit(*declaration.span(), "")
        if (address := _ADDRESS.match(text, start)) is not None:
            return Edit(*address.span(), address["address"])
        tag = _TAG.match(text, start)
        return None if tag is None or not self._is_tag(tag) else self._edit_of_tag(tag, after)

    def _is_tag(self, tag: re.Match[str]) -> bool:
        name, attributes = tag["name"].lower(), tag["attributes"].strip(" \t\n/")
        if name not in _ELEMENTS:
            return False
        if "=" in attributes or tag["attributes"].endswith("/"):
            return True
        return len(attributes.split()) <= 1 and (name not in _WORDS_TOO or name in self._paired)

    def _edit_of_tag(self, tag: re.Match[str], after: int) -> Edit:
        name, start, end = tag["name"].lower(), tag.start(), tag.end()
        if name in _HIDDEN and not tag["end"]:
            end = self._end_of_hidden(name, end)
            self._left_out.add(Kind.PROGRAM, self._text[start:end])
            return Edit(start, end, "")
        raised = _RAISED.match(self._text, start)
        if raised is not None:
            self._left_out.add(Kind.TAG, name)
            return Edit(*raised.span(), raised[1].translate(_RAISE))
        self._left_out.add(Kind.TAG, (tag["name"] + tag["attributes"]).strip(" \t\n/"))
        if name in _BLOCKS or name in _CELLS:
            return self._edit_between_lines(name, tag, after)
        alternative = _ALTERNATIVE.search(tag["attributes"]) if name == "img" else None
        return Edit(start, end, "" if alternative is None else alternative[1] or alternative[2] or "")

    def _end_of_hidden(self, name: str, start: int) -> int:
        """Returns where an element ends that nothing is read of; right where it begins if it has no end."""
        if name not in self._never_ended:
            end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self._text, start)
            if end is not None:
                return end.end()
            self._never_ended.add(name)
        return start

    def _edit_between_lines(self, name: str, tag: re.Match[str], after: int) -> Edit:
        text, start, end = self._text, tag.start(), tag.end()
        while start > after and text[start - 1].isspace():
            start -= 1
        blank = _BLANK.match(text, end)
        end = end if blank is None else blank.end()
        if name not in _CELLS:
            separated, self._separated = self._separated, end
            self._in_row = False
            line_end = ITEM_END if name in _ITEMS else PARAGRAPH_END
            return Edit(start, end, line_end if separated < start and end < len(text) else "")
        second = self._in_row and not tag["end"]
        self._in_row = True
        return Edit(start, end, ", " if second else "")
