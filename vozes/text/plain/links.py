"""Takes the addresses out of Markdown's links and pictures, and the marks of footnotes; what is shown stays."""

import re
from collections.abc import Iterator

from vozes.text.mapped import Edit
from vozes.text.plain.left_out import Kind, LeftOut

_MAY_BE = re.compile(r"\][(\[]|\[\^")
_TOKEN = re.compile(
    r"(?P<footnote>[ \t]?\[\^(?P<label>[\w-]{1,32})\])|(?P<open>(?<!\\)(?:(?<!\w)!)?\[)|(?P<close>(?<!\\)\])"
    r"|(?P<end>\n[ \t]*\n)"
)
_TARGET = re.compile(
    r"\(\s*+(?:<(?P<angled>[^<>\n]*+)>|(?P<plain>(?:[^\s()<>]++|\([^\s()]*+\))*+))"
    r"(?:\s++(?:\"[^\"\n]*+\"|'[^'\n]*+'|\([^()\n]*+\)))?+\s*+\)"
)
_REFERENCE = re.compile(r"\[(?P<label>[^\[\]\n]{0,100})\]")
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/|#|www\.")
_WORD = re.compile(r"[^\W\d_]{2}")


def link_edits(text: str, labels: set[str], left_out: LeftOut) -> Iterator[Edit]:
    """Yields the edits, in no order. `labels` are those whose addresses or notes stand elsewhere in the text."""
    if _MAY_BE.search(text) is None:
        return
    open_brackets: list[re.Match[str]] = []
    place = 0
    for match in _TOKEN.finditer(text):
        if match.start() < place:
            continue
        if match["end"]:
            open_brackets.clear()
        elif match["open"]:
            open_brackets.append(match)
        elif match["footnote"]:
            if match["label"].isdigit() or f"^{match['label']}" in labels:
                left_out.add(Kind.FOOTNOTE, match[0])
                yield Edit(*match.span(), "")
        elif open_brackets:
            edits = _link(text, open_brackets.pop(), match.end(), labels, left_out)
            yield from edits
            place = max((edit.end for edit in edits), default=place)


def _link(text: str, opening: re.Match[str], end: int, labels: set[str], left_out: LeftOut) -> list[Edit]:
    """Returns the edits of a link or picture whose text ends before `end`; none where it is no link."""
    shown = text[opening.end() : end - 1]
    target = _TARGET.match(text, end)
    if target is not None:
        address = target["plain"] or target["angled"] or ""
        return _without_target(opening, shown, target, address, left_out) if _is_link(opening, shown, address) else []
    reference = _REFERENCE.match(text, end)
    if reference is None or (reference["label"] or shown).lower() not in labels:
        return []
    left_out.add(Kind.LINK, reference["label"])
    return [Edit(*opening.span(), ""), Edit(end - 1, reference.end(), "")]


def _without_target(
    opening: re.Match[str], shown: str, target: re.Match[str], address: str, left_out: LeftOut
) -> list[Edit]:
    start, end = target.start() - 1, target.end()
    is_picture = opening["open"][0] == "!"
    if not shown.strip() and not is_picture:
        return [Edit(opening.start(), end, address)]
    if shown.strip() != address:
        left_out.add(Kind.PICTURE if is_picture else Kind.LINK, target[0][1:-1].strip())
    return [Edit(*opening.span(), ""), Edit(start, end, "")]


def _is_link(opening: re.Match[str], shown: str, address: str) -> bool:
    """Returns whether brackets are no list or index, as in `a[0](x)`."""
    if opening["open"][0] == "!" or _ADDRESS.match(address):
        return True
    after_word = opening.string[opening.start() - 1 : opening.start()].isalnum()
    return not after_word and _WORD.search(shown) is not None and _WORD.search(address) is not None
