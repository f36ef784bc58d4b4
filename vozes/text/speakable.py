"""Checks whether a text can be spoken at all, before any work is done.

It changes no text, and knows nothing of engines and their own limits.
"""

import re

from vozes.errors import ErrorCode, VozesError

CONTROL_SET = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff"
"""Control characters but tab and line ends, and halves of surrogate pairs: inside the brackets of a pattern."""
CONTROL = re.compile(f"[{CONTROL_SET}]")


def check_text(text: str, longest: int) -> None:
    """Raises VozesError (EMPTY_TEXT, TEXT_TOO_LONG, INVALID_TEXT or NOTHING_TO_SAY), all about `text`."""
    if not text.strip():
        raise _refuse(ErrorCode.EMPTY_TEXT, "The text is empty.")
    if len(text) > longest:
        raise _refuse(ErrorCode.TEXT_TOO_LONG, f"The text has {len(text)} characters; at most {longest} are allowed.")
    unspeakable = CONTROL.search(text)
    if unspeakable is not None:
        code = ord(unspeakable[0])
        what = "half of a surrogate pair" if code >= 0xD800 else "a control character"
        place = f"U+{code:04X} at position {unspeakable.start()}"
        raise _refuse(ErrorCode.INVALID_TEXT, f"The text has {what} ({place}).")
    if not any(character.isalnum() for character in text):
        raise _refuse(ErrorCode.NOTHING_TO_SAY, "The text has nothing to say: it holds no letter and no digit.")


def _refuse(code: ErrorCode, message: str) -> VozesError:
    return VozesError(code, message, param="text")
