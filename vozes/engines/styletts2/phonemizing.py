"""Text as the numbers that a model of the family reads: phonemes in the notation that it learned from.

Kokoro (https://github.com/hexgrad/misaki) writes diphthongs and affricates with one symbol and English without length;
StyleTTS 2's published models learned English as eSpeak writes it, with spaces around punctuation.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from vozes.engines.styletts2.symbols import Encoded, SymbolTable, encode
from vozes.errors import ErrorCode, VozesError
from vozes.text.ipa import NASAL, TIE, VOWELS, PhonemeGroup, Phonemes
from vozes.text.language import base_language
from vozes.text.phonemes.phonemizer import phonemize


def _tied(pairs: str) -> dict[str, str]:
    """`aɪ:I` stands for `a͡ɪ` written `I`."""
    return {TIE.join(signs): symbol for signs, symbol in (pair.split(":") for pair in pairs.split())}


_ONE_SYMBOL = _tied("aɪ:I aʊ:W dʒ:ʤ eɪ:A ɔɪ:Y tʃ:ʧ")
_ENGLISH = _ONE_SYMBOL | _tied("əl:ᵊl iə:iə ɪə:iə") | {
    "ʔn\u0329": "tn", "ʔˌn\u0329": "tn", "ʔ": "t", "n\u0329": "ᵊn", "m\u0329": "ᵊm", "l\u0329": "ᵊl", "ɹ\u0329": "ᵊɹ",
    "ɚ": "əɹ", "r": "ɹ", "x": "k", "ç": "k", "ɐ": "ə", "ɬ": "l", "ɾ": "T", "e": "A", "o": "ɔ", NASAL: "", "ʲ": "",
    "ʲo": "jɔ", "ʲə": "jə",
}  # fmt: skip
_NOTATIONS = {
    "en-us": _ENGLISH | _tied("oʊ:O eə:ɛ") | {"ɜːɹ": "ɜɹ", "ɜː": "ɜɹ", "ɪə": "iə", "ː": ""},
    "en-gb": _ENGLISH | _tied("əʊ:Q oʊ:Q eə:ɛː iə:ɪə ɪə:ɪə") | {"iə": "ɪə"},
}
_ARTICLES = ("ɐ", "ɐn")
"""Keep the vowel that other words write with ə."""
_OTHER_LANGUAGES = _ONE_SYMBOL | _tied("dz:ʣ ts:ʦ ss:S oʊ:O əʊ:Q")
_AS_LEARNED = {
    "pt-br": [(re.compile(rf"(?<!{TIE}){sign}(?![{TIE}{NASAL}])"), symbol) for sign, symbol in (("ɪ", "y"), ("ɐ", "æ"))]
}
"""Kokoro learned the unstressed vowels of Portuguese by the signs that eSpeak has for them."""

_PLACES_OF_NASALS = {"m": "pbm", "ŋ": "kɡŋ"}
_NASAL_VOWEL = re.compile(rf"([{VOWELS}]){NASAL}(?:{TIE}?([{VOWELS}]){NASAL})?(.?)")
_UNKNOWN_TO_ENGLISH = str.maketrans({"x": "h", "ʎ": "lj", "ɲ": "nj"})

Notation = Callable[[Phonemes], Phonemes]


def kokoro_notation(phonemes: Phonemes) -> Phonemes:
    symbols = _NOTATIONS.get(phonemes.language, _OTHER_LANGUAGES)
    pattern = re.compile("|".join(map(re.escape, sorted(symbols, key=len, reverse=True))))
    english = base_language(phonemes.language) == "en"
    parts: list[PhonemeGroup] = []
    for part in phonemes.groups:
        if part.is_word:
            signs = part.signs
            for learned, symbol in _AS_LEARNED.get(phonemes.language, ()):
                signs = learned.sub(symbol, signs)
            if not (english and signs in _ARTICLES):
                signs = pattern.sub(lambda match: symbols[match[0]], signs).replace(TIE, "")
            apart = english and bool(parts) and parts[-1].is_word and parts[-1].start != part.start
            part = replace(part, signs=signs, space_before=part.space_before or apart)
        parts.append(part)
    return Phonemes(tuple(parts), phonemes.language)


def styletts2_notation(phonemes: Phonemes) -> Phonemes:
    """Quotation marks are left out, as in the published inference."""
    parts: list[PhonemeGroup] = []
    english = base_language(phonemes.language) == "en"
    after_mark = False
    for part in phonemes.groups:
        if part.is_word:
            signs = part.signs if english else _for_english_ears(part.signs)
            parts.append(replace(part, signs=signs.replace(TIE, ""), space_before=part.space_before or after_mark))
        elif part.signs not in '"“”«»':
            parts.append(replace(part, space_before=True))
        after_mark = not part.is_word
    return Phonemes(tuple(parts), phonemes.language)


def _for_english_ears(signs: str) -> str:
    """Nasal vowels as a vowel and a nasal consonant, and what else English lacks by what is like it."""

    def denasalize(match: re.Match[str]) -> str:
        vowel, second, following = match.groups(default="")
        nasal = next((sign for sign, before in _PLACES_OF_NASALS.items() if following and following in before), "n")
        return vowel + second + (nasal if following else "ŋ") + following

    return _NASAL_VOWEL.sub(denasalize, signs).translate(_UNKNOWN_TO_ENGLISH)


@dataclass(frozen=True)
class Reader:
    """How one model reads; it may be asked from any thread."""

    table: SymbolTable
    notation: Notation

    def read(self, text: str, language: str) -> Encoded:
        """Raises VozesError: NOTHING_TO_SAY, and as `phonemize`."""
        return encode(self.notation(phonemize(text, language)), self.table)

    def length(self, text: str, language: str) -> int:
        """How many symbols a text has, 0 where it has nothing to say; raises VozesError as `phonemize`."""
        try:
            return len(self.read(text, language).ids)
        except VozesError as error:
            if error.code is ErrorCode.NOTHING_TO_SAY:
                return 0
            raise
