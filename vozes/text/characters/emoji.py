"""Which characters emoji are made of. It knows no emoji by name."""

import unicodedata

_SYMBOLS = frozenset(("So", "Sm", "Sk"))
_PUNCTUATION = frozenset("\u2139\u20e3\u3030\u303d")
"""Letters, marks and punctuation that emoji are made of: ℹ, the keycap, 〰 and 〽."""


def is_set_aside_for_emoji(character: str) -> bool:
    """Returns whether it is in the blocks that get new emoji in every version of Unicode."""
    return "\U0001f000" <= character < "\U0001fb00"


def may_be_emoji(character: str) -> bool:
    if is_set_aside_for_emoji(character) or character in _PUNCTUATION:
        return True
    return character > "\u00a8" and unicodedata.category(character) in _SYMBOLS
