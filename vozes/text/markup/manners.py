"""What SSML's elements say of the manner of what they hold, by their attributes. It parses no XML.

An attribute with a value that means nothing is as if it were not there, with a warning.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from vozes.text.ipa import letters_of
from vozes.text.language import normalize_tag
from vozes.text.markup.durations import MEDIUM, STRENGTHS, parse_seconds
from vozes.text.markup.passages import Manner
from vozes.text.markup.prosody import PITCH_RANGE, RATE_RANGE, VOLUME_RANGE, parse_pitch, parse_rate, parse_volume
from vozes.text.markup.say_as import parse_format, parse_kind
from vozes.text.markup.writer import quote, shorten
from vozes.text.markup.xsampa import to_ipa
from vozes.warnings import CodedWarning, WarningCode

Attributes = Mapping[str, str]
Warn = Callable[[CodedWarning], None]
Reader = Callable[[Manner, Attributes, Warn], Manner]

_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,3}", re.ASCII)
_LEVELS = frozenset({"strong", "moderate", "none", "reduced"})


def parse_language(written: str) -> str | None:
    """Returns `pt-br` for `pt-BR`; None for what is no language tag."""
    return normalize_tag(written) if _TAG.fullmatch(written.strip()) else None


def manner_within(element: str, manner: Manner, attributes: Attributes, warn: Warn) -> Manner:
    """Returns the manner of what an element holds, by the manner around it."""
    if "xml:lang" in attributes:
        manner = _in_language(element, manner, attributes["xml:lang"], warn)
    read = _READERS.get(element)
    return manner if read is None else read(manner, attributes, warn)


def warn_of_value(element: str, attribute: str, value: str | None, warn: Warn) -> None:
    """Warns of an attribute's value that means nothing, or of None where the attribute has to be there."""
    if value is None:
        told = f"<{element}> has no {attribute}: it was left out."
        warn(CodedWarning(WarningCode.ATTRIBUTE_MISSING, told, element=element, attribute=attribute))
        return
    told = f"<{element}> has {attribute}={quote(value)}, which is not understood: it was left out."
    code = WarningCode.ATTRIBUTE_VALUE_UNKNOWN
    warn(CodedWarning(code, told, element=element, attribute=attribute, value=shorten(value)))


def break_seconds(attributes: Attributes, warn: Warn) -> float:
    """Returns how long a `break` is silent."""
    time, strength = attributes.get("time"), attributes.get("strength")
    seconds = None if time is None else parse_seconds(time)
    if seconds is not None:
        return seconds
    if time is not None:
        warn_of_value("break", "time", time, warn)
    if strength is not None and strength.strip().lower() not in STRENGTHS:
        warn_of_value("break", "strength", strength, warn)
    return STRENGTHS.get((strength or "").strip().lower(), MEDIUM)


def _in_language(element: str, manner: Manner, written: str, warn: Warn) -> Manner:
    language = parse_language(written)
    if language is None and written.strip():
        warn_of_value(element, "xml:lang", written, warn)
        return manner
    return replace(manner, language=language)


def _prosody(manner: Manner, attributes: Attributes, warn: Warn) -> Manner:
    rate = _quantity("rate", attributes, parse_rate, warn)
    pitch = _quantity("pitch", attributes, parse_pitch, warn)
    volume = _quantity("volume", attributes, parse_volume, warn)
    return replace(
        manner,
        rate=manner.rate if rate is None else _bounded("rate", manner.rate * rate, RATE_RANGE, warn),
        pitch=manner.pitch if pitch is None else _bounded("pitch", manner.pitch + pitch, PITCH_RANGE, warn),
        volume=manner.volume if volume is None else _bounded("volume", manner.volume + volume, VOLUME_RANGE, warn),
    )


def _quantity(name: str, attributes: Attributes, parse: Callable[[str], float | None], warn: Warn) -> float | None:
    written = attributes.get(name)
    if written is None:
        return None
    value = parse(written)
    if value is None:
        warn_of_value("prosody", name, written, warn)
    return value


def _bounded(name: str, value: float, limits: tuple[float, float], warn: Warn) -> float:
    low, high = limits
    if not low <= value <= high:
        value = min(max(value, low), high)
        told = f"<prosody> goes beyond what a {name} may be: {value:g} was taken."
        warn(CodedWarning(WarningCode.PROSODY_BOUNDED, told, quantity=name, number=value))
    return value


def _emphasis(manner: Manner, attributes: Attributes, warn: Warn) -> Manner:
    level = attributes.get("level", "moderate")
    if level.strip().lower() in _LEVELS:
        return replace(manner, emphasis=level.strip().lower())
    warn_of_value("emphasis", "level", level, warn)
    return replace(manner, emphasis="moderate")


def _say_as(manner: Manner, attributes: Attributes, warn: Warn) -> Manner:
    kind = parse_kind(attributes.get("interpret-as", ""))
    if kind is None:
        warn_of_value("say-as", "interpret-as", attributes.get("interpret-as"), warn)
        return manner
    written = attributes.get("format")
    form = None if written is None else parse_format(kind, written)
    if written is not None and form is None:
        warn_of_value("say-as", "format", written, warn)
    return replace(manner, say_as=kind, format=form)


def _sub(manner: Manner, attributes: Attributes, warn: Warn) -> Manner:
    alias = attributes.get("alias", "")
    if alias.strip():
        return replace(manner, alias=alias)
    warn_of_value("sub", "alias", attributes.get("alias"), warn)
    return manner


def _phoneme(manner: Manner, attributes: Attributes, warn: Warn) -> Manner:
    alphabet, written = attributes.get("alphabet", "ipa"), attributes.get("ph")
    known = _ALPHABETS.get(alphabet.strip().lower())
    if known is None:
        warn_of_value("phoneme", "alphabet", alphabet, warn)
        return manner
    signs = known(written or "")
    if not signs or not letters_of(signs):
        warn_of_value("phoneme", "ph", written, warn)
        return manner
    return replace(manner, phoneme=signs)


def _voice(manner: Manner, attributes: Attributes, warn: Warn) -> Manner:
    name = attributes.get("name", "").strip()
    if name:
        return replace(manner, voice=name)
    if "xml:lang" not in attributes:
        warn_of_value("voice", "name", attributes.get("name"), warn)
    return manner


def _lang(manner: Manner, attributes: Attributes, warn: Warn) -> Manner:
    if "xml:lang" not in attributes:
        warn_of_value("lang", "xml:lang", None, warn)
    return manner


_ALPHABETS: dict[str, Callable[[str], str | None]] = {"ipa": str.strip, "x-sampa": lambda signs: to_ipa(signs.strip())}
_READERS: dict[str, Reader] = {
    "prosody": _prosody,
    "emphasis": _emphasis,
    "say-as": _say_as,
    "sub": _sub,
    "phoneme": _phoneme,
    "voice": _voice,
    "lang": _lang,
}
