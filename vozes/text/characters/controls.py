"""Leaves out what is no part of a text: terminal sequences, control characters, code points without a meaning.

Line ends of every kind become `\\n`, and ends of paragraphs and pages two of them.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from vozes.text.characters.draft import Draft
from vozes.text.characters.emoji import is_set_aside_for_emoji

_LINE_ENDS = dict.fromkeys("\r\x85\u2028", "\n") | dict.fromkeys("\f\v\u2029", "\n\n")
_SEPARATORS = frozenset("\x1c\x1d\x1e\x1f")
"""Controls that part fields, and so words."""
_WINDOWS = {
    chr(byte): bytes((byte,)).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in b"\x81\x85\x8d\x8f\x90\x9d"
}
"""Signs of Windows-1252 that are taken for controls where somebody took that for Latin-1."""
_INTRODUCERS = "\x08\x1b\x90\x98\x9b\x9d\x9e\x9f"
_STRING = "[^\n\x07\x1b\x90\x98\x9b-\x9f]*+(?:\x07|\x1b\\\\|\x9c)"
_SEQUENCE = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*+[ -/]*+[@-~]"  # colours, the cursor
    f"|(?:\x1b[]PX^_]|[\x90\x98\x9d-\x9f]){_STRING}"  # titles, links, pictures
    "|\x1b[ -/]++[0-~]|\x1b[78=>\\\\]|\x1b[DHMZc](?!\\w)"
    "|[^\n\x08]\x08"  # a character that the next is printed over
)

_CONTROL = "Control characters were left out: {}."
_OF_WINDOWS = "Control characters were read as the signs that they are in Windows-1252: {}."
_LOST = "Signs that stand for something lost were left out; it was lost before the text came here: {}."
_PRIVATE = "Private-use characters, which mean something in one font only, were left out: {}."
_UNKNOWN = "Code points that stand for no known character were left out: {}."
_MOST_NAMED = 8


def without_controls(draft: Draft) -> tuple[Draft, list[str]]:
    """Returns the text without them, and a warning for each kind that was there."""
    ends = draft.characters.intersection(_LINE_ENDS)
    outcasts = {character: warning for character in draft.characters if (warning := warning_of(character))}
    if not ends and not outcasts:
        return draft, []
    draft, warnings = _without_sequences(draft)
    pieces = draft.pieces({character: _plain_form(character) for character in (*ends, *outcasts)})
    if "\r" in ends:
        for match in re.finditer("\r\n", draft.text):
            pieces[match.start()] = ""
    counts = Counter(filter(outcasts.__contains__, draft.text)) if outcasts else Counter[str]()
    return draft.replaced(pieces), [*warnings, *_warnings(outcasts, counts)]


def is_line_end(character: str) -> bool:
    return character in _LINE_ENDS


def warning_of(character: str) -> str | None:
    """Returns the warning of those that are left out, with a place for their names; None for any other."""
    category = unicodedata.category(character)
    if category == "Cc":
        if character in "\t\n" or character in _LINE_ENDS:
            return None
        return _OF_WINDOWS if character in _WINDOWS else _CONTROL
    if category == "Cn":
        return None if is_set_aside_for_emoji(character) else _UNKNOWN
    if category == "Co":
        return _PRIVATE
    return _LOST if character in "\ufffc\ufffd" else None


def _without_sequences(draft: Draft) -> tuple[Draft, list[str]]:
    if draft.characters.isdisjoint(_INTRODUCERS):
        return draft, []
    spans = [match.span() for match in _SEQUENCE.finditer(draft.text)]
    if not spans:
        return draft, []
    pieces = list(draft.text)
    for start, end in spans:
        pieces[start:end] = [""] * (end - start)
    what = "A terminal sequence was" if len(spans) == 1 else f"{len(spans)} terminal sequences were"
    return draft.replaced(pieces), [f"{what} left out."]


def _plain_form(character: str) -> str:
    blank = " " if character in _SEPARATORS else ""
    return _LINE_ENDS.get(character) or _WINDOWS.get(character, blank)


def _warnings(outcasts: dict[str, str], counts: Counter[str]) -> Iterator[str]:
    kinds = dict.fromkeys(outcasts[character] for character in sorted(counts))
    for warning in kinds:
        found = sorted(character for character in counts if outcasts[character] == warning)
        yield warning.format(_names(found, counts))


def _names(characters: Sequence[str], counts: Counter[str]) -> str:
    named = [_name(character, counts[character]) for character in characters[:_MOST_NAMED]]
    more = len(characters) - len(named)
    return ", ".join(named) + (f" and {more} others" if more else "")


def _name(character: str, times: int) -> str:
    return f"U+{ord(character):04X}" + (f" ({times} times)" if times > 1 else "")
