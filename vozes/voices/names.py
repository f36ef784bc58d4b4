"""What a voice may be called: ids, which become names of folders, and names, which never do.

A name is any Unicode and is shown as given; two names are the same where only case, spacing, the way of writing a
character or something invisible tells them apart. It knows nothing of files.
"""

import re
import secrets
import unicodedata
from collections.abc import Callable, Collection, Iterable

from vozes.errors import ErrorCode, VozesError
from vozes.text.speakable import CONTROL_SET

LONGEST_NAME = 80
"""Characters."""
_LONGEST_NUMBERED = LONGEST_NAME - len(" (99999)")
RESERVED = frozenset({"trash", "import", "export"})
"""Paths of the API in the place of an id."""

_ID = re.compile("[a-z0-9][a-z0-9_-]{0,63}")
_MADE_ID = re.compile("voice_[0-9a-f]{16}")
_CONSENT_ID = re.compile("cons_[0-9a-f]{16}")
_DEVICES = re.compile("con|prn|aux|nul|(com|lpt)[0-9]")
"""Names that Windows takes for devices."""
_INVISIBLE = re.compile(
    "[\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f"
    "\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufff8\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a"
    "\\U000e0000-\\U000e0fff]"
)
"""Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties, 14.0)."""
_MARKS = re.compile("[\\u0300-\\u036f]")
"""Accents and the like, once they are apart from their letters."""
_CONTROL = re.compile(f"[{CONTROL_SET}\t\n\r\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]")
"""Control characters and line ends, what turns the direction of the text after it, and halves of surrogate pairs."""


def new_id() -> str:
    return f"voice_{secrets.token_hex(8)}"


def is_id(text: str) -> bool:
    """Returns whether a folder of that name can be a voice; no other text ever becomes a path."""
    return _ID.fullmatch(text) is not None and text not in RESERVED and _DEVICES.fullmatch(text) is None


def is_made_id(text: str) -> bool:
    """Returns whether `new_id` can have made it; folders that are put there by hand may have other ids."""
    return _MADE_ID.fullmatch(text) is not None


def new_consent_id() -> str:
    return f"cons_{secrets.token_hex(8)}"


def is_consent_id(text: str) -> bool:
    """Returns whether a folder of that name can be a consent; no other text ever becomes a path."""
    return _CONSENT_ID.fullmatch(text) is not None


def unknown_voice(text: str, named: str | None = None) -> VozesError:
    """Returns one refusal for what is not there and what may not be. `named`: the id of the voice of that name."""
    shown = text if len(text) <= 64 else f"{text[:64]}…"
    message = f"The library has no voice {shown!r}."
    if named is not None:
        message = f"This takes a voice's id, and {shown!r} is the name of the voice with the id {named!r}."
    return VozesError(ErrorCode.UNKNOWN_VOICE, message, param="voice")


def name_taken(name: str) -> VozesError:
    return VozesError(ErrorCode.NAME_TAKEN, f"There is another voice named {name!r}.", param="name")


def check_name(text: str) -> str:
    """Returns the name without white space around it, composed (NFC). Raises VozesError(INVALID_FIELD)."""
    return check_line(text, "name", LONGEST_NAME)


def check_line(text: str, param: str, longest: int) -> str:
    """Returns one line of text that can be seen, as `check_name` does."""
    line = unicodedata.normalize("NFC", text.strip())
    fault = _fault(line, longest)
    if fault:
        message = f"The {param} {fault}: give one of 1 to {longest} characters in one line."
        raise VozesError(ErrorCode.INVALID_FIELD, message, param=param)
    return line


def _fault(line: str, longest: int) -> str | None:
    if len(line) > longest:
        return f"has {len(line)} characters"
    if control := _CONTROL.search(line):
        return f"has a control character (U+{ord(control[0]):04X})"
    return None if _INVISIBLE.sub("", line).strip() else "is empty"


def name_key(name: str) -> str:
    """Returns the same key for all names that are taken for one another; empty where nothing can be seen."""
    folded = _INVISIBLE.sub("", unicodedata.normalize("NFKC", name).casefold())
    return " ".join(unicodedata.normalize("NFKC", folded).casefold().split())


def free_names(names: Iterable[str], taken: Collection[str]) -> list[str]:
    """Returns the names; one that is taken, or stands twice, gets a number: `Ana (2)`. `taken` are keys."""
    used, numbers, free = set(taken), dict[str, int](), list[str]()
    for name in names:
        base, given = name[:_LONGEST_NUMBERED].rstrip(), name
        base_key = name_key(base)
        while (key := name_key(given)) in used:
            numbers[base_key] = numbers.get(base_key, 1) + 1
            given = f"{base} ({numbers[base_key]})"
        used.add(key)
        free.append(given)
    return free


def matching(search: str | None) -> Callable[[str], bool]:
    """Returns what tells whether a `plain` text has all words of a search in it."""
    words = plain(search or "").split()
    return lambda text: all(word in text for word in words)


def plain(text: str) -> str:
    """Returns a text for searching and sorting: without case, accents and other ways of writing a character."""
    folded = text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return folded.casefold()
