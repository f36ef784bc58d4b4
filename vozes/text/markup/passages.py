"""What a marked-up text comes to: passages to be read, each in its manner, with pauses and marks between them.

These are plain values that the parsers make; nothing here knows how markup is written.
"""

from dataclasses import dataclass
from enum import StrEnum

from vozes.text.mapped import MappedText
from vozes.warnings import CodedWarning


class Markup(StrEnum):
    """How a text is marked up; `auto` is SSML where the text begins with `<speak`, else `off`, and `inline` is that too
    but for `<break>` and `<phoneme>` in the plain text.
    """

    AUTO = "auto"
    OFF = "off"
    SSML = "ssml"
    TAGS = "tags"
    INLINE = "inline"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a passage is to be said; what is None is left to the request."""

    language: str | None = None
    """A tag in lower case, such as `pt-br`."""
    voice: str | None = None
    rate: float = 1.0
    """Times the pace of the request, 0.25 to 4."""
    pitch: float = 0.0
    """Semitones above the voice's own, -12 to 12."""
    volume: float = 0.0
    """Decibels, at most 20; minus infinity is silence."""
    emphasis: str | None = None
    """`strong`, `moderate`, `reduced` or `none`."""
    say_as: str | None = None
    """What the text is, one of `vozes.text.markup.say_as.KINDS`."""
    format: str | None = None
    """How what `say_as` names is written, such as `dmy`."""
    phoneme: str | None = None
    """The sounds of the passage as a whole, in IPA."""
    alias: str | None = None
    """What is read instead of what was written; the passage's text is this alias."""

    @property
    def is_inline(self) -> bool:
        """Whether it says how words are read, beyond which voice reads them and how fast, high and loud."""
        return any((self.emphasis, self.say_as, self.phoneme, self.alias))


@dataclass(frozen=True, slots=True)
class Passage:
    text: MappedText
    manner: Manner


@dataclass(frozen=True, slots=True)
class Pause:
    seconds: float
    place: int
    """Where it was written, in code points of what the user sent."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place whose time the user wants to know."""

    name: str
    place: int
    """Where it was written, in code points of what the user sent."""


Item = Passage | Pause | Mark


@dataclass(frozen=True, slots=True)
class Script:
    """The items in the order of the text; a blank passage may part two others, and the spans never fall."""

    items: tuple[Item, ...]
    warnings: tuple[CodedWarning, ...] = ()
