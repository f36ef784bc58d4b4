"""What `say-as` can name: kinds of text that are read in a way of their own, and how those may be written.

It reads nothing: normalising does.
"""

import re

KINDS = (
    "characters", "spell-out", "verbatim", "cardinal", "ordinal", "digits", "fraction", "unit", "date", "time",
    "telephone", "currency", "expletive",
)  # fmt: skip
_SYNONYMS = {"number": "cardinal", "bleep": "expletive", "phone": "telephone", "money": "currency"}
_DATES = frozenset("mdy dmy ymd ydm md dm ym my d m y".split())
_REPEATED = re.compile(r"([dmy])\1+")
_LONGEST_FORMAT = 20
"""Characters."""


def parse_kind(written: str) -> str | None:
    """Returns which of `KINDS` an `interpret-as` means; None where it means none."""
    kind = written.strip().lower()
    kind = _SYNONYMS.get(kind, kind)
    return kind if kind in KINDS else None


def parse_format(kind: str, written: str) -> str | None:
    """Returns a format in lower case, that of a date as `ymd` for `yyyy-mm-dd`; None for a wrong one."""
    written = written.strip().lower()
    if kind == "date":
        written = _REPEATED.sub(r"\1", re.sub(r"[-/. ]", "", written))
        return written if written in _DATES else None
    return written if 0 < len(written) <= _LONGEST_FORMAT else None
