"""Checks whether a text can be spoken at all, before any work is done.

It changes no text, and knows nothing of engines and their own limits. `characters` leaves out what no text should hold
and yet may.
"""

import re
import unicodedata

from vozes.errors import ErrorCode, VozesError
from vozes.text.characters.controls import warning_of
from vozes.text.characters.folding import fold
from vozes.text.characters.ignorable import is_ignorable
from vozes.text.characters.surrogates import refuse_surrogates

CONTROL_SET = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff"
"""Control characters but tab and line ends, and halves of surrogate pairs: inside the brackets of a pattern."""
CONTROL = re.compile(f"[{CONTROL_SET}]")
_NAMED = frozenset("@#%&*§¶†‡‰‱※٪")
"""Punctuation that has a name which people say."""


def check_text(text: str, longest: int) -> None:
    """Raises VozesError (EMPTY_TEXT, TEXT_TOO_LONG, INVALID_TEXT or NOTHING_TO_SAY), all about `text`."""
    if not text.strip():
        raise _refuse(ErrorCode.EMPTY_TEXT, "The text is empty.")
    if len(text) > longest:
        message = f"The text has {len(text)} characters; at most {longest} are allowed."
        raise VozesError(ErrorCode.TEXT_TOO_LONG, message, param="text", limit=longest)
    refuse_surrogates(text)
    if not any(map(may_be_said, text)):
        message = "The text has nothing to say: it holds no letter, no digit and no symbol that has a name."
        raise _refuse(ErrorCode.NOTHING_TO_SAY, message)


def may_be_said(character: str) -> bool:
    """Returns whether a character alone could have a name: a letter, a digit, a symbol, or punctuation such as `@`."""
    if character.isalnum():
        return not is_ignorable(character)
    named = unicodedata.category(character)[0] == "S" or not _NAMED.isdisjoint(fold(character))
    return named and warning_of(character) is None


def _refuse(code: ErrorCode, message: str) -> VozesError:
    return VozesError(code, message, param="text")
