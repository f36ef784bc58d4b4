"""How long pauses are: times as `500ms` and `1.5s`, and the strengths of SSML. It knows not where they are written."""

import re

LONGEST = 10.0
"""Seconds of one pause."""
LONGEST_IN_ALL = 300.0
"""Seconds of all pauses of a text."""
STRENGTHS = {"none": 0.0, "x-weak": 0.1, "weak": 0.25, "medium": 0.5, "strong": 0.8, "x-strong": 1.2}
"""Seconds by SSML's names."""
MEDIUM = STRENGTHS["medium"]
_TIME = re.compile(r"\+?([0-9]{1,9}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})\s*(ms|s)", re.ASCII | re.IGNORECASE)


def parse_seconds(written: str) -> float | None:
    """Returns 0.5 for `500ms`; None for what is no time."""
    match = _TIME.fullmatch(written.strip())
    if match is None:
        return None
    return float(match[1]) / (1000 if match[2].lower() == "ms" else 1)
