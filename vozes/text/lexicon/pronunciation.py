"""Checks whether a pronunciation that a user gives is IPA, and writes it in one way.

It knows the signs of the International Phonetic Association's chart (2020), and nothing of what an engine can say.
"""

import re
import unicodedata

from vozes.errors import ErrorCode, VozesError
from vozes.text.ipa import CONSONANTS, STRESS, VOWELS

LONGEST = 300
"""Characters."""
_LETTERS = f"{VOWELS}{CONSONANTS}jwʍʄɠʛʘǀǁǂǃɧʡʢʜᵿʦʧʨʣʤʥ"
_MODIFIERS = "ʰʱʲʳʴʷʸˠˡˢˣˤⁿᵊᵐᵑᶮᶯᶰˀʼ˞˔˕˖˗˭"
_PROSODY = f"{STRESS}ːˑ.|‖‿↗↘ꜛꜜꜝ˥˦˧˨˩ "
_FOREIGN = re.compile(f"[^{re.escape(_LETTERS + _MODIFIERS + _PROSODY)}\u0300-\u036f]")
_LETTER = re.compile(f"[{_LETTERS}]")
_BRACKETS = re.compile(r"\s*(?:/(.*)/|\[(.*)\])\s*", re.DOTALL)
_TYPED = {"'": "ˈ for stress", "’": "ˈ for stress", ":": "ː for length", '"': "ˈ for stress"}
"""What people type for want of the sign, and the sign."""


def checked_ipa(text: str, param: str) -> str:
    """Returns IPA without the brackets or slashes around it, each diacritic a code point of its own, but for `ç`.

    Raises VozesError(INVALID_FIELD) that names the first sign that is none.
    """
    inside = _BRACKETS.fullmatch(text)
    given = " ".join((inside[1] or inside[2] or "" if inside else text).split())
    ipa = unicodedata.normalize("NFD", given).replace("c\u0327", "ç")
    if len(ipa) > LONGEST:
        raise _refuse(f"The pronunciation has {len(ipa)} characters; at most {LONGEST} are allowed.", param)
    if foreign := _FOREIGN.search(ipa):
        sign = foreign[0]
        instead = f": write {_TYPED[sign]}" if sign in _TYPED else ""
        raise _refuse(f"{_shown(sign)} is no sign of IPA{instead}.", param)
    if not _LETTER.search(ipa):
        raise _refuse("The pronunciation has no sound: give at least one letter of IPA.", param)
    return ipa


def _shown(sign: str) -> str:
    return f"{sign!r} (U+{ord(sign):04X})"


def _refuse(message: str, param: str) -> VozesError:
    return VozesError(ErrorCode.INVALID_FIELD, message, param=param)
