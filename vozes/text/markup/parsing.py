"""The entry to markup: a user's text becomes a script, whichever way it is marked up."""

from vozes.text.mapped import MappedText
from vozes.text.markup.inline import read_inline
from vozes.text.markup.passages import Manner, Markup, Passage, Script
from vozes.text.markup.ssml import is_ssml, read_ssml
from vozes.text.markup.tags import read_tags


def parse(text: str, markup: Markup) -> Script:
    """Returns what is to be read, in which manner, and the pauses between.

    Raises VozesError about `text`: INVALID_TEXT for SSML that is not well-formed, INVALID_FIELD for a tag with a wrong
    value.
    """
    if markup == Markup.SSML or (markup in (Markup.AUTO, Markup.INLINE) and is_ssml(text)):
        return read_ssml(text)
    if markup == Markup.INLINE:
        return read_inline(text)
    if markup == Markup.TAGS:
        return read_tags(text)
    return Script((Passage(MappedText.of(text), Manner()),) if text else ())
