"""Rate, pitch and volume as SSML writes them, in the units of `Manner`. It knows neither elements nor tags."""

import math
import re

RATE_RANGE = (0.25, 4.0)
"""Times the pace of the request."""
PITCH_RANGE = (-12.0, 12.0)
"""Semitones."""
VOLUME_RANGE = (-math.inf, 20.0)
"""Decibels."""
_RATES = {"x-slow": 0.5, "slow": 0.75, "medium": 1.0, "default": 1.0, "fast": 1.25, "x-fast": 1.75}
_PITCHES = {"x-low": -8.0, "low": -4.0, "medium": 0.0, "default": 0.0, "high": 4.0, "x-high": 8.0}
_VOLUMES = {
    "silent": -math.inf, "x-soft": -12.0, "soft": -6.0, "medium": 0.0, "default": 0.0, "loud": 6.0, "x-loud": 12.0,
}  # fmt: skip
_NUMBER = re.compile(r"([+-]?)([0-9]{1,9}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})\s*(%|st|db|)", re.ASCII | re.IGNORECASE)


def parse_rate(written: str) -> float | None:
    """Returns 1.2 for `1.2`, `120%` and `+20%`, and what words such as `slow` mean; None for what is no rate."""
    word = _RATES.get(written.strip().lower())
    return word if word is not None else _factor(written)


def parse_pitch(written: str) -> float | None:
    """Returns semitones for `+2st`, `+10%`, `110%` and words such as `high`; None for all else, hertz among it."""
    word = _PITCHES.get(written.strip().lower())
    if word is not None:
        return word
    sign, number, unit = _parts(written)
    if unit == "st":
        return -number if sign == "-" else number
    factor = _factor(written) if unit == "%" else None
    return 12 * math.log2(factor) if factor else None


def parse_volume(written: str) -> float | None:
    """Returns decibels for `+6dB`, `80` (of 100), `-10%` and words such as `loud`; None for what is no volume."""
    word = _VOLUMES.get(written.strip().lower())
    if word is not None:
        return word
    sign, number, unit = _parts(written)
    if unit == "db":
        return -number if sign == "-" else number
    factor = number / 100 if unit == "" and not sign and number <= 100 else _factor(written) if unit == "%" else None
    if factor is None:
        return None
    return 20 * math.log10(factor) if factor else -math.inf


def _factor(written: str) -> float | None:
    """Returns 1.2 for `1.2`, `120%` and `+20%`."""
    sign, number, unit = _parts(written)
    if unit == "%":
        factor = number / 100 if not sign else 1 + number / 100 if sign == "+" else 1 - number / 100
        return factor if factor >= 0 else None
    return number if unit == "" and not sign else None


def _parts(written: str) -> tuple[str, float, str | None]:
    """Returns the sign, the number and the unit in lower case; a unit of None where it is no number."""
    match = _NUMBER.fullmatch(written.strip())
    return (match[1], float(match[2]), match[3].lower()) if match is not None else ("", 0.0, None)
