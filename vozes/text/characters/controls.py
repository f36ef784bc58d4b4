"""Leaves out what is no part of a text: terminal sequences, control characters, code points without a meaning.

Line ends of every kind become `\\n`, and ends of paragraphs and pages two of them.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from vozes.text.characters.draft import Draft
from vozes.text.characters.emoji import is_set_aside_for_emoji
from vozes.warnings import CodedWarning, WarningCode

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

_SENTENCES = {
    WarningCode.CONTROL_CHARACTERS_LEFT_OUT: "Control characters were left out: {}.",
    WarningCode.CONTROL_CHARACTERS_READ: "Control characters were read as the signs that they are in Windows-1252: {}.",
    WarningCode.LOST_CHARACTERS_LEFT_OUT: (
        "Signs that stand for something lost were left out; it was lost before the text came here: {}."
    ),
    WarningCode.PRIVATE_CHARACTERS_LEFT_OUT: (
        "Private-use characters, which mean something in one font only, were left out: {}."
    ),
    WarningCode.UNKNOWN_CHARACTERS_LEFT_OUT: "Code points that stand for no known character were left out: {}.",
}
"""What is told of each kind of character, with a place for their names."""
_MOST_NAMED = 8


def without_controls(draft: Draft) -> tuple[Draft, list[CodedWarning]]:
    """Returns the text without them, and a warning for each kind that was there."""
    ends = draft.characters.intersection(_LINE_ENDS)
    outcasts = {character: code for character in draft.characters if (code := warning_of(character))}
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


def warning_of(character: str) -> WarningCode | None:
    """Returns what is told of those that are left out; None for any other."""
    category = unicodedata.category(character)
    if category == "Cc":
        if character in "\t\n" or character in _LINE_ENDS:
            return None
        is_of_windows = character in _WINDOWS
        return WarningCode.CONTROL_CHARACTERS_READ if is_of_windows else WarningCode.CONTROL_CHARACTERS_LEFT_OUT
    if category == "Cn":
        return None if is_set_aside_for_emoji(character) else WarningCode.UNKNOWN_CHARACTERS_LEFT_OUT
    if category == "Co":
        return WarningCode.PRIVATE_CHARACTERS_LEFT_OUT
    return WarningCode.LOST_CHARACTERS_LEFT_OUT if character in "\ufffc\ufffd" else None


def _without_sequences(draft: Draft) -> tuple[Draft, list[CodedWarning]]:
    if draft.characters.isdisjoint(_INTRODUCERS):
        return draft, []
    spans = [match.span() for match in _SEQUENCE.finditer(draft.text)]
    if not spans:
        return draft, []
    pieces = list(draft.text)
    for start, end in spans:
        pieces[start:end] = [""] * (end - start)
    what = "A terminal sequence was" if len(spans) == 1 else f"{len(spans)} terminal sequences were"
    warning = CodedWarning(WarningCode.TERMINAL_SEQUENCES_LEFT_OUT, f"{what} left out.", count=len(spans))
    return draft.replaced(pieces), [warning]


def _plain_form(character: str) -> str:
    blank = " " if character in _SEPARATORS else ""
    return _LINE_ENDS.get(character) or _WINDOWS.get(character, blank)


def _warnings(outcasts: dict[str, WarningCode], counts: Counter[str]) -> Iterator[CodedWarning]:
    kinds = dict.fromkeys(outcasts[character] for character in sorted(counts))
    for code in kinds:
        found = sorted(character for character in counts if outcasts[character] is code)
        named, more = found[:_MOST_NAMED], max(len(found) - _MOST_NAMED, 0)
        listed = ", ".join(_name(each) + (f" ({counts[each]} times)" if counts[each] > 1 else "") for each in named)
        sentence = _SENTENCES[code].format(listed + (f" and {more} others" if more else ""))
        names = (_name(each) + (f" (×{counts[each]})" if counts[each] > 1 else "") for each in named)
        yield CodedWarning(code, sentence, names=tuple(names), more=more)


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"
