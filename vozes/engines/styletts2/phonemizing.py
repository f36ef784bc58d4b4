"""Encodes text as the numbers that a model of the family reads: phonemes in the notation that it learned from.

Kokoro (https://github.com/hexgrad/misaki) writes diphthongs and affricates with one symbol and English without length;
StyleTTS 2's published models learned English as eSpeak writes it, with spaces around punctuation.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from vozes.engines.styletts2.english import reading as english
from vozes.engines.styletts2.symbols import Encoded, SymbolTable, encode
from vozes.errors import ErrorCode, VozesError
from vozes.text.ipa import NASAL, TIE, VOWELS, PhonemeGroup, Phonemes
from vozes.text.language import base_language
from vozes.text.mapped import Edit, MappedText
from vozes.text.phonemes.phonemizer import OWN_READERS, espeak_phonemes, meant_language, phonemize, said
from vozes.text.reading.pinning import IPA, SOUNDS


def _tied(pairs: str) -> dict[str, str]:
    """Returns the symbol for each tied sound: `I` for `a͡ɪ`, given as `aɪ:I`."""
    return {TIE.join(signs): symbol for signs, symbol in (pair.split(":") for pair in pairs.split())}


_ONE_SYMBOL = _tied("aɪ:I aʊ:W dʒ:ʤ eɪ:A ɔɪ:Y tʃ:ʧ")
_ENGLISH = _ONE_SYMBOL | _tied("əl:ᵊl") | {
    "ʔn\u0329": "tn", "ʔˌn\u0329": "tn", "ʔ": "t", "n\u0329": "ᵊn", "m\u0329": "ᵊm", "l\u0329": "ᵊl", "ɹ\u0329": "ᵊɹ",
    "ɚ": "əɹ", "r": "ɹ", "x": "k", "ç": "k", "ɐ": "ə", "ɬ": "l", "ɾ": "T", "e": "A", "o": "ɔ", NASAL: "", "ʲ": "",
    "ʲo": "jɔ", "ʲə": "jə",
}  # fmt: skip
_ENGLISH_OF = {
    "en-us": _ENGLISH | _tied("oʊ:O eə:ɛ") | {"ɜːɹ": "ɜɹ", "ɜː": "ɜɹ", "ɪə": "iə", "ː": ""},
    "en-gb": _ENGLISH | _tied("əʊ:Q oʊ:Q eə:ɛː") | {"iə": "ɪə"},
}
_OTHER_LANGUAGES = _ONE_SYMBOL | _tied("dz:ʣ ts:ʦ ss:S oʊ:O əʊ:Q")

_ANY_WORD = "a"
"""Is read in place of signs that have sounds of their own and may have no others."""
_PLACES_OF_NASALS = {"m": "pbm", "ŋ": "kɡŋ"}
_NASAL_VOWEL = re.compile(rf"([{VOWELS}]){NASAL}(?:{TIE}?([{VOWELS}]){NASAL})?(.?)")
_UNKNOWN_TO_ENGLISH = str.maketrans({"x": "h", "ʎ": "lj", "ɲ": "nj"})

Reader = Callable[[str, str], Phonemes]
"""Returns the phonemes of a text in a language, in a model's notation. Raises VozesError as `phonemize`."""


Writer = Callable[[str, str], str]
"""Returns sounds that are given in IPA, in a language, in a model's notation."""


def write_for_kokoro(ipa: str, language: str) -> str:
    symbols = _ENGLISH_OF.get(meant_language(language), _OTHER_LANGUAGES)
    untied = {signs.replace(TIE, ""): symbol for signs, symbol in symbols.items() if TIE in signs}
    return _in_symbols(ipa, symbols | untied)


def write_for_styletts2(ipa: str, language: str) -> str:
    signs = ipa if base_language(language) == "en" else _for_english_ears(ipa)
    return signs.replace(TIE, "")


def read_for_kokoro(text: str, language: str) -> Phonemes:
    """Writes other languages than English as eSpeak NG says them, right or wrong: Kokoro learned nothing else."""
    language = meant_language(language)
    if language in _ENGLISH_OF:
        read_other = partial(_read_word, language=language)
        return said(english.read(text, british=language == "en-gb", read_other=read_other))
    own_reader = base_language(language) in OWN_READERS
    phonemes = phonemize(text, language) if own_reader else espeak_phonemes(text, language)
    groups = (
        replace(group, signs=_in_symbols(group.signs, _OTHER_LANGUAGES)) if group.is_word else group
        for group in phonemes.groups
    )
    return Phonemes(tuple(groups), language)


def _read_word(word: str, language: str) -> str:
    """Returns what eSpeak NG says for a word that no dictionary has; nothing for a sign that it does not say."""
    try:
        groups = espeak_phonemes(word, language).groups
    except VozesError as error:
        if error.code is ErrorCode.NOTHING_TO_SAY:
            return ""
        raise
    said = "".join(" " * group.space_before + group.signs for group in groups if group.is_word)
    return _in_symbols(said, _ENGLISH_OF[language])


def _in_symbols(signs: str, symbols: Mapping[str, str]) -> str:
    pattern = re.compile("|".join(map(re.escape, sorted(symbols, key=len, reverse=True))))
    return pattern.sub(lambda match: symbols[match[0]], signs).replace(TIE, "")


def read_for_styletts2(text: str, language: str) -> Phonemes:
    """Leaves out quotation marks, as the published inference does."""
    phonemes = phonemize(text, language)
    groups: list[PhonemeGroup] = []
    english = base_language(phonemes.language) == "en"
    after_mark = False
    for group in phonemes.groups:
        if group.is_word:
            signs = group.signs if english else _for_english_ears(group.signs)
            groups.append(replace(group, signs=signs.replace(TIE, ""), space_before=group.space_before or after_mark))
        elif group.signs not in '"“”«»':
            groups.append(replace(group, space_before=True))
        after_mark = not group.is_word
    return Phonemes(tuple(groups), phonemes.language)


def _for_english_ears(signs: str) -> str:
    """Writes nasal vowels as a vowel and a nasal consonant, and other sounds that English lacks as similar ones."""

    def denasalize(match: re.Match[str]) -> str:
        vowel, second, following = match.groups(default="")
        nasal = next((sign for sign, before in _PLACES_OF_NASALS.items() if following and following in before), "n")
        return vowel + second + (nasal if following else "ŋ") + following

    return _NASAL_VOWEL.sub(denasalize, signs).translate(_UNKNOWN_TO_ENGLISH)


class Notation(NamedTuple):
    """How a family of models writes sounds."""

    read: Reader
    write: Writer


KOKORO_NOTATION = Notation(read_for_kokoro, write_for_kokoro)
STYLETTS2_NOTATION = Notation(read_for_styletts2, write_for_styletts2)


@dataclass(frozen=True)
class SymbolEncoder:
    """Encodes text as symbols of one model; may be called from any thread."""

    table: SymbolTable
    notation: Notation

    def encode(self, text: str, language: str) -> Encoded:
        """Raises VozesError: NOTHING_TO_SAY, and as `phonemize`."""
        return encode(self._read(text, language) if SOUNDS in text else self.notation.read(text, language), self.table)

    def _read(self, text: str, language: str) -> Phonemes:
        """Returns the phonemes of a text in which some words have their sounds beside them."""
        sounds = {match.span(): self.notation.write(match["sounds"], language) for match in IPA.finditer(text)}
        written = MappedText.of(text).edited(
            Edit(match.start(), match.end(), match["word"] if any(map(str.isalnum, match["word"])) else _ANY_WORD)
            for match in IPA.finditer(text)
        )
        phonemes = self.notation.read(written.text, language)
        groups: list[PhonemeGroup] = []
        for group in phonemes.groups:
            start, end = written.span(group.start, group.end)
            if (start, end) not in sounds:
                groups.append(replace(group, start=start, end=end))
            elif not groups or (groups[-1].start, groups[-1].end) != (start, end):
                groups.append(PhonemeGroup(sounds[start, end], start, end, True, group.space_before))
        return replace(phonemes, groups=tuple(groups))

    def length(self, text: str, language: str) -> int:
        """Returns how many symbols a text has, 0 where it has nothing to say; raises VozesError as `phonemize`."""
        try:
            return len(self.encode(text, language).ids)
        except VozesError as error:
            if error.code is ErrorCode.NOTHING_TO_SAY:
                return 0
            raise
