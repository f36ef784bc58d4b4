"""Mixtures of voices as they are written: `ana:0.7+rui:0.3` is seven parts of one voice and three of another.

A name may hold anything but `+` and `:`. Nothing here knows which voices there are, or what a voice is made of.
"""

import re
from collections.abc import Iterable

from vozes.errors import ErrorCode, VozesError

_MOST_MIXED = 8
_WEIGHT = re.compile(r"\d{1,6}(?:\.\d{1,9})?", re.ASCII)
_DECIMALS = 6
"""Decimals of a weight in a written mixture; smaller weights are not heard."""


def parse_mixture(text: str) -> list[tuple[str, float]] | None:
    """Returns the names in a mixture, without the white space around them, with weights whose sum is 1.

    A weight that is left out counts as 1. Returns None for a text without `+` and `:`, which is no mixture. Raises
    VozesError(INVALID_FIELD) for a mixture that is written wrongly.
    """
    if "+" not in text and ":" not in text:
        return None
    parts = text.split("+")
    if len(parts) > _MOST_MIXED:
        raise _invalid(f"A mixture has at most {_MOST_MIXED} voices, not {len(parts)}.")
    weighed = [_read_part(part) for part in parts]
    total = sum(weight for _, weight in weighed)
    return [(name, weight / total) for name, weight in weighed]


def read_voices(text: str) -> list[tuple[str, float]]:
    """Returns the one voice or the mixture that a text names, with weights; raises as `parse_mixture`."""
    return parse_mixture(text) or [(text, 1.0)]


def write_mixture(parts: Iterable[tuple[str, float]]) -> str:
    """Returns the one way of writing a mixture, for `parse_mixture`: the heaviest voice first, and each name once.

    Voices that are too light to be heard are left out; if one voice remains, the result is its name alone.
    """
    weights: dict[str, float] = {}
    for name, weight in parts:
        weights[name] = weights.get(name, 0.0) + weight
    total = sum(weights.values())
    shares = sorted(((name, weight / total) for name, weight in weights.items()), key=lambda part: -part[1])
    heard = [(name, share) for name, share in shares if round(share, _DECIMALS)]
    return heard[0][0] if len(heard) == 1 else "+".join(f"{name}:{_written(share)}" for name, share in heard)


def _written(share: float) -> str:
    return f"{share:.{_DECIMALS}f}".rstrip("0").rstrip(".")


def _read_part(part: str) -> tuple[str, float]:
    name, colon, weight = (text.strip() for text in part.partition(":"))
    if not name or (colon and not _WEIGHT.fullmatch(weight)) or float(weight or 1) <= 0:
        example = "a voice and a weight above 0, such as ana:0.7+rui:0.3"
        raise _invalid(f"{part.strip()[:80]!r} is no part of a mixture of voices: each has {example}.")
    return name, float(weight or 1)


def _invalid(message: str) -> VozesError:
    return VozesError(ErrorCode.INVALID_FIELD, message, param="voice")
