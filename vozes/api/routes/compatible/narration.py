"""Tells in a text of role play what a character says and what a narrator tells: "quotes" and *asterisks*.

The result is SSML, in which each has a voice. It knows nothing of requests.
"""

import html
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

_MARKED = re.compile(r"""\*+(?P<narrated>[^*]+)\*+|["“”„«](?P<said>[^"“”„«»]+)["“”»]""")
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Role(StrEnum):
    CHARACTER = "character"
    NARRATOR = "narrator"
    SILENT = "silent"


def roles(text: str, outside: Role) -> Iterator[tuple[Role, str]]:
    """Yields the parts of a text with who says each; `outside`: who says what stands in neither of the marks."""
    end = 0
    for match in _MARKED.finditer(text):
        yield outside, text[end : match.start()]
        narrated = match["narrated"]
        yield (Role.CHARACTER, match["said"]) if narrated is None else (Role.NARRATOR, narrated)
        end = match.end()
    yield outside, text[end:]


def as_ssml(parts: Iterator[tuple[Role, str]], voices: Mapping[Role, str | None]) -> str:
    """Returns what those say who are in `voices`, each in the voice of that name; None: whoever speaks the language."""
    heard = ((role, part) for role, part in parts if role in voices and part.strip())
    spoken = (_element(voices[role], "\n".join(part for _, part in group)) for role, group in groupby(heard, _role))
    return f"<speak>{''.join(spoken)}</speak>"


def unescaped(text: str) -> str:
    """Returns a text as it was before it became HTML: `&quot;` is a quote."""
    return html.unescape(text)


def _role(part: tuple[Role, str]) -> Role:
    return part[0]


def _element(voice: str | None, text: str) -> str:
    written = escape(_NOT_IN_XML.sub(" ", text).strip())
    return f"<p>{written}</p>" if voice is None else f"<voice name={quoteattr(voice)}><p>{written}</p></voice>"
