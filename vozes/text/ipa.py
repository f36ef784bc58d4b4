"""Phonemes of a text in the International Phonetic Alphabet (IPA), with the place in the text that each comes from.

These are plain values that `phonemes` makes and engines read; nothing here knows a language or a library.
"""

import re
from dataclasses import dataclass

TIE = "\u0361"
"""The combining arc between the signs of one sound, as in `t͡ʃ` and `a͡ɪ`."""
NASAL = "\u0303"
"""The combining tilde."""
STRESS = "ˈˌ"
"""Marks that stand before the stressed vowel, not before its syllable: `kafˈɛ`."""
VOWELS = "aeiouyæøœɐɑɒɔəɘɚɛɜɝɞɤɨɪɯɵɶʉʊʌᵻ"
CONSONANTS = "bcdfghklmnpqrstvxzçðħŋɓɕɖɗɟɡɢɣɥɦɫɬɭɮɰɱɲɳɴɸɹɺɻɽɾʀʁʂʃʈʋʎʐʑʒʔʝβθχ"
"""All but the glides j and w."""
_LETTER = re.compile(rf"[^\W\d_{STRESS}ːˑʰʲʷˠˤˡⁿ˞ʼ]")


@dataclass(frozen=True, slots=True)
class PhonemeGroup:
    """A word's sounds, or a part of them, or a mark of punctuation."""

    signs: str
    """IPA with ties (`t͡ʃ`, `a͡ɪ`), or a mark; what a model writes for it where its notation was applied."""
    start: int
    end: int
    """The span of the text, in code points; groups of one word have the same."""
    is_word: bool
    space_before: bool
    """Whether a space stands before it."""


@dataclass(frozen=True, slots=True)
class Phonemes:
    """The phonemes of a whole text, in its order."""

    groups: tuple[PhonemeGroup, ...]
    language: str
    """The tag of the language that the text was read in."""


def letters_of(signs: str) -> list[int]:
    """Returns the places of the base letters, without stress, length, ties and diacritics."""
    return [match.start() for match in _LETTER.finditer(signs)]
