"""Writes Chinese, Japanese and Korean in Latin letters, for engines that learned to read them so.

Chinese and Japanese need the extra `lang`, which is imported only for a text in them; Korean needs nothing. Other
scripts in the text stay as they are, except that signs which are unknown in Japanese become `?`.
"""

from functools import cache
from typing import Any

from vozes.text.extras import japanese_reader, library

_UNASSIGNED_KANA = str.maketrans("\u3097\u3098", "??")
"""Code points between the kana that have no sign; cutlet 0.5 fails on them."""

_FIRST_SYLLABLE, _SYLLABLES = 0xAC00, 11172
_INITIALS = "g kk n d tt l m b pp s ss  j jj ch k t p h".split(" ")
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ")
_FINALS = " g kk gs n nj nh d l lg lm lb ls lt lp lh m b bs s ss ng j ch k t p h".split(" ")


def to_pinyin(text: str) -> str:
    """Returns hanzi as pinyin with the tone as a digit, 5 for the neutral one: `ni3hao3` for `你好`.

    Raises VozesError(MODEL_NOT_INSTALLED).
    """
    pypinyin = library("pypinyin", "Chinese")
    style = pypinyin.Style.TONE3
    readings = pypinyin.pinyin(text, style=style, heteronym=False, neutral_tone_with_five=True)
    return "".join(reading[0] for reading in readings)


def to_romaji(text: str) -> str:
    """Returns Japanese in Hepburn's romaji, with spaces between words and loanwords in their original spelling.

    Raises VozesError(MODEL_NOT_INSTALLED).
    """
    romaji: str = _cutlet().romaji(text.translate(_UNASSIGNED_KANA))
    return romaji


def romanize_hangul(text: str) -> str:
    """Returns hangul letter by letter, by the Revised Romanization of Korean for academic use (its rule 3.8).

    `물엿` is `mul-yeos`: a hyphen stands before a syllable without a first consonant, and where the letters could
    be split in another way too.
    """
    written, before = [], None
    for character in text:
        index = ord(character) - _FIRST_SYLLABLE
        if not 0 <= index < _SYLLABLES:
            written.append(character)
            before = None
            continue
        letters, final = divmod(index, len(_FINALS))
        initial, vowel = divmod(letters, len(_VOWELS))
        if before is not None and _needs_hyphen(before, _INITIALS[initial]):
            written.append("-")
        written += _INITIALS[initial], _VOWELS[vowel], _FINALS[final]
        before = _FINALS[final]
    return "".join(written)


@cache
def _needs_hyphen(final: str, initial: str) -> bool:
    letters = final + initial
    readings = sum(letters[:i] in _FINALS and letters[i:] in _INITIALS for i in range(len(letters)))
    return not initial or readings > 1


@cache
def _cutlet() -> Any:
    return japanese_reader("cutlet", "Cutlet")
