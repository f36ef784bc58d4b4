"""Makes of a text with Markdown or HTML the text that is meant: no marks, and a paragraph for each heading and item.

What is no markup stays: `5 * 3`, `snake_case`, `a < b`. Nothing with a letter or digit goes without a warning. It knows
no language; it is given texts whose characters are cleaned already.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from vozes.text.characters import clean
from vozes.text.mapped import Edit, MappedText
from vozes.text.plain.emphasis import emphasis_edits
from vozes.text.plain.escapes import entity_edits, escape_edits
from vozes.text.plain.left_out import LeftOut
from vozes.text.plain.lines import line_edits
from vozes.text.plain.links import link_edits
from vozes.text.plain.tags import tag_edits
from vozes.text.plain.wrapping import wrapping_edits
from vozes.warnings import CodedWarning

_MOST_PASSES = 6
"""Markup inside markup is rarely deeper: each pass takes out what stands open then."""


@dataclass(frozen=True, slots=True)
class Plain:
    text: MappedText
    warnings: tuple[CodedWarning, ...] = ()
    """What was left out though it has letters or digits, in sentences for the user."""


def plain(said: MappedText) -> Plain:
    """Returns the text without the marks of Markdown and HTML; the same object where there are none."""
    left_out = LeftOut()
    warnings: tuple[CodedWarning, ...] = ()
    for _ in range(_MOST_PASSES):
        before = said.text
        labels: set[str] = set()
        said, more = _without_entities(said)
        warnings += more
        said = said.edited(tag_edits(said.text, left_out))
        said = said.edited(line_edits(said.text, labels, left_out))
        said = said.edited(_inline_edits(said.text, labels, left_out))
        if said.text == before:
            break
    said = said.edited(wrapping_edits(said.text))
    return Plain(said, left_out.warnings() + warnings)


def _inline_edits(text: str, labels: set[str], left_out: LeftOut) -> Iterator[Edit]:
    """Yields the edits inside lines in order, without those inside others: marks in an address go with it."""
    edits = [*escape_edits(text), *link_edits(text, labels, left_out), *emphasis_edits(text)]
    end = 0
    for edit in sorted(edits):
        if edit.start >= end:
            yield edit
            end = edit.end


def _without_entities(said: MappedText) -> tuple[MappedText, tuple[CodedWarning, ...]]:
    """Returns a text with what its entities stand for, and the warnings of those characters."""
    edits = entity_edits(said.text)
    if not edits:
        return said, ()
    said = said.edited(edits)
    cleaned = clean(said.text)
    if cleaned.text.text == said.text:
        return said, cleaned.warnings
    spans = [said.span(*span) for span in zip(cleaned.text.starts, cleaned.text.ends, strict=True)]
    starts, ends = zip(*spans, strict=True) if spans else ((), ())
    return MappedText(cleaned.text.text, starts, ends), cleaned.warnings
