"""What an engine can do of what markup asks for: each engine declares it, and `GET /v1/markup` shows it."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Capability(StrEnum):
    PAUSE = "pause"
    RATE = "rate"
    PITCH = "pitch"
    VOLUME = "volume"
    EMPHASIS = "emphasis"
    PHONEME = "phoneme"
    LANGUAGE = "language"
    """More than one in a text."""
    VOICE = "voice"
    """More than one in a text."""
    SAY_AS = "say_as"
    MARK = "mark"


class Support(StrEnum):
    NATIVE = "yes"
    APPROXIMATED = "approximated"
    """Done around the engine: by silence, by its speed, by a second request whose audio is joined."""
    IGNORED = "no"
    """The text is read as if it had not been asked for, with a warning."""


MarkupSupport = Mapping[Capability, Support]
"""Every capability with its support."""


AROUND_ANY_ENGINE = frozenset(
    {
        Capability.PAUSE,
        Capability.RATE,
        Capability.VOLUME,
        Capability.LANGUAGE,
        Capability.VOICE,
        Capability.SAY_AS,
    }
)
"""What is done around an engine, whatever it is."""


def markup_support(native: Iterable[Capability] = (), approximated: Iterable[Capability] = ()) -> MarkupSupport:
    """Returns the support of each capability: what is named in neither is ignored."""
    approximately = dict.fromkeys(approximated, Support.APPROXIMATED)
    known = approximately | dict.fromkeys(native, Support.NATIVE)
    return {each: known.get(each, Support.IGNORED) for each in Capability}
