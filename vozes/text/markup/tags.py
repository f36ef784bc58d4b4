"""Reads plain tags in brackets, such as `[pause:500ms]`. All else in brackets is text, as are tags without a value.

A tag with a wrong value is an error, since who writes tags means them.
"""

import re
from dataclasses import replace
from typing import TypeVar

from vozes.errors import ErrorCode, VozesError
from vozes.text.markup.durations import parse_seconds
from vozes.text.markup.manners import parse_language
from vozes.text.markup.passages import Manner, Script
from vozes.text.markup.prosody import RATE_RANGE, parse_rate
from vozes.text.markup.writer import ScriptWriter, quote, shorten
from vozes.warnings import CodedWarning, WarningCode

T = TypeVar("T")

_TAG = re.compile(r"\[\[|\[(/?)(pause|voice|lang|rate)(?::([^\[\]\r\n]*))?\]", re.ASCII | re.IGNORECASE)
_RIGHT = {
    "pause": "a pause is written [pause:500ms] or [pause:1.5s]",
    "voice": "a voice is written [voice:ID], and ended by [/voice]",
    "lang": "a language is written [lang:pt-BR], and ended by [/lang]",
    "rate": f"a rate is written [rate:1.2], from {RATE_RANGE[0]:g} to {RATE_RANGE[1]:g}, and ended by [/rate]",
}


def read_tags(text: str) -> Script:
    """Raises VozesError(INVALID_FIELD) for a tag with a wrong value."""
    writer, manner, place = ScriptWriter(text), Manner(), 0
    for match in _TAG.finditer(text):
        writer.copy(place, match.start(), manner)
        place = match.end()
        manner = _read(match, writer, manner)
    writer.copy(place, len(text), manner)
    return writer.finish()


def _read(match: re.Match[str], writer: ScriptWriter, manner: Manner) -> Manner:
    """Does what one tag asks for, and returns the manner after it."""
    if match[0] == "[[":
        writer.put("[", *match.span(), manner)
        return manner
    name, value = match[2].lower(), match[3]
    if bool(match[1]) == (value is not None) or (match[1] and name == "pause"):
        told = f"{quote(match[0])} was read as text: {_RIGHT[name]}."
        writer.warn(CodedWarning(WarningCode.TAG_READ_AS_TEXT, told, tag=shorten(match[0]), kind=name))
        writer.copy(*match.span(), manner)
        return manner
    if name == "pause":
        writer.pause(_required(parse_seconds(value), match), match.start())
        return manner
    return _changed(manner, name, value, match)


def _changed(manner: Manner, name: str, value: str | None, match: re.Match[str]) -> Manner:
    if name == "voice":
        return replace(manner, voice=None if value is None else _required(value.strip() or None, match))
    if name == "lang":
        return replace(manner, language=None if value is None else _required(parse_language(value), match))
    return replace(manner, rate=1.0 if value is None else _required(_rate(value), match))


def _rate(value: str) -> float | None:
    rate = parse_rate(value)
    return rate if rate is not None and RATE_RANGE[0] <= rate <= RATE_RANGE[1] else None


def _required(value: T | None, match: re.Match[str]) -> T:
    """Returns the value of a tag; raises VozesError(INVALID_FIELD) where it means nothing."""
    if value is None:
        message = f"{quote(match[0])} at position {match.start()} is not understood: {_RIGHT[match[2].lower()]}."
        raise VozesError(ErrorCode.INVALID_FIELD, message, param="text")
    return value
