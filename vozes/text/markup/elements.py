"""The table of what is understood: SSML's elements with their attributes, and the plain tags.

The parser takes from it which attributes an element has, and `GET /v1/markup` shows it.
"""

from typing import NamedTuple

from vozes.text.markup.durations import LONGEST, LONGEST_IN_ALL, STRENGTHS
from vozes.text.markup.prosody import RATE_RANGE
from vozes.text.markup.say_as import KINDS


class Element(NamedTuple):
    name: str
    attributes: tuple[str, ...]
    does: str


class Tag(NamedTuple):
    tag: str
    does: str


ELEMENTS = (
    Element("speak", ("xml:lang", "version"), "Holds all of the text; the language holds for it."),
    Element("p", ("xml:lang",), "A paragraph."),
    Element("s", ("xml:lang",), "A sentence."),
    Element(
        "break",
        ("time", "strength"),
        f"A pause: `500ms`, `1.5s`, or a strength ({', '.join(STRENGTHS)}); at most {LONGEST:g} seconds, and "
        f"{LONGEST_IN_ALL:g} in all of a text.",
    ),
    Element(
        "prosody",
        ("rate", "pitch", "volume"),
        "Faster or slower (`120%`, `+10%`, `slow`), higher or lower (`+2st`, `+10%`, `high`), louder or softer "
        "(`+6dB`, `loud`, `silent`).",
    ),
    Element("emphasis", ("level",), "Stresses words: strong, moderate, reduced or none."),
    Element("say-as", ("interpret-as", "format"), f"Says what a text is: {', '.join(KINDS)}. A date's format: `dmy`."),
    Element("sub", ("alias",), "Reads the alias instead of the text."),
    Element("phoneme", ("alphabet", "ph"), "Reads the text as these sounds, in `ipa` or `x-sampa`."),
    Element("lang", ("xml:lang",), "Another language."),
    Element("voice", ("name", "xml:lang"), "Another voice, by its id or name."),
    Element("mark", ("name",), "A place whose time is told."),
)
TAGS = (
    Tag("[pause:500ms]", f"A pause, in `ms` or `s`, at most {LONGEST:g} seconds."),
    Tag("[voice:ID]", "Another voice, by its id or name, from here on, up to the next such tag or `[/voice]`."),
    Tag("[lang:pt-BR]", "Another language from here on, up to the next such tag or `[/lang]`."),
    Tag(
        "[rate:1.2]",
        f"Another pace from here on, {RATE_RANGE[0]:g} to {RATE_RANGE[1]:g}, up to the next such tag or `[/rate]`.",
    ),
    Tag("[[", "A bracket that begins no tag."),
)
UNSPOKEN = frozenset({"desc", "lexicon", "meta", "metadata", "title"})
"""Elements whose text describes the document: it is not read."""
