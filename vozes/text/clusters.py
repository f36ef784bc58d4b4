"""Finds where one sign ends and the next begins for a reader, though a sign may be several code points.

Signs are the extended grapheme clusters of Unicode (UAX 29), or a little wider: conjuncts of all Indic scripts stay
whole, and so does a kana with the small one or the long mark after it, which is one sound.
"""

import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"
_JOINS_THE_SIGN_BEFORE = frozenset(
    "\u200c\u200d\uff9e\uff9f\u0e33\u0eb3"  # joiners, halfwidth voicing marks, Thai and Lao AM
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶーｧｨｩｪｫｯｬｭｮｰ々ゝゞヽヾ"
)
_VIRAMA = 9
"""The combining class of the sign that takes a consonant's vowel away."""


def boundaries(text: str, start: int, stop: int) -> Iterator[int]:
    """Yields where signs end between `start`, where one must end too, and `stop`, inside the text."""
    flag_halves = 0
    for place in range(start + 1, min(stop, len(text))):
        before, after = text[place - 1], text[place]
        flag_halves = flag_halves + 1 if _is_flag_half(before) else 0
        if not _joined(before, after) and not (_is_flag_half(after) and flag_halves % 2):
            yield place


def _joined(before: str, after: str) -> bool:
    if before == _JOINER or _continues(after):
        return True
    if unicodedata.combining(before) == _VIRAMA and after.isalpha():
        return True
    return _is_leading_jamo(before) and (_is_leading_jamo(after) or "가" <= after <= "힣")


def _continues(character: str) -> bool:
    return (
        character in _JOINS_THE_SIGN_BEFORE
        or unicodedata.category(character).startswith("M")
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= character <= "\U000e007f"  # tags of regional flags
        or "\u1160" <= character <= "\u11ff"  # vowels and finals of Hangul
        or "\ud7b0" <= character <= "\ud7fb"
    )


def _is_leading_jamo(character: str) -> bool:
    return "\u1100" <= character <= "\u115f" or "\ua960" <= character <= "\ua97c"


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
