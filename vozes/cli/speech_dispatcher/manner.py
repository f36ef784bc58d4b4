"""How the daemon wants texts to be spoken, which it may change before each, and the order that comes of a text.

Punctuation and capital letters are spelled out by the daemon itself (`SymbolsPreproc`), and how far the melody moves is
the engine's own.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from vozes.service.speech.orders import SPEED_RANGE, SpeechOrder
from vozes.text.language import AUTO
from vozes.text.markup.passages import Markup

_FASTEST = 3.0
"""Times the normal pace at rate 100, and the share of it at -100."""
_SEMITONES = 12.0
"""At pitch 100, and below at -100."""
_IGNORED = frozenset({"pitch_range", "punctuation_mode", "punctuation_some", "cap_let_recogn", "spelling_mode"})
_OPENING = re.compile(r"<speak\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")

FindVoice = Callable[[str, str], str | None]
"""Gives a voice for a language tag and a gender, or None."""


@dataclass(frozen=True, slots=True)
class Manner:
    rate: int = 0
    pitch: int = 0
    volume: int = 100
    language: str = AUTO
    voice: str | None = None
    voice_type: str = ""
    """Such as `female1`."""

    def changed(self, name: str, value: str) -> "Manner":
        """Returns the manner with another value. Raises ValueError for what is none, or has no such name."""
        given = "" if value == "NULL" else value
        if name in ("rate", "pitch", "volume"):
            changes: dict[str, Any] = {name: min(max(int(value), -100), 100)}
        elif name == "language":
            changes = {name: given.lower().replace("_", "-") or AUTO}
        elif name == "synthesis_voice":
            changes = {"voice": given or None}
        elif name == "voice":
            changes = {"voice_type": given.lower()}
        elif name in _IGNORED:
            changes = {}
        else:
            raise ValueError(name)
        return replace(self, **changes)

    @property
    def gain(self) -> float:
        """By which samples are multiplied."""
        return (self.volume + 100) / 200

    def order(self, ssml: str, find_voice: FindVoice) -> SpeechOrder:
        speed = min(max(_FASTEST ** (self.rate / 100), SPEED_RANGE[0]), SPEED_RANGE[1])
        gender = self.voice_type.rstrip("0123456789").rpartition("_")[2]
        voice = self.voice or (find_voice(self.language, gender) if gender in ("male", "female") else None)
        return SpeechOrder(self._pitched(ssml), self.language, voice, speed=speed, markup=Markup.SSML)

    def _pitched(self, ssml: str) -> str:
        opening = _OPENING.match(ssml.lstrip())
        end = ssml.rfind("</speak>")
        if not self.pitch or opening is None or end < 0:
            return ssml
        start = ssml.index("<speak") + opening.end()
        semitones = self.pitch * _SEMITONES / 100
        return f'{ssml[:start]}<prosody pitch="{semitones:+.1f}st">{ssml[start:end]}</prosody>{ssml[end:]}'


def as_ssml(kind: str, text: str) -> str:
    """Returns a message of the daemon as SSML; `kind` is the command that brought it."""
    if kind == "CHAR":
        named = "space" if text in ("", " ") else text
        return (
            f'<speak><say-as interpret-as="characters">{escape(named)}</say-as></speak>'
            if len(named) == 1
            else plain(named)
        )
    if kind in ("KEY", "SOUND_ICON"):
        return plain(re.sub(r"(?<=\w)[_-](?=\w)", " ", text) or text)
    return text if text.lstrip().startswith("<speak") else plain(text)


def plain(text: str) -> str:
    return f"<speak>{escape(text)}</speak>"


def without_tags(ssml: str) -> str:
    """Returns what there is to say of SSML that is not well formed."""
    return plain(_TAG.sub(" ", ssml).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
