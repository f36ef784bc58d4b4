"""How warnings look on the wire: their sentences, and in the same order what tells them in other languages."""

import json
import string
from collections.abc import Collection, Sequence
from typing import Any
from urllib.parse import quote

from pydantic import BaseModel, Field

from vozes.api.hidden_paths import for_caller
from vozes.warnings import CodedWarning, WarningCode

_PLAIN = " " + string.punctuation.translate({ord(mark): None for mark in "%;"})
"""Characters that a header shows as they are, beside letters and digits: `;` separates warnings, `%` encodes."""
_MOST_CHARACTERS = 2000
"""Of a header; longer ones do not get through every proxy."""

SENTENCES = "X-Warning"
CODES = "X-Warning-Codes"
HEADERS = {
    SENTENCES: (
        "Only where something went wrong that did not end the answer: one or more sentences, joined by `; `, with "
        "percent-encoding. On streams, what was known before the first byte."
    ),
    CODES: (
        "Beside `X-Warning`, to tell the same in another language: a JSON array with an object for each sentence, in "
        "their order, `code` and `values`, as warnings.md lists them. Those that would make it too long are not in it."
    ),
}
"""What the API's document says of them."""


class WarningEntry(BaseModel):
    """What a program needs to tell a warning in another language."""

    code: WarningCode
    values: dict[str, str | int | float | list[str]] = Field(description="Which ones, warnings.md says.")


OF_WARNINGS = "What a program needs to tell each of `warnings` in another language, in their order."


def warning_headers(warnings: Sequence[CodedWarning]) -> dict[str, str]:
    """Returns the headers that tell the warnings, in ASCII; none where there are none. Those that would make the
    sentences too long are counted only.
    """
    if not warnings:
        return {}
    shown = [warning.shown(for_caller) for warning in warnings]
    told = [json.dumps(warning.told(), separators=(",", ":")) for warning in shown]
    entries = fitting([in_header(warning) for warning in shown], "; ")
    if len(entries) < len(shown):
        more = _and_more(len(shown) - len(entries))
        told[len(entries) :] = [json.dumps(more.told(), separators=(",", ":"))]
        entries.append(more)
    return {SENTENCES: "; ".join(entries), CODES: f"[{','.join(fitting(told, ','))}]"}


def warning_fields(warnings: Collection[CodedWarning]) -> dict[str, Any]:
    """Returns the fields that tell the warnings in JSON, both of one length."""
    shown = [warning.shown(for_caller) for warning in warnings]
    return {"warnings": list(map(str, shown)), "warning_codes": [warning.told() for warning in shown]}


def in_header(text: str, safe: str = _PLAIN) -> str:
    """Returns a text as ASCII, with percent-encoding of all beside letters, digits and what is `safe`."""
    return quote(text, safe=safe, errors="replace") or '""'  # a header may not end with a blank


def fitting(entries: Sequence[str], separator: str) -> list[str]:
    """Returns the entries from the first one on that a header has room for."""
    room = _MOST_CHARACTERS
    for place, entry in enumerate(entries):
        room -= len(entry) + len(separator)
        if room < 0:
            return list(entries[:place])
    return list(entries)


def _and_more(count: int) -> CodedWarning:
    return CodedWarning(WarningCode.MORE_WARNINGS, f"and {count} more", count=count)
