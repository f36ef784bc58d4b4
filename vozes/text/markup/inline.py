"""Reads plain text in which single elements of SSML stand, as ElevenLabs' users write it: `<break>` and `<phoneme>`.

All else is text, other elements too.
"""

import re

from vozes.text.markup.manners import break_seconds, manner_within
from vozes.text.markup.passages import Manner, Script
from vozes.text.markup.writer import ScriptWriter

_ELEMENT = re.compile(
    r"<break(?P<pause>\s[^<>]{0,200})?/?>(?:\s?</break>)?"
    r"|<phoneme(?P<said>\s[^<>]{0,500})>(?P<word>[^<>]{1,500})</phoneme>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s?=\s?(?:"([^"]*)"|'([^']*)')""")


def read_inline(text: str) -> Script:
    writer, place = ScriptWriter(text), 0
    for match in _ELEMENT.finditer(text):
        writer.copy(place, match.start(), Manner())
        place = match.end()
        if match["word"] is None:
            writer.pause(break_seconds(_attributes(match["pause"]), writer.warn), match.start())
            continue
        writer.copy(*match.span("word"), manner_within("phoneme", Manner(), _attributes(match["said"]), writer.warn))
        writer.part()
    writer.copy(place, len(text), Manner())
    return writer.finish()


def _attributes(written: str | None) -> dict[str, str]:
    return {name.lower(): double or single for name, double, single in _ATTRIBUTE.findall(written or "")}
